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

TEST_CASE("resolve: which instruments give the criteria and the requirements, and by whose day") {
  const json::value answer = asked("brought_to_attention=2013-04-10&decision=2013-04-20");
  const auto& criteria = answer.at("criteria").as_array();
  REQUIRE(criteria.size() == 2);
  CHECK(criteria[0].at("edition").as_string() == "wt2010");
  CHECK(criteria[0].at("governed_by").as_string() == "brought_to_attention");
  CHECK(criteria[0].at("governed_on").as_string() == "2013-04-10");
  CHECK(criteria[0].at("tables").as_array() == json::array{"review"});
  CHECK(criteria[1].at("edition").as_string() == "wt2013");
  CHECK(criteria[1].at("governed_by").as_string() == "decision");
  CHECK(criteria[1].at("why").as_string() == "wt2013 was in force on 2013-04-20, the day the chair decided.");
  const auto& requirements = answer.at("requirements").as_array();
  REQUIRE(requirements.size() == 1);
  CHECK(requirements[0].at("edition").as_string() == "wt2013");
  CHECK_FALSE(requirements[0].at("requirements").as_array().empty());
  const json::value before = asked("brought_to_attention=2013-04-10");
  CHECK(before.at("requirements").as_array().front().at("edition").as_string() == "wt2010");
  CHECK(asked("incident=2013-04-10").at("criteria").as_array().empty());
}

TEST_CASE("resolve: a direction with criteria stands beside the guidance, and a doubt is named") {
  const auto criteria = asked("brought_to_attention=2018-08-01").at("criteria").as_array();
  REQUIRE(criteria.size() == 2);
  CHECK(criteria[0].at("edition").as_string() == "wt2015");
  CHECK(criteria[0].at("or_perhaps").as_string() == "wt2018");
  CHECK(criteria[1].at("edition").as_string() == "cswa2018");
  CHECK(criteria[1].at("layer").as_string() == "direction");
  CHECK(criteria[1].at("tables").as_array() == json::array{"notification"});
}

TEST_CASE("resolve: what was relaxed while a clock would run, and where that is in doubt") {
  const auto relaxed = [](const std::string& notified) {
    return rule_in(asked("serious_incident_notified=" + notified), "rapid-review")->at("relaxed");
  };
  CHECK(relaxed("2020-01-24").is_null());
  CHECK(relaxed("2020-02-18").at("uncertain").as_bool());
  CHECK(relaxed("2020-03-24").at("edition").as_string() == "covid2020");
  CHECK_FALSE(relaxed("2020-03-24").as_object().contains("uncertain"));
  CHECK(relaxed("2022-01-11").is_null());
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
  for (const Milestone milestone : choosing_milestones) CHECK(taken.contains(name_of(milestone)));
  CHECK(taken.size() == choosing_milestones.size() + 2);
}

}  // namespace reviewd
