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

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::stringstream stream(text);
  for (std::string part; std::getline(stream, part, at);) parts.push_back(without_blanks_around(part));
  return parts;
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

ReferenceTable reference_table(const std::string& name) {
  std::ifstream file(REVIEWD_SOURCE_DIR "/tests/config/reference/" + name);
  if (!file) throw std::runtime_error("there is no table " + name);
  ReferenceTable table;
  bool heading = true;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    auto cells = split(line, '|');
    if (cells.size() < 4) throw std::runtime_error("no row of " + name + ": " + line);
    if (std::exchange(heading, false)) continue;
    for (const std::string& place : split(cells[0], ' ')) table.places.insert(place);
    const std::string says = columns({cells.begin() + 2, cells.end()});
    for (const std::string& instrument : split(cells[1], ','))
      if (!table.said.emplace(instrument, says).second)
        throw std::runtime_error("twice in " + name + ": " + line);
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
