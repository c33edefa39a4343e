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

// With what the panel had with a decision not to review (N-i).
std::string panel_told_on(const std::string& day) {
  std::string notice = notice_on("national_panel", day);
  notice.pop_back();
  return notice + R"(,"enclosures":["explanation","serious_incident_notification"]})";
}

}  // namespace

TEST_CASE("notifications: under 2013 only a decision not to conduct is told to the panel") {
  CaseSpecification spec = opened_on("2014-01-10");
  spec.on("2014-02-01").given("record-decision", decision_on("do_not_conduct", "2014-02-01"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: running");
  spec.on("2014-02-16").given_the_clock_runs();
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: overdue");
  spec.given("record-notification", panel_told_on("2014-02-16"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: met_late on 2014-02-16, 1 day late");
  CaseSpecification conducted = opened_on("2014-01-10");
  conducted.given("record-decision", decision_on("conduct", "2014-01-10"));
  CHECK(conducted.standing("notify-national-panel").empty());
}

TEST_CASE("notifications: what goes with a notice belongs to it, and of an import it is not known") {
  CaseSpecification spec = opened_on("2014-01-10");
  spec.on("2014-02-01").given("record-decision", decision_on("do_not_conduct", "2014-02-01"));
  spec.on("2014-02-04").given("record-notification", notice_on("national_panel", "2014-02-03"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: running");
  CaseSpecification imported = spec;
  spec.given("record-notification", panel_told_on("2014-02-04"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: met on 2014-02-04, in time");
  imported.importing();
  imported.given("record-notification", notice_on("national_panel", "2014-02-03"));
  CHECK(imported.standing("notify-national-panel") == "due 2014-02-15: met on 2014-02-03, in time");
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
  spec.on("2014-02-12").given("record-notification", panel_told_on("2014-02-05"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: met on 2014-02-05, in time");
}

TEST_CASE("notifications: a second decision not to conduct has a duty of its own") {
  CaseSpecification spec = opened_on("2014-01-10");
  spec.on("2014-02-01").given("record-decision", decision_on("do_not_conduct", "2014-02-01"));
  spec.on("2014-02-10").given("record-decision", decision_on("do_not_conduct", "2014-02-10", "2.0"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: superseded");
  CHECK(spec.standing("notify-national-panel-2") == "due 2014-02-24: running");
  spec.on("2014-02-12").given("record-notification", panel_told_on("2014-02-12"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: superseded");
  CHECK(spec.standing("notify-national-panel-2") == "due 2014-02-24: met on 2014-02-12, in time");
}

TEST_CASE("notifications: under 2015 three bodies are told within five working days, Easter left out") {
  CaseSpecification spec{first_rules()};
  spec.on("2015-03-27").given("open-case", opening_on("2015-03-27"));
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
  spec.on("2014-02-03").given("record-notification", panel_told_on("2014-02-03"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: met on 2014-02-03, in time");
}

TEST_CASE("notifications: a replaced decision need not be told, and one letter tells of one decision") {
  CaseSpecification spec{first_rules()};
  spec.on("2015-04-20").given("open-case", opening_on("2015-04-20"));
  spec.on("2015-04-22").given("record-decision", decision_on("do_not_conduct", "2015-04-22"));
  spec.on("2015-04-24")
      .when("record-decision", decision_on("conduct", "2015-04-24", "2.0"))
      .then_in_words({"the chair decided conduct on 2015-04-24 in place of 2.0; "
                      "the criteria of wt2015 say insufficient_facts",
                      "'notify-ofsted' superseded: decision_replaced (3.0)",
                      "'notify-department-for-education' superseded: decision_replaced (3.0)",
                      "'notify-national-panel' superseded: decision_replaced (3.0)",
                      "'notify-ofsted-2' runs from 2015-04-24, due 2015-05-01 (wt2015)",
                      "'notify-department-for-education-2' runs from 2015-04-24, due 2015-05-01 (wt2015)",
                      "'notify-national-panel-2' runs from 2015-04-24, due 2015-05-01 (wt2015)",
                      "'completion' runs from 2015-04-24, due 2015-10-24 (wt2015), no working day"});
  spec.on("2015-04-27")
      .when("record-notification", notice_on("ofsted", "2015-04-27"))
      .then_in_words(
          {"ofsted was told of the decision on 2015-04-27", "'notify-ofsted-2' met on 2015-04-27, in time"});
  CHECK(spec.standing("notify-ofsted") == "due 2015-04-29: superseded");
}

TEST_CASE("notifications: a letter sent before the second decision tells of the first, whenever recorded") {
  CaseSpecification spec = opened_on("2015-04-20");
  spec.on("2015-04-22").given("record-decision", decision_on("do_not_conduct", "2015-04-22"));
  spec.on("2015-04-24").given("record-decision", decision_on("conduct", "2015-04-24", "2.0"));
  spec.on("2015-04-27").given("record-notification", notice_on("ofsted", "2015-04-23"));
  CHECK(spec.standing("notify-ofsted") == "due 2015-04-29: met on 2015-04-23, in time");
  CHECK(spec.standing("notify-ofsted-2") == "due 2015-05-01: running");
}

TEST_CASE("notifications: a letter on record before a decision of the same day tells of the one before it") {
  CaseSpecification spec = opened_on("2015-04-20");
  spec.on("2015-04-22").given("record-decision", decision_on("do_not_conduct", "2015-04-22"));
  spec.given("record-notification", notice_on("ofsted", "2015-04-22"));
  spec.given("record-decision", decision_on("conduct", "2015-04-22", "2.0"));
  CHECK(spec.standing("notify-ofsted") == "due 2015-04-29: met on 2015-04-22, in time");
  CHECK(spec.standing("notify-ofsted-2") == "due 2015-04-29: running");
  spec.given("record-notification", notice_on("ofsted", "2015-04-22"));
  CHECK(spec.standing("notify-ofsted-2") == "due 2015-04-29: met on 2015-04-22, in time");
}

TEST_CASE("notifications: a letter turns out to tell of a decision that was recorded late") {
  CaseSpecification spec = opened_on("2015-04-20");
  spec.on("2015-04-22").given("record-decision", decision_on("do_not_conduct", "2015-04-22"));
  spec.on("2015-04-27").given("record-notification", notice_on("ofsted", "2015-04-27"));
  CHECK(spec.standing("notify-ofsted") == "due 2015-04-29: met on 2015-04-27, in time");
  spec.on("2015-04-28").given("record-decision", decision_on("conduct", "2015-04-24", "2.0"));
  CHECK(spec.standing("notify-ofsted") == "due 2015-04-29: superseded");
  CHECK(spec.standing("notify-ofsted-2") == "due 2015-05-01: met on 2015-04-27, in time");
}

TEST_CASE("notifications: the duty is void where the decision in its place gives rise to none") {
  CaseSpecification spec = opened_on("2014-01-10");
  spec.on("2014-02-01").given("record-decision", decision_on("do_not_conduct", "2014-02-01"));
  spec.on("2014-02-10").given("record-decision", decision_on("conduct", "2014-02-10", "2.0"));
  spec.on("2014-02-20").given("record-decision", decision_on("do_not_conduct", "2014-02-20", "3.0"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: void");
  CHECK(spec.standing("notify-national-panel-2") == "due 2014-03-06: running");
}

TEST_CASE("notifications: the duty of a later edition takes the place of an earlier one's") {
  CaseSpecification spec = opened_on("2015-03-01");
  spec.on("2015-03-20").given("record-decision", decision_on("do_not_conduct", "2015-03-20"));
  CHECK(spec.standing("notify-national-panel") == "due 2015-04-03: running");
  spec.on("2015-04-01").given("record-decision", decision_on("conduct", "2015-04-01", "2.0"));
  CHECK(spec.standing("notify-national-panel") == "due 2015-04-03: superseded");
  CHECK(spec.standing("notify-national-panel-2") == "due 2015-04-10: running");
}

TEST_CASE("notifications: what tells of a decision does not lie before the matter was brought to attention") {
  CaseSpecification spec = opened_on("2014-01-10");
  spec.on("2014-02-01").given("record-decision", decision_on("do_not_conduct", "2014-02-01"));
  for (const std::string subject : {"decision", "review_confirmed", "not_proceeding", "completed_review"})
    spec.when("record-notification", notice_on("national_panel", "2014-01-09", subject))
        .then_rejected("before_referral", "/sent_on");
  spec.given("record-notification", notice_on("ofsted", "2014-01-05", "serious_incident"));
  spec.given("record-notification", notice_on("national_panel", "2014-01-10"));
  CHECK(spec.standing("notify-national-panel") == "due 2014-02-15: running");
}
