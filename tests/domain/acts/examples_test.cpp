// The examples of all acts, as the API description shows them, carried out one after the other on a case
// whose guidance knows them: each is accepted, and stands in the case document.
#include <catch2/catch.hpp>
#include <set>

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

CaseSpecification review_in_2024() {
  CaseSpecification specification;
  specification.on("2024-02-01").given("open-case", opening_on("2024-01-31"));
  specification.on(day_of_later_examples).given("record-decision", decision_on("conduct", "2024-02-26"));
  return specification;
}

CarryOut carried_out(CaseSpecification& specification, std::set<std::string>& seen) {
  return [&](std::string_view command, const std::string& body) {
    const EventId event{specification.next_position(), 0};
    INFO(command);
    specification.given(command, body);
    CHECK(specification.state().fact(event) != nullptr);
    seen.insert(std::string{command});
    return event;
  };
}

}  // namespace

TEST_CASE("the examples of the acts make legal cases, one after the other", "[acts]") {
  std::set<std::string> seen;
  CaseSpecification specification = review_in_2010();
  for_each_example(carried_out(specification, seen));
  CHECK(specification.deadline("completion").terms->edition == "wt2010");
  CaseSpecification later = review_in_2024();
  for_each_later_example(carried_out(later, seen));
  CHECK(later.deadline("rapid-review").terms->edition == "wt2023");
  for_each_type(Acts{}, [&]<class Body>() { CHECK(seen.contains(std::string{Schema<Body>::command})); });
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
