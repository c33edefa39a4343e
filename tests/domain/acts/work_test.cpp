#include <catch2/catch.hpp>

#include "domain/acts/figures.hpp"
#include "domain/acts/work_schemas.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

namespace reviewd {
namespace {

CaseSpecification review() {
  CaseSpecification specification;
  specification.on("2010-02-01").given("open-case", opening_on("2010-01-31"));
  specification.on("2010-12-31").given("record-decision", decision_on("conduct", "2010-02-26"));
  return specification;
}

std::string terms(const std::string& considerations, const std::string& more = "") {
  return R"({"set_on":"2010-03-05","scope":"S.","considerations":[)" + considerations + "]" + more + "}";
}

std::string commission(const std::string& agency, const std::string& due, const std::string& kind = "imr",
                       const std::string& health = "no") {
  return R"({"agency":")" + agency + R"(","kind":")" + kind + R"(","health_trust":")" + health +
         R"(","commissioned_on":"2010-03-10","due_on":")" + due + "\"}";
}

// The contribution of the third commit, unless another one is named.
std::string step(const std::string& word, const std::string& day, const std::string& contribution = "3.0") {
  const std::string reasons = word == "returned" ? R"(,"reasons":"No analysis.")" : "";
  return R"({"contribution":")" + contribution + R"(","step":")" + word + R"(","occurred_on":")" + day +
         "\"" + reasons + "}";
}

// Its records secured, signed off and received on one day.
void bring_in(CaseSpecification& specification, const std::string& day,
              const std::string& contribution = "3.0") {
  for (const char* word : {"records_secured", "signed_off", "received"})
    specification.given("advance-contribution", step(word, day, contribution));
}

ContributionFigures figures_of(const CaseSpecification& specification, const EventId& event) {
  const Facts& facts = specification.state().facts;
  return figures(std::get<ContributionCommissioned>(fact_of(facts, event)->body), event, facts);
}

const EventId third{Position{3}, 0};

CaseSpecification review_with_contribution() {
  return review().given("commission-contribution", commission("Police", "2010-05-10"));
}

}  // namespace

TEST_CASE("approach: it is chosen with reasons, and changed by another choice until the review is complete",
          "[acts]") {
  CaseSpecification specification = review();
  specification
      .when("choose-approach", R"({"approach":"other","scale":"full","chosen_on":"2011-01-01",)"
                               R"("reasons":"R."})")
      .then_rejected("in_the_future", "/chosen_on");
  specification.given("choose-approach", Schema<ApproachChosen>::example);
  const std::string changed =
      R"({"approach":"systems_method","scale":"focused","chosen_on":"2010-04-01","reasons":"R."})";
  specification.given("choose-approach", changed);
  const Fact* standing = newest<ApproachChosen>(specification.state().facts);
  CHECK(std::get<ApproachChosen>(standing->body).scale == ReviewScale::focused);
  specification.given_the_work_is_done().given("complete-review", completion_on("2010-08-01"));
  specification.when("choose-approach", changed).then_rejected_citing("review_completed", "six months");
}

TEST_CASE("terms of reference: each point stands once, with its answer or the reason why not", "[acts]") {
  CaseSpecification specification = review();
  const std::string disability = R"({"consideration":"disability","answer":"not_applicable","text":"None."})";
  specification.given("set-terms-of-reference", terms(disability));
  specification.when("set-terms-of-reference", terms(disability + "," + disability))
      .then_rejected("answered_twice", "/considerations/1/consideration");
  specification
      .when("set-terms-of-reference",
            terms(R"({"consideration":"disability","answer":"not_applicable","text":" "})"))
      .then_rejected("empty", "/considerations/0/text");
  const auto period = [](const char* from, const char* until) {
    return terms("", std::string{R"(,"period":{"from":")"} + from + R"(","until":")" + until + "\"}");
  };
  specification.when("set-terms-of-reference", period("2009-02", "2009-01-31"))
      .then_rejected("ends_before_it_begins", "/period/until");
  specification.given("set-terms-of-reference", period("2009", "2009-01-31"));
  specification.given_the_work_is_done().given("complete-review", completion_on("2010-08-01"));
  specification.when("set-terms-of-reference", terms(disability)).then_rejected("review_completed");
}

TEST_CASE("contributions: asked for by a day that is still to come then", "[acts]") {
  CaseSpecification specification = review();
  specification.when("commission-contribution", commission("Police", "2010-03-09"))
      .then_rejected("due_before_commissioned", "/due_on");
  specification.given("commission-contribution", commission("Police", "2010-03-10"));
  specification.given_the_work_is_done({}, "2010-07-01")
      .given("complete-review", completion_on("2010-08-01"));
  specification.when("commission-contribution", commission("Police", "2010-09-01"))
      .then_rejected("review_completed");
}

