// The examples of all acts, as the API description shows them, carried out one after the other on one case:
// each is accepted, and stands in the case document.
#include <catch2/catch.hpp>

#include "domain/acts_schemas.hpp"
#include "tests/support/act_examples.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

namespace reviewd {
namespace {

CaseSpecification review_in_2010() {
  CaseSpecification specification;
  specification.on("2010-02-01").given("open-case", opening_on("2010-01-31"));
  specification.on(day_of_examples).given("record-decision", decision_on("conduct", "2010-02-26"));
  return specification;
}

}  // namespace

TEST_CASE("the examples of the acts make a legal case, one after the other", "[acts]") {
  CaseSpecification specification = review_in_2010();
  for_each_example([&](std::string_view command, const std::string& body) {
    const EventId event{specification.next_position(), 0};
    INFO(command);
    specification.given(command, body);
    CHECK(specification.state().fact(event) != nullptr);
    return event;
  });
}

TEST_CASE("an act that carries a thing forward names the event that made it, and does not lie before it",
          "[acts]") {
  CaseSpecification specification = review_in_2010();
  specification.given("place-hold", Schema<HoldPlaced>::example);
  specification.when("lift-hold", R"({"hold":"1.0","lifted_on":"2010-06-01"})")
      .then_rejected("no_such_thing", "/hold");
  specification.when("lift-hold", R"({"hold":"77.0","lifted_on":"2010-06-01"})")
      .then_rejected("no_such_thing", "/hold");
  const EventId hold{Position{specification.next_position().number() - 1}, 0};
  specification.when("lift-hold", R"({"hold":")" + hold.text() + R"(","lifted_on":"2010-03-31"})")
      .then_rejected("before_the_thing", "/lifted_on");
}

}  // namespace reviewd
