// House rule: how long a file, a function and a line may be.
#include <catch2/catch.hpp>

#include "tests/tidy/source.hpp"

namespace reviewd {
namespace {

constexpr std::size_t longest_file = 500;
constexpr std::size_t longest_function = 70;
constexpr std::size_t longest_line = 110;

// Characters of UTF-8, not bytes.
std::size_t columns(const std::string& line) {
  std::size_t count = 0;
  for (const char character : line) {
    if ((static_cast<unsigned char>(character) & 0xC0U) != 0x80U) ++count;
  }
  return count;
}

bool written_by_hand(const Source& source) {
  return source.cpp() || source.in("scripts") || source.in("systemd") ||
         source.path.ends_with("CMakeLists.txt");
}

std::vector<Violation> files_are_short(const Source& source) {
  const std::size_t count = lines_of(source.text).size();
  if (!written_by_hand(source) || count <= longest_file) return {};
  return {{source.path, count, "a file has at most " + std::to_string(longest_file) + " lines"}};
}

std::vector<Violation> lines_are_short(const Source& source) {
  std::vector<Violation> found;
  if (!written_by_hand(source)) return found;
  const std::vector<std::string> lines = lines_of(source.text);
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (columns(lines[at]) > longest_line) {
      found.push_back(
          {source.path, at + 1, "a line has at most " + std::to_string(longest_line) + " columns"});
    }
  }
  return found;
}

std::vector<Violation> functions_are_short(const Source& source) {
  std::vector<Violation> found;
  if (!source.cpp()) return found;
  for (const Body& body : function_bodies(source)) {
    const std::size_t first = line_at(source.code, body.begin);
    const std::size_t count = line_at(source.code, body.end) - first + 1;
    if (count > longest_function) {
      found.push_back({source.path, first, "a function of " + std::to_string(count) + " lines"});
    }
  }
  return found;
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t at = 0; at < count; ++at) all += text;
  return all;
}

std::string function_of(std::size_t lines) {
  return "namespace reviewd {\nint twice(int number) {\n" + repeated("  number += 1;\n", lines - 2) +
         "}\n}\n";
}

}  // namespace

TEST_CASE("tidy: no file is longer than 500 lines", "[tidy]") {
  CHECK(files_are_short(make_source("domain/day.cpp", repeated("\n", 501))).size() == 1);
  CHECK(files_are_short(make_source("domain/day.cpp", repeated("\n", 500))).empty());
  CHECK(violations_in_tree(files_are_short) == "");
}

TEST_CASE("tidy: no line is wider than 110 columns", "[tidy]") {
  CHECK(lines_are_short(make_source("domain/day.cpp", repeated("x", 111))).size() == 1);
  CHECK(lines_are_short(make_source("domain/day.cpp", repeated("é", 110))).empty());
  CHECK(violations_in_tree(lines_are_short) == "");
}

TEST_CASE("tidy: no function is longer than 70 lines", "[tidy]") {
  CHECK(functions_are_short(make_source("domain/day.cpp", function_of(71))).size() == 1);
  CHECK(functions_are_short(make_source("domain/day.cpp", function_of(70))).empty());
  const std::string constructor = "Day::Day(int number) : number_(number) {\n" + repeated("\n", 71) + "}\n";
  CHECK(functions_are_short(make_source("domain/day.cpp", constructor)).size() == 1);
  const std::string table = "const std::array<int, 99> table = {\n" + repeated("  1,\n", 99) + "};\n";
  CHECK(functions_are_short(make_source("domain/day.cpp", table)).empty());
  const std::string type = "struct Day {\n" + repeated("  int number() const { return 1; }\n", 99) + "};\n";
  CHECK(functions_are_short(make_source("domain/day.hpp", type)).empty());
  CHECK(violations_in_tree(functions_are_short) == "");
}

}  // namespace reviewd