TEST_CASE("contributions: they go forward, are returned any number of times, and end once accepted",
          "[acts]") {
  CaseSpecification specification = review_with_contribution();
  specification.when("advance-contribution", step("accepted", "2010-05-01"))
      .then_rejected("step_out_of_turn");
  specification.when("advance-contribution", step("returned", "2010-05-01"))
      .then_rejected("step_out_of_turn");
  specification.given("advance-contribution", step("records_secured", "2010-03-12"));
  specification.given("advance-contribution", step("signed_off", "2010-05-01"));
  for (const char* taken_back : {"records_secured", "draft", "signed_off"})
    specification.when("advance-contribution", step(taken_back, "2010-05-02"))
        .then_rejected("step_out_of_turn");
  for (const char* word :
       {"received", "returned", "signed_off", "received", "returned", "draft", "signed_off", "received"})
    specification.given("advance-contribution", step(word, "2010-05-03"));
  specification.when("advance-contribution", step("received", "2010-05-03"))
      .then_rejected("step_out_of_turn");
  specification.given("advance-contribution", step("accepted", "2010-06-01"));
  for (const char* word : {"returned", "received", "accepted", "records_secured"})
    specification.when("advance-contribution", step(word, "2010-07-01")).then_rejected("step_out_of_turn");
  CHECK(figures_of(specification, third).times_returned == 2);
  CHECK(figures_of(specification, third).state == ContributionState::accepted);
}

TEST_CASE("contributions: what an agency writes of its own practice is signed off, and its records secured",
          "[acts]") {
  CaseSpecification specification = review_with_contribution();
  specification.when("advance-contribution", step("received", "2010-05-01"))
      .then_rejected_citing("step_out_of_turn", "Terms of reference of the review");
  specification.given("advance-contribution", step("signed_off", "2010-05-01"));
  specification.given("advance-contribution", step("received", "2010-05-02"));
  specification.when("advance-contribution", step("accepted", "2010-05-03"))
      .then_rejected("step_out_of_turn");
  specification.given("advance-contribution", step("records_secured", "2010-05-03"));
  CHECK(figures_of(specification, third).state == ContributionState::received);
  specification.given("advance-contribution", step("accepted", "2010-05-03"));
  const EventId chronology{specification.next_position(), 0};
  specification.given("commission-contribution", commission("School", "2010-05-10", "chronology"));
  specification.given("advance-contribution", step("received", "2010-05-03", chronology.text()));
  specification.given("advance-contribution", step("accepted", "2010-05-03", chronology.text()));
}

TEST_CASE("contributions: one that was commissioned by mistake is withdrawn, and nothing is awaited of it",
          "[acts]") {
  const std::string withdrawal =
      R"({"contribution":"3.0","withdrawn_on":"2010-05-14","reasons":"Another family."})";
  CaseSpecification specification = review_with_contribution();
  specification.on("2010-12-31").given_the_clock_runs();
  CHECK(specification.standing("contribution") == "due 2010-05-10: overdue");
  specification.given("withdraw-commission", withdrawal);
  CHECK(specification.standing("contribution") == "due 2010-05-10: void");
  CHECK(agencies_outstanding(specification.state().facts).empty());
  CHECK(figures_of(specification, third).state == ContributionState::withdrawn);
  CHECK_FALSE(figures_of(specification, third).days_late.has_value());
  specification.when("withdraw-commission", withdrawal).then_rejected("commission_withdrawn");
  specification.when("advance-contribution", step("signed_off", "2010-05-15"))
      .then_rejected("commission_withdrawn");
  specification
      .when("reschedule-contribution",
            R"({"contribution":"3.0","set_on":"2010-05-15","due_on":"2010-06-15","reasons":"R."})")
      .then_rejected("commission_withdrawn");
}

TEST_CASE("contributions: what was accepted is part of the review, and not withdrawn", "[acts]") {
  CaseSpecification specification = review_with_contribution();
  bring_in(specification, "2010-05-03");
  specification.given("advance-contribution", step("accepted", "2010-05-04"));
  specification
      .when("withdraw-commission", R"({"contribution":"3.0","withdrawn_on":"2010-05-14","reasons":"R."})")
      .then_rejected("step_out_of_turn");
}

TEST_CASE("contributions: what is returned needs the reasons, and no step lies before the last one",
          "[acts]") {
  CaseSpecification specification = review_with_contribution();
  bring_in(specification, "2010-05-03");
  specification
      .when("advance-contribution", R"({"contribution":"3.0","step":"returned","occurred_on":"2010-05-04"})")
      .then_rejected("required", "/reasons");
  specification.when("advance-contribution", step("accepted", "2010-05-02"))
      .then_rejected("before_the_last_step", "/occurred_on");
  specification.given("advance-contribution", step("accepted", "2010-05-03"));
  specification.when("correct-fact", correction_of("6.0", "/occurred_on", "2010-05-04"))
      .then_rejected("before_the_last_step", "/value");
}

