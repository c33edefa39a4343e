// Every command has an example in the description, a scenario that uses it, and is executed here: the
// examples make two legal cases, one after the other, of guidance that knows them.
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "api/routes.hpp"
#include "domain/command_schemas.hpp"
#include "tests/support/act_examples.hpp"
#include "tests/support/api_description.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/service_bench.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

std::set<std::string> every_command() {
  std::set<std::string> names;
  for (const Route& route : route_table())
    if (!route.command.empty()) names.insert(std::string{route.command});
  return names;
}

// Sends the examples to the service.
class Examples {
 public:
  Examples() {
    bench_.issue("everything", {Role::administrator, Role::board_manager});
    bench_.issue("second", {Role::board_manager});
    bench_.send("POST /v1/test-clock", "everything", "",
                R"({"now":")" + std::string{day_of_examples} + R"(T09:00:00Z"})");
  }

  // The status of each, and the code of a refusal.
  std::map<std::string, std::string> executed() {
    const CaseId another = opened(bench_.send("POST /v1/cases", "everything", "", opening_on("2010-01-31")));
    for_each_command_example(another, [this](std::string_view command, const std::string& body) {
      return carry_out(command, body);
    });
    bench_.send("POST /v1/test-clock", "everything", "",
                R"({"now":")" + std::string{day_of_later_examples} + R"(T09:00:00Z"})");
    case_ = opened(bench_.send("POST /v1/cases", "everything", "", opening_on("2024-01-31")));
    carry_out("record-decision", decision_on("conduct", "2024-02-26"));
    for_each_later_example(
        [this](std::string_view command, const std::string& body) { return carry_out(command, body); });
    return std::move(executed_);
  }

 private:
  static CaseId opened(const Response& answer) {
    return *CaseId::parse(json::parse(*answer.body).at("case_id").as_string());
  }

  EventId carry_out(std::string_view command, const std::string& body) {
    const bool opens = command == "open-case";
    const std::string path =
        "/v1/cases" + (opens ? "" : "/" + std::string{case_.text()} + "/" + std::string{command});
    const bool checks = command == Schema<PublicationChecked>::command;
    // What the check found only a second person may override.
    const Response answer = bench_.send(
        "POST " + path, command == Schema<CheckOverridden>::command ? "second" : "everything",
        opens ? "" : "If-Match: *\r\n", checks ? std::string{Schema<CheckPublication>::example} : body);
    std::string& said = executed_[std::string{command}];
    said = std::to_string(answer.status);
    if (answer.status >= 300)
      said += " " + std::string{json::parse(*answer.body).at("code").as_string()} + " " + *answer.body;
    if (opens) case_ = opened(answer);
    return {bench_.engine()->positions(case_).back(), 0};
  }

  ServiceBench bench_;
  CaseId case_;
  std::map<std::string, std::string> executed_;
};

}  // namespace

TEST_CASE("every command: its example is executed, and answers 2xx or the refusal that it is about",
          "[coverage]") {
  const auto executed = Examples().executed();
  for (const std::string& command : every_command()) {
    INFO(command);
    REQUIRE(executed.contains(command));
    const std::string& said = executed.at(command);
    INFO(said);
    if (command == "pause-clock")
      CHECK(said.starts_with("409 clocks_do_not_pause"));
    else
      CHECK(said == (command == "open-case" ? "201" : "200"));
  }
}

TEST_CASE("every body that is sent: the description has an example of it", "[coverage]") {
  std::size_t commands = 0;
  for (const Route& route : route_table()) {
    if (route.method != "POST") continue;
    INFO(route.path);
    const json::object& operation = api_description().at("paths").at(route.path).at("post").as_object();
    if (!operation.contains("requestBody")) continue;
    const std::string reference{
        operation.at("requestBody").at("content").at("application/json").at("schema").at("$ref").as_string()};
    CHECK(described_component(reference.substr(reference.rfind('/') + 1)).contains("example"));
    commands += route.command.empty() ? 0U : 1U;
  }
  CHECK(commands == every_command().size());
}

}  // namespace reviewd
