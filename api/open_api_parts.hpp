// The parts that the API description is put together from. Pure; any thread. Only the sources of the
// description include it: it brings in the JSON library.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "api/json_schema.hpp"
#include "api/routes.hpp"
#include "domain/schema.hpp"

namespace reviewd {

// One member of an object that is described by hand.
struct DescribedMember {
  std::string_view name;
  boost::json::object schema;
  std::string_view doc;
  bool always = true;  // false: absent where there is nothing to say
};

// A closed object.
boost::json::object closed_object(std::string_view doc, std::vector<DescribedMember> members);
// Any text, any text or null, true or false.
boost::json::object any_text();
boost::json::object any_text_or_null();
boost::json::object yes_or_no();
// {"type": "array", "items": …}
boost::json::object list_of(boost::json::object items);

// An example as the description shows it: with ids where it names an event or a case.
boost::json::value shown_example(std::string text);
// The example of a body that is sent.
template <class Body>
boost::json::value example_of() {
  return shown_example(std::string{Schema<Body>::example});
}
// A body that is sent, with its example.
template <class Body>
boost::json::object sent() {
  boost::json::object schema = described_schema<Body>(SchemaUse::sent);
  schema["example"] = example_of<Body>();
  return schema;
}

// Bodies of commands, data of events, and each event with its envelope: all from the descriptors.
boost::json::object content_schemas();
// The case document and its parts.
boost::json::object case_schemas();
// Everything else that is answered: lists, explanation, personal values, calendars, problem details.
boost::json::object answer_schemas();
// The offices that are told by mail.
boost::json::object mail_schemas();
// The notification pack.
boost::json::object pack_schemas();
// Webhooks, deliveries, incidents and published keys.
boost::json::object webhook_schemas();
// What the daemon posts to webhooks.
boost::json::object delivered_webhooks();
// The instruments of the rules axis.
boost::json::object rule_schemas();
// What names and introduces a document of rules, of the kind that its first member is named after.
std::vector<DescribedMember> document_members(std::string_view kind);

// The component that holds the body of a command of the route table ("record-decision").
boost::json::value command_body(std::string_view command);

// `components.responses`: one problem for each status, with its stable codes.
boost::json::object problem_responses();
// The name of the response for a status in `components.responses`; 0 is what is refused before a route is
// found. None for a status that no route refuses with.
std::string_view problem_name(unsigned status);

// One operation of the document.
boost::json::object operation(const Route& route);

}  // namespace reviewd
