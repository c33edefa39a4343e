#include "domain/acts/family.hpp"

#include <catch2/catch.hpp>

#include "domain/acts/practitioners.hpp"
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

std::string inviting(const std::string& member, const std::string& day) {
  return R"({"member":")" + member + R"(","relation":"mother","invited_on":")" + day +
         R"(","invited_by":"Office","how":"letter","surviving_child":"no"})";
}

std::string not_inviting(const std::string& member, const std::string& day, const std::string& more = "") {
  return R"({"member":")" + member +
         R"(","relation":"father","ground":"not_traced","reason":"R.","decided_on":")" + day +
         R"(","decided_by":"Office","surviving_child":"no")" + more + "}";
}

std::string inviting_practitioner(const std::string& who, const std::string& day) {
  return R"({"practitioner":")" + who + R"(","agency":"Trust","invited_on":")" + day +
         R"(","invited_by":"Office","how":"event"})";
}

}  // namespace

TEST_CASE("family: somebody is invited once on a day, and again on a later one", "[acts]") {
  CaseSpecification specification = review();
  specification.given("invite-family", inviting("Mother", "2010-04-06"));
  specification.when("invite-family", inviting("Mother", "2010-04-06")).then_rejected("already_invited");
  specification.given("invite-family", inviting("Mother", "2010-09-06"));
  specification.given("invite-family", inviting("Father", "2010-04-06"));
}

TEST_CASE("family: who is not invited for now is looked at again on a later day, and may be invited then",
          "[acts]") {
  CaseSpecification specification = review();
  specification
      .when("record-family-not-invited", not_inviting("Father", "2010-04-06", R"(,"review_on":"2010-04-06")"))
      .then_rejected("review_before_decision", "/review_on");
  specification.given("record-family-not-invited",
                      not_inviting("Father", "2010-04-06", R"(,"review_on":"2010-06-01")"));
  specification.given("record-family-not-invited", not_inviting("Father", "2010-06-01"));
  specification.given("invite-family", inviting("Father", "2010-07-01"));
  specification.when("record-family-not-invited", not_inviting("Father", "2010-08-01"))
      .then_rejected("already_invited");
}

TEST_CASE("family: what came of an invitation names it and does not lie before it", "[acts]") {
  CaseSpecification specification = review();
  specification.given("invite-family", inviting("Mother", "2010-04-06"));
  const auto response = [](const std::string& invitation, const std::string& day) {
    return R"({"invitation":")" + invitation + R"(","response":"deferred","responded_on":")" + day + "\"}";
  };
  specification.when("record-family-response", response("3.0", "2010-04-05"))
      .then_rejected("before_the_thing", "/responded_on");
  specification.when("record-family-response", response("2.0", "2010-04-07"))
      .then_rejected("no_such_thing", "/invitation");
  specification.given("record-family-response", response("3.0", "2010-04-06"));
}

TEST_CASE("family: a closed case still takes a dispute, but invites nobody", "[acts]") {
  CaseSpecification specification = review();
  specification.given("invite-family", inviting("Mother", "2010-04-06"));
  specification.given_the_work_is_done().given("complete-review", completion_on("2010-08-01"));
  specification.given("close-case", closing_on("2010-08-02"));
  specification.given("raise-dispute", R"({"invitation":"3.0","raised_on":"2010-09-01","disputed":"D.",)"
                                       R"("recorded_in_report":"no"})");
  specification.when("invite-family", inviting("Father", "2010-09-01")).then_rejected("case_closed");
}

TEST_CASE("practitioners: somebody is invited once on a day, and again on a later one", "[acts]") {
  CaseSpecification specification = review();
  specification.given("invite-practitioner", inviting_practitioner("Nurse 1", "2010-04-06"));
  specification.when("invite-practitioner", inviting_practitioner("Nurse 1", "2010-04-06"))
      .then_rejected("already_invited");
  specification.given("invite-practitioner", inviting_practitioner("Nurse 1", "2010-05-06"));
  specification.given("invite-practitioner", inviting_practitioner("Nurse 2", "2010-04-06"));
}

}  // namespace reviewd
