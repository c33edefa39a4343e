#include "domain/acts/people.hpp"

#include <catch2/catch.hpp>

#include "domain/acts/appointments.hpp"
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

std::string appointing(const std::string& role, const std::string& person, const std::string& day,
                       const std::string& more = "") {
  return R"({"role":")" + role + R"(","person":")" + person + R"(","office":"Office","appointed_on":")" +
         day +
         R"(","employed_by_board_agency":"no","linked_with_agency_involved":"no",)"
         R"("directly_concerned_with_case":"no","line_manager_of_practitioners":"no")" +
         more + "}";
}

std::string ending(const std::string& appointment, const std::string& day) {
  return R"({"appointment":")" + appointment + R"(","ended_on":")" + day + "\"}";
}

}  // namespace

TEST_CASE("people: a chair is one person at a time, and the next one follows when the first has ended",
          "[acts]") {
  for (const std::string role : {"lscb_chair", "panel_chair"}) {
    CaseSpecification specification = review();
    specification.given("appoint-person", appointing(role, "P1", "2010-03-01"));
    specification.when("appoint-person", appointing(role, "P2", "2010-05-01")).then_rejected("role_taken");
    specification.given("end-appointment", ending("3.0", "2010-05-31"));
    specification.when("appoint-person", appointing(role, "P2", "2010-05-01")).then_rejected("role_taken");
    specification.given("appoint-person", appointing(role, "P2", "2010-05-31"));
  }
}

TEST_CASE("people: an earlier chair may be entered after the one who followed", "[acts]") {
  CaseSpecification specification = review();
  specification.given("appoint-person", appointing("panel_chair", "P2", "2010-05-31"));
  specification.given("appoint-person", appointing("panel_chair", "P1", "2010-03-01"));
  CHECK(appointments(specification.state().facts).size() == 2);
}

TEST_CASE("people: a panel has many members, and nobody the same role twice at once", "[acts]") {
  CaseSpecification specification = review();
  specification.given("appoint-person", appointing("panel_member", "P1", "2010-03-01"));
  specification.given("appoint-person", appointing("panel_member", "P2", "2010-03-01"));
  specification.when("appoint-person", appointing("panel_member", "P2", "2010-04-01"))
      .then_rejected("already_appointed");
  specification.given("appoint-person",
                      appointing("panel_member", "P2", "2010-04-01", R"(,"agency":"Another trust")"));
  specification.given("end-appointment", ending("4.0", "2010-04-30"));
  specification.given("appoint-person", appointing("panel_member", "P2", "2010-06-01"));
}

TEST_CASE("people: an appointment ends once, and on a day that is not before it", "[acts]") {
  CaseSpecification specification = review();
  specification.given("appoint-person", appointing("panel_member", "P1", "2010-03-01"));
  specification.when("end-appointment", ending("3.0", "2010-02-28"))
      .then_rejected("before_the_thing", "/ended_on");
  specification.given("end-appointment", ending("3.0", "2010-03-31"));
  specification.when("end-appointment", ending("3.0", "2010-04-30")).then_rejected("appointment_ended");
  const auto found = appointments(specification.state().facts);
  REQUIRE(found.size() == 1);
  CHECK(found.front().ended_on == PartialDate::parse("2010-03-31"));
}

TEST_CASE("people: only somebody with a role in the review declares an interest", "[acts]") {
  CaseSpecification specification = review();
  specification.given("appoint-person", appointing("decision_maker", "P1", "2010-03-01"));
  const auto declaring = [](const std::string& person) {
    return R"({"person":")" + person + R"(","interest":"I.","declared_on":"2010-03-02","abstains":"yes"})";
  };
  specification.when("declare-interest", declaring("P2")).then_rejected("no_such_person", "/person");
  specification.given("declare-interest", declaring("P1"));
}

TEST_CASE("people: a statement that was not made can be added, and one that was made corrected", "[acts]") {
  CaseSpecification specification = review();
  specification.given("appoint-person",
                      R"({"role":"panel_member","person":"P1","office":"O","appointed_on":"2010-03-01"})");
  const auto answer = [&] {
    return appointments(specification.state().facts).front().body->linked_with_agency_involved;
  };
  CHECK(answer() == std::nullopt);
  specification.given("correct-fact", correction_of("3.0", "/linked_with_agency_involved", "unknown"));
  CHECK(answer() == Answer::unknown);
  specification.given("correct-fact", correction_of("3.0", "/linked_with_agency_involved", "no"));
  CHECK(answer() == Answer::no);
}

}  // namespace reviewd
