// What an instrument may ask for beside its deadlines, and what is refused at load.
#include <catch2/catch.hpp>
#include <string>

#include "config/edition_reader.hpp"

using namespace reviewd;

namespace {

constexpr const char* guidance = R"(
id = "g"
revision = 1
title = "T"
in_force_from = "2010-01-01"
source = "S"
verification = "verified"
revision_of_timetable_clause = "C"
no_pause_clause = "C"
otherwise = "may"
otherwise_clause = "C"
[[criteria]]
row = "1"
outcome = "must"
all_of = [["died"]]
clause = "C"
source = "S"
verification = "verified"
description = "D"
)";

constexpr const char* direction = R"(
id = "d"
revision = 1
title = "T"
layer = "direction"
in_force_from = "2010-01-01"
source = "S"
verification = "verified"
[[relaxations]]
rules = ["decision"]
clause = "C"
source = "S"
verification = "verified"
)";

std::string requirement(const std::string& check, const std::string& more = "") {
  return "[[requirements]]\nid = \"r\"\ncheck = \"" + check + "\"\neffect = \"override\"\nclause = \"C\"\n" +
         "source = \"S\"\nverification = \"local\"\n" + more;
}

void check_fault(const std::string& text, const std::string& words) {
  const auto read = read_edition(text, "g.toml");
  REQUIRE_FALSE(read.has_value());
  CHECK_THAT(read.error().text(), Catch::Contains(words));
}

}  // namespace

TEST_CASE("requirements: check, effect, list, clause, source, mark and note are read") {
  const auto read = read_edition(
      guidance + requirement("panel_minimum_agencies", "items = [\"health\", \"police\"]\nnote = \"N\"\n"),
      "g");
  REQUIRE(read.has_value());
  const Requirement& asked = read->requirements.front();
  CHECK(asked.check == RequirementCheck::panel_minimum_agencies);
  CHECK(asked.effect == Effect::override_with_reason);
  CHECK(asked.items == std::vector<std::string>{"health", "police"});
  CHECK(asked.verification == Verification::local);
  CHECK(asked.note == "N");
}

TEST_CASE("requirements: a check, an effect or a key that is not known is refused") {
  const std::string read{guidance};
  check_fault(read + requirement("weather_is_fine"), "check is none of");
  std::string other = requirement("family_invited");
  check_fault(read + other.replace(other.find("override"), 8, "forbids"), "effect is none of blocks");
  check_fault(read + requirement("family_invited", "by = \"noon\"\n"),
              "requirements[1].by is not known here");
  check_fault(read + requirement("family_invited") + requirement("author_not_chair"), "id is used twice");
}

TEST_CASE("requirements: a list holds words that its check compares with, and only where it has a list") {
  const std::string read{guidance};
  check_fault(read + requirement("panel_minimum_agencies"), "items are missing");
  check_fault(read + requirement("panel_minimum_agencies", "items = []\n"), "must name at least one");
  check_fault(read + requirement("panel_minimum_agencies", "items = [\"helth\"]\n"),
              "the check does not know");
  check_fault(read + requirement("considerations_answered", "items = [\"police\"]\n"),
              "the check does not know");
  check_fault(read + requirement("summary_contents", "items = [\"facts\", \"facts\"]\n"), "name one twice");
  check_fault(read + requirement("family_invited", "items = [\"mother\"]\n"), "belong to no such check");
  CHECK(read_edition(read + requirement("panel_chair_independent"), "g").has_value());
  check_fault(read + requirement("panel_chair_independent", "items = [\"anybody\"]\n"),
              "the check does not know");
}

TEST_CASE("requirements: they belong to the guidance, by whose day they are chosen") {
  CHECK(read_edition(direction, "d").has_value());
  check_fault(direction + requirement("family_invited"), "belongs to the guidance only");
}
