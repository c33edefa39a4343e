#include "tests/support/reference_table.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace reviewd {
namespace {

std::string without_blanks_around(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string group_in_words(const std::vector<FactName>& group) {
  std::vector<std::string> names;
  for (const FactName fact : group) names.emplace_back(name_of(fact));
  return names.size() == 1 ? names.front() : "(" + joined(names, " or ") + ")";
}

}  // namespace

std::string joined(const std::vector<std::string>& texts, const std::string& by) {
  if (texts.empty()) return "-";
  std::string text;
  for (const std::string& one : texts) text += (text.empty() ? "" : by) + one;
  return text;
}

std::string columns(const std::vector<std::string>& texts) {
  return joined(texts, " | ");
}

std::string in_words(const Condition& condition) {
  std::vector<std::string> groups;
  for (const auto& group : condition.all_of) groups.push_back(group_in_words(group));
  std::vector<std::string> unless;
  for (const FactName fact : condition.unless) unless.emplace_back(name_of(fact));
  if (unless.empty()) return joined(groups, " & ");
  return (groups.empty() ? "" : joined(groups, " & ") + " ") + "unless " + joined(unless, " or ");
}

std::vector<std::string> split_cells(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::stringstream stream(text);
  for (std::string part; std::getline(stream, part, at);) parts.push_back(without_blanks_around(part));
  return parts;
}

std::vector<std::vector<std::string>> reference_rows(const std::string& name) {
  std::ifstream file(REVIEWD_SOURCE_DIR "/tests/config/reference/" + name);
  if (!file) throw std::runtime_error("there is no table " + name);
  std::vector<std::vector<std::string>> rows;
  bool heading = true;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    auto cells = split_cells(line, '|');
    if (cells.size() < 4) throw std::runtime_error("no row of " + name + ": " + line);
    if (!std::exchange(heading, false)) rows.push_back(std::move(cells));
  }
  return rows;
}

ReferenceTable reference_table(const std::string& name) {
  ReferenceTable table;
  for (const auto& cells : reference_rows(name)) {
    for (const std::string& place : split_cells(cells[0], ' ')) table.places.insert(place);
    const std::string says = columns({cells.begin() + 2, cells.end()});
    for (const std::string& instrument : split_cells(cells[1], ','))
      if (!table.said.emplace(instrument, says).second)
        throw std::runtime_error("twice in " + name + ": " + says);
  }
  return table;
}

std::string not_in(const Said& some, const Said& others) {
  std::string text;
  for (const auto& [instrument, says] : some)
    if (!others.contains({instrument, says})) text.append(instrument).append(": ").append(says).append("\n");
  return text;
}

}  // namespace reviewd
