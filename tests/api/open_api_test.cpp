// The description says what the route table, the descriptors and the reader say, and nothing else.
#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "api/json_schema.hpp"
#include "api/routes.hpp"
#include "domain/command_schemas.hpp"
#include "storage/command_codec.hpp"
#include "storage/commit_codec.hpp"
#include "tests/support/api_description.hpp"
#include "tests/tidy/source.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;
using Names = std::set<std::string>;

Names names_of(const json::object& object) {
  Names names;
  for (const auto& [name, value] : object) names.insert(std::string{name});
  return names;
}

Names names_of(const json::array& list) {
  Names names;
  for (const json::value& name : list) names.insert(std::string{name.as_string()});
  return names;
}

std::string lower(std::string_view text) {
  std::string made{text};
  for (char& letter : made)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
  return made;
}

Names described_operations() {
  Names names;
  for (const auto& [path, methods] : api_description().at("paths").as_object())
    for (const auto& [method, operation] : methods.as_object())
      names.insert(std::string{method} + " " + std::string{path});
  return names;
}

const json::object& operation_of(const Route& route) {
  return api_description().at("paths").at(route.path).at(lower(route.method)).as_object();
}

Names parameters_in(const json::object& operation, std::string_view place) {
  Names names;
  if (const json::value* list = operation.if_contains("parameters"))
    for (const json::value& parameter : list->as_array())
      if (parameter.at("in").as_string() == place)
        names.insert(std::string{parameter.at("name").as_string()});
  return names;
}

std::string component_of_command(std::string_view command) {
  return component_name(command);
}

// What the reader says is missing from an empty body.
Names required_by_the_reader(std::string_view command) {
  Names names;
  const auto read = read_command(command, "{}");
  if (!read)
    for (const Fault& fault : read.error().faults)
      if (fault.code == "required") names.insert(fault.pointer.substr(1));
  return names;
}

Names codes_in(const json::value& value, std::string_view member) {
  Names names;
  if (const json::object* object = value.if_object()) {
    for (const auto& [name, inner] : *object) {
      if (name == member) names.merge(names_of(inner.as_array()));
      names.merge(codes_in(inner, member));
    }
  } else if (const json::array* list = value.if_array()) {
    for (const json::value& inner : *list) names.merge(codes_in(inner, member));
  }
  return names;
}

// Every code that the sources of the HTTP side and of a case's process spell.
Names codes_in_sources(const std::regex& expression) {
  Names names;
  for (const Source& source : tree()) {
    const bool answers = source.in("api") || source.in("domain") ||
                         source.path.starts_with("daemon/daemon") || source.path == "daemon/adoption.cpp";
    if (!answers || !source.path.ends_with(".cpp") || source.path == "domain/register.cpp") continue;
    const std::sregex_iterator end;
    for (std::sregex_iterator at(source.text.begin(), source.text.end(), expression); at != end; ++at)
      names.insert((*at)[2]);
  }
  return names;
}

Names without(const Names& names, const Names& taken) {
  Names left;
  for (const std::string& name : names)
    if (!taken.contains(name)) left.insert(name);
  return left;
}

}  // namespace

TEST_CASE("the description has every route and method of the table and no other", "[open_api]") {
  Names routes;
  for (const Route& route : route_table()) routes.insert(lower(route.method) + " " + std::string{route.path});
  CHECK(routes.size() == route_table().size());
  CHECK(described_operations() == routes);
  CHECK(api_description().at("openapi").as_string() == "3.1.0");
}

TEST_CASE("an operation has the roles, parameters and headers of its route", "[open_api]") {
  Names operations;
  for (const Route& route : route_table()) {
    INFO(route.method << " " << route.path);
    const json::object& operation = operation_of(route);
    operations.insert(std::string{operation.at("operationId").as_string()});
    Names roles;
    for (const auto& [role, name] : Words<Role>::values)
      if (route.roles.has(role)) roles.insert(std::string{name});
    CHECK(names_of(operation.at("x-roles").as_array()) == roles);
    CHECK(operation.at("security").as_array().empty() == route.roles.empty());
    Names queries;
    for (const QueryParameter& query : route.parameters) queries.insert(std::string{query.name});
    CHECK(parameters_in(operation, "query") == queries);
    const bool commands = demands_version(route);
    CHECK(parameters_in(operation, "header").contains("If-Match") == commands);
    CHECK(operation.at("responses").as_object().contains("428") == commands);
    CHECK(operation.at("responses").as_object().contains("401") == !route.roles.empty());
  }
  CHECK(operations.size() == route_table().size());
}

