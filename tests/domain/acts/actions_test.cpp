#include "domain/acts/actions.hpp"

#include <catch2/catch.hpp>

#include "domain/acts/figures.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

namespace reviewd {
namespace {

std::string recommendation(const std::string& number, const std::string& source) {
  return R"({"number":")" + number + R"(",)" + source + R"("made_on":"2010-07-20","text":"T."})";
}

std::string plan(const std::string& target) {
  return R"({"recommendation":"3.0","action":"A.","lead_agency":"Police","lead_role":"Superintendent",)"
         R"("planned_on":"2010-08-02","target_on":")" +
         target + R"(","measure":"M."})";
}

std::string progress(const std::string& word, const std::string& day, const std::string& more = "") {
  return R"({"action":"4.0","progress":")" + word + R"(","occurred_on":")" + day + "\"" + more + "}";
}

std::string signing(const std::string& day) {
  return R"({"action":"4.0","signed_off_on":")" + day + R"(","signed_off_by":"Chief constable"})";
}

std::string audit(const std::string& day, const std::string& finding) {
  return R"({"action":"4.0","audited_on":")" + day + R"(","finding":")" + finding + R"(","text":"T."})";
}

std::string evidence(const std::string& day) {
  return R"({"action":"4.0","dated_on":")" + day + R"(","evidence":"E."})";
}

std::string follow_up(const std::string& planned, const std::string& review) {
  return R"({"action":"4.0","planned_on":")" + planned + R"(","review_on":")" + review + "\"}";
}

const char* const reasons = R"(,"reasons":"R.")";

// A review decided in the second commit, with a recommendation in the third.
CaseSpecification review() {
  CaseSpecification specification;
  specification.on("2010-02-01").given("open-case", opening_on("2010-01-31"));
  specification.on("2012-12-31").given("record-decision", decision_on("conduct", "2010-02-26"));
  specification.given("add-recommendation", recommendation("1", R"("agency":"Police",)"));
  return specification;
}

CaseSpecification review_with_action() {
  return review().given("plan-action", plan("2010-11-30"));
}

ActionFigures figures_of(const CaseSpecification& specification) {
  const EventId action{Position{4}, 0};
  const Facts& facts = specification.state().facts;
  return figures(std::get<ActionPlanned>(fact_of(facts, action)->body), action, facts);
}

}  // namespace

TEST_CASE("recommendations: each has a source, and its number there once", "[acts]") {
  CaseSpecification specification = review();
  specification.when("add-recommendation", recommendation("1", "")).then_rejected("required", "/document");
  specification.when("add-recommendation", recommendation("1", R"("document":"2.0",)"))
      .then_rejected("no_such_thing", "/document");
  specification.when("add-recommendation", recommendation("1", R"("agency":"Police",)"))
      .then_rejected("recommendation_added");
  specification.given("add-recommendation", recommendation("2", R"("agency":"Police",)"));
  specification.given("add-recommendation", recommendation("1", R"("agency":"School",)"));
}

TEST_CASE("actions: the target does not lie before the plan", "[acts]") {
  CaseSpecification specification = review();
  specification.when("plan-action", plan("2010-08-01")).then_rejected("target_before_plan", "/target_on");
  specification.given("plan-action", plan("2010-08-02"));
}

TEST_CASE("actions: complete before embedded, what is rejected or goes back needs the reasons", "[acts]") {
  CaseSpecification specification = review_with_action();
  specification.when("progress-action", progress("not_started", "2010-09-01"))
      .then_rejected("step_out_of_turn");
  specification.when("progress-action", progress("embedded", "2010-09-01")).then_rejected("step_out_of_turn");
  specification.when("progress-action", progress("rejected", "2010-09-01"))
      .then_rejected("required", "/reasons");
  specification.given("progress-action", progress("rejected", "2010-09-01", reasons));
  specification.given("progress-action", progress("in_progress", "2010-09-02"));
  specification.given("progress-action", progress("complete", "2010-09-03"));
  specification.when("progress-action", progress("in_progress", "2010-09-04"))
      .then_rejected("required", "/reasons");
  specification.when("progress-action", progress("embedded", "2010-09-02"))
      .then_rejected("before_the_last_step", "/occurred_on");
  specification.given("progress-action", progress("embedded", "2010-09-04"));
}

