// The examples of all acts, as the API description shows them, carried out one after the other on one case:
// each is accepted, and stands in the case document.
#include <catch2/catch.hpp>
#include <map>

#include "domain/acts.hpp"
#include "domain/event_schemas.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

namespace reviewd {
namespace {

using Made = std::map<std::string, EventId>;  // by the name of the event

// The example with the ids of the events that earlier examples made.
std::string filled_in(std::string_view example, const Made& made) {
  std::string text{example};
  for (auto from = text.find("\"<"); from != std::string::npos; from = text.find("\"<", from)) {
    const auto end = text.find(">\"", from);
    const std::string thing = text.substr(from + 2, end - from - 2);
    INFO(thing);
    REQUIRE(made.contains(thing));
    text.replace(from, end + 2 - from, "\"" + made.at(thing).text() + "\"");
  }
  return text;
}

CaseSpecification review_in_2010() {
  CaseSpecification specification;
  specification.on("2010-02-01").given("open-case", opening_on("2010-01-31"));
  specification.on("2012-12-31").given("record-decision", decision_on("conduct", "2010-02-26"));
  return specification;
}

}  // namespace

TEST_CASE("the examples of the acts make a legal case, one after the other", "[acts]") {
  CaseSpecification specification = review_in_2010();
  Made made;
  for_each_type(Acts{}, [&]<class Body>() {
    INFO(Schema<Body>::command);
    const EventId event{specification.next_position(), 0};
    specification.given(Schema<Body>::command, filled_in(Schema<Body>::example, made));
    made[std::string{Schema<Body>::name}] = event;
    const Fact* fact = specification.state().fact(event);
    REQUIRE(fact != nullptr);
    CHECK(std::holds_alternative<Body>(fact->body));
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