TEST_CASE("contributions: each agency has its own due day, and is late by the first receipt", "[acts]") {
  CaseSpecification specification = review_with_contribution();
  CHECK_FALSE(figures_of(specification, third).days_late.has_value());
  bring_in(specification, "2010-05-13");
  specification.given("advance-contribution", step("returned", "2010-05-20"));
  specification.given("advance-contribution", step("signed_off", "2010-06-20"));
  specification.given("advance-contribution", step("received", "2010-06-20"));
  CHECK(figures_of(specification, third).days_late == 3);
  CHECK(figures_of(specification, third).received_on->text() == "2010-05-13");
  specification.given("correct-fact", correction_of("3.0", "/due_on", "2010-05-20"));
  CHECK(figures_of(specification, third).days_late == 0);
}

TEST_CASE("contributions: another day lies ahead, is for what is not in, and leaves the first where it was",
          "[acts]") {
  const auto another_day = [](const std::string& set, const std::string& due) {
    return R"({"contribution":"3.0","set_on":")" + set + R"(","due_on":")" + due + R"(","reasons":"R."})";
  };
  CaseSpecification specification = review_with_contribution();
  specification.when("reschedule-contribution", another_day("2010-05-02", "2010-05-01"))
      .then_rejected("plan_in_the_past", "/due_on");
  specification.given("reschedule-contribution", another_day("2010-05-02", "2010-06-01"));
  CHECK(specification.standing("contribution").starts_with("due 2010-05-10"));
  CHECK(specification.standing("contribution-2").starts_with("due 2010-06-01"));
  bring_in(specification, "2010-05-13");
  CHECK(figures_of(specification, third).days_late == 3);
  specification.when("reschedule-contribution", another_day("2010-05-14", "2010-06-01"))
      .then_rejected("step_out_of_turn");
  specification.given("advance-contribution", step("returned", "2010-05-20"));
  specification.given("reschedule-contribution", another_day("2010-05-20", "2010-06-10"));
  CHECK(specification.standing("contribution-3").starts_with("due 2010-06-10"));
  specification.given_the_work_is_done({}, "2010-07-01")
      .given("complete-review", completion_on("2010-08-01"));
  specification.when("reschedule-contribution", another_day("2010-08-02", "2010-09-01"))
      .then_rejected("review_completed");
}

TEST_CASE("contributions: an import knows what was published, not every step and not every day", "[acts]") {
  CaseSpecification specification = review_with_contribution();
  specification.importing();
  ContributionAdvanced accepted;
  accepted.contribution = third;
  accepted.step = ContributionStep::accepted;
  accepted.occurred_on = *PartialDate::parse("2010-06");
  specification.given(CaseCommand{accepted});
  accepted.step = ContributionStep::returned;
  specification.given(CaseCommand{accepted});
  accepted.step = ContributionStep::received;
  specification.given(CaseCommand{accepted});
  CHECK_FALSE(figures_of(specification, third).days_late.has_value());
}

TEST_CASE("contributions: whose are not in is known, each agency once", "[acts]") {
  CaseSpecification specification = review_with_contribution();
  specification.given("commission-contribution", commission("School", "2010-05-10"));
  specification.given("commission-contribution", commission("Police", "2010-05-10", "chronology"));
  const auto outstanding = [&] { return agencies_outstanding(specification.state().facts); };
  CHECK(outstanding() == std::vector<std::string>{"Police", "School"});
  bring_in(specification, "2010-05-03");
  specification.given("advance-contribution", step("received", "2010-05-03", "5.0"));
  CHECK(outstanding() == std::vector<std::string>{"School"});
  specification.given("advance-contribution", step("returned", "2010-05-04"));
  CHECK(outstanding() == std::vector<std::string>{"Police", "School"});
}

TEST_CASE("contributions: several health trusts want an overview of all health bodies", "[acts]") {
  CaseSpecification specification = review();
  const auto missing = [&] { return health_overview_missing(specification.state().facts); };
  specification.given("commission-contribution", commission("Trust A", "2010-05-10", "imr", "yes"));
  specification.given("commission-contribution", commission("Trust A", "2010-05-10", "imr", "yes"));
  specification.given("commission-contribution", commission("Clinic", "2010-05-10", "imr", "unknown"));
  specification.given("commission-contribution", commission("Trust B", "2010-05-10", "chronology", "yes"));
  CHECK_FALSE(missing());
  specification.given("commission-contribution", commission("Trust B", "2010-05-10", "imr", "yes"));
  CHECK(missing());
  specification.given("commission-contribution",
                      commission("Trust A", "2010-05-20", "health_overview", "yes"));
  CHECK(missing());
  bring_in(specification, "2010-05-20", "8.0");
  CHECK_FALSE(missing());
}

}  // namespace reviewd
