#include "domain/acts/evaluation.hpp"

#include <catch2/catch.hpp>

#include "domain/directed_case.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/engine_bench.hpp"

namespace reviewd {
namespace {

CaseSpecification review_of(const std::string& referred, const std::string& decided,
                            const std::string& course = "conduct") {
  CaseSpecification specification;
  specification.on("2015-12-31").given("open-case", opening_on(referred));
  specification.given("record-decision", decision_on(course, decided));
  return specification;
}

std::string letter(const std::string& body, const std::string& day, const std::string& more = "") {
  return R"({"body":")" + body + R"(","grade":"inadequate","letter_on":")" + day + "\"" + more + "}";
}

std::string direction(const std::string& by, const std::string& day, const std::string& what,
                      const std::string& more = "") {
  return R"({"by":")" + by + R"(","directed_on":")" + day + R"(","direction":")" + what + "\"" + more + "}";
}

}  // namespace

TEST_CASE("evaluation: only of a review that was decided on", "[evaluation]") {
  CaseSpecification specification = review_of("2010-01-31", "2010-02-26", "do_not_conduct");
  specification.when("record-evaluation", letter("ofsted", "2010-12-01"))
      .then_rejected_citing("no_review", "");
  specification.when("record-direction", direction("secretary_of_state", "2010-12-01", "repeat"))
      .then_rejected("no_review");
  specification.given("record-direction", direction("secretary_of_state", "2010-12-01", "other"));
  specification.importing().given("record-evaluation", letter("ofsted", "2010-12"));
}

TEST_CASE("evaluation: by the commission until Ofsted took over in April 2007", "[evaluation]") {
  CaseSpecification specification = review_of("2006-09-01", "2006-09-15");
  specification.when("record-evaluation", letter("ofsted", "2007-03-31"))
      .then_rejected("body_not_in_office", "/body");
  specification.given("record-evaluation", letter("csci", "2007-03-31"));
  specification.when("record-evaluation", letter("csci", "2007-04-01"))
      .then_rejected("body_not_in_office", "/body");
  specification.given("record-evaluation", letter("ofsted", "2007-04-01"));
}

TEST_CASE("evaluation: before its letter, and after the decision on the review", "[evaluation]") {
  CaseSpecification specification = review_of("2010-01-31", "2010-02-26");
  specification.when("record-evaluation", letter("ofsted", "2010-12-01", R"(,"evaluated_on":"2010-12-02")"))
      .then_rejected("evaluated_after_letter", "/evaluated_on");
  specification.when("record-evaluation", letter("ofsted", "2010-02-25"))
      .then_rejected("before_decision", "/letter_on");
  specification.given("record-evaluation", letter("ofsted", "2010-12-01", R"(,"evaluated_on":"2010-12-01")"));
}

TEST_CASE("evaluation: the letter comes when the case is closed, too", "[evaluation]") {
  CaseSpecification specification = review_of("2010-01-31", "2010-02-26");
  specification.given_the_work_is_done().given("complete-review", completion_on("2010-08-01"));
  specification.given("close-case", closing_on("2010-08-02"));
  specification.given("record-evaluation", letter("ofsted", "2010-12-01"));
  specification.given("record-direction", direction("secretary_of_state", "2011-01-10", "reconsider"));
  CHECK(newest<DirectionGiven>(specification.state().facts) != nullptr);
}

TEST_CASE("direction: of the national panel only since there is one", "[evaluation]") {
  CaseSpecification specification = review_of("2013-01-31", "2013-02-26");
  specification.when("record-direction", direction("national_panel", "2013-05-31", "publish"))
      .then_rejected("body_not_in_office", "/by");
  specification.given("record-direction", direction("national_panel", "2013-06-01", "publish"));
}

TEST_CASE("direction: the new review is another case", "[evaluation]") {
  CaseSpecification specification = review_of("2010-01-31", "2010-02-26");
  const auto of_case = [](const CaseId& id) {
    return direction("secretary_of_state", "2011-01-10", "reconsider",
                     R"(,"case":")" + std::string{id.text()} + "\"");
  };
  specification.when("record-direction", of_case(specified_case())).then_rejected("same_case", "/case");
  specification.given("record-direction", of_case(another_case()));
}

TEST_CASE("direction: to reconsider opens a case of its own, linked on both sides, in one batch",
          "[evaluation]") {
  EngineBench bench;
  bench.enter_board("Anytown LSCB");
  bench.on("2008-12-20").send(specified_case(), "open-case", opening_on("2007-01-10"));
  bench.send(specified_case(), "record-decision", decision_on("conduct", "2007-02-01"));
  bench.send(specified_case(), "record-evaluation", letter("ofsted", "2008-09-04"));
  const auto directed = [&](const std::string& more) {
    return bench.send(specified_case(), "record-direction",
                      direction("secretary_of_state", "2008-12-16", "reconsider",
                                R"(,"case":")" + std::string{another_case().text()} + "\"" + more));
  };
  CHECK(std::get<Rejection>(directed("")).faults.front().pointer == "/case");
  REQUIRE(std::holds_alternative<Done>(directed(R"(,"open_as":"Child A, re-consideration")")));
  CHECK(bench.appends().back().size() == 2);
  const auto opened = bench.engine().find(another_case());
  REQUIRE(opened);
  CHECK(opened->opened().case_label == "Child A, re-consideration");
  CHECK(opened->opened().board == "Anytown LSCB");
  CHECK(opened->opened().brought_to_attention_on == PartialDate::parse("2008-12-16"));
  CHECK(opened->deadline("decision")->terms->due_on == Day::parse("2009-01-16"));
  CHECK(is_linked(*opened, specified_case(), Relation::reconsiders, true));
  CHECK(is_linked(*bench.engine().find(specified_case()), another_case(), Relation::reconsiders, false));
}

TEST_CASE("direction: a case that is there already is linked, once", "[evaluation]") {
  EngineBench bench;
  bench.enter_board("Anytown LSCB");
  bench.on("2011-12-20").send(specified_case(), "open-case", opening_on("2010-01-31"));
  bench.send(specified_case(), "record-decision", decision_on("conduct", "2010-02-26"));
  bench.send(another_case(), "open-case", opening_on("2011-01-10"));
  const std::string body = direction("department", "2011-01-10", "repeat",
                                     R"(,"case":")" + std::string{another_case().text()} + "\"");
  REQUIRE(std::holds_alternative<Done>(bench.send(specified_case(), "record-direction", body)));
  CHECK(bench.appends().back().size() == 2);
  CHECK(is_linked(*bench.engine().find(another_case()), specified_case(), Relation::repeats, true));
  REQUIRE(std::holds_alternative<Done>(bench.send(specified_case(), "record-direction", body)));
  CHECK(bench.appends().back().size() == 1);
}

TEST_CASE("direction: only one to look at the review again opens a case", "[evaluation]") {
  CaseSpecification specification = review_of("2010-01-31", "2010-02-26");
  specification
      .when("record-direction",
            direction("secretary_of_state", "2011-01-10", "publish", R"(,"open_as":"Child A")"))
      .then_rejected("wrong_value", "/open_as");
}

}  // namespace reviewd
