#include "domain/what_if.hpp"

#include <catch2/catch.hpp>

#include "domain/moved_deadlines.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

namespace reviewd {
namespace {

// Decided on 24 March 2010, completed on 20 September: in time in six months, not in four.
CaseSpecification review_of_2010() {
  CaseSpecification specification;
  specification.on("2010-02-01").given("open-case", opening_on("2010-01-31"));
  specification.on("2010-12-31").given("record-decision", decision_on("conduct", "2010-03-24"));
  specification.given_the_work_is_done().given("complete-review", completion_on("2010-09-20"));
  return specification;
}

const WhatIfLine& line_of(const std::vector<WhatIfLine>& lines, const std::string& deadline_id) {
  const auto found = std::find_if(lines.begin(), lines.end(),
                                  [&](const WhatIfLine& line) { return line.deadline_id == deadline_id; });
  REQUIRE(found != lines.end());
  return *found;
}

std::vector<WhatIfLine> supposing(const CaseSpecification& specification, const Supposition& supposition) {
  const auto rules = supposed_rules(shipped_rules(), supposition);
  REQUIRE(rules.has_value());
  return what_if(specification.state(), *rules, specification.today());
}

}  // namespace

TEST_CASE("what if: a review that met its six months would have broken the four months of 2006") {
  const auto lines = supposing(review_of_2010(), {"wt2006", std::nullopt});
  const WhatIfLine& completion = line_of(lines, "completion");
  REQUIRE(completion.actual.has_value());
  CHECK(completion.actual->due_on == Day::parse("2010-09-24"));
  CHECK(completion.actual->state == DeadlineState::met);
  REQUIRE(completion.hypothetical.has_value());
  CHECK(completion.hypothetical->due_on == Day::parse("2010-07-24"));
  CHECK(completion.hypothetical->days_late == 58);
  CHECK(completion.breach == true);
  CHECK_THAT(completion.why, Catch::Contains("58 days late") && Catch::Contains("2006"));
}

TEST_CASE("what if: under the rules as they are nothing differs") {
  for (const WhatIfLine& line : supposing(review_of_2010(), {})) {
    INFO(line.deadline_id);
    REQUIRE(line.actual.has_value());
    REQUIRE(line.hypothetical.has_value());
    CHECK(line.actual->due_on == line.hypothetical->due_on);
    CHECK(line.actual->state == line.hypothetical->state);
  }
}

TEST_CASE("what if: a clock that the supposed edition does not know is said not to be there") {
  CaseSpecification specification;
  specification.on("2016-02-01").given("open-case", opening_on("2016-01-20"));
  specification.given("record-decision", decision_on("conduct", "2016-01-29"));
  const auto lines = supposing(specification, {"wt2006", std::nullopt});
  const WhatIfLine& notice = line_of(lines, "notify-national-panel");
  CHECK(notice.actual.has_value());
  CHECK_FALSE(notice.hypothetical.has_value());
  CHECK_FALSE(notice.breach.has_value());
  const auto back = supposing(review_of_2010(), {"wt2015", std::nullopt});
  CHECK_FALSE(line_of(back, "notify-national-panel").actual.has_value());
  CHECK(line_of(back, "notify-national-panel").breach == true);
}

TEST_CASE("what if: an edition or a calendar that was never adopted is refused") {
  CHECK(supposed_rules(shipped_rules(), {"wt1066", std::nullopt}).error().faults.front().pointer ==
        "/edition");
  for (const char* calendar : {"mars", "england-and-wales@99", "england-and-wales@x", "england-and-wales@"}) {
    INFO(calendar);
    CHECK(supposed_rules(shipped_rules(), {std::nullopt, calendar}).error().faults.front().pointer ==
          "/calendar");
  }
  CHECK(supposed_rules(shipped_rules(), {std::nullopt, "england-and-wales@1"}).has_value());
}

TEST_CASE("what if: a bank holiday more moves a count of working days") {
  CaseSpecification specification;
  specification.on("2016-02-01").given("open-case", opening_on("2016-01-20"));
  specification.given("record-decision", decision_on("conduct", "2016-01-29"));
  RuleBook rules = shipped_rules();
  Calendar holiday = *rules.calendar("england-and-wales");
  holiday.revision = 99;
  holiday.holidays.push_back({*Day::parse("2016-02-01"), "Proclaimed", "", ""});
  std::sort(holiday.holidays.begin(), holiday.holidays.end(),
            [](const auto& left, const auto& right) { return left.day < right.day; });
  rules.add(std::move(holiday));
  const auto supposed = supposed_rules(rules, {std::nullopt, "england-and-wales@99"});
  const auto lines = what_if(specification.state(), *supposed, specification.today());
  CHECK(line_of(lines, "notify-ofsted").actual->due_on == Day::parse("2016-02-05"));
  CHECK(line_of(lines, "notify-ofsted").hypothetical->due_on == Day::parse("2016-02-08"));
}

TEST_CASE("upgrade check: what the log says and what this build works out are the same") {
  CaseSpecification specification = review_of_2010();
  CHECK(unexplained_moves(specification.state(), shipped_rules(), specification.today()).empty());
  CaseSpecification open;
  open.on("2010-02-01").given("open-case", opening_on("2010-01-31"));
  CHECK(unexplained_moves(open.state(), shipped_rules(), Day{20'000}).empty());
}

TEST_CASE("upgrade check: a date that moved without a cause is found") {
  CaseSpecification open;
  open.on("2010-02-01").given("open-case", opening_on("2010-01-31"));
  CaseState state = open.state();
  DeadlineTerms terms = *state.deadlines.front().terms;
  terms.due_on = Day::parse("2010-03-01");
  state.deadlines.front().terms = std::move(terms);
  const auto moved = unexplained_moves(state, shipped_rules(), open.today());
  REQUIRE(moved.size() == 1);
  CHECK(moved.front() == MovedDeadline{state.id, "decision", "2010-03-01", "2010-02-28"});
  state.deadlines.clear();
  CHECK(unexplained_moves(state, shipped_rules(), open.today()).front().was == std::nullopt);
}

}  // namespace reviewd
