// The public JSONTestSuite (tests/json_test_suite) against the reader of bodies: what it calls JSON is judged
// by its content, what it calls none is malformed, and what it leaves open is one of the two.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>

#include "storage/command_codec.hpp"
#include "tests/support/scratch_directory.hpp"

namespace reviewd {
namespace {

bool is_malformed(const std::string& body) {
  const auto read = read_command("pause-clock", body);
  return !read && read.error().code == malformed_json_code;
}

// By the first letter of its name, how many files of the suite there are, and which of them `wrong` tells.
struct Told {
  std::map<char, int> files;
  std::vector<std::string> wrong;
};

Told told_by_the_suite() {
  Told told;
  const auto suite = std::filesystem::path(REVIEWD_SOURCE_DIR) / "tests" / "json_test_suite" / "test_parsing";
  for (const auto& entry : std::filesystem::directory_iterator(suite)) {
    const std::string name = entry.path().filename().string();
    const bool malformed = is_malformed(file_bytes(entry.path()));
    ++told.files[name.front()];
    if ((name.front() == 'y' && malformed) || (name.front() == 'n' && !malformed)) told.wrong.push_back(name);
  }
  return told;
}

}  // namespace

TEST_CASE("command codec: the JSONTestSuite is read as it says", "[storage]") {
  const Told told = told_by_the_suite();
  CHECK(told.wrong == std::vector<std::string>{});
  CHECK(told.files == std::map<char, int>{{'i', 35}, {'n', 188}, {'y', 95}});
}

}  // namespace reviewd
