#include "api/json_schema.hpp"

#include "domain/fact_names.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

json::object text_of_form(std::string_view pattern, std::string_view description) {
  return {{"type", "string"}, {"pattern", pattern}, {"description", description}};
}

// A text that is not blank and holds none of the control characters. JSON Schema counts characters where the
// daemon counts bytes, so the bytes are said in words.
json::object content_text(std::size_t bytes_max, std::string_view forbidden) {
  const std::string letter = "[^" + std::string{forbidden} + "]*";
  const std::string visible = "[^ " + std::string{forbidden} + "]";
  return {{"type", "string"},
          {"minLength", 1},
          {"maxLength", bytes_max},
          {"pattern", "^" + letter + visible + letter + "$"},
          {"description", "Not blank, at most " + std::to_string(bytes_max) +
                              " bytes of UTF-8, without control characters."}};
}

json::object fact_names() {
  json::array names;
  for (std::size_t index = 0; index < fact_count; ++index)
    names.push_back(json::value(name_of(static_cast<FactName>(index))));
  return {
      {"type", "string"}, {"enum", std::move(names)}, {"description", "A question of the criteria tables."}};
}

json::object answers() {
  json::object schema = word_schema<Answer>();
  schema["description"] = "An answer to a question.";
  return schema;
}

json::object facts() {
  json::object properties;
  for (std::size_t index = 0; index < fact_count; ++index)
    properties[name_of(static_cast<FactName>(index))] = schema_reference("Answer");
  return {{"type", "object"},
          {"description", "Answers to the questions of the criteria tables; absent means unknown."},
          {"properties", std::move(properties)},
          {"additionalProperties", false}};
}

json::object sealed_place() {
  json::object event = schema_reference("EventId");
  event["description"] = "The event in which the value is sealed.";
  return {{"type", "object"},
          {"description",
           "Where a personal value stands. The value itself is shown by /v1/cases/{case_id}/personal alone."},
          {"required", json::array{"sealed_in", "pointer"}},
          {"properties",
           json::object{{"sealed_in", std::move(event)},
                        {"pointer", json::object{{"type", "string"},
                                                 {"description", "Its place in the data of that event."}}}}},
          {"additionalProperties", false}};
}

}  // namespace

json::object schema_reference(std::string_view name) {
  return {{"$ref", "#/components/schemas/" + std::string{name}}};
}

json::object nullable(json::object schema) {
  return {{"anyOf", json::array{std::move(schema), json::object{{"type", "null"}}}}};
}

std::string component_name(std::string_view snake_case) {
  std::string name;
  bool first = true;
  for (const char letter : snake_case) {
    const bool lower = letter >= 'a' && letter <= 'z';
    if (lower || (letter >= '0' && letter <= '9'))
      name += first && lower ? static_cast<char>(letter - ('a' - 'A')) : letter;
    first = letter == '_' || letter == '-';
  }
  return name;
}

json::object value_schemas() {
  return {
      {"Day", json::object{{"type", "string"}, {"format", "date"}, {"description", "A day, YYYY-MM-DD."}}},
      {"PartialDate", text_of_form("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
                                   "A day that may be known only to the month or the year: YYYY-MM-DD, "
                                   "YYYY-MM or YYYY.")},
      {"Instant", json::object{{"type", "string"},
                               {"format", "date-time"},
                               {"pattern", "Z$"},
                               {"description", "A moment in UTC, RFC 3339 with at most three decimals."}}},
      {"Position", text_of_form("^(0|[1-9][0-9]{0,18})$", "The place of a commit in the log, as digits.")},
      {"EventId",
       text_of_form("^[1-9][0-9]{0,18}\\.(0|[1-9][0-9]*)$", "An event of the log: <position>.<index>.")},
      {"CaseId", text_of_form("^c[a-z2-7]{20}$", "The id of a case.")},
      {"Identifier", text_of_form("^[0-9a-f]{32}$", "128 bits in hexadecimal.")},
      {"Digest", text_of_form("^[0-9a-f]{64}$", "SHA-256 in hexadecimal.")},
      {"OpenText", content_text(open_text_bytes_max, "\\u0000-\\u001F\\u007F")},
      {"PersonalText",
       content_text(personal_text_bytes_max, "\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F")},
      {"FactName", fact_names()},
      {"Answer", answers()},
      {"Facts", facts()},
      {"SealedPlace", sealed_place()},
  };
}

}  // namespace reviewd
