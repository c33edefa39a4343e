// The columns of a file of reviews: the header of the published sample and the header proposed for boards'
// own lists (docs/decisions/import.md). Pure; any thread. Does not read cells.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reviewd {

// What a column is read for. Two columns of one header never serve the same use, except `no_place`.
enum class ColumnUse {
  row_id,
  board,
  case_label,
  internal_ref,
  incident_date,
  incident_nature,
  brought_to_attention,
  recommendation,
  recommendation_date,
  decision,
  decision_date,
  decision_reason,
  notification,  // of Ofsted or, later, of the national panel, told apart by the day
  ofsted_notification,
  panel_notification,
  completion,
  no_place,  // known, but no event holds it yet: counted
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
  // missing (board, case_label, and one of row_id and internal_ref). Nothing of the file is read then.
  [[nodiscard]] static std::expected<ImportHeader, std::string> read(const std::vector<std::string>& cells);

  const std::vector<ImportColumn>& columns() const { return columns_; }
  // The place of the column of this use; nothing when the file has none.
  std::optional<std::size_t> place_of(ColumnUse use) const;

 private:
  std::vector<ImportColumn> columns_;
};

// What is left of a text without the spaces around it.
std::string_view without_outer_spaces(std::string_view text);

}  // namespace reviewd
