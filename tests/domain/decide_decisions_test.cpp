// What follows from decisions, closings and reopenings: which clocks start, go on, end and come back.
#include <catch2/catch.hpp>

#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

using namespace reviewd;

namespace {

// Everything of a started deadline that the edition says, beside the days that the test spells out.
Event started(const std::string& rule_id, const std::string& edition_id, EventId anchored_in,
              std::string_view starts_on, std::string_view due_on) {
  const Edition& edition = *first_rules().edition(edition_id);
  const Rule& rule = *edition.rule(rule_id);
  DeadlineTerms terms;
  terms.deadline_id = rule_id;
  terms.kind = rule.kind;
  terms.rule = rule.id;
  terms.edition = edition.id;
  terms.calendar = shipped_calendar().id;
  terms.calendar_hash = shipped_calendar().hash.text();
  terms.clause = rule.clause;
  terms.verification = rule.verification;
  terms.anchored_in = anchored_in;
  terms.starts_on = day(starts_on);
  terms.due_on = day(due_on);
  terms.falls_on_non_working_day = !shipped_calendar().working_day(day(due_on));
  terms.rungs = {-14, -7, -1, 0, 1};
  terms.calendar_revision = shipped_calendar().revision;
  terms.governing = Grounds{std::string{name_of(rule.governed_by)}, PartialDate{day(starts_on)},
                            edition.id + " was in force on " + std::string{starts_on} + ", the day " +
                                std::string{words_of(rule.governed_by)} + "."};
  const auto due = due_day(rule, shipped_calendar(), day(starts_on));
  explain(rule, shipped_calendar(), day(starts_on), *due, terms.steps);
  return {PartialDate{day(starts_on)}, DeadlineStarted{terms}};
}

}  // namespace

TEST_CASE("decide: opening gives the fact, the advice, the decision clock and what waits, exactly") {
  CaseSpecification spec{first_rules()};
  spec.on("2010-05-03").when("open-case", opening_on("2010-05-01"));
  CaseOpened opened;
  opened.board = "Anytown LSCB";
  opened.board_id = *Identifier::parse("000102030405060708090a0b0c0d0e0f");
  opened.case_label = "Child A";
  opened.brought_to_attention_on = day("2010-05-01");
  const Edition& edition = *first_rules().edition("wt2010");
  const PartialDate brought = day("2010-05-01");
  const ClocksAwaited waiting{{{"completion", "completion", edition.rule("completion")->clause,
                                "decision_to_conduct", std::nullopt}}};
  spec.then({{brought, opened},
             {brought, AdviceGiven{advise(edition, {})}},
             started("decision", "wt2010", {Position{1}, 0}, "2010-05-01", "2010-06-01"),
             {brought, waiting}});
}

TEST_CASE("decide: a decision to conduct meets the one clock and starts the other, exactly") {
  CaseSpecification spec = usual_case();
  spec.on("2010-04-01").when("record-decision", decision_on("conduct", "2010-03-31"));
  DecisionRecorded made;
  made.decision = Course::conduct;
  made.decided_on = day("2010-03-31");
  made.decided_by = "Chair of the board";
  made.reasons = Personal::of("As minuted.");
  made.advice = advise(*first_rules().edition("wt2010"), {});
  const PartialDate decided = day("2010-03-31");
  const EventId act{Position{2}, 0};
  Event completion = started("completion", "wt2010", act, "2010-03-31", "2010-09-30");
  std::get<DeadlineStarted>(completion.body).terms.governing->why +=
      " It came into force on a day of 2010-03 that is not known; before it, ch8-2009 was in force.";
  spec.then({{decided, made},
             {decided, DeadlineMet{"decision", decided, DeadlineState::met, 0, std::nullopt, act}},
             completion,
             {decided, ClocksAwaited{}}});
}

TEST_CASE("decide: conduct, then not to conduct: the completion clock is void") {
  CaseSpecification spec = usual_review();
  spec.on("2010-05-01")
      .when("record-decision", decision_on("do_not_conduct", "2010-05-01", "2.0"))
      .then_in_words({"the chair decided do_not_conduct on 2010-05-01 in place of 2.0; "
                      "the criteria of wt2010 say insufficient_facts",
                      "'completion' void: decision_replaced (3.0)"});
  CHECK(spec.standing("decision") == "due 2010-04-20: met on 2010-04-01, in time");
  CHECK(spec.standing("completion") == "due 2010-10-01: void");
}

