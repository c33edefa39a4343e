// Which instrument governs which rule, as a caller asks it.
#include <algorithm>
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>
#include <set>

#include "api/routes.hpp"
#include "domain/rules/milestone.hpp"
#include "tests/support/service_bench.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

json::value asked(const std::string& days) {
  ServiceBench bench;
  bench.issue("auditor", {Role::auditor});
  const Response answer = bench.send("GET /v1/editions/resolve?" + days, "auditor");
  REQUIRE(answer.status == 200);
  return json::parse(*answer.body);
}

const json::object* rule_in(const json::value& answer, std::string_view rule) {
  for (const json::value& found : answer.at("rules").as_array())
    if (found.at("rule").as_string() == rule) return &found.as_object();
  return nullptr;
}

}  // namespace

TEST_CASE("resolve: each rule by its own day, with the reason and the day it falls due") {
  const json::value answer =
      asked("brought_to_attention=2010-02-20&decision=2010-03-20&decision_to_conduct=2010-03-20");
  const json::object* decision = rule_in(answer, "decision");
  REQUIRE(decision != nullptr);
  CHECK(decision->at("edition").as_string() == "ch8-2009");
  CHECK(decision->at("due_on").as_string() == "2010-03-20");
  const json::object* completion = rule_in(answer, "completion");
  REQUIRE(completion != nullptr);
  CHECK(completion->at("edition").as_string() == "wt2010");
  CHECK(completion->at("due_on").as_string() == "2010-09-20");
  CHECK_THAT(std::string{completion->at("why").as_string()},
             Catch::Contains("wt2010 was in force on 2010-03-20"));
}

TEST_CASE("resolve: a rule whose day was not given is named with the milestone it waits for") {
  const json::value answer = asked("brought_to_attention=2010-03-20");
  CHECK(rule_in(answer, "completion") == nullptr);
  const auto& unresolved = answer.at("unresolved").as_array();
  CHECK(std::ranges::any_of(unresolved, [](const json::value& rule) {
    return rule.at("rule").as_string() == "completion" &&
           rule.at("governed_by").as_string() == "decision_to_conduct";
  }));
}

TEST_CASE("resolve: the day of change-over decides between the editions of 2015 and 2018") {
  const std::string days = "decision_to_conduct=2019-06-10";
  CHECK(rule_in(asked(days), "completion")->at("or_perhaps").as_string() == "wt2018");
  CHECK(rule_in(asked(days + "&changed_over_on=2019-06-01"), "completion") == nullptr);
  CHECK(rule_in(asked(days + "&changed_over_on=2019-06-01"), "publication")->at("edition").as_string() ==
        "wt2018");
}

TEST_CASE("resolve: what is no day, and a board that is not there, is refused by name") {
  ServiceBench bench;
  bench.issue("auditor", {Role::auditor});
  for (const char* wrong : {"decision=soon", "board=Nowhere", "changed_over_on=2019"})
    CHECK(bench.send(std::string{"GET /v1/editions/resolve?"} + wrong, "auditor").status == 400);
}

TEST_CASE("resolve: every milestone that a rule may be chosen by can be asked about") {
  std::set<std::string_view> taken;
  for (const Route& route : route_table())
    if (route.path == "/v1/editions/resolve")
      for (const QueryParameter& parameter : route.parameters) taken.insert(parameter.name);
  for (const Milestone milestone : starting_milestones) CHECK(taken.contains(name_of(milestone)));
  CHECK(taken.size() == starting_milestones.size() + 2);
}

}  // namespace reviewd
