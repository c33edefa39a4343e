#include "daemon/import_cells.hpp"

#include "api/csv_text.hpp"

namespace reviewd {
namespace {

// "23/03/2010" and "03/2010" as "2010-03-23" and "2010-03"; anything else as it is.
std::string year_first(std::string_view text) {
  std::string turned;
  while (true) {
    const auto slash = text.rfind('/');
    std::string_view part = slash == std::string_view::npos ? text : text.substr(slash + 1);
    if (!turned.empty()) turned += part.size() == 1 ? "-0" : "-";
    turned += part;
    if (slash == std::string_view::npos) return turned;
    text = text.substr(0, slash);
  }
}

}  // namespace

std::string_view RowCells::text(std::size_t column) const {
  return without_outer_spaces(without_guard(record_.cells[column]));
}

std::string_view RowCells::text(CellPlace place) const {
  const auto found = at(place);
  return found ? text(*found) : std::string_view{};
}

std::string RowCells::column(CellPlace place) const {
  const auto found = at(place);
  return found ? header_.columns()[*found].name : std::string{};
}

std::optional<PartialDate> RowCells::day(CellPlace place) {
  const std::string_view said = text(place);
  if (said.empty()) return std::nullopt;
  return day_said(place, said);
}

std::vector<PartialDate> RowCells::days(CellPlace place) {
  std::vector<PartialDate> found;
  std::string_view rest = text(place);
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    if (const auto day = day_said(place, without_outer_spaces(rest.substr(0, end)))) found.push_back(*day);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  return found;
}

std::optional<PartialDate> RowCells::day_said(CellPlace place, std::string_view said) {
  const bool turn = header_.mapping().days_first && said.find('/') != std::string_view::npos;
  const auto parsed = PartialDate::parse(turn ? year_first(said) : std::string{said});
  if (!parsed)
    fault(place, header_.mapping().days_first
                     ? "The cell is no date: 23/03/2010, 03/2010 or 2010 is needed."
                     : "The cell is no date: 2010-03-23, 2010-03 or 2010 is needed.");
  return parsed;
}

std::optional<Day> RowCells::whole_day(CellPlace place, ImportRow& row) {
  const auto said = day(place);
  if (!said) return std::nullopt;
  if (!said->whole()) row.columns_without_place.push_back(column(place));
  return said->day();
}

void RowCells::fault(CellPlace place, std::string detail) {
  if (!fault_) fault_ = RowFault{column(place), std::move(detail)};
}

void RowCells::add(RowFact& fact, CellPlace place, std::string pointer, std::string text,
                   bool personal) const {
  if (has(place)) fact.cells.push_back({column(place), std::move(pointer), std::move(text), personal});
}

void RowCells::add_day(RowFact& fact, CellPlace place, std::string pointer) {
  const auto said = day(place);
  add(fact, place, std::move(pointer), said ? said->text() : "");
}

}  // namespace reviewd