TEST_CASE("decide: not to conduct, then conduct: the completion clock starts at the new day") {
  CaseSpecification spec = usual_case();
  spec.on("2010-04-01").given("record-decision", decision_on("do_not_conduct", "2010-04-01"));
  CHECK(status_of(spec.state().facts) == CaseStatus::not_proceeding);
  spec.on("2010-06-15")
      .when("record-decision", decision_on("conduct", "2010-06-15", "2.0"))
      .then_in_words({"the chair decided conduct on 2010-06-15 in place of 2.0; "
                      "the criteria of wt2010 say insufficient_facts",
                      "'completion' runs from 2010-06-15, due 2010-12-15 (wt2010)"});
  CHECK(spec.standing("decision") == "due 2010-04-20: met on 2010-04-01, in time");
}

TEST_CASE("decide: conduct, then conduct again: the clock goes on from the first day") {
  CaseSpecification spec = usual_review();
  spec.on("2010-06-15")
      .when("record-decision", decision_on("conduct", "2010-06-15", "2.0"))
      .then_in_words({"the chair decided conduct on 2010-06-15 in place of 2.0; "
                      "the criteria of wt2010 say insufficient_facts"});
  CHECK(spec.standing("completion") == "due 2010-10-01: running");
}

TEST_CASE("decide: conduct, not to conduct, conduct: the first clock is superseded by a second") {
  CaseSpecification spec = usual_review();
  spec.on("2010-05-01").given("record-decision", decision_on("do_not_conduct", "2010-05-01", "2.0"));
  spec.on("2010-06-01")
      .when("record-decision", decision_on("conduct", "2010-06-01", "3.0"))
      .then_in_words({"the chair decided conduct on 2010-06-01 in place of 3.0; "
                      "the criteria of wt2010 say insufficient_facts",
                      "'completion' superseded: decision_replaced (3.0)",
                      "'completion-2' runs from 2010-06-01, due 2010-12-01 (wt2010)"});
  spec.on("2010-11-01").given_the_work_is_done().given("complete-review", completion_on("2010-11-01"));
  CHECK(spec.standing("completion") == "due 2010-10-01: superseded");
  CHECK(spec.standing("completion-2") == "due 2010-12-01: met on 2010-11-01, in time");
}

TEST_CASE("decide: a revised timetable belongs to the clock that ran when it was made") {
  CaseSpecification spec = usual_review();
  spec.on("2010-04-20").given("revise-timetable", revision_to("2010-11-01", "2010-04-20"));
  spec.on("2010-05-01").given("record-decision", decision_on("do_not_conduct", "2010-05-01", "2.0"));
  spec.on("2010-06-01").given("record-decision", decision_on("conduct", "2010-06-01", "4.0"));
  CHECK(spec.standing("completion") == "due 2010-10-01, revised to 2010-11-01: superseded");
  CHECK(spec.standing("completion-2") == "due 2010-12-01: running");
}

TEST_CASE("decide: another kind of review starts no completion clock") {
  CaseSpecification spec = usual_case();
  spec.on("2010-04-01").given("record-decision", decision_on("other_review", "2010-04-01"));
  CHECK(spec.standing("completion").empty());
  CHECK(status_of(spec.state().facts) == CaseStatus::other_review);
  spec.when("complete-review", completion_on("2010-04-01")).then_rejected("no_review_running");
}

TEST_CASE("decide: a decision that goes against the advice or the recommendation is stored and flagged") {
  CaseSpecification spec{first_rules()};
  spec.on("2010-05-01")
      .given("open-case", opening_on("2010-05-01", R"(,"facts":{"died":"yes","abuse_or_neglect":"yes"})"));
  spec.given("record-recommendation", recommendation_on("conduct", "2010-05-01"));
  spec.when("record-decision", decision_on("do_not_conduct", "2010-05-01"));
  const auto& made = std::get<DecisionRecorded>(spec.result()->front().body);
  CHECK(made.advice->advice == Outcome::must);
  CHECK(made.against_advice);
  CHECK(made.against_recommendation);
  spec.when("record-decision", decision_on("conduct", "2010-05-01", "3.0"));
  const auto& second = std::get<DecisionRecorded>(spec.result()->front().body);
  CHECK_FALSE(second.against_advice);
  CHECK_FALSE(second.against_recommendation);
}

