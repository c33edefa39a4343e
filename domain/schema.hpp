// One descriptor per command, event and part of them: the only place where a field's name is spelt. From it
// come the strict reader, the writer, the API description, the event catalogue and the generators.
// Compile-time only.
#pragma once

#include <concepts>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace reviewd {

// What a caller must know of a field beyond its type.
enum class FieldKind : unsigned char {
  required,            // must be there
  optional,            // may be absent; the member is std::optional, a std::vector or a FactSet
  whole_day,           // required of the API to the day; the import may bring a partial date (the member is a
                       // PartialDate)
  optional_whole_day,  // the same, but may be absent
  optional_date,       // a personal day, partial where it is not known better; may be absent
  plain_word,          // required; a word in lower case with which rules compare
  plain_words,         // may be absent; a list of such words (the member is a std::vector of texts)
  result,              // in an event: worked out by the daemon, never sent by a caller and never corrected
};

// One field of a described type: its name in JSON, the member that holds it, and the sentence that the API
// description and the catalogue of events print for it.
template <class Owner, class Member>
struct Field {
  std::string_view name;
  Member Owner::* member;
  std::string_view doc;
  FieldKind kind = FieldKind::required;
};

// Specialised for every described type with: `name` (snake_case), `version`, `doc` and `fields` (a tuple of
// Field).
template <class T>
struct Schema;

template <class T>
concept Described = requires { Schema<T>::fields; };

// A value and the word for it. Words are part of the contract and of the log: one is added, never changed.
template <class T>
using Word = std::pair<T, std::string_view>;

// Specialised for every enumeration that is written as a word: `values`, an array of {value, name}.
template <class T>
struct Words;

template <class T>
concept Worded = requires { Words<T>::values; };

// The word by which a value is written; empty for a number that is no value of the enumeration.
template <Worded T>
constexpr std::string_view word_of(T value) {
  for (const auto& [candidate, name] : Words<T>::values)
    if (candidate == value) return name;
  return {};
}

// Stands for a member of any type, to count the members of an aggregate.
template <class Owner>
struct AnyMember {
  template <class T>
    requires(!std::same_as<std::remove_cvref_t<T>, Owner>)
  operator T&() const&;  // NOLINT(google-explicit-constructor)
  template <class T>
    requires(!std::same_as<std::remove_cvref_t<T>, Owner>)
  operator T&&() const&&;  // NOLINT(google-explicit-constructor)
};

// How many members an aggregate has: the largest number of anything it can be made from with braces. Asked by
// adding one at a time; wants the first call without `Members`.
template <class Owner, class... Members>
consteval std::size_t member_count() {
  if constexpr (requires { Owner{Members{}..., AnyMember<Owner>{}}; })
    return member_count<Owner, Members..., AnyMember<Owner>>();
  else
    return sizeof...(Members);
}

// True when the descriptor names every member; asserted beside each descriptor, so that a forgotten field
// does not compile.
template <Described T>
consteval bool describes_every_member() {
  return std::tuple_size_v<std::remove_cvref_t<decltype(Schema<T>::fields)>> == member_count<T>();
}

// Calls visit(field) for each field of T, in order.
template <Described T, class Visit>
constexpr void for_each_field(Visit&& visit) {
  std::apply([&](const auto&... field) { (visit(field), ...); }, Schema<T>::fields);
}

}  // namespace reviewd
