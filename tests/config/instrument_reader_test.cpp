// What instruments beside the guidance can say, and the load checks of the rule language.
#include <catch2/catch.hpp>
#include <string>

#include "config/edition_reader.hpp"
#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

constexpr const char* heading = R"(
id = "d"
revision = 1
title = "T"
layer = "direction"
in_force_from = "2010-01-01"
source = "S"
verification = "verified"
)";

constexpr const char* duty = R"(
[[rules]]
id = "copy"
kind = "notification"
starts_at = "publication_planned"
met_by = "pre_publication_copy"
recipient = "ofsted"
subjects = ["report_before_publication"]
count = 7
unit = "working_days"
direction = "before"
roll = "none"
calendar = "england-and-wales"
when = [["died", "serious_harm"], ["looked_after"]]
unless = ["national_review"]
clause = "C"
source = "S"
verification = "verified"
)";

std::string with(std::string_view from, std::string_view to) {
  std::string text = std::string{heading} + duty;
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string fault_of(const std::string& text) {
  const auto read = read_edition(text, "d.toml");
  REQUIRE_FALSE(read.has_value());
  return read.error().text();
}

void check_fault(std::string_view from, std::string_view to, std::string_view words) {
  const std::string fault = fault_of(with(from, to));
  INFO(fault);
  CHECK(fault.find(words) != std::string::npos);
}

}  // namespace

TEST_CASE("a direction reads whole: what it amends, and a rule with every key") {
  const auto read =
      read_edition(with("layer = \"direction\"", "layer = \"direction\"\namends = [\"wt2010\"]"), "d");
  REQUIRE(read.has_value());
  CHECK(read->layer == Layer::direction);
  CHECK(read->amends == std::vector<std::string>{"wt2010"});
  CHECK(read->tables.empty());
  const Rule& rule = read->rules.front();
  CHECK(rule.direction == Direction::before);
  CHECK(rule.starts_at == Milestone::publication_planned);
  CHECK(rule.governed_by == Milestone::publication_planned);
  CHECK(rule.recipient == "ofsted");
  CHECK(rule.subjects == std::vector<std::string>{"report_before_publication"});
  CHECK(rule.start == Start::next_day);  // where nothing is said
  CHECK(rule.when.all_of.size() == 2);
  CHECK(rule.when.unless == std::vector{FactName::national_review});
}

TEST_CASE("a rule without a period counts nothing, in no calendar, and reminds of nothing") {
  std::string text = with(
      "count = 7\nunit = \"working_days\"\ndirection = \"before\"\nroll = \"none\"\n"
      "calendar = \"england-and-wales\"\n",
      "unit = \"none\"\n");
  const auto read = read_edition(text, "d");
  REQUIRE(read.has_value());
  CHECK(read->rules.front().unit == Unit::none);
  CHECK(read->rules.front().rungs.empty());
  CHECK(read->rules.front().calendar.empty());
  check_fault("count = 7\nunit = \"working_days\"\ndirection = \"before\"", "count = 7\nunit = \"none\"",
              "is not known here");
  text.insert(text.find("clause"), "rungs = [0]\n");
  CHECK(fault_of(text).find("rungs belong to a due day") != std::string::npos);
}

TEST_CASE("a start that nothing brings about, or an end that is never reached, is refused") {
  check_fault("\"publication_planned\"", "\"full_moon\"",
              "rules[1].starts_at is none of incident, awareness");
  check_fault("\"publication_planned\"", "\"decision\"", "met_by is never reached from decision");
  check_fault("starts_at =", "governed_by = \"lapse\"\nstarts_at =", "rules[1].governed_by is none of");
  check_fault("kind = \"notification\"", "kind = \"report\"", "is of the kind notification");
}

TEST_CASE("the start convention is one of two, and of what is counted in days or months") {
  const auto read = read_edition(with("count = 7\n", "count = 7\nstart = \"same_day\"\n"), "d");
  REQUIRE(read.has_value());
  CHECK(read->rules.front().start == Start::same_day);
  check_fault("count = 7\n", "count = 7\nstart = \"noon\"\n", "start is none of next_day, same_day");
  check_fault("count = 7\nunit = \"working_days\"\ndirection = \"before\"",
              "count = 7\nunit = \"hours\"\nstart = \"same_day\"", "where hours are counted");
}

