// The columns of a file of reviews: the header of the published sample, the header proposed for boards' own
// lists, and any other by a mapping (docs/decisions/import.md). Pure; any thread. Does not read cells.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/import_mapping.hpp"

namespace reviewd {

// What a column is read for. Two columns of one header never serve the same use, except `no_place` and those
// of the agencies, which stand once for each.
enum class ColumnUse {
  row_id,
  board,
  case_label,
  internal_ref,
  children_count,
  incident_date,
  incident_nature,
  brought_to_attention,
  referral_received,
  sent_to_panel,
  agency_call,
  agency_deadline,
  panel_meeting,
  recommendation,
  recommendation_date,
  decision,
  decision_date,
  decision_reason,
  notification,  // of Ofsted or, later, of the national panel, told apart by the day
  ofsted_notification,
  panel_notification,
  author,
  panel_chair,
  contribution_agency,
  contribution_due,
  contribution_received,
  contribution_returned,
  contribution_accepted,
  health_overview_received,
  overview_draft,
  overview_accepted,
  revised_due,
  consulted,
  completion,
  evaluation_grade,
  evaluation_date,
  publication_state,  // a word
  publication_form,   // free words
  publication_date,
  source,
  no_place,  // known, but nothing holds it: counted
};

// One column of the file at hand.
struct ImportColumn {
  std::string name;
  ColumnUse use = ColumnUse::no_place;
};

// The columns of the file in their order.
class ImportHeader {
 public:
  // The error names the column: not known, given twice, two for the same use, or one that is needed and
  // missing (board, case_label, and one of row_id and internal_ref, unless the mapping gives them). Nothing
  // of the file is read then.
  [[nodiscard]] static std::expected<ImportHeader, std::string> read(
      const std::vector<std::string>& cells, const std::optional<ImportMapping>& mapping = {});

  const std::vector<ImportColumn>& columns() const { return columns_; }
  // The place of the column of this use, of an agency's the `agency`-th; nothing when the file has none.
  std::optional<std::size_t> place_of(ColumnUse use, std::size_t agency = 0) const;
  // The same by the name of the column.
  std::optional<std::size_t> place_of(std::string_view name) const;
  // The file's kind of list; an empty one for the two headers that need none.
  const ImportMapping& mapping() const { return mapping_; }

 private:
  std::optional<std::string> add(std::string_view name);
  std::optional<std::string> missing() const;

  std::vector<ImportColumn> columns_;
  ImportMapping mapping_;
  bool mapped_ = false;
};

// What is left of a text without the spaces around it.
std::string_view without_outer_spaces(std::string_view text);

}  // namespace reviewd
