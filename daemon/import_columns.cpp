#include "daemon/import_columns.hpp"

#include <algorithm>

namespace reviewd {
namespace {

struct KnownColumn {
  std::string_view name;
  ColumnUse use;
};

// Both headers at once: no name means two things.
constexpr KnownColumn known_columns[] = {
    {"row_id", ColumnUse::row_id},
    {"board", ColumnUse::board},
    {"case_label", ColumnUse::case_label},
    {"internal_ref", ColumnUse::internal_ref},
    {"children_count", ColumnUse::children_count},
    {"incident_date", ColumnUse::incident_date},
    {"incident_nature", ColumnUse::incident_nature},
    {"referral_or_consideration_date", ColumnUse::brought_to_attention},
    {"brought_to_attention_date", ColumnUse::brought_to_attention},
    {"referral_received_date", ColumnUse::referral_received},
    {"sent_to_panel_date", ColumnUse::sent_to_panel},
    {"agency_call_date", ColumnUse::agency_call},
    {"agency_deadline", ColumnUse::agency_deadline},
    {"panel_meeting_date", ColumnUse::panel_meeting},
    {"recommendation", ColumnUse::recommendation},
    {"recommendation_date", ColumnUse::recommendation_date},
    {"chair_decision", ColumnUse::decision},
    {"chair_decision_date", ColumnUse::decision_date},
    {"decision_reason", ColumnUse::decision_reason},
    {"ofsted_or_panel_notification_date", ColumnUse::notification},
    {"ofsted_notified_date", ColumnUse::ofsted_notification},
    {"panel_notified_date", ColumnUse::panel_notification},
    {"author", ColumnUse::author},
    {"panel_chair", ColumnUse::panel_chair},
    {"imr_agency", ColumnUse::contribution_agency},
    {"imr_due", ColumnUse::contribution_due},
    {"imr_received", ColumnUse::contribution_received},
    {"imr_returned", ColumnUse::contribution_returned},
    {"imr_accepted", ColumnUse::contribution_accepted},
    {"health_overview_received", ColumnUse::health_overview_received},
    {"overview_draft_date", ColumnUse::overview_draft},
    {"lscb_accepted_date", ColumnUse::overview_accepted},
    {"extension_revised_due", ColumnUse::revised_due},
    {"extension_consulted_date", ColumnUse::consulted},
    {"completion_or_submission_date", ColumnUse::completion},
    {"submitted_date", ColumnUse::completion},
    {"ofsted_grade", ColumnUse::evaluation_grade},
    {"evaluation_grade", ColumnUse::evaluation_grade},
    {"ofsted_evaluation_date", ColumnUse::evaluation_date},
    {"evaluation_date", ColumnUse::evaluation_date},
    {"publication_form", ColumnUse::publication_form},
    {"publication_state", ColumnUse::publication_state},
    {"publication_date", ColumnUse::publication_date},
    {"source", ColumnUse::source},
    {"review_type", ColumnUse::no_place},
    {"edition_derived", ColumnUse::no_place},
    {"extension_or_delay", ColumnUse::no_place},
    {"imr_or_agencies", ColumnUse::no_place},
    {"notes", ColumnUse::no_place},
};

bool of_an_agency(ColumnUse use) {
  return ColumnUse::contribution_agency <= use && use <= ColumnUse::contribution_accepted;
}

// A column that may stand several times, once for each agency, is marked so by its name.
std::optional<ColumnUse> use_of(std::string_view name) {
  const bool repeatable = name.ends_with("[]");
  if (repeatable) name.remove_suffix(2);
  for (const KnownColumn& known : known_columns)
    if (known.name == name && (!repeatable || of_an_agency(known.use))) return known.use;
  return std::nullopt;
}

std::string refused(std::string_view name, std::string_view why) {
  return "The header cannot be used: the column '" + std::string{name.substr(0, 100)} + "' " +
         std::string{why} + ".";
}

// What a column of the list is read as: by the mapping where there is one.
std::optional<ColumnUse> mapped_use(const ImportMapping& mapping, std::string_view name) {
  const auto found = std::ranges::find(mapping.columns, name, &MappedColumn::header);
  if (found == mapping.columns.end()) return std::nullopt;
  return found->read_as.empty() ? ColumnUse::no_place : use_of(found->read_as);
}

}  // namespace

std::string_view without_outer_spaces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::expected<ImportHeader, std::string> ImportHeader::read(const std::vector<std::string>& cells,
                                                            const std::optional<ImportMapping>& mapping) {
  ImportHeader header;
  header.mapped_ = mapping.has_value();
  if (mapping) header.mapping_ = *mapping;
  for (const MappedColumn& column : header.mapping_.columns)
    if (!column.read_as.empty() && !use_of(column.read_as))
      return std::unexpected("The mapping cannot be used: there is no column '" + column.read_as + "'.");
  for (const std::string& cell : cells)
    if (auto fault = header.add(without_outer_spaces(cell))) return std::unexpected(std::move(*fault));
  if (auto fault = header.missing()) return std::unexpected(std::move(*fault));
  return header;
}

std::optional<std::string> ImportHeader::add(std::string_view name) {
  const auto use = mapped_ ? mapped_use(mapping_, name) : use_of(name);
  if (!use) return refused(name, "is not known");
  for (const ImportColumn& column : columns_) {
    if (column.name == name && !name.ends_with("[]")) return refused(name, "stands twice");
    if (column.use == *use && *use != ColumnUse::no_place && !of_an_agency(*use))
      return refused(name, "means the same as '" + column.name + "'");
  }
  columns_.push_back({std::string{name}, *use});
  return std::nullopt;
}

std::optional<std::string> ImportHeader::missing() const {
  if (!place_of(ColumnUse::board) && mapping_.board.empty()) return refused("board", "is missing");
  if (!place_of(ColumnUse::case_label)) return refused("case_label", "is missing");
  for (const std::string& header : mapping_.row_named_by)
    if (!place_of(header)) return refused(header, "is missing");
  if (mapping_.row_named_by.empty() && !place_of(ColumnUse::row_id) && !place_of(ColumnUse::internal_ref))
    return refused("row_id", "is missing, and so is 'internal_ref': a row must have a name of its own");
  return std::nullopt;
}

std::optional<std::size_t> ImportHeader::place_of(ColumnUse use, std::size_t agency) const {
  for (std::size_t at = 0; at < columns_.size(); ++at)
    if (columns_[at].use == use && agency-- == 0) return at;
  return std::nullopt;
}

std::optional<std::size_t> ImportHeader::place_of(std::string_view name) const {
  const auto found = std::ranges::find(columns_, name, &ImportColumn::name);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

}  // namespace reviewd
