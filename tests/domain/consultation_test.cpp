// Who is consulted on a revised timetable, by edition and day.
#include "domain/consultation.hpp"

#include <catch2/catch.hpp>

#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

namespace reviewd {
namespace {

// A review that was decided on this day, with the clock a year later.
CaseSpecification review_decided(const std::string& decided_on) {
  CaseSpecification specification;
  specification.on(decided_on).given("open-case", opening_on(decided_on));
  specification.given("record-decision", decision_on("conduct", decided_on));
  return specification.on(Day::parse(decided_on)->plus_days(400).text());
}

std::string revision(const std::string& decided_on, const std::string& more) {
  return R"({"revised_due_on":"2030-01-01","decided_on":")" + decided_on + R"(","reasons":"R.")" + more + "}";
}

std::string consulting(const std::string& body, const std::string& on = "") {
  return R"(,"consulted":{"body":")" + body + "\"" + (on.empty() ? "" : R"(,"consulted_on":")" + on + "\"") +
         R"(},"plan":"P.","progress":"Q.")";
}

}  // namespace

TEST_CASE("an office is known by its word, however it is written, and by the region after it") {
  for (const char* written : {"government_office", "Government Office", "GOVERNMENT-OFFICE",
                              "Government Office for the South West"})
    CHECK(names_office(written, "government_office"));
  for (const char* written : {"Government Offices", "The Government Office", "Government", ""})
    CHECK_FALSE(names_office(written, "government_office"));
}

TEST_CASE(
    "consultation: under the editions that ask for it nothing of it may be missing, citing the clause") {
  CaseSpecification specification = review_decided("2010-05-04");
  specification.when("revise-timetable", revision("2010-06-01", "")).then_rejected("required", "/consulted");
  REQUIRE_FALSE(specification.result().has_value());
  CHECK(specification.result().error().faults.size() == 3);
  CHECK(specification.result().error().clause.starts_with("Working Together 2010"));
  specification
      .when("revise-timetable",
            revision("2010-06-01", R"(,"consulted":{"body":"Government Office"},"progress":"Q.")"))
      .then_rejected("required", "/plan");
  specification.given("revise-timetable", revision("2010-06-01", consulting("Government Office")));
}

TEST_CASE("consultation: the day of the consulting chooses the office, not that of the decision") {
  CaseSpecification specification = review_decided("2010-09-15");
  const auto revised = [](const char* body, const char* on) {
    return revision("2011-02-18", consulting(body, on));
  };
  specification.when("revise-timetable", revised("Government Office", "2011-02-21"))
      .then_rejected_citing("office_has_left", "Letter of 10 February 2011");
  specification.when("revise-timetable", revised("Department for Education", "2011-02-20"))
      .then_rejected_citing("another_office", "Working Together 2010");
  specification.when("revise-timetable", revised("Ofsted", "2011-02-21"))
      .then_rejected_citing("another_office", "Letter of 10 February 2011");
  specification.given("revise-timetable", revised("Government Office", "2011-02-20"));
  CHECK(specification.deadline("consult-on-timetable").terms->edition == "wt2010");
  specification.given("revise-timetable", revised("Department for Education", "2011-02-21"));
  CHECK(specification.deadline("consult-on-timetable-2").terms->edition == "go2011");
}

TEST_CASE("consultation: from 2013 nobody has to be consulted, and an office that left cannot be") {
  for (const char* decided_on : {"2013-05-07", "2016-04-04", "2021-03-31", "2024-04-02"}) {
    INFO(decided_on);
    CaseSpecification specification = review_decided(decided_on);
    specification.when("revise-timetable", revision(decided_on, consulting("Government Office")))
        .then_rejected_citing("office_has_left", "Letter of 10 February 2011");
    specification.given("revise-timetable", revision(decided_on, R"(,"consulted":{"body":"Police"})"));
    specification.given("revise-timetable", revision(decided_on, ""));
    CHECK(specification.standing("consult-on-timetable").empty());
  }
}

TEST_CASE(
    "consultation: an import is refused nothing, and what it names meets the duty only if it is the office") {
  CaseSpecification specification = review_decided("2010-09-15");
  specification.importing();
  specification.given("revise-timetable",
                      revision("2011-02-21", consulting("Government Office", "2011-02-21")));
  CHECK(specification.standing("consult-on-timetable") == "due on no stated day: outstanding");
}

}  // namespace reviewd
