#include <catch2/catch.hpp>

#include "domain/acts/proceedings_schemas.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

namespace reviewd {
namespace {

CaseSpecification review_with(const char* command, std::string_view body) {
  CaseSpecification specification;
  specification.on("2010-02-01").given("open-case", opening_on("2010-01-31"));
  specification.on("2010-12-31").given("record-decision", decision_on("conduct", "2010-02-26"));
  specification.given(command, body);
  return specification;
}

CaseSpecification review_with_hold() {
  return review_with("place-hold", Schema<HoldPlaced>::example);
}

CaseSpecification review_with_inquest() {
  return review_with("open-proceeding", Schema<ProceedingOpened>::example);
}

std::string step(const std::string& word, const std::string& day) {
  return R"({"proceeding":"3.0","step":")" + word + R"(","occurred_on":")" + day + "\"}";
}

}  // namespace

TEST_CASE("holds: none of them moves a statutory clock", "[acts]") {
  CaseSpecification without = review_with("record-facts", R"({"facts":{"died":"yes"}})");
  CHECK(review_with_hold().standing("completion") == without.standing("completion"));
}

TEST_CASE("holds: the board looks at a hold again on a later day, until it is lifted", "[acts]") {
  CaseSpecification specification = review_with_hold();
  specification
      .when("review-hold",
            R"({"hold":"3.0","reviewed_on":"2010-05-01","review_on":"2010-05-01","reason":"R."})")
      .then_rejected("review_before_hold", "/review_on");
  specification.given("review-hold",
                      R"({"hold":"3.0","reviewed_on":"2010-05-01","review_on":"2010-06-01","reason":"R."})");
  specification.given("lift-hold", R"({"hold":"3.0","lifted_on":"2010-06-01"})");
  specification.when("lift-hold", R"({"hold":"3.0","lifted_on":"2010-06-02"})").then_rejected("hold_lifted");
  specification
      .when("review-hold",
            R"({"hold":"3.0","reviewed_on":"2010-07-01","review_on":"2010-08-01","reason":"R."})")
      .then_rejected("hold_lifted");
}

TEST_CASE("proceedings: what was concluded goes on only when it is opened again", "[acts]") {
  CaseSpecification specification = review_with_inquest();
  specification.when("advance-proceeding", step("reopened", "2010-04-01")).then_rejected("step_out_of_turn");
  specification.given("advance-proceeding", step("adjourned", "2010-04-01"));
  specification.given("advance-proceeding", step("concluded", "2010-05-01"));
  specification.when("advance-proceeding", step("adjourned", "2010-06-01")).then_rejected("step_out_of_turn");
  specification.given("advance-proceeding", step("reopened", "2010-06-01"));
  specification.given("advance-proceeding", step("concluded", "2010-07-01"));
}

TEST_CASE("proceedings: a closed case still learns of their end, but opens no new ones", "[acts]") {
  CaseSpecification specification = review_with_inquest();
  specification.given_the_work_is_done().given("complete-review", completion_on("2010-08-01"));
  specification.given("close-case", closing_on("2010-08-02"));
  specification.given("advance-proceeding", step("concluded", "2010-09-01"));
  specification.when("open-proceeding", Schema<ProceedingOpened>::example).then_rejected("case_closed");
}

TEST_CASE("holds: what a hold names as its proceedings must be proceedings of the case", "[acts]") {
  CaseSpecification specification = review_with_inquest();
  const auto hold = [](const std::string& proceeding) {
    return R"({"kind":"interviews","asked_by":"Police","reason":"R.","placed_on":"2010-04-01",)"
           R"("review_on":"2010-05-01","proceeding":")" +
           proceeding + "\"}";
  };
  specification.when("place-hold", hold("2.0")).then_rejected("no_such_thing", "/proceeding");
  specification.given("place-hold", hold("3.0"));
}

}  // namespace reviewd
