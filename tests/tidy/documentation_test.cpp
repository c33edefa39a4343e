// House rule: a header explains itself: a paragraph at its head, a comment at each public type and free
// function.
#include <algorithm>
#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "tests/tidy/source.hpp"

namespace reviewd {
namespace {

bool public_header(const Source& source) {
  static const std::vector<std::string> rooms = {"domain", "storage", "config", "api", "web", "daemon"};
  return source.header() &&
         std::any_of(rooms.begin(), rooms.end(), [&](const std::string& room) { return source.in(room); });
}

bool comment(const std::string& line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string::npos && line.compare(first, 2, "//") == 0;
}

std::vector<Violation> headers_open_with_a_paragraph(const Source& source) {
  if (!source.header()) return {};
  std::vector<Violation> found;
  std::size_t prose = 0;
  for (const std::string& line : lines_of(source.text)) {
    if (!comment(line)) break;
    prose += line.size();
  }
  if (prose < 60)
    found.push_back({source.path, 1, "a header opens with a paragraph: purpose, thread, limits"});
  if (source.text.find("\n#pragma once\n") == std::string::npos) {
    found.push_back({source.path, 1, "a header has #pragma once"});
  }
  return found;
}

// Commands and events are documented by the sentence in their descriptor, which is printed in their pages.
const std::set<std::string>& types_with_a_descriptor() {
  static const std::set<std::string> names = [] {
    static const std::regex descriptor(R"(struct\s+Schema<(\w+)>)");
    std::set<std::string> found;
    const std::sregex_iterator end;
    for (const Source& source : tree()) {
      std::sregex_iterator at(source.code.begin(), source.code.end(), descriptor);
      for (; source.in("domain") && at != end; ++at) found.insert((*at)[1]);
    }
    return found;
  }();
  return names;
}

// Types that are defined here, and free functions; neither operators, members defined apart, nor
// specialisations.
bool wants_a_comment(const Declaration& declaration) {
  static const std::regex type(R"(^\s*(template\s*<[^>]*>\s*)?(class|struct|enum class|union)\s+(\w+))");
  static const std::regex left_out(
      R"(^\s*(using|static_assert|extern|friend)\b|\boperator\b|\w::~?\w+\s*\(|^[^(]*[^=<>!]=)");
  static const std::regex specialised(R"(^\s*template\s*<\s*>)");
  if (std::regex_search(declaration.text, specialised)) return false;
  std::smatch match;
  if (std::regex_search(declaration.text, match, type)) {
    return declaration.defined && !types_with_a_descriptor().contains(match[3]);
  }
  if (std::regex_search(declaration.text, left_out)) return false;
  return declaration.text.find('(') != std::string::npos;
}

// A comment right above the block of lines it stands in, or at the end of its own line.
bool commented(const std::vector<std::string>& lines, std::size_t line) {
  if (lines[line - 1].find("//") != std::string::npos) return true;
  for (std::size_t above = line - 1; above > 0; --above) {
    const std::string& text = lines[above - 1];
    if (comment(text)) return true;
    if (text.find_first_not_of(" \t") == std::string::npos) return false;
  }
  return false;
}

std::vector<Violation> declarations_are_documented(const Source& source) {
  std::vector<Violation> found;
  if (!public_header(source)) return found;
  const std::vector<std::string> lines = lines_of(source.text);
  for (const Declaration& declaration : declarations(source)) {
    const std::size_t line = line_at(source.code, declaration.begin);
    if (wants_a_comment(declaration) && !commented(lines, line)) {
      found.push_back({source.path, line, "no comment above: " + lines[line - 1]});
    }
  }
  return found;
}

// What overrides was declared with its attribute in the interface.
bool overrides(const std::vector<std::string>& lines, std::size_t at) {
  for (; at < lines.size(); ++at) {
    if (lines[at].find("override") != std::string::npos) return true;
    if (lines[at].find_first_of(";{") != std::string::npos) return false;
  }
  return false;
}

// A value that can be an error is never dropped unseen.
std::vector<Violation> results_are_nodiscard(const Source& source) {
  static const std::regex declared(
      R"(^\s*((virtual|static|inline|constexpr|friend)\s+)*(Result<|std::expected<)[^;=]*\s\w+\()");
  std::vector<Violation> found;
  if (!public_header(source)) return found;
  const std::vector<std::string> lines = lines_of(source.code);
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (!std::regex_search(lines[at], declared)) continue;
    const bool above = at > 0 && lines[at - 1].find("[[nodiscard]]") != std::string::npos;
    if (!above && !overrides(lines, at)) {
      found.push_back({source.path, at + 1, "[[nodiscard]] is missing: " + lines[at]});
    }
  }
  return found;
}

Source header(const std::string& body) {
  return make_source("domain/day.hpp", "#pragma once\nnamespace reviewd {\n" + body + "\n}\n");
}

}  // namespace

TEST_CASE("tidy: every header opens with a paragraph", "[tidy]") {
  const std::string paragraph =
      "// The days of the calendar as values, counted and compared. Pure; used from any thread.\n";
  CHECK(headers_open_with_a_paragraph(make_source("domain/day.hpp", "#pragma once\n")).size() == 2);
  CHECK(headers_open_with_a_paragraph(make_source("domain/day.hpp", "// Days.\n#pragma once\n")).size() == 1);
  CHECK(headers_open_with_a_paragraph(make_source("domain/day.hpp", paragraph)).size() == 1);
  CHECK(headers_open_with_a_paragraph(make_source("domain/day.hpp", paragraph + "#pragma once\n")).empty());
  CHECK(violations_in_tree(headers_open_with_a_paragraph) == "");
}

TEST_CASE("tidy: public types and free functions have a comment", "[tidy]") {
  CHECK(declarations_are_documented(header("struct Day { int number; };")).size() == 1);
  CHECK(declarations_are_documented(header("enum class Unit { day };")).size() == 1);
  CHECK(declarations_are_documented(header("int next(int day);")).size() == 1);
  CHECK(declarations_are_documented(header("inline int next(int day) { return day + 1; }")).size() == 1);
  CHECK(declarations_are_documented(header("// The next.\nint next(int day);\nint last(int day);")).empty());
  CHECK(declarations_are_documented(header("// A day.\nstruct Day { int number; };")).empty());
  CHECK(declarations_are_documented(header("struct Day;\nusing Days = int;")).empty());
  CHECK(
      declarations_are_documented(header("// The next.\nint next(int day);\n\nint last(int day);")).size() ==
      1);
  CHECK(violations_in_tree(declarations_are_documented) == "");
}

TEST_CASE("tidy: functions that return a result are [[nodiscard]]", "[tidy]") {
  CHECK(results_are_nodiscard(header("Result<Day> next(Day day);")).size() == 1);
  CHECK(results_are_nodiscard(header("  virtual std::expected<void, Fault> append() = 0;")).size() == 1);
  CHECK(results_are_nodiscard(header("[[nodiscard]] Result<Day> next(Day day);")).empty());
  CHECK(results_are_nodiscard(header("[[nodiscard]]\nResult<Day> next(Day day);")).empty());
  CHECK(results_are_nodiscard(header("  Result<Day> answer;")).empty());
  CHECK(results_are_nodiscard(header("  Result<Day> next(Day day,\n    int count) override;")).empty());
  CHECK(violations_in_tree(results_are_nodiscard) == "");
}

}  // namespace reviewd
