#include "api/csv_text.hpp"

namespace reviewd {
namespace {

std::string cell_text(const std::string& cell) {
  const std::string text = looks_like_a_formula(cell) ? "'" + cell : cell;
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) quoted.append(letter == '"' ? "\"" : "").push_back(letter);
  return quoted + "\"";
}

}  // namespace

bool looks_like_a_formula(std::string_view text) {
  const std::size_t at = text.find_first_not_of('\'');
  return at != std::string_view::npos &&
         std::string_view{"=+-@\t\r"}.find(text[at]) != std::string_view::npos;
}

std::string csv_row(const std::vector<std::string>& cells) {
  std::string row;
  for (std::size_t at = 0; at < cells.size(); ++at)
    row.append(at == 0 ? "" : ",").append(cell_text(cells[at]));
  return row + "\n";
}

std::string_view without_guard(std::string_view cell) {
  if (cell.starts_with('\'') && looks_like_a_formula(cell)) cell.remove_prefix(1);
  return cell;
}

}  // namespace reviewd
