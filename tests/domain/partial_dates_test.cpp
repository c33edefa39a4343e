// Imported facts: partial days, missing days, days near the change of editions, days that no edition or
// calendar covers. A verdict is given only when it is the same for every day of both ranges.
#include <catch2/catch.hpp>

#include "domain/derivation.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

using namespace reviewd;

namespace {

CaseCommand opened(std::string_view brought) {
  OpenCase open{"Anytown LSCB", "Child A", std::nullopt, std::nullopt, {}, std::nullopt, {}, std::nullopt};
  if (!brought.empty()) open.brought_to_attention_on = PartialDate::parse(brought);
  return open;
}

CaseCommand decided(Course course, std::string_view on) {
  return RecordDecision{course, *PartialDate::parse(on), "Chair", std::nullopt, std::nullopt};
}

CaseSpecification imported(std::string_view brought, std::string_view decision = "") {
  CaseSpecification spec{first_rules()};
  spec.on("2026-01-05").importing().given(opened(brought));
  if (!decision.empty()) spec.given(decided(Course::conduct, decision));
  return spec;
}

}  // namespace

TEST_CASE("partial dates: a referral known to the month is due between two days") {
  CHECK(imported("2011-01").standing("decision") == "due between 2011-02-01 and 2011-02-28: overdue");
  CHECK(imported("2010").standing("decision") == "due between 2010-02-01 and 2011-01-31: overdue");
}

TEST_CASE("partial dates: a verdict only when every day gives the same") {
  CHECK(imported("2011-01", "2011-01-31").standing("decision") ==
        "due between 2011-02-01 and 2011-02-28: met on 2011-01-31");
  CHECK(imported("2011-01", "2011-02-01").standing("decision") ==
        "due between 2011-02-01 and 2011-02-28: met on 2011-02-01");
  CHECK(imported("2011-01", "2011-02-02").standing("decision") ==
        "due between 2011-02-01 and 2011-02-28: undetermined on 2011-02-02");
  CHECK(imported("2011-01", "2011-03-01").standing("decision") ==
        "due between 2011-02-01 and 2011-02-28: met_late on 2011-03-01");
  CHECK(imported("2011-01-31", "2011-02").standing("decision") == "due 2011-02-28: met on 2011-02");
  CHECK(imported("2011-01-30", "2011").standing("decision") == "due 2011-02-28: undetermined on 2011");
  CHECK(imported("2011-01-31", "2012").standing("decision") == "due 2011-02-28: met_late on 2012");
}

TEST_CASE("partial dates: the passing of the last possible day is recorded at once, and no rung fires") {
  CaseSpecification spec = imported("2011-01");
  CHECK(spec.deadline("decision").passed == std::vector<Day>{day("2011-02-28")});
  spec.on("2026-01-06").when_the_clock_runs().then_nothing();
}

TEST_CASE("partial dates: without the day of referral nothing that starts there runs") {
  CaseSpecification spec = imported("", "2011-05");
  CHECK(spec.standing("decision").empty());
  CHECK(spec.standing("completion") == "due between 2011-11-01 and 2011-11-30: overdue");
  REQUIRE(spec.state().awaiting->size() == 1);
  CHECK(spec.state().awaiting->at(0).waits_for == "brought_to_attention");
  CHECK_FALSE(spec.state().advice.has_value());
}

TEST_CASE("partial dates: a completion may be imported without a decision") {
  CaseSpecification spec = imported("2011-01");
  spec.given(CompleteReview{*PartialDate::parse("2011-12"), std::nullopt});
  CHECK(status_of(spec.state().facts) == CaseStatus::completed);
  CHECK(spec.standing("completion").empty());
}

TEST_CASE("partial dates: contradictions only where every day contradicts") {
  CaseSpecification spec = imported("2011-02");
  spec.when(decided(Course::conduct, "2011-01")).then_rejected("before_referral", "/decided_on");
  spec.when(decided(Course::conduct, "2011-02-01"));
  CHECK(spec.result().has_value());
  spec.when(CompleteReview{*PartialDate::parse("2010"), std::nullopt})
      .then_rejected("before_referral", "/completed_on");
}

TEST_CASE("partial dates: an imported day may be corrected to one that is still partial") {
  CaseSpecification spec = imported("2011");
  spec.when("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2011-01"));
  CHECK(spec.result().has_value());
  CHECK(spec.standing("decision") == "due between 2011-02-01 and 2011-02-28: overdue");
}

