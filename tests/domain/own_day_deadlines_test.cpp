// Deadlines whose day the act itself names: what an agency contributes, what an action is to be done by, when
// a hold is looked at again; and the audits that follow a completed action.
#include <catch2/catch.hpp>

#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

using namespace reviewd;

namespace {

CaseSpecification review_of_2010() {
  CaseSpecification spec;
  spec.on("2010-03-20").given("open-case", opening_on("2010-03-20"));
  spec.on("2010-04-01").given("record-decision", decision_on("conduct", "2010-04-01"));
  return spec;
}

constexpr const char* commissioning =
    R"({"agency":"Anytown Hospital Trust","kind":"imr","health_trust":"yes","commissioned_on":"2010-04-10",)"
    R"("due_on":"2010-06-10"})";

std::string step(const std::string& name, const std::string& day) {
  return R"({"contribution":"3.0","step":")" + name + R"(","occurred_on":")" + day +
         R"(","reasons":"As minuted."})";
}

// A review with an action of its first recommendation, planned to be done by 1 October: event 4.0.
CaseSpecification with_action() {
  CaseSpecification spec = review_of_2010();
  spec.on("2010-05-01")
      .given("add-recommendation",
             R"({"number":"1","agency":"Anytown Hospital Trust","made_on":"2010-05-01","text":"R."})");
  spec.given("plan-action",
             R"({"recommendation":"3.0","action":"A.","lead_agency":"Anytown Council","lead_role":"Head",)"
             R"("planned_on":"2010-05-01","target_on":"2010-10-01","measure":"M."})");
  return spec;
}

std::string progress(const std::string& word, const std::string& day) {
  return R"({"action":"4.0","progress":")" + word + R"(","occurred_on":")" + day +
         R"(","reasons":"As minuted."})";
}

std::string audit(const std::string& day) {
  return R"({"action":"4.0","audited_on":")" + day + R"(","finding":"embedded","text":"T."})";
}

}  // namespace

TEST_CASE("own day: a contribution falls due on the day set for its agency, and is met when received") {
  CaseSpecification spec = review_of_2010();
  spec.on("2010-04-10").given("commission-contribution", commissioning);
  CHECK(spec.standing("contribution") == "due 2010-06-10: running");
  CHECK(spec.deadline("contribution").terms->agency == "Anytown Hospital Trust");
  CHECK(spec.deadline("contribution").terms->about == EventId{Position{3}, 0});
  spec.on("2010-06-11").given_the_clock_runs();
  CHECK(spec.standing("contribution") == "due 2010-06-10: overdue");
  spec.on("2010-06-14").given("advance-contribution", step("signed_off", "2010-06-13"));
  spec.given("advance-contribution", step("received", "2010-06-13"));
  CHECK(spec.standing("contribution") == "due 2010-06-10: met_late on 2010-06-13, 3 days late");
}

TEST_CASE("own day: what was returned was received all the same") {
  CaseSpecification spec = review_of_2010();
  spec.on("2010-04-10").given("commission-contribution", commissioning);
  spec.on("2010-06-14").given("advance-contribution", step("signed_off", "2010-06-01"));
  spec.given("advance-contribution", step("received", "2010-06-01"));
  spec.given("advance-contribution", step("returned", "2010-06-05"));
  spec.given("advance-contribution", step("signed_off", "2010-06-12"));
  spec.given("advance-contribution", step("received", "2010-06-12"));
  CHECK(spec.standing("contribution") == "due 2010-06-10: met on 2010-06-01, in time");
}

TEST_CASE(
    "own day: an action is met by its completion, which its audits follow after six and twelve months") {
  CaseSpecification spec = with_action();
  CHECK(spec.standing("action") == "due 2010-10-01: running");
  CHECK(spec.deadline("action").terms->agency == "Anytown Council");
  CHECK(spec.standing("action-audit").empty());
  spec.on("2010-08-31").given("progress-action", progress("complete", "2010-08-31"));
  CHECK(spec.standing("action") == "due 2010-10-01: met on 2010-08-31, in time");
  CHECK(spec.standing("action-audit") == "due 2011-02-28: running");
  CHECK(spec.standing("action-audit-again") == "due 2011-08-31: running");
  CHECK(spec.deadline("action-audit").terms->agency == "Anytown Council");
}

TEST_CASE("own day: each audit meets the next of the two reviews, however often it was put right meanwhile") {
  CaseSpecification spec = with_action();
  spec.on("2010-08-31").given("progress-action", progress("complete", "2010-08-31"));
  spec.on("2011-02-01").given("audit-action", audit("2011-02-01"));
  CHECK(spec.standing("action-audit") == "due 2011-02-28: met on 2011-02-01, in time");
  CHECK(spec.standing("action-audit-again") == "due 2011-08-31: running");
  spec.on("2011-09-02").given_the_clock_runs().given("audit-action", audit("2011-09-02"));
  CHECK(spec.standing("action-audit-again") == "due 2011-08-31: met_late on 2011-09-02, 2 days late");
}

TEST_CASE("own day: an action that is not complete after all is due again, and nobody need audit it") {
  CaseSpecification spec = with_action();
  spec.on("2010-08-31").given("progress-action", progress("complete", "2010-08-31"));
  spec.on("2010-09-15").given("progress-action", progress("in_progress", "2010-09-15"));
  CHECK(spec.standing("action") == "due 2010-10-01: running");
  CHECK(spec.standing("action-audit") == "due 2011-02-28: void");
  spec.on("2010-10-05").given("progress-action", progress("complete", "2010-10-05"));
  CHECK(spec.standing("action") == "due 2010-10-01: met_late on 2010-10-05, 4 days late");
  CHECK(spec.standing("action-audit") == "due 2011-02-28: superseded");
  CHECK(spec.standing("action-audit-2") == "due 2011-04-05: running");
}

TEST_CASE("own day: a rejected action is not due any more, until it is taken up again") {
  CaseSpecification spec = with_action();
  spec.on("2010-06-01").given("progress-action", progress("rejected", "2010-06-01"));
  CHECK(spec.standing("action") == "due 2010-10-01: void");
  spec.on("2010-06-02").given("progress-action", progress("in_progress", "2010-06-02"));
  CHECK(spec.standing("action") == "due 2010-10-01: running");
}

TEST_CASE("own day: a hold is looked at again by the day set, each time anew, and stops no other clock") {
  CaseSpecification spec = review_of_2010();
  const std::string completion = spec.standing("completion");
  spec.on("2010-04-10")
      .given("place-hold",
             R"({"kind":"interviews","placed_on":"2010-04-10","review_on":"2010-05-10","asked_by":"Police",)"
             R"("reason":"A witness."})");
  CHECK(spec.standing("hold-review") == "due 2010-05-10: running");
  spec.on("2010-05-12").given_the_clock_runs();
  CHECK(spec.standing("hold-review") == "due 2010-05-10: overdue");
  spec.given("review-hold",
             R"({"hold":"3.0","reviewed_on":"2010-05-12","review_on":"2010-06-12","reason":"It stays."})");
  CHECK(spec.standing("hold-review") == "due 2010-05-10: met_late on 2010-05-12, 2 days late");
  CHECK(spec.standing("hold-review-2") == "due 2010-06-12: running");
  spec.on("2010-06-01").given("lift-hold", R"({"hold":"3.0","lifted_on":"2010-06-01"})");
  CHECK(spec.standing("hold-review-2") == "due 2010-06-12: met on 2010-06-01, in time");
  CHECK(spec.standing("completion") == completion);
}
