// House rule: nothing is left for later in the text of a file, and no file names the machine it was written
// on.
#include <catch2/catch.hpp>
#include <regex>

#include "tests/tidy/source.hpp"

namespace reviewd {
namespace {

// Looks at the whole text: prose, code, settings and scripts alike. The words are put together here so that
// this file does not find itself.
std::vector<Violation> without(const Source& source, const std::regex& expression, const std::string& what) {
  std::vector<Violation> found;
  const std::vector<std::string> lines = lines_of(source.text);
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (std::regex_search(lines[at], expression))
      found.push_back({source.path, at + 1, what + ": " + lines[at]});
  }
  return found;
}

std::vector<Violation> nothing_is_left_for_later(const Source& source) {
  static const std::regex expression(std::string("\\b(TO") + "DO|FIX" + "ME|X" + "XX|place" + "holder|not " +
                                     "implemented yet)\\b");
  return without(source, expression, "left for later");
}

std::vector<Violation> no_machine_is_named(const Source& source) {
  static const std::regex expression(std::string("(^|[^\\w.])/(wo") + "rk|ro" + "ot|ho" + "me|Us" + "ers)/");
  return without(source, expression, "a path of one machine");
}

std::vector<Violation> lines_end_cleanly(const Source& source) {
  static const std::regex expression("[ \t\r]$|^\t");
  if (source.path.ends_with(".md")) return {};
  return without(source, expression, "a blank at the end of a line, or a tab");
}

}  // namespace

TEST_CASE("tidy: nothing is left for later", "[tidy]") {
  CHECK(nothing_is_left_for_later(make_source("domain/day.cpp", std::string("// TO") + "DO: leap years\n"))
            .size() == 1);
  CHECK(nothing_is_left_for_later(make_source("README.md", std::string("FIX") + "ME\n")).size() == 1);
  CHECK(nothing_is_left_for_later(make_source("domain/day.cpp", "// what is done\n")).empty());
  CHECK(violations_in_tree(nothing_is_left_for_later) == "");
}

TEST_CASE("tidy: no path of one machine is named", "[tidy]") {
  CHECK(no_machine_is_named(make_source("README.md", std::string("see /ro") + "ot/notes\n")).size() == 1);
  CHECK(no_machine_is_named(make_source("README.md", "see domain/rules/edition.hpp\n")).empty());
  CHECK(violations_in_tree(no_machine_is_named) == "");
}

TEST_CASE("tidy: lines end without blanks and begin without tabs", "[tidy]") {
  CHECK(lines_end_cleanly(make_source("domain/day.cpp", "int a; \n")).size() == 1);
  CHECK(lines_end_cleanly(make_source("domain/day.cpp", "\tint a;\n")).size() == 1);
  CHECK(lines_end_cleanly(make_source("domain/day.cpp", "  int a;\n")).empty());
  CHECK(violations_in_tree(lines_end_cleanly) == "");
}

}  // namespace reviewd
