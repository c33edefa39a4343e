// Reminder rungs and passings: each fires once for its deadline and due day, whatever the clock and the
// daemon do.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/plain_words.hpp"

using namespace reviewd;

namespace {

// All that fires when the clock is looked at once on each of these days.
std::vector<std::string> fired(CaseSpecification& spec, std::string_view from, std::string_view to) {
  std::vector<std::string> lines;
  for (Day now = day(from); now <= day(to); now = now.plus_days(1)) {
    spec.on(now.text()).when_the_clock_runs();
    for (const Event& event : *spec.result()) lines.push_back(now.text() + " " + in_words(event));
  }
  return lines;
}

const std::string reminder = "reminder of 'decision', statutory day ";

}  // namespace

TEST_CASE("timers: each rung on its day, once, the passing of the day after it") {
  CaseSpecification spec = usual_case();
  const std::vector<std::string> expected{
      "2010-04-06 " + reminder + "2010-04-20, rung -14", "2010-04-13 " + reminder + "2010-04-20, rung -7",
      "2010-04-19 " + reminder + "2010-04-20, rung -1",  "2010-04-20 " + reminder + "2010-04-20, rung 0",
      "2010-04-21 'decision' passed its day 2010-04-20", "2010-04-21 " + reminder + "2010-04-20, rung 1"};
  CHECK(fired(spec, "2010-03-20", "2010-05-01") == expected);
  CHECK(fired(spec, "2010-03-20", "2010-05-01").empty());
}

TEST_CASE("V16: after a downtime each rung that was missed fires once, and says how late") {
  CaseSpecification spec = usual_case();
  spec.on("2010-04-25")
      .when_the_clock_runs()
      .then_in_words(
          {"'decision' passed its day 2010-04-20", reminder + "2010-04-20, rung -14, 19 days late",
           reminder + "2010-04-20, rung -7, 12 days late", reminder + "2010-04-20, rung -1, 6 days late",
           reminder + "2010-04-20, rung 0, 5 days late", reminder + "2010-04-20, rung 1, 4 days late"});
  spec.when_the_clock_runs().then_nothing();
}

TEST_CASE("timers: rungs that lay before the deadline was recorded never fire") {
  CaseSpecification spec = usual_case("2010-04-13");
  CHECK(fired(spec, "2010-04-13", "2010-05-01").front() == "2010-04-19 " + reminder + "2010-04-20, rung -1");
}

TEST_CASE("timers: recorded after its day, a deadline is overdue in the same commit and fires nothing") {
  CaseSpecification spec = usual_case("2010-05-10");
  CHECK(spec.standing("decision") == "due 2010-04-20: overdue");
  const auto& events = spec.commits()[0].events;
  CHECK(std::ranges::any_of(
      events, [](const Event& event) { return std::holds_alternative<DeadlinePassed>(event.body); }));
  CHECK(fired(spec, "2010-05-10", "2010-06-01").empty());
}

TEST_CASE("timers: a met deadline fires nothing more") {
  CaseSpecification spec = usual_review();
  CHECK(fired(spec, "2010-04-01", "2010-05-01").empty());
}

TEST_CASE("timers: a corrected day has rungs of its own, back at the first day none fires again") {
  CaseSpecification spec = usual_case();
  CHECK(fired(spec, "2010-04-01", "2010-04-13").size() == 2);
  spec.given("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2010-03-19"));
  const std::vector<std::string> expected{"2010-04-18 " + reminder + "2010-04-19, rung -1",
                                          "2010-04-19 " + reminder + "2010-04-19, rung 0"};
  CHECK(fired(spec, "2010-04-13", "2010-04-19") == expected);
  spec.given("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2010-03-20"));
  const std::vector<std::string> rest{"2010-04-20 " + reminder + "2010-04-20, rung 0",
                                      "2010-04-21 'decision' passed its day 2010-04-20",
                                      "2010-04-21 " + reminder + "2010-04-20, rung 1"};
  CHECK(fired(spec, "2010-04-19", "2010-05-01") == rest);
}

TEST_CASE("timers: from A to B and back to A, what fired for A stays fired") {
  CaseSpecification spec = usual_case();
  CHECK(fired(spec, "2010-04-01", "2010-04-06").size() == 1);
  spec.on("2010-04-05").given("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2010-03-25"));
  spec.given("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2010-03-20"));
  // The clock stood back, so that the rung of 6 April lies after the newest recording again.
  CHECK(fired(spec, "2010-04-05", "2010-04-12").empty());
}

TEST_CASE("timers: a revised day has rungs beside those of the statutory day") {
  CaseSpecification spec = usual_review();
  spec.on("2010-09-29").given_the_clock_runs();
  spec.given("revise-timetable", revision_to("2010-10-10", "2010-09-29"));
  const std::string of = " reminder of 'completion', ";
  const std::vector<std::string> expected{"2010-09-30" + of + "statutory day 2010-10-01, rung -1",
                                          "2010-10-01" + of + "statutory day 2010-10-01, rung 0",
                                          "2010-10-02 'completion' passed its day 2010-10-01",
                                          "2010-10-02" + of + "statutory day 2010-10-01, rung 1",
                                          "2010-10-03" + of + "revised day 2010-10-10, rung -7",
                                          "2010-10-09" + of + "revised day 2010-10-10, rung -1",
                                          "2010-10-10" + of + "revised day 2010-10-10, rung 0",
                                          "2010-10-11" + of + "revised day 2010-10-10, rung 1"};
  CHECK(fired(spec, "2010-09-29", "2010-12-01") == expected);
}

TEST_CASE("timers: where the statutory day moves onto the revised one, the two have one set of rungs") {
  CaseSpecification spec = usual_review();
  spec.on("2010-05-01").given("revise-timetable", revision_to("2010-11-01", "2010-05-01"));
  spec.on("2010-10-20").given("correct-fact", correction_of("2.0", "/decided_on", "2010-05-01"));
  CHECK(spec.standing("completion") == "due 2010-11-01, revised to 2010-11-01: running");
  CHECK(next_due(spec.state()) == day("2010-10-25"));
  CHECK(fired(spec, "2010-10-20", "2010-10-31").size() == 2);
}

TEST_CASE("timers: without rungs the passing is recorded all the same, once") {
  RuleBook rules;
  rules.add(shipped_calendar());
  Edition edition = *shipped_rules().edition("wt2010");
  for (Rule& rule : edition.rules) rule.rungs.clear();
  rules.add(edition);
  CaseSpecification spec(rules);
  spec.on("2010-03-20").given("open-case", opening_on("2010-03-20"));
  const std::vector<std::string> expected{"2010-04-21 'decision' passed its day 2010-04-20"};
  CHECK(fired(spec, "2010-03-20", "2010-05-01") == expected);
}

TEST_CASE("timers: a day begins at midnight in London, in summer an hour before that of UTC") {
  CaseSpecification spec = usual_case();
  spec.at("2010-04-05T22:59:59Z").when_the_clock_runs().then_nothing();
  spec.at("2010-04-05T23:00:00Z").when_the_clock_runs().then_in_words({reminder + "2010-04-20, rung -14"});
}

TEST_CASE("timers: reminders change neither the document nor its version") {
  CaseSpecification spec = usual_case();
  const Position version = spec.state().version;
  spec.on("2010-04-06").given_the_clock_runs();
  CHECK(spec.state().last == Position{2});
  CHECK(spec.state().version == version);
  spec.on("2010-04-21").given_the_clock_runs();
  CHECK(spec.state().version == spec.state().last);
  CHECK(spec.state().person_version == version);
}