TEST_CASE("the body of each command has the fields that the reader takes and wants", "[open_api]") {
  for (const std::string_view command : command_names()) {
    INFO(command);
    const json::object& schema = described_component(component_of_command(command));
    CHECK(schema.at("additionalProperties") == false);
    const json::value* required = schema.if_contains("required");
    CHECK((required == nullptr ? Names{} : names_of(required->as_array())) ==
          required_by_the_reader(command));
    for (const std::string& name : names_of(schema.at("properties").as_object())) {
      const auto read = read_command(command, R"({")" + name + R"(":null})");
      REQUIRE(!read);
      for (const Fault& fault : read.error().faults) CHECK(fault.code != "unknown_member");
    }
  }
}

TEST_CASE("the body of a command says what is personal, what is a day and what is a word", "[open_api]") {
  const json::object& decision = described_component("RecordDecision").at("properties").as_object();
  CHECK(decision.at("reasons").at("x-personal") == true);
  CHECK(!decision.at("decided_by").as_object().contains("x-personal"));
  CHECK(decision.at("decided_on").at("$ref").as_string() == "#/components/schemas/Day");
  CHECK(names_of(decision.at("decision").at("enum").as_array()) ==
        Names{"conduct", "do_not_conduct", "other_review"});
  const json::object& incident =
      described_component("OpenCase").at("properties").at("incident").at("properties").as_object();
  CHECK(incident.at("occurred_on").at("$ref").as_string() == "#/components/schemas/PartialDate");
  CHECK(described_component("OpenText").at("maxLength") == open_text_bytes_max);
  CHECK(described_component("PersonalText").at("maxLength") == personal_text_bytes_max);
}

TEST_CASE("each type of event has its data and its envelope in the description", "[open_api]") {
  const json::object& event = described_component("Event");
  CHECK(event.at("oneOf").as_array().size() == event_type_names().size());
  for (const std::string_view type : event_type_names()) {
    INFO(type);
    CHECK(event.at("discriminator").at("mapping").as_object().contains(type));
    const json::object& whole = described_component(component_name(type) + "Event");
    CHECK(whole.at("properties").at("type").at("const").as_string() == type);
    CHECK(described_component(component_name(type) + "Data").at("additionalProperties") == false);
  }
  CHECK(!described_component("TokenAddedData").at("properties").as_object().contains("hash"));
  CHECK(!described_component("FeedAddedData").at("properties").as_object().contains("hash"));
}

TEST_CASE("every code that a source spells stands in the description, and no other", "[open_api]") {
  const Names problems = codes_in_sources(std::regex(
      R"(\b((?:problem\(|refuse\(\{?|Refusing\{)\s*\d+,|not_allowed\(|not_found\()\s*"([a-z0-9_]+)\")"));
  const Names faults = codes_in_sources(std::regex(
      R"re(\b(invalid\(\s*(?:"[^"]*"|\w+),|\bfault\((?:\w+, )?|\bbefore\([^;]*"/\w+",)\s*"([a-z_]+)")re"));
  Names described = codes_in(api_description(), "x-codes");
  CHECK(problems.size() > 40);
  CHECK(without(problems, described) == Names{});
  // Made elsewhere than in a call that the expression above finds.
  const Names elsewhere{"malformed_json", "invalid_content", "version_conflict", "not_ready"};
  CHECK(without(without(described, problems), elsewhere) == Names{});
  CHECK(faults.size() > 15);
  CHECK(without(faults, codes_in(api_description(), "x-fault-codes")) == Names{});
}

}  // namespace reviewd
