#include "daemon/import_columns.hpp"

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
    {"incident_date", ColumnUse::incident_date},
    {"incident_nature", ColumnUse::incident_nature},
    {"referral_or_consideration_date", ColumnUse::brought_to_attention},
    {"brought_to_attention_date", ColumnUse::brought_to_attention},
    {"recommendation", ColumnUse::recommendation},
    {"recommendation_date", ColumnUse::recommendation_date},
    {"chair_decision", ColumnUse::decision},
    {"chair_decision_date", ColumnUse::decision_date},
    {"decision_reason", ColumnUse::decision_reason},
    {"ofsted_or_panel_notification_date", ColumnUse::notification},
    {"ofsted_notified_date", ColumnUse::ofsted_notification},
    {"panel_notified_date", ColumnUse::panel_notification},
    {"completion_or_submission_date", ColumnUse::completion},
    {"submitted_date", ColumnUse::completion},
};

constexpr std::string_view columns_without_place[] = {
    "review_type",
    "edition_derived",
    "extension_or_delay",
    "imr_or_agencies",
    "ofsted_grade",
    "ofsted_evaluation_date",
    "publication_date",
    "publication_form",
    "notes",
    "source",
    "children_count",
    "referral_received_date",
    "sent_to_panel_date",
    "agency_call_date",
    "agency_deadline",
    "panel_meeting_date",
    "author",
    "panel_chair",
    "imr_agency",
    "imr_due",
    "imr_received",
    "imr_returned",
    "imr_accepted",
    "health_overview_received",
    "overview_draft_date",
    "lscb_accepted_date",
    "extension_revised_due",
    "extension_consulted_date",
    "evaluation_grade",
    "evaluation_date",
    "publication_state",
};

// A column that may stand several times, once for each agency, is marked so by its name.
bool repeatable(std::string_view name) {
  return name.starts_with("imr_") && name.ends_with("[]");
}

std::optional<ColumnUse> use_of(std::string_view name) {
  for (const KnownColumn& known : known_columns)
    if (known.name == name) return known.use;
  if (repeatable(name)) name.remove_suffix(2);
  for (const std::string_view known : columns_without_place)
    if (known == name) return ColumnUse::no_place;
  return std::nullopt;
}

std::unexpected<std::string> refused(std::string_view name, std::string_view why) {
  return std::unexpected("The header cannot be used: the column '" + std::string{name.substr(0, 100)} + "' " +
                         std::string{why} + ".");
}

}  // namespace

std::string_view without_outer_spaces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::expected<ImportHeader, std::string> ImportHeader::read(const std::vector<std::string>& cells) {
  ImportHeader header;
  for (const std::string& cell : cells) {
    const std::string_view name = without_outer_spaces(cell);
    const auto use = use_of(name);
    if (!use) return refused(name, "is not known");
    for (const ImportColumn& column : header.columns_) {
      if (column.name == name && !repeatable(name)) return refused(name, "stands twice");
      if (column.use == *use && *use != ColumnUse::no_place)
        return refused(name, "means the same as '" + column.name + "'");
    }
    header.columns_.push_back({std::string{name}, *use});
  }
  for (const auto& [name, use] :
       {KnownColumn{"board", ColumnUse::board}, KnownColumn{"case_label", ColumnUse::case_label}})
    if (!header.place_of(use)) return refused(name, "is missing");
  if (!header.place_of(ColumnUse::row_id) && !header.place_of(ColumnUse::internal_ref))
    return refused("row_id", "is missing, and so is 'internal_ref': a row must have a name of its own");
  return header;
}

std::optional<std::size_t> ImportHeader::place_of(ColumnUse use) const {
  for (std::size_t at = 0; at < columns_.size(); ++at)
    if (columns_[at].use == use) return at;
  return std::nullopt;
}

}  // namespace reviewd