TEST_CASE("editions: in the month of a change, what would differ on another day is marked") {
  CaseSpecification spec = imported("2009-12-10", "2009-12-10");
  CHECK_FALSE(spec.deadline("decision").terms->edition_uncertain);  // one month under either
  CHECK(spec.deadline("completion").terms->edition_uncertain);      // four months or six
  CHECK(spec.standing("completion") == "due 2010-06-10: overdue");
  CHECK(spec.deadline("completion").terms->edition == "ch8-2009");
  CaseSpecification later = imported("2010-03-10", "2010-03-10");
  CHECK(later.deadline("completion").terms->edition == "wt2010");
  CHECK_FALSE(later.deadline("completion").terms->edition_uncertain);  // six months under either
  CaseSpecification clear = imported("2010-01-10", "2010-01-10");
  CHECK_FALSE(clear.deadline("completion").terms->edition_uncertain);
}

TEST_CASE("editions: a year with several editions spans their periods and says so") {
  CaseSpecification spec = imported("", "2009");
  CHECK(spec.standing("completion") == "due between 2009-05-01 and 2010-06-30: overdue");
  CHECK(spec.deadline("completion").terms->edition_uncertain);
}

TEST_CASE("editions: a day that none covers starts nothing and says why") {
  for (const char* referral : {"2005-06-01", "2018-06-29", "2020-01-01"}) {
    CaseSpecification spec = imported(referral);
    CHECK(spec.state().deadlines.empty());
    REQUIRE(spec.state().awaiting->size() == 1);
    CHECK(spec.state().awaiting->at(0).kind == "decision");
    CHECK(spec.state().awaiting->at(0).waits_for == "edition");
    CHECK(*spec.state().awaiting->at(0).why == std::string{"no edition of the guidance covers "} + referral);
    CHECK_FALSE(spec.state().advice.has_value());
  }
  CaseSpecification spec = imported("2018-06-01", "2018-07-01");
  CHECK(spec.standing("decision") == "due 2018-07-01: met on 2018-07-01, in time");
  REQUIRE(spec.state().awaiting->size() == 1);
  CHECK(spec.state().awaiting->at(0).kind == "completion");
  spec.given(CompleteReview{*PartialDate::parse("2019-01"), std::nullopt});
  CHECK(spec.state().awaiting->size() == 1);
}

TEST_CASE("calendar: a month rule has its day beyond the calendar, a working-day rule has not and says why") {
  RuleBook rules;
  Calendar ends_early = shipped_calendar();
  ends_early.last_day = day("2015-04-30");
  rules.add(ends_early);
  for (const Edition* edition : first_rules().editions()) rules.add(*edition);
  CaseSpecification spec(rules);
  spec.on("2015-04-28").given("open-case", opening_on("2015-04-28"));
  spec.given("record-decision", decision_on("conduct", "2015-04-28"));
  CHECK(spec.standing("completion") == "due 2015-10-28: running");
  CHECK(spec.standing("notify-ofsted").empty());
  REQUIRE(spec.state().awaiting->size() == 3);
  CHECK_THAT(*spec.state().awaiting->at(0).why, Catch::Contains("ends on 2015-04-30"));
}

TEST_CASE("as_of: the facts of a day are those that had happened by its end") {
  CaseSpecification spec{first_rules()};
  spec.on("2010-03-20").given("open-case", opening_on("2010-03-20"));
  spec.on("2010-06-01").given("record-decision", decision_on("conduct", "2010-04-01"));
  const CaseState& state = spec.state();
  const auto derived = [&](std::string_view as_of) {
    return derive(facts_by(state.facts, day(as_of)), state.deadlines, first_rules(), day(as_of));
  };
  CHECK(derived("2010-03-31").status == CaseStatus::awaiting_decision);
  CHECK(derived("2010-03-31").deadlines.size() == 1);
  CHECK(derived("2010-03-31").deadlines[0].state == DeadlineState::running);
  CHECK(derived("2010-04-01").deadlines[0].state == DeadlineState::met);
  CHECK(derived("2010-10-02").deadlines[1].state == DeadlineState::overdue);
  CHECK(facts_by(state.facts, day("2010-03-19")).empty());
}

TEST_CASE("as_of: without a day of referral the case counts from its recording, whatever lies before it") {
  CaseSpecification spec = imported("", "2011-05-01");
  CHECK(facts_by(spec.state().facts, day("2015-01-01")).empty());
  CHECK(facts_by(spec.state().facts, day("2026-01-05")).size() == 2);
}
