// JSON Schema (2020-12) of described values, by their descriptors: what a caller may send, and what the
// daemon shows. Pure; any thread. Says nothing of values that a descriptor does not hold. Heavy to include:
// for the description's own .cpp files.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "domain/content_checks.hpp"
#include "domain/event_schemas.hpp"

namespace reviewd {

// Which side of the interface a schema describes.
enum class SchemaUse {
  sent,   // a command: what a caller must and may send; personal values are texts
  shown,  // an event, or a part of a document: every member that is always written is required; of personal
          // values only where they stand
};

// {"$ref": "#/components/schemas/<name>"}
boost::json::object schema_reference(std::string_view name);
// The schema, or null in its place.
boost::json::object nullable(boost::json::object schema);
// The components that schemas of described values refer to: days, ids, texts, facts, sealed places.
boost::json::object value_schemas();
// "case_opened" as "CaseOpened".
std::string component_name(std::string_view snake_case);

// The words of an enumeration.
template <Worded T>
boost::json::object word_schema() {
  boost::json::array words;
  for (const auto& [value, name] : Words<T>::values) words.push_back(boost::json::value(name));
  return {{"type", "string"}, {"enum", std::move(words)}};
}

template <class T>
inline constexpr bool may_be_absent_v = requires(T value) { value.has_value(); };
template <class T>
inline constexpr bool is_list_v = !std::same_as<T, std::string> && requires(T value) { value.front(); };

// The component of a value that is written as a text of its own form.
template <class T>
constexpr std::string_view component_of() {
  if constexpr (std::same_as<T, Day>) return "Day";
  if constexpr (std::same_as<T, Instant>) return "Instant";
  if constexpr (std::same_as<T, Position>) return "Position";
  if constexpr (std::same_as<T, EventId>) return "EventId";
  if constexpr (std::same_as<T, CaseId>) return "CaseId";
  if constexpr (std::same_as<T, Identifier>) return "Identifier";
  if constexpr (std::same_as<T, Digest>) return "Digest";
  if constexpr (std::same_as<T, FactName>) return "FactName";
}

// Whether the member is there in every document of this use.
template <class Owner, class Member>
constexpr bool always_there(const Field<Owner, Member>& field, SchemaUse use) {
  const bool required = field.kind == FieldKind::required || field.kind == FieldKind::whole_day ||
                        field.kind == FieldKind::plain_word;
  if (use == SchemaUse::sent) return required;
  if (may_be_absent_v<Member>) return false;
  return required || !(is_list_v<Member> || std::same_as<Member, FactSet>);
}

// Defined below; a described value may hold another one.
template <Described T>
boost::json::object described_schema(SchemaUse use);

// The schema of one value; `kind` is that of the field it stands in.
template <class T>
boost::json::object value_schema(SchemaUse use, FieldKind kind) {
  const bool sent = use == SchemaUse::sent;
  if constexpr (may_be_absent_v<T>) {
    return value_schema<typename T::value_type>(use, kind);
  } else if constexpr (std::same_as<T, bool>) {
    return {{"type", "boolean"}};
  } else if constexpr (std::same_as<T, int>) {
    return {{"type", "integer"}};
  } else if constexpr (std::same_as<T, std::string>) {
    if (sent && (kind == FieldKind::plain_word || kind == FieldKind::plain_words))
      return {{"type", "string"}, {"pattern", "^[a-z0-9_]+$"}, {"maxLength", open_text_bytes_max}};
    return sent ? schema_reference("OpenText") : boost::json::object{{"type", "string"}};
  } else if constexpr (std::same_as<T, Personal>) {
    const bool date = kind == FieldKind::optional_date;
    auto schema = schema_reference(!sent ? "SealedPlace" : date ? "PartialDate" : "PersonalText");
    schema["x-personal"] = true;
    return schema;
  } else if constexpr (std::same_as<T, PartialDate>) {
    const bool whole = kind == FieldKind::whole_day || kind == FieldKind::optional_whole_day;
    return schema_reference(sent && whole ? "Day" : "PartialDate");
  } else if constexpr (std::same_as<T, FactSet>) {
    auto schema = schema_reference("Facts");
    if (sent && kind == FieldKind::required) schema.insert({{"type", "object"}, {"minProperties", 1}});
    return schema;
  } else if constexpr (Worded<T>) {
    return word_schema<T>();
  } else if constexpr (Described<T>) {
    return described_schema<T>(use);
  } else if constexpr (is_list_v<T>) {
    boost::json::object schema{
        {"type", "array"},
        {"items", value_schema<typename T::value_type>(
                      use, kind == FieldKind::plain_words ? kind : FieldKind::required)}};
    if (sent) schema["maxItems"] = children_max;
    return schema;
  } else {
    return schema_reference(component_of<T>());
  }
}

// A closed object with every field of the descriptor: its sentence, its type, whether it must be there.
template <Described T>
boost::json::object described_schema(SchemaUse use) {
  boost::json::object properties;
  boost::json::array required;
  for_each_field<T>([&]<class Member>(const Field<T, Member>& field) {
    boost::json::object schema = value_schema<Member>(use, field.kind);
    schema["description"] = field.doc;
    if (always_there(field, use)) required.push_back(boost::json::value(field.name));
    if (use == SchemaUse::shown && field.kind == FieldKind::result) schema["x-result"] = true;
    properties[field.name] = std::move(schema);
  });
  boost::json::object object{{"type", "object"}, {"description", Schema<T>::doc}};
  if (!required.empty()) object["required"] = std::move(required);
  object["properties"] = std::move(properties);
  object["additionalProperties"] = false;
  return object;
}

}  // namespace reviewd
