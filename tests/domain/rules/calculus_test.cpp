#include "domain/rules/calculus.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <type_traits>

#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

Rule rule(Unit unit, int count, Roll roll = Roll::none) {
  Rule made;
  made.id = "decision";
  made.unit = unit;
  made.count = count;
  made.roll = roll;
  made.calendar = "england-and-wales";
  return made;
}

Rule before(Rule made) {
  made.direction = Direction::before;
  made.starts_at = Milestone::publication_planned;
  return made;
}

struct Explained : DueDay {
  std::vector<Step> steps;
};

Explained due(const Rule& by, std::string_view start) {
  const auto worked_out = due_day(by, shipped_calendar(), day(start));
  REQUIRE(worked_out.has_value());
  Explained result{*worked_out, {}};
  explain(by, shipped_calendar(), day(start), *worked_out, result.steps);
  return result;
}

bool says(const Explained& result, std::string_view words) {
  return std::any_of(result.steps.begin(), result.steps.end(),
                     [words](const Step& step) { return step.text.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("wt2010 decision: brought to attention on 2010-01-31, due on 2010-02-28, a Sunday that stays") {
  const Rule* decision = shipped_rules().edition("wt2010")->rule("decision");
  REQUIRE(decision != nullptr);
  const Explained result = due(*decision, "2010-01-31");
  CHECK(result.due_on == day("2010-02-28"));
  CHECK(result.falls_on_non_working_day);
  CHECK(says(result, "February 2010 has no day 31"));
  CHECK(says(result, "2010-02-28 is a Sunday; the guidance moves no date, so it stays"));
  CHECK(says(result, "brought to the board's attention"));
}

TEST_CASE("completion is four months under wt2006 and six from ch8-2009 on") {
  const auto completion = [](const char* edition) {
    return *shipped_rules().edition(edition)->rule("completion");
  };
  CHECK(due(completion("wt2006"), "2009-11-30").due_on == day("2010-03-30"));
  for (const char* edition : {"ch8-2009", "wt2010", "wt2013", "wt2015"})
    CHECK(due(completion(edition), "2010-08-31").due_on == day("2011-02-28"));
}

TEST_CASE("npie2013 D9: fourteen calendar days, the day of the decision not counted") {
  const Rule* notice = shipped_rules().edition("npie2013")->rule("notify-national-panel");
  REQUIRE(notice != nullptr);
  const Explained result = due(*notice, "2013-12-18");
  CHECK(result.due_on == day("2014-01-01"));
  CHECK(result.falls_on_non_working_day);
  CHECK(
      says(result, "2014-01-01 is New Year's Day, a bank holiday; the guidance moves no date, so it stays"));
}

TEST_CASE("wt2015 D10: five working days, each holiday skipped is named with its day") {
  for (const char* id : {"notify-ofsted", "notify-department-for-education", "notify-national-panel"}) {
    const Rule* notice = shipped_rules().edition("wt2015")->rule(id);
    REQUIRE(notice != nullptr);
    const Explained result = due(*notice, "2016-03-24");
    CHECK(result.due_on == day("2016-04-04"));
    CHECK_FALSE(result.falls_on_non_working_day);
    CHECK(says(result, "2016-03-25 Good Friday is a bank holiday and is not counted"));
    CHECK(says(result, "2016-03-28 Easter Monday is a bank holiday and is not counted"));
  }
}

TEST_CASE("V1: a bank holiday that is added is seen by the count and by the roll alike") {
  Calendar longer = shipped_calendar();
  const Holiday extra{day("2016-04-04"), "Day of mourning", "", "proclaimed"};
  longer.holidays.insert(
      std::lower_bound(longer.holidays.begin(), longer.holidays.end(), extra.day,
                       [](const Holiday& holiday, Day wanted) { return holiday.day < wanted; }),
      extra);
  const auto counted = due_day(rule(Unit::working_days, 5), longer, day("2016-03-24"));
  const auto rolled = due_day(rule(Unit::months, 1, Roll::next_working_day), longer, day("2016-03-04"));
  REQUIRE((counted && rolled));
  CHECK(counted->due_on == day("2016-04-05"));
  CHECK(rolled->due_on == day("2016-04-05"));
}

TEST_CASE("V2, V3: the due day depends on the anchor alone, and a roll comes last") {
  CHECK(due(rule(Unit::months, 1, Roll::next_working_day), "2016-01-20").due_on == day("2016-02-22"));
  CHECK(due(rule(Unit::months, 2, Roll::next_working_day), "2016-01-20").due_on == day("2016-03-21"));
  CHECK(due(rule(Unit::months, 2), "2016-01-20").due_on == day("2016-03-20"));
}

TEST_CASE("V5: the explanation names the calendar, its revision and its hash") {
  const std::string hash = shipped_calendar().hash.text().substr(0, 12);
  for (const Rule& by : {rule(Unit::months, 1), rule(Unit::working_days, 5), rule(Unit::calendar_days, 14)})
    CHECK(says(due(by, "2016-03-24"), "calendar england-and-wales revision 1, " + hash));
}

TEST_CASE("V6: without an anchor there is nothing to call: no default can stand in for it") {
  STATIC_REQUIRE(std::is_invocable_v<decltype(due_day), const Rule&, const Calendar&, Day>);
  STATIC_REQUIRE_FALSE(
      std::is_invocable_v<decltype(due_day), const Rule&, const Calendar&, std::optional<Day>>);
  STATIC_REQUIRE_FALSE(std::is_invocable_v<decltype(due_day), const Rule&, const Calendar&>);
}

TEST_CASE("V7: one month and six months are months, not thirty and one hundred and eighty-three days") {
  CHECK(due(rule(Unit::months, 1), "2010-06-10").due_on == day("2010-07-10"));
  CHECK(due(rule(Unit::months, 6), "2010-06-10").due_on == day("2010-12-10"));
}

TEST_CASE("a rule that rolls backwards goes to the working day before") {
  const Explained result = due(rule(Unit::months, 1, Roll::previous_working_day), "2010-01-31");
  CHECK(result.due_on == day("2010-02-26"));
  CHECK_FALSE(result.falls_on_non_working_day);
  CHECK(says(result, "the rule moves it to the previous working day, 2010-02-26"));
}

TEST_CASE("a month rule outside the calendar has its day, and says that the kind of day is not known") {
  const Explained result = due(rule(Unit::months, 1), "2028-12-30");
  CHECK(result.due_on == day("2029-01-30"));
  CHECK_FALSE(result.falls_on_non_working_day);
  CHECK(says(result, "whether it is a working day is not known"));
  CHECK(due(rule(Unit::months, 4), "1978-09-30").due_on == day("1979-01-30"));
}

TEST_CASE("working days beyond the calendar are an error, not a guess") {
  const auto result = due_day(rule(Unit::working_days, 5), shipped_calendar(), day("2028-12-28"));
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().code == "calendar_ends");
  CHECK(result.error().detail.find("2028-12-31") != std::string::npos);
}

TEST_CASE("D13, D19: seven working days before publication is the seventh strictly before it") {
  const Rule copy = before(rule(Unit::working_days, 7));
  CHECK(due(copy, "2022-06-09").due_on == day("2022-05-27"));
  CHECK(due(copy, "2024-01-05").due_on == day("2023-12-22"));
  CHECK(due(copy, "2025-11-13").due_on == day("2025-11-04"));
  CHECK(due(copy, "2025-11-16").due_on == day("2025-11-06"));  // a Sunday counts for nothing either way
  const Explained result = due(copy, "2022-06-09");
  CHECK(says(result, "counted back from 2022-06-09, the day of publication"));
  CHECK(says(result, "2022-06-03 Platinum Jubilee bank holiday is a bank holiday and is not counted"));
  CHECK(says(result, "7 working days before 2022-06-09 is 2022-05-27, a Friday"));
}

TEST_CASE("D12: one week before is seven calendar days before, and stays on a day that is no working day") {
  const Explained result = due(before(rule(Unit::calendar_days, 7)), "2013-06-08");
  CHECK(result.due_on == day("2013-06-01"));
  CHECK(result.falls_on_non_working_day);
  CHECK(says(result, "7 calendar days before 2013-06-08 is 2013-06-01"));
}

TEST_CASE("a count back that leaves the calendar is an error, not a guess") {
  const auto result = due_day(before(rule(Unit::working_days, 7)), shipped_calendar(), day("1999-01-05"));
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error().code == "calendar_begins");
}

TEST_CASE("D22: 72 hours end on the third day after, whatever the hour was, and 73 on the fourth") {
  const Explained result = due(rule(Unit::hours, 72), "2010-03-26");
  CHECK(result.due_on == day("2010-03-29"));
  CHECK(says(result, "The hour on 2010-03-26 is not known"));
  CHECK(due(rule(Unit::hours, 73), "2010-03-26").due_on == day("2010-03-30"));
  CHECK(due(rule(Unit::hours, 1), "2010-03-26").due_on == day("2010-03-27"));
}

TEST_CASE("start convention: the day of the event is day 0, or the first day where the rule says so") {
  const auto itself = [](Rule made) {
    made.start = Start::same_day;
    return made;
  };
  CHECK(due(rule(Unit::calendar_days, 14), "2014-02-10").due_on == day("2014-02-24"));
  CHECK(due(itself(rule(Unit::calendar_days, 14)), "2014-02-10").due_on == day("2014-02-23"));
  CHECK(due(itself(rule(Unit::months, 1)), "2010-01-15").due_on == day("2010-02-14"));
  CHECK(due(itself(rule(Unit::months, 1)), "2010-01-31").due_on == day("2010-02-28"));
  // Thursday before Easter 2015: the day itself is the first working day, or a Sunday is none.
  CHECK(due(itself(rule(Unit::working_days, 5)), "2015-04-02").due_on == day("2015-04-10"));
  CHECK(due(itself(rule(Unit::working_days, 1)), "2015-04-02").due_on == day("2015-04-02"));
  CHECK(due(itself(rule(Unit::working_days, 5)), "2015-04-05").due_on == day("2015-04-13"));
  CHECK(due(itself(before(rule(Unit::calendar_days, 7))), "2013-06-08").due_on == day("2013-06-02"));
  CHECK(due(itself(before(rule(Unit::working_days, 7))), "2016-04-04").due_on == day("2016-03-23"));
  CHECK(says(due(itself(rule(Unit::months, 6)), "2010-03-23"), "that day is counted as the first"));
  CHECK(says(due(itself(rule(Unit::months, 6)), "2010-03-23"),
             "6 months counted from 2010-03-23 end on 2010-09-22, the day before the corresponding date"));
  CHECK(says(due(itself(rule(Unit::working_days, 5)), "2015-04-03"),
             "2015-04-03 Good Friday is a bank holiday"));
}

TEST_CASE("a day that the act names is that day, and says when it is no working day") {
  const DueDay named = named_due_day(shipped_calendar(), day("2010-04-04"));
  CHECK(named.due_on == day("2010-04-04"));
  CHECK(named.falls_on_non_working_day);
  Explained result{named, {}};
  explain(rule(Unit::own_day, 0), shipped_calendar(), day("2010-03-01"), named, result.steps);
  CHECK(says(result, "2010-04-04 was named as the day"));
  CHECK(says(result, "2010-04-04 is a Sunday; the guidance moves no date"));
}

TEST_CASE("the steps lead from the anchor to the due day") {
  for (const Rule& by : {rule(Unit::months, 1), rule(Unit::working_days, 5), rule(Unit::calendar_days, 14)}) {
    const Explained result = due(by, "2016-03-24");
    REQUIRE(result.steps.size() >= 2);
    CHECK(result.steps.front().from == day("2016-03-24"));
    CHECK(result.steps.back().to == result.due_on);
    for (const Step& step : result.steps) CHECK(step.from <= step.to);
  }
}
