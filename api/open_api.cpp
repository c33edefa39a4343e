#include "api/open_api.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "api/json_schema.hpp"
#include "api/open_api_parts.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

json::object info() {
  return {{"title", "reviewd"},
          {"version", "1"},
          {"summary", "Serious case reviews on an event log, with their statutory clocks."},
          {"description",
           "Made from the route table and the descriptors of commands and events. Days are YYYY-MM-DD, "
           "instants RFC 3339 in UTC. HEAD is answered wherever GET is, with the same header fields and no "
           "body; OPTIONS answers 204 with Allow. An unknown, repeated or ill-formed query parameter is "
           "400. x-roles names the roles that may ask; about one case, a token that may see no case is "
           "answered 404. x-personal marks what is sealed in the log and shown by two routes alone, to some "
           "roles: the personal "
           "values of a case, and the notification pack; x-result "
           "what the daemon worked out; x-codes the stable codes of a problem."}};
}

json::array tags() {
  return {json::object{{"name", "commands"}, {"description", "What is recorded of a case."}},
          json::object{{"name", "cases"}, {"description", "Cases and their deadlines."}},
          json::object{{"name", "reports"}, {"description", "Figures over a period."}},
          json::object{{"name", "log"}, {"description", "The log by position."}},
          json::object{{"name", "deliveries"},
                       {"description", "Webhooks, what is delivered to them, and what stands in the way."}},
          json::object{{"name", "rules"}, {"description", "Editions of the guidance, and calendars."}},
          json::object{{"name", "operations"}, {"description", "The running process."}}};
}

json::object paths() {
  json::object made;
  for (const Route& route : route_table()) {
    std::string method{route.method};
    for (char& letter : method) letter = static_cast<char>(letter + ('a' - 'A'));
    if (!made.contains(route.path)) made[route.path] = json::object{};
    made[route.path].as_object()[method] = operation(route);
  }
  return made;
}

json::object components() {
  json::object schemas = value_schemas();
  for (const auto& more : {content_schemas(), case_schemas(), answer_schemas(), mail_schemas(),
                           pack_schemas(), rule_schemas(), webhook_schemas()})
    for (const auto& [name, schema] : more) schemas[name] = schema;
  const json::object bearer{
      {"type", "http"}, {"scheme", "bearer"}, {"description", "A token of the register."}};
  const json::object feed{
      {"type", "apiKey"}, {"in", "query"}, {"name", "token"}, {"description", "The secret of a feed."}};
  return {{"schemas", std::move(schemas)},
          {"responses", problem_responses()},
          {"securitySchemes", json::object{{"bearer", bearer}, {"feed", feed}}}};
}

}  // namespace

json::object closed_object(std::string_view doc, std::vector<DescribedMember> members) {
  json::object properties;
  json::array required;
  for (DescribedMember& member : members) {
    member.schema["description"] = member.doc;
    properties[member.name] = std::move(member.schema);
    if (member.always) required.push_back(json::value(member.name));
  }
  return {{"type", "object"},
          {"description", doc},
          {"required", std::move(required)},
          {"properties", std::move(properties)},
          {"additionalProperties", false}};
}

json::object any_text() {
  return {{"type", "string"}};
}

json::object any_text_or_null() {
  return {{"type", json::array{"string", "null"}}};
}

json::object yes_or_no() {
  return {{"type", "boolean"}};
}

json::object list_of(json::object items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

std::string open_api_document() {
  const json::object document{{"openapi", "3.1.0"},
                              {"info", info()},
                              {"servers", json::array{json::object{{"url", "/"}}}},
                              {"tags", tags()},
                              {"paths", paths()},
                              {"webhooks", delivered_webhooks()},
                              {"components", components()}};
  return json::serialize(document);
}

}  // namespace reviewd
