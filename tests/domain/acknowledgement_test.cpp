// Drafts of a notification, and the acknowledgement that closes a duty to notify by hand.
#include <catch2/catch.hpp>

#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

using namespace reviewd;

namespace {

std::string acknowledged(const std::string& deadline, const std::string& on) {
  return R"({"deadline":")" + deadline + R"(","acknowledged_on":")" + on +
         R"(","by":"Ofsted","reference":"R-1"})";
}

std::string draft(const std::string& deadline, const std::string& entries) {
  return R"({"deadline":")" + deadline + R"(","form":"ofsted-notification","entries":[)" + entries + "]}";
}

// The chair decided on 22 April 2015; Ofsted is to be told by the 29th.
CaseSpecification decided(const std::string& more = "") {
  CaseSpecification spec;
  spec.on("2015-04-20").given("open-case", opening_on("2015-04-20", more));
  spec.on("2015-04-22").given("record-decision", decision_on("do_not_conduct", "2015-04-22"));
  return spec;
}

constexpr const char* one_child = R"(,"children":[{"label":"Child A"}])";

}  // namespace

TEST_CASE("acknowledgement: the duty is met on the day the recipient acknowledged") {
  CaseSpecification spec = decided();
  REQUIRE(spec.standing("notify-ofsted") == "due 2015-04-29: running");
  spec.on("2015-04-28").given("record-acknowledgement", acknowledged("notify-ofsted", "2015-04-28"));
  CHECK(spec.standing("notify-ofsted") == "due 2015-04-29: met on 2015-04-28, in time");
  CHECK(spec.standing("notify-national-panel") == "due 2015-04-29: running");
}

TEST_CASE("acknowledgement: of it and a notice the earlier one meets the duty") {
  CaseSpecification spec = decided();
  spec.on("2015-05-05").given("record-acknowledgement", acknowledged("notify-ofsted", "2015-05-04"));
  CHECK(spec.standing("notify-ofsted") == "due 2015-04-29: met_late on 2015-05-04, 5 days late");
  spec.given("record-notification", notice_on("ofsted", "2015-04-24"));
  CHECK(spec.standing("notify-ofsted") == "due 2015-04-29: met on 2015-04-24, in time");
  spec.given("record-acknowledgement", acknowledged("notify-national-panel", "2015-04-23"));
  spec.given("record-notification", notice_on("national_panel", "2015-04-27"));
  CHECK(spec.standing("notify-national-panel") == "due 2015-04-29: met on 2015-04-23, in time");
}

TEST_CASE("acknowledgement: a corrected day is worked out again") {
  CaseSpecification spec = decided();
  spec.on("2015-05-05").given("record-acknowledgement", acknowledged("notify-ofsted", "2015-05-04"));
  spec.given("correct-fact", correction_of("3.0", "/acknowledged_on", "2015-04-29"));
  CHECK(spec.standing("notify-ofsted") == "due 2015-04-29: met on 2015-04-29, in time");
  spec.given("correct-fact", correction_of("3.0", "/deadline", "notify-national-panel"));
  CHECK(spec.standing("notify-ofsted") == "due 2015-04-29: overdue");
  CHECK(spec.standing("notify-national-panel") == "due 2015-04-29: met on 2015-04-29, in time");
}

TEST_CASE("acknowledgement: of a decision that was replaced by then it meets nothing") {
  CaseSpecification spec = decided();
  spec.on("2015-04-24").given("record-decision", decision_on("conduct", "2015-04-24", "2.0"));
  spec.on("2015-04-27").given("record-acknowledgement", acknowledged("notify-ofsted", "2015-04-27"));
  CHECK(spec.standing("notify-ofsted").find("superseded") != std::string::npos);
  CHECK(spec.standing("notify-ofsted-2").find("running") != std::string::npos);
  spec.given("record-acknowledgement", acknowledged("notify-ofsted", "2015-04-23"));
  CHECK(spec.standing("notify-ofsted") == "due 2015-04-29: met on 2015-04-23, in time");
}

TEST_CASE("acknowledgement: of duties to notify, on or after the day they arose") {
  CaseSpecification spec = decided();
  spec.on("2015-04-28");
  spec.when("record-acknowledgement", acknowledged("notify-nobody", "2015-04-28"))
      .then_rejected("no_such_deadline", "/deadline");
  spec.when("record-acknowledgement", acknowledged("decision", "2015-04-28"))
      .then_rejected("no_duty_to_notify", "/deadline");
  spec.when("record-acknowledgement", acknowledged("notify-ofsted", "2015-04-21"))
      .then_rejected("before_the_duty", "/acknowledged_on");
  spec.when("record-acknowledgement", acknowledged("notify-ofsted", "2015-04-29"))
      .then_rejected("in_the_future", "/acknowledged_on");
}

TEST_CASE("acknowledgement: of what the board was told itself, others may have been told before it") {
  CaseSpecification spec;
  spec.on("2010-02-01").given("open-case", opening_on("2010-01-31", R"(,"facts":{"died":"yes"})"));
  spec.given("record-acknowledgement", acknowledged("notify-possible-review", "2010-01-29"));
  CHECK(spec.standing("notify-possible-review") == "due on no stated day: met on 2010-01-29");
}

TEST_CASE("acknowledgement: the notice comes first where the rapid review counts from it") {
  CaseSpecification spec;
  spec.on("2019-03-01")
      .given("open-case",
             opening_on("2019-03-01",
                        R"(,"facts":{"died":"yes","abuse_or_neglect":"yes","in_authority_area":"yes"})"));
  spec.given("record-awareness", R"({"aware_on":"2019-02-28","local_authority":"Anytown Council"})");
  spec.on("2019-03-04");
  spec.when("record-acknowledgement", acknowledged("serious-incident", "2019-03-04"))
      .then_rejected_citing("notice_first", "s.16C");
  spec.given("record-acknowledgement", acknowledged("serious-incident-to-board", "2019-03-04"));
  CHECK(spec.standing("serious-incident-to-board") == "due 2019-03-07: met on 2019-03-04, in time");
}

TEST_CASE("drafts: for duties to notify, of children that the case has, with at least one field") {
  CaseSpecification spec = decided(one_child);
  const std::string field = R"({"field":"telephone","value":"1"})";
  spec.when("draft-notification", draft("decision", field)).then_rejected("no_duty_to_notify", "/deadline");
  spec.when("draft-notification", draft("none", field)).then_rejected("no_such_deadline", "/deadline");
  spec.when("draft-notification", draft("notify-ofsted", "")).then_rejected("nothing_named", "/entries");
  spec.when("draft-notification",
            draft("notify-ofsted", field + R"(,{"field":"gender","child":"Child B","value":"f"})"))
      .then_rejected("no_such_child", "/entries/1/child");
  spec.when("draft-notification", draft("notify-ofsted", R"({"field":"telephone","value":""})"))
      .then_rejected("empty", "/entries/0/value");
  spec.given("draft-notification", draft("notify-ofsted", field));
}
