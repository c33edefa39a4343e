#include "domain/shared.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "domain/evolve.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

using namespace reviewd;

TEST_CASE("shared: a copy holds the same value, and another one may hold an equal value") {
  const Shared<std::string> first{"a text"};
  const Shared<std::string> copy = first;
  const Shared<std::string> equal{"a text"};
  CHECK(copy.same(first));
  CHECK_FALSE(equal.same(first));
  CHECK((equal == first));
  CHECK_FALSE((first == Shared<std::string>{"another text"}));
}

TEST_CASE("shared: who holds the value does not notice that another one was put in its place") {
  Shared<std::string> held{"before"};
  const Shared<std::string> copy = held;
  held = std::string{"after"};
  CHECK(*copy == "before");
  CHECK(*held == "after");
}

TEST_CASE("shared: of equal values one is kept for all") {
  OneOfEach<std::vector<int>> kept;
  Shared<std::vector<int>> first{{1, 2}};
  Shared<std::vector<int>> equal{{1, 2}};
  Shared<std::vector<int>> other{{2, 1}};
  for (auto* value : {&first, &equal, &other}) kept.hold(*value);
  CHECK(equal.same(first));
  CHECK_FALSE(other.same(first));
  CHECK(*other == std::vector<int>{2, 1});
}

TEST_CASE("shared: the state after a command shares what stayed, and what changed is its own") {
  CaseSpecification spec;
  spec.on("2010-01-31").given("open-case", opening_on("2010-01-31"));
  const CaseState before = spec.state();
  spec.given("record-notification", R"({"recipient":"ofsted","subject":"incident","sent_on":"2010-01-31"})");
  const CaseState noted = spec.state();
  CHECK(noted.facts.front().same(before.facts.front()));
  CHECK(noted.deadlines.front().terms.same(before.deadlines.front().terms));
  const std::string opening = before.facts.front()->event.text();
  spec.given("correct-fact",
             R"({"event":")" + opening +
                 R"(","pointer":"/brought_to_attention_on","value":"2010-01-30","reason":"A slip."})");
  CHECK_FALSE(spec.state().facts.front().same(before.facts.front()));
  CHECK_FALSE(spec.state().deadlines.front().terms.same(before.deadlines.front().terms));
  CHECK(before.opened().brought_to_attention_on == PartialDate::parse("2010-01-31"));
  CHECK(before.deadlines.front().terms->due_on == Day::parse("2010-02-28"));
}