TEST_CASE("decide: conducting a review that no criterion asks for goes against the advice") {
  CaseSpecification spec{first_rules()};
  std::string facts;
  for (std::size_t at = 0; at < fact_count; ++at)
    facts += (at == 0 ? "\"" : ",\"") + std::string{name_of(static_cast<FactName>(at))} + "\":\"no\"";
  spec.on("2010-05-01").given("open-case", opening_on("2010-05-01", ",\"facts\":{" + facts + "}"));
  CHECK((*spec.state().advice)->advice == Outcome::not_met);
  spec.when("record-decision", decision_on("conduct", "2010-05-01"));
  CHECK(std::get<DecisionRecorded>(spec.result()->front().body).against_advice);
}

TEST_CASE("decide: the advice stored with the decision is that of the edition of its own day") {
  CaseSpecification spec{first_rules()};
  spec.on("2010-03-05").given("open-case", opening_on("2010-02-20"));
  spec.when("record-decision", decision_on("conduct", "2010-03-05"));
  CHECK((*spec.state().advice)->edition == "ch8-2009");
  CHECK(std::get<DecisionRecorded>(spec.result()->front().body).advice->edition == "wt2010");
}

TEST_CASE("decide: merging voids what runs, reopening brings it back with its old day") {
  CaseSpecification spec = usual_review();
  const std::string merged = R"(,"merged_into":")" + std::string{another_case().text()} + "\"";
  spec.on("2010-05-01")
      .when("close-case", closing_on("2010-05-01", merged))
      .then_in_words(
          {"the case was closed on 2010-05-01, merged into another", "'completion' void: merged (3.0)"});
  spec.on("2010-06-01")
      .when("reopen-case", reopening())
      .then_in_words({"the case was reopened", "'completion' goes on, running"});
  CHECK(spec.standing("completion") == "due 2010-10-01: running");
  // What fell in the time when nothing was owed is not reminded of afterwards.
  spec.on("2010-09-17")
      .when_the_clock_runs()
      .then_in_words({"reminder of 'completion', statutory day 2010-10-01, rung -14"});
}

TEST_CASE("decide: reopened after its day, the deadline is overdue at once") {
  CaseSpecification spec = usual_case();
  spec.on("2010-03-25").given("close-case", closing_on("2010-03-25", R"(,"opened_in_error":true)"));
  CHECK(spec.standing("decision") == "due 2010-04-20: void");
  CHECK(spec.state().awaiting->empty());
  spec.on("2010-05-10")
      .when("reopen-case", reopening())
      .then_in_words({"the case was reopened", "'decision' goes on, running",
                      "'decision' passed its day 2010-04-20", "waiting: completion for decision_to_conduct"});
  spec.when_the_clock_runs().then_nothing();
}

TEST_CASE("decide: an ordinary closing leaves met deadlines as they are") {
  CaseSpecification spec = usual_review();
  spec.on("2010-10-05").given_the_work_is_done().given("complete-review", completion_on("2010-10-05"));
  CHECK(spec.standing("completion") == "due 2010-10-01: met_late on 2010-10-05, 4 days late");
  spec.when("close-case", closing_on("2010-10-05")).then_in_words({"the case was closed on 2010-10-05"});
  CHECK(spec.standing("completion") == "due 2010-10-01: met_late on 2010-10-05, 4 days late");
}

TEST_CASE("decide: a revised timetable shows both days and is measured against each") {
  CaseSpecification spec = usual_review();
  spec.on("2010-07-01")
      .when("revise-timetable", revision_to("2010-11-30", "2010-07-01"))
      .then_in_words({"the board revised its timetable on 2010-07-01 to 2010-11-30",
                      "'completion' has the revised day 2010-11-30"});
  CHECK(spec.result()->back().occurred_on == PartialDate{day("2010-07-01")});
  CHECK(spec.standing("completion") == "due 2010-10-01, revised to 2010-11-30: running");
  spec.on("2010-12-03")
      .when("complete-review", completion_on("2010-12-02"))
      .then_in_words({"the review was completed on 2010-12-02", "'completion' passed its day 2010-10-01",
                      "'completion' met_late on 2010-12-02, 62 days late, 2 days after the revised day"});
}

TEST_CASE(
    "decide: what was done on its day and recorded weeks later is met, and its passing stays on record") {
  CaseSpecification spec = usual_case();
  spec.on("2010-05-20").given_the_clock_runs();
  CHECK(spec.standing("decision") == "due 2010-04-20: overdue");
  spec.when("record-decision", decision_on("conduct", "2010-04-20"));
  CHECK(spec.standing("decision") == "due 2010-04-20: met on 2010-04-20, in time");
  CHECK(spec.deadline("decision").passed == std::vector<Day>{day("2010-04-20")});
}