TEST_CASE("what goes with a notice, and the telling that chooses the instrument, belong to notices alone") {
  const auto read = read_edition(
      with("subjects =", "enclosures = [\"report\"]\ngoverned_by = \"notice\"\nsubjects ="), "d");
  REQUIRE(read.has_value());
  CHECK(read->rules.front().enclosures == std::vector<std::string>{"report"});
  CHECK(read->rules.front().governed_by == act_of_telling);
  check_fault("subjects =", "modes = [\"full\"]\nsubjects =", "modes is not known here");
  const std::string publication = std::string{heading} + R"(
[[rules]]
id = "publication"
kind = "publication"
starts_at = "completion"
met_by = "publication"
unit = "none"
modes = ["full", "redacted_overview"]
grounds = ["court_order"]
clause = "C"
source = "S"
verification = "verified"
)";
  const auto published = read_edition(publication, "d");
  REQUIRE(published.has_value());
  CHECK(published->rules.front().modes ==
        std::vector{PublicationMode::full, PublicationMode::redacted_overview});
  CHECK(published->rules.front().grounds == std::vector{PublicationGround::court_order});
  const auto wrong = [&](std::string_view from, std::string_view to, std::string_view words) {
    std::string text = publication;
    const std::string fault = fault_of(text.replace(text.find(from), from.size(), to));
    INFO(fault);
    CHECK(fault.find(words) != std::string::npos);
  };
  wrong("\"full\"", "\"half\"", "modes holds a word that is not known");
  wrong("\"full\"", "\"redacted_overview\"", "modes names one twice");
  wrong("[\"court_order\"]", "[]", "grounds must name at least one");
  wrong("unit = \"none\"", "governed_by = \"notice\"\nunit = \"none\"", "governed_by is none of");
}

TEST_CASE("what cannot be counted back, or does not count at all, is refused") {
  check_fault("unit = \"working_days\"", "unit = \"months\"",
              "counts back in working days or calendar days only");
  check_fault("count = 7", "count = 0", "count must be from 1");
  check_fault("direction = \"before\"", "direction = \"sideways\"", "direction is none of after, before");
  check_fault("[\"looked_after\"]", "[\"looked_away\"]", "when names a fact that is not known");
  check_fault("when = [[\"died\", \"serious_harm\"], [\"looked_after\"]]", "when = []", "at least one list");
}

TEST_CASE("guidance alone has clauses for the timetable and a review table, a direction alone amends") {
  check_fault("title = \"T\"", "title = \"T\"\notherwise = \"may\"", "otherwise is not known here");
  check_fault("layer = \"direction\"\n", "", "revision_of_timetable_clause is missing");
  check_fault("layer = \"direction\"", "layer = \"local\"\namends = [\"wt2010\"]",
              "amends is not known here");
  check_fault("layer = \"direction\"", "layer = \"law\"", "layer is none of guidance, direction, local");
  check_fault("[[rules]]",
              "[[relaxations]]\nrules = []\nclause = \"C\"\nsource = \"S\"\n"
              "verification = \"verified\"\n[[rules]]",
              "rules must name at least one rule");
}

TEST_CASE("a criteria table beside the review table is declared, named once, and has rows") {
  const std::string table = "[[tables]]\ntable = \"n\"\notherwise = \"not_met\"\notherwise_clause = \"C\"\n";
  const std::string row =
      "[[criteria]]\ntable = \"n\"\nrow = \"1\"\noutcome = \"should\"\nall_of = [[\"died\"]]\nclause = "
      "\"C\"\n"
      "source = \"S\"\nverification = \"verified\"\ndescription = \"D\"\n";
  const auto read = read_edition(std::string{heading} + table + row, "d");
  REQUIRE(read.has_value());
  CHECK(read->table("n")->rows.front().outcome == Outcome::should);
  CHECK(fault_of(std::string{heading} + table).find("are missing of the table n") != std::string::npos);
  CHECK(fault_of(std::string{heading} + row).find("table is not among the tables") != std::string::npos);
  CHECK(fault_of(std::string{heading} + table + table + row).find("table is used twice") !=
        std::string::npos);
  CHECK(fault_of(std::string{heading} + table + row + row).find("row is used twice") != std::string::npos);
}

TEST_CASE("an instrument that says nothing at all is refused") {
  CHECK(fault_of(heading).find("rules are missing") != std::string::npos);
}
