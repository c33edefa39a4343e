// What callers send and what the log holds, described from the descriptors of commands and events.
#include <boost/json/parse.hpp>
#include <variant>

#include "api/json_schema.hpp"
#include "api/open_api_parts.hpp"
#include "domain/acts/notice_words.hpp"
#include "domain/assert.hpp"
#include "domain/command_schemas.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// Calls visit.operator()<T>() for each alternative that has a descriptor.
template <class Variant, class Visit>
void for_each_described(Visit&& visit) {
  [&]<class... Bodies>(std::type_identity<std::variant<Bodies...>>) {
    const auto one = [&]<class Body>(std::type_identity<Body>) {
      if constexpr (Described<Body>) visit.template operator()<Body>();
    };
    (one(std::type_identity<Bodies>{}), ...);
  }(std::type_identity<Variant>{});
}

std::string data_name(std::string_view type) {
  return component_name(type) + "Data";
}

std::string event_name(std::string_view type) {
  return component_name(type) + "Event";
}

// The name of a command in kebab case: an act has one beside the name of its event.
template <class Body>
std::string command_name() {
  if constexpr (Act<Body>) {
    return std::string{Schema<Body>::command};
  } else {
    std::string name{Schema<Body>::name};
    for (char& letter : name)
      if (letter == '_') letter = '-';
    return name;
  }
}

std::string command_component(std::string name) {
  for (char& letter : name)
    if (letter == '-') letter = '_';
  return component_name(name);
}

// What is sent for the act that a handler makes.
json::object publication_text() {
  json::object schema =
      closed_object(Schema<CheckPublication>::doc,
                    {{"text",
                      {{"type", "string"}, {"minLength", 1}, {"pattern", "[^ \\t\\r\\n]"}},
                      "The text; a body may be as long as the settings allow. Neither stored nor logged."}});
  schema["example"] = example_of<CheckPublication>();
  return schema;
}

// The words that are known beside any other, and what each of them means.
template <std::size_t Count>
void add_known_words(json::value& field, const std::array<NoticeWord, Count>& words) {
  json::object known;
  for (const NoticeWord& word : words) known[word.word] = word.meaning;
  field.as_object()["x-known-words"] = std::move(known);
}

template <class Body>
json::object data_schema() {
  json::object schema = described_schema<Body>(SchemaUse::shown);
  // api/event_document.cpp leaves these two out.
  std::string_view hidden;
  if constexpr (std::same_as<Body, TokenAdded> || std::same_as<Body, FeedAdded>) hidden = "hash";
  if constexpr (std::same_as<Body, RulesAdopted>) hidden = "text";
  if (hidden.empty()) return schema;
  schema["properties"].as_object().erase(hidden);
  json::array required;
  for (const json::value& name : schema["required"].as_array())
    if (name.as_string() != hidden) required.push_back(name);
  schema["required"] = std::move(required);
  return schema;
}

json::object actor() {
  return closed_object("Who caused it: an office, a client program, or the daemon itself.",
                       {{"id", {{"type", "string"}}, "The token, \"reviewd\" or \"import\"."},
                        {"name", {{"type", "string"}}, "The name it was issued to."}});
}

template <class Body>
json::object event_schema() {
  using Described = Schema<Body>;
  return closed_object(
      Described::doc,
      {{"position", schema_reference("Position"), "The place of its commit in the log."},
       {"index", {{"type", "integer"}, {"minimum", 0}}, "Its place in the commit."},
       {"type", {{"const", Described::name}}, "What it is."},
       {"type_version", {{"const", Described::version}}, "The version of its form."},
       {"case_id", nullable(schema_reference("CaseId")), "The case; null for an event of the register."},
       {"occurred_on", nullable(schema_reference("PartialDate")), "When it happened, as claimed."},
       {"recorded_at", schema_reference("Instant"), "When this system learned it."},
       {"actor", schema_reference("Actor"), "Who caused it."},
       {"data", schema_reference(data_name(Described::name)), "Its content."}});
}

json::object any_event(json::array each, json::object mapping) {
  return {{"description", "One event of the log."},
          {"oneOf", std::move(each)},
          {"discriminator", json::object{{"propertyName", "type"}, {"mapping", std::move(mapping)}}}};
}

}  // namespace

json::value shown_example(std::string text) {
  constexpr std::string_view any_case = "\"<another case>\"";
  if (const auto at = text.find(any_case); at != std::string::npos)
    text.replace(at, any_case.size(), "\"caaaaaaaaaaaaaaaaaaaa\"");
  for (auto from = text.find("\"<"); from != std::string::npos; from = text.find("\"<", from))
    text.replace(from, text.find(">\"", from) + 2 - from, "\"42.0\"");
  return json::parse(text);
}

json::object content_schemas() {
  json::object schemas{{"Actor", actor()}};
  for_each_described<CaseCommandVariant>([&]<class Body>() {
    json::object schema = described_schema<Body>(SchemaUse::sent);
    if constexpr (std::same_as<Body, RecordNotification>) {
      add_known_words(schema["properties"].as_object()["recipient"], notice_recipients);
      add_known_words(schema["properties"].as_object()["subject"], notice_subjects);
    }
    if constexpr (std::same_as<Body, PublicationChecked>)
      schema = publication_text();
    else
      schema["example"] = example_of<Body>();
    schemas[command_component(command_name<Body>())] = std::move(schema);
  });
  json::array each;
  json::object mapping;
  for_each_described<EventVariant>([&]<class Body>() {
    constexpr std::string_view type = Schema<Body>::name;
    schemas[data_name(type)] = data_schema<Body>();
    schemas[event_name(type)] = event_schema<Body>();
    each.push_back(schema_reference(event_name(type)));
    mapping[type] = "#/components/schemas/" + event_name(type);
  });
  schemas["Event"] = any_event(std::move(each), std::move(mapping));
  return schemas;
}

json::value command_body(std::string_view command) {
  json::value found;
  for_each_described<CaseCommandVariant>([&]<class Body>() {
    if (command_name<Body>() == command) found = schema_reference(command_component(command_name<Body>()));
  });
  REVIEWD_ASSERT(!found.is_null() && "a command of the route table has a descriptor");
  return found;
}

}  // namespace reviewd