TEST_CASE("actions: only what is complete is signed off, and audited", "[acts]") {
  CaseSpecification specification = review_with_action();
  specification.when("sign-off-action", signing("2010-12-01")).then_rejected("action_not_complete");
  specification.when("audit-action", audit("2011-05-01", "partly")).then_rejected("action_not_complete");
  specification.given("progress-action", progress("complete", "2010-12-03"));
  specification.when("sign-off-action", signing("2010-12-02"))
      .then_rejected("before_it_was_complete", "/signed_off_on");
  specification.when("audit-action", audit("2010-12-02", "partly"))
      .then_rejected("before_it_was_complete", "/audited_on");
  specification.given("sign-off-action", signing("2010-12-04"));
  specification.when("sign-off-action", signing("2010-12-05")).then_rejected("action_signed_off");
  specification.given("audit-action", audit("2011-05-01", "partly"));
}

TEST_CASE("actions: the board sets days that lie ahead, each once, for what is complete", "[acts]") {
  CaseSpecification specification = review_with_action();
  specification.when("plan-follow-up", follow_up("2010-12-02", "2011-03-01"))
      .then_rejected("action_not_complete");
  specification.given("progress-action", progress("complete", "2010-12-03"));
  specification.when("plan-follow-up", follow_up("2010-12-02", "2011-03-01"))
      .then_rejected("before_it_was_complete", "/planned_on");
  specification.when("plan-follow-up", follow_up("2010-12-06", "2010-12-06"))
      .then_rejected("plan_in_the_past", "/review_on");
  specification.given("plan-follow-up", follow_up("2010-12-06", "2011-03-01"));
  specification.when("plan-follow-up", follow_up("2010-12-07", "2011-03-01"))
      .then_rejected("follow_up_planned");
  specification.given("plan-follow-up", follow_up("2010-12-07", "2011-09-01"));
  CHECK(specification.standing("follow-up").starts_with("due 2011-03-01"));
  CHECK(specification.standing("follow-up-2").starts_with("due 2011-09-01"));
  CHECK(specification.deadline("follow-up-2").terms->agency == "Police");
}

TEST_CASE("actions: complete, evidenced, signed off and embedded are four things", "[acts]") {
  CaseSpecification specification = review_with_action();
  CHECK(figures_of(specification).progress == ActionProgress::not_started);
  specification.given("record-evidence", evidence("2010-11-25"));
  specification.given("record-evidence", evidence("2010-11-20"));
  CHECK(figures_of(specification).evidenced_on->text() == "2010-11-25");
  CHECK_FALSE(figures_of(specification).completed_on.has_value());
  specification.given("progress-action", progress("complete", "2010-12-03"));
  CHECK(figures_of(specification).completed_on->text() == "2010-12-03");
  CHECK(figures_of(specification).days_late == 3);
  CHECK_FALSE(figures_of(specification).signed_off_on.has_value());
  specification.given("sign-off-action", signing("2010-12-04"));
  CHECK(figures_of(specification).signed_off_on->text() == "2010-12-04");
  CHECK_FALSE(figures_of(specification).finding.has_value());
  specification.given("audit-action", audit("2011-06-03", "embedded"));
  specification.given("audit-action", audit("2011-05-03", "partly"));
  CHECK(figures_of(specification).finding == AuditFinding::embedded);
  CHECK(figures_of(specification).audited_on->text() == "2011-06-03");
  CHECK(figures_of(specification).progress == ActionProgress::complete);
}

TEST_CASE("actions: what is embedded stays complete since the same day, what goes back is not signed off",
          "[acts]") {
  CaseSpecification specification = review_with_action();
  specification.given("progress-action", progress("complete", "2010-11-20"));
  specification.given("sign-off-action", signing("2010-11-21"));
  specification.given("progress-action", progress("embedded", "2011-02-01"));
  CHECK(figures_of(specification).completed_on->text() == "2010-11-20");
  CHECK(figures_of(specification).days_late == 0);
  specification.given("progress-action", progress("in_progress", "2011-03-01", reasons));
  CHECK_FALSE(figures_of(specification).completed_on.has_value());
  CHECK_FALSE(figures_of(specification).signed_off_on.has_value());
  CHECK_FALSE(figures_of(specification).days_late.has_value());
  specification.given("progress-action", progress("complete", "2011-04-01"));
  specification.given("sign-off-action", signing("2011-04-02"));
}

TEST_CASE("actions: a closed case still learns what became of them, and plans no new ones", "[acts]") {
  CaseSpecification specification = review_with_action();
  specification.given_the_work_is_done().given("complete-review", completion_on("2010-08-10"));
  specification.given("close-case", closing_on("2010-08-11"));
  specification.given("progress-action", progress("complete", "2010-11-20"));
  specification.given("record-evidence", evidence("2010-11-25"));
  specification.given("sign-off-action", signing("2010-12-01"));
  specification.given("audit-action", audit("2011-05-03", "partly"));
  specification.when("plan-action", plan("2010-11-30")).then_rejected("case_closed");
}

}  // namespace reviewd
