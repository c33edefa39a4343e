// Real documents against the description, judged by ajv; the description itself judged by a linter.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <catch2/catch.hpp>
#include <set>

#include "api/routes.hpp"
#include "storage/commit_codec.hpp"
#include "tests/support/answered_routes.hpp"
#include "tests/support/api_description.hpp"
#include "tests/support/described_samples.hpp"
#include "tests/support/node_tools.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// The component of an answer, by the operation that gave it; "" where the description has no such answer, or
// one without a component.
std::string component_of(const AnsweredRoute& answered) {
  std::string method = answered.method;
  for (char& letter : method) letter = static_cast<char>(letter + ('a' - 'A'));
  const json::object& responses =
      api_description().at("paths").at(answered.route).at(method).at("responses").as_object();
  const json::value* response = responses.if_contains(std::to_string(answered.answer.status));
  if (response == nullptr) return "";
  if (response->as_object().contains("$ref")) return "Problem";
  const json::value* content = response->as_object().if_contains("content");
  if (content == nullptr || !content->as_object().contains("application/json")) return "";
  const json::object& schema = content->at("application/json").at("schema").as_object();
  const json::value* reference = schema.if_contains("$ref");
  if (reference == nullptr) return "";
  const std::string text{reference->as_string()};
  return text.substr(text.rfind('/') + 1);
}

// A report may be asked for as something else.
bool is_json(const Response& answer) {
  for (const auto& [name, value] : answer.headers)
    if (name == "Content-Type") return answer.body && value.find("json") != std::string::npos;
  return false;
}

void add_answers(json::array& list) {
  for (const AnsweredRoute& answered : answered_routes()) {
    const std::string component = component_of(answered);
    if (component.empty() || !is_json(answered.answer)) continue;
    list.push_back(json::object{{"schema", component},
                                {"valid", true},
                                {"what", answered.sent},
                                {"document", json::parse(*answered.answer.body)}});
  }
}

json::array samples_as_json() {
  json::array list;
  add_answers(list);
  for (const auto& samples : {answered_samples(), sent_samples()})
    for (const DescribedSample& sample : samples)
      list.push_back(json::object{{"schema", sample.schema},
                                  {"valid", sample.valid},
                                  {"what", sample.what},
                                  {"document", sample.document}});
  return list;
}

}  // namespace

TEST_CASE("there is a sample of every type of event", "[open_api]") {
  std::set<std::string> types;
  for (const DescribedSample& sample : answered_samples())
    if (sample.schema == "Event") types.insert(std::string{sample.document.at("type").as_string()});
  for (const std::string_view type : event_type_names()) {
    INFO(type);
    CHECK(types.contains(std::string{type}));
  }
}

TEST_CASE("every answer of the service has its status in the description of its route", "[open_api]") {
  std::set<std::string> succeeded;
  for (const AnsweredRoute& answered : answered_routes()) {
    INFO(answered.sent << " gives " << answered.answer.status << " "
                       << (answered.answer.body ? answered.answer.body->substr(0, 300) : ""));
    REQUIRE(!answered.route.empty());
    std::string method = answered.method;
    for (char& letter : method) letter = static_cast<char>(letter + ('a' - 'A'));
    const json::object& operation = api_description().at("paths").at(answered.route).at(method).as_object();
    CHECK(operation.at("responses").as_object().contains(std::to_string(answered.answer.status)));
    if (answered.answer.status < 300) succeeded.insert(answered.method + " " + answered.route);
  }
  for (const Route& route : route_table()) {
    const std::string name = std::string{route.method} + " " + std::string{route.path};
    INFO(name);
    CHECK(succeeded.contains(name) == (route.command != "pause-clock"));
  }
}

TEST_CASE("real documents are as the description says, and a linter finds nothing in it", "[open_api]") {
  const auto ran = run_node_script(
      "check_openapi.mjs", "ajv",
      json::serialize(json::object{{"description", api_description()}, {"samples", samples_as_json()}}));
  if (!ran) return;
  INFO(ran->printed);
  CHECK(ran->code == 0);
}

}  // namespace reviewd
