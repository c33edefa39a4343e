// The cells of one row by what they are read for: texts, days, and the first fault among them. Pure; for the
// sources that read rows (import_row, import_acts) and nobody else. One thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "daemon/import_row.hpp"

namespace reviewd {

// A column of a row; of an agency's the `agency`-th.
struct CellPlace {
  ColumnUse use;
  std::size_t agency = 0;

  CellPlace(ColumnUse of, std::size_t nth = 0)
      : use(of), agency(nth) {}  // NOLINT(google-explicit-constructor)
};

// Looks into the header and the record, which must outlive it. A cell that cannot be read is a fault of the
// row, and the first one is told.
class RowCells {
 public:
  RowCells(const ImportHeader& header, const CsvRecord& record) : header_(header), record_(record) {}

  const ImportHeader& header() const { return header_; }
  bool has(CellPlace place) const { return at(place).has_value(); }
  // Without the apostrophe that guards it from spreadsheets, and without the spaces around it.
  std::string_view text(std::size_t column) const;
  std::string_view text(CellPlace place) const;
  std::string column(CellPlace place) const;
  // As the list writes days; partial ones too. Nothing for an empty cell.
  std::optional<PartialDate> day(CellPlace place);
  // Several days of one cell, with semicolons between them.
  std::vector<PartialDate> days(CellPlace place);
  // A day that must be known whole to be kept: of a partial one the column is counted as without a place.
  std::optional<Day> whole_day(CellPlace place, ImportRow& row);

  void fault(CellPlace place, std::string detail);
  const std::optional<RowFault>& first_fault() const { return fault_; }

  // Adds the cell of a column that the file has, for this place of the fact. `text` is what the place holds.
  void add(RowFact& fact, CellPlace place, std::string pointer, std::string text,
           bool personal = false) const;
  void add_day(RowFact& fact, CellPlace place, std::string pointer);

 private:
  std::optional<PartialDate> day_said(CellPlace place, std::string_view said);
  std::optional<std::size_t> at(CellPlace place) const { return header_.place_of(place.use, place.agency); }

  const ImportHeader& header_;
  const CsvRecord& record_;
  std::optional<RowFault> fault_;
};

// Adds the facts of a row that acts record (domain/acts), in the order in which they are recorded: those
// before the recommendation, between the decision and the completion, and after it.
void add_office_steps(RowCells& cells, ImportRow& row);
void add_work(RowCells& cells, ImportRow& row);
void add_outcome(RowCells& cells, ImportRow& row);
// The last of them: how far publication came.
void add_publication(RowCells& cells, ImportRow& row);

}  // namespace reviewd
