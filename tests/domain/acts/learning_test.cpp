#include "domain/acts/learning.hpp"

#include <catch2/catch.hpp>

#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

namespace reviewd {
namespace {

CaseSpecification referred() {
  CaseSpecification specification;
  specification.on("2010-12-31").given("open-case", opening_on("2010-01-31"));
  return specification;
}

}  // namespace

TEST_CASE("themes: at least one theme or tag, each of them once, and tags in plain words", "[learning]") {
  CaseSpecification specification = referred();
  specification.when("tag-themes", "{}").then_rejected("nothing_named", "/themes");
  specification.when("tag-themes", R"({"themes":["neglect","thresholds","neglect"]})")
      .then_rejected("named_twice", "/themes/2");
  specification.when("tag-themes", R"({"tags":["housing","housing"]})")
      .then_rejected("named_twice", "/tags/1");
  specification.when("tag-themes", R"({"tags":["housing","Bad Housing"]})")
      .then_rejected("not_a_word", "/tags/1");
  specification.given("tag-themes", R"({"themes":["neglect"]})");
  specification.given("tag-themes", R"({"tags":["housing"]})");
}

TEST_CASE("other edition: one that is there, and rules that it has", "[editions]") {
  CaseSpecification specification = referred();
  const auto repin = [](const std::string& edition, const std::string& rules) {
    return R"({"edition":")" + edition + R"(",)" + rules +
           R"("authority":"Chair of the board","decided_on":"2010-03-01","reason":"R."})";
  };
  specification.when("re-pin-edition", repin("wt1066", "")).then_rejected("no_such_edition", "/edition");
  specification.when("re-pin-edition", repin("wt2010", R"("rules":["decision","coronation"],)"))
      .then_rejected("no_such_rule", "/rules/1");
  specification.given("re-pin-edition", repin("wt2010", R"("rules":["decision"],)"));
  specification.given("re-pin-edition", repin("wt2010", ""));
}

}  // namespace reviewd
