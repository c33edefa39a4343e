// Re-pinning: somebody decides from which instrument rules of a case are taken, whatever their days say.
#include <catch2/catch.hpp>

#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

using namespace reviewd;

namespace {

// Decided on the last day of February 2007: four months under the edition of that day.
CaseSpecification review_of_2007() {
  CaseSpecification spec;
  spec.on("2007-02-28").given("open-case", opening_on("2007-02-01"));
  spec.given("record-decision", decision_on("conduct", "2007-02-28"));
  return spec;
}

std::string repin_to(const std::string& edition, const std::string& rules = "") {
  return R"({"edition":")" + edition + "\"" + (rules.empty() ? "" : R"(,"rules":[")" + rules + "\"]") +
         R"(,"authority":"Chair of the board","decided_on":"2007-03-10","reason":"Agreed."})";
}

template <class Body>
const Body* first_of(const CaseSpecification& spec) {
  for (const Event& event : *spec.result())
    if (const auto* body = std::get_if<Body>(&event.body)) return body;
  return nullptr;
}

}  // namespace

TEST_CASE("repinned: a rule is taken from another edition, and the event shows before, after and cause") {
  CaseSpecification spec = review_of_2007();
  REQUIRE(spec.standing("completion") == "due 2007-06-28: running");
  spec.on("2007-03-10").given("re-pin-edition", repin_to("wt2010", "completion"));
  CHECK(spec.standing("completion") == "due 2007-08-28: running");
  const auto* again = first_of<DeadlineRecalculated>(spec);
  REQUIRE(again != nullptr);
  CHECK(again->edition_was == "wt2006");
  CHECK(again->due_on_was == day("2007-06-28"));
  CHECK(again->terms.edition == "wt2010");
  CHECK(again->terms.due_on == day("2007-08-28"));
  CHECK(again->cause == EventId{Position{3}, 0});
  CHECK(again->terms.governing->why == "Re-pinned to wt2010 by decision of 2007-03-10 (Chair of the board).");
  CHECK_FALSE(again->terms.edition_uncertain);
}

TEST_CASE("repinned: a rule by itself leaves every other one where its day puts it") {
  CaseSpecification spec = review_of_2007();
  spec.on("2007-03-10").given("re-pin-edition", repin_to("wt2010", "completion"));
  CHECK(spec.deadline("decision").terms->edition == "wt2006");
  CHECK(spec.state().advice->operator*().edition == "wt2006");
}

TEST_CASE("repinned: a case as a whole goes by the other edition, its advice and findings too") {
  CaseSpecification spec = review_of_2007();
  spec.on("2007-03-10").given("re-pin-edition", repin_to("wt2010"));
  CHECK(spec.deadline("decision").terms->edition == "wt2010");
  CHECK(spec.deadline("completion").terms->edition == "wt2010");
  CHECK(spec.state().advice->operator*().edition == "wt2010");
  CHECK(spec.state().assessment->operator*().edition == "wt2010");
}

TEST_CASE("repinned: what the other edition does not know falls away") {
  CaseSpecification spec = review_of_2007();
  REQUIRE_FALSE(spec.standing("notify-inspectorate").empty());
  spec.on("2007-03-10").given("re-pin-edition", repin_to("wt2010"));
  CHECK(spec.deadline("notify-inspectorate").state == DeadlineState::voided);
}

TEST_CASE("repinned: the later decision stands, of the whole over those of single rules") {
  CaseSpecification spec = review_of_2007();
  spec.on("2007-03-10").given("re-pin-edition", repin_to("wt2010", "completion"));
  spec.given("re-pin-edition", repin_to("wt2006"));
  CHECK(spec.standing("completion") == "due 2007-06-28: running");
}

TEST_CASE("repinned: of what only amends the guidance the rules must be named") {
  CaseSpecification spec = review_of_2007();
  spec.on("2007-03-10").when("re-pin-edition", repin_to("pub2010")).then_rejected("required", "/rules");
  spec.when("re-pin-edition", repin_to("wt2007")).then_rejected("no_such_edition", "/edition");
  spec.when("re-pin-edition", repin_to("wt2010", "quality")).then_rejected("no_such_rule", "/rules/0");
}
