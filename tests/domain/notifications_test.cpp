// Duties to notify: the panel within fourteen days of a decision not to conduct (2013), three bodies within
// five working days of any decision (2015).
#include <catch2/catch.hpp>

#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

using namespace reviewd;

namespace {

CaseSpecification opened_on(const std::string& day) {
  CaseSpecification spec;
  spec.on(day).given("open-case", opening_on(day));
  return spec;
}

}  // namespace

TEST_CASE("notifications: under 2013 only a decision not to conduct is told to the panel") {
  CaseSpecification spec = opened_on("2014-01-10");
  spec.on("2014-02-01").given("record-decision", decision_on("do_not_conduct", "2014-02-01"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: running");
  spec.on("2014-02-16").given_the_clock_runs();
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: overdue");
  spec.given("record-notification", notice_on("national_panel", "2014-02-16"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: met_late on 2014-02-16, 1 day late");
  CaseSpecification conducted = opened_on("2014-01-10");
  conducted.given("record-decision", decision_on("conduct", "2014-01-10"));
  CHECK(conducted.standing("notify-national-panel").empty());
}

TEST_CASE("notifications: a duty that fell away is not met by a later notice of another decision") {
  CaseSpecification spec = opened_on("2014-01-10");
  spec.on("2014-02-01").given("record-decision", decision_on("do_not_conduct", "2014-02-01"));
  spec.on("2014-02-10").given("record-decision", decision_on("conduct", "2014-02-10", "2.0"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: void");
  spec.on("2014-02-12").given("record-notification", notice_on("national_panel", "2014-02-12"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: void");
}

TEST_CASE("notifications: a notice sent in time and recorded after the replacement still counts") {
  CaseSpecification spec = opened_on("2014-01-10");
  spec.on("2014-02-01").given("record-decision", decision_on("do_not_conduct", "2014-02-01"));
  spec.on("2014-02-10").given("record-decision", decision_on("conduct", "2014-02-10", "2.0"));
  spec.on("2014-02-12").given("record-notification", notice_on("national_panel", "2014-02-05"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: met on 2014-02-05, in time");
}

TEST_CASE("notifications: a second decision not to conduct has a duty of its own") {
  CaseSpecification spec = opened_on("2014-01-10");
  spec.on("2014-02-01").given("record-decision", decision_on("do_not_conduct", "2014-02-01"));
  spec.on("2014-02-10").given("record-decision", decision_on("do_not_conduct", "2014-02-10", "2.0"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: superseded");
  CHECK(spec.standing("notify-national-panel-2") == "due 2014-02-24: running");
  spec.on("2014-02-12").given("record-notification", notice_on("national_panel", "2014-02-12"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: superseded");
  CHECK(spec.standing("notify-national-panel-2") == "due 2014-02-24: met on 2014-02-12, in time");
}

TEST_CASE("notifications: under 2015 three bodies are told within five working days, Easter left out") {
  CaseSpecification spec = opened_on("2015-03-27");
  CHECK(spec.state().awaiting->size() == 4);
  // Good Friday 3 April and Easter Monday 6 April 2015 are no working days.
  spec.on("2015-04-01").given("record-decision", decision_on("conduct", "2015-04-01"));
  for (const char* duty : {"notify-ofsted", "notify-department-for-education", "notify-national-panel"})
    CHECK(spec.standing(duty) == "due 2015-04-10: running");
  spec.on("2015-04-02").given("record-notification", notice_on("ofsted", "2015-04-02"));
  CHECK(spec.standing("notify-ofsted") == "due 2015-04-10: met on 2015-04-02, in time");
  CHECK(spec.standing("notify-national-panel") == "due 2015-04-10: running");
  CHECK(spec.state().awaiting->empty());
}

TEST_CASE("notifications: a notice of another matter, or before the decision, meets nothing") {
  CaseSpecification spec = opened_on("2015-04-20");
  spec.given("record-notification", notice_on("ofsted", "2015-04-20"));
  spec.on("2015-04-22").given("record-decision", decision_on("conduct", "2015-04-22"));
  spec.given("record-notification", notice_on("ofsted", "2015-04-22", "incident"));
  CHECK(spec.standing("notify-ofsted") == "due 2015-04-29: running");
}

TEST_CASE("notifications: a closed case still owes them, and takes the notice") {
  CaseSpecification spec = opened_on("2014-01-10");
  spec.on("2014-02-01").given("record-decision", decision_on("do_not_conduct", "2014-02-01"));
  spec.given("close-case", closing_on("2014-02-01"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: running");
  spec.on("2014-02-03").given("record-notification", notice_on("national_panel", "2014-02-03"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: met on 2014-02-03, in time");
}
