// Reads described values from JSON, strictly: an unknown, duplicate, missing or ill-typed member is a fault
// that names it by JSON Pointer. Pure; any thread. Heavy to include: for the codecs' own .cpp files.
#pragma once

#include <simdjson.h>

#include <bitset>
#include <optional>
#include <string>
#include <vector>

#include "domain/event_schemas.hpp"
#include "domain/fact_names.hpp"
#include "domain/rejection.hpp"
#include "storage/json_path.hpp"

namespace reviewd {

// Reads one document. It goes on after a fault, so that a caller learns all of them at once; what it filled
// in is to be used only when `faults` stays empty.
class JsonReader {
 public:
  // `stored`: from the log, where a personal value is {"sealed": n}; else from a caller, where it is its
  // text.
  explicit JsonReader(bool stored) : stored_(stored) {}

  std::vector<Fault> faults;

  template <class T>
  void read(simdjson::dom::element from, T& into) {
    if constexpr (std::same_as<T, bool>) {
      if (from.get(into) != simdjson::SUCCESS) fault("wrong_type", "A boolean is needed here.");
    } else if constexpr (std::same_as<T, int>) {
      read_integer(from, into);
    } else if constexpr (std::same_as<T, Personal>) {
      read_personal(from, into);
    } else if constexpr (std::same_as<T, FactSet>) {
      read_facts(from, into);
    } else if constexpr (Described<T>) {
      read_members(from, into);
    } else if constexpr (requires { into.emplace_back(); }) {
      read_list(from, into);
    } else {
      read_text(from, into);
    }
  }

  template <Described T>
  void read_members(simdjson::dom::element from, T& into) {
    simdjson::dom::object object;
    if (from.get(object) != simdjson::SUCCESS) return fault("wrong_type", "An object is needed here.");
    std::bitset<64> seen;
    auto at = object.begin();
    const auto end = object.end();
    read_in_order(at, end, into, seen);
    for (; at != end; ++at) {
      path_.enter(at.key());
      if (!read_member(at.key(), at.value(), into, seen)) fault("unknown_member", "There is no such member.");
      path_.leave();
    }
    std::size_t index = 0;
    for_each_field<T>([&](const auto& field) {
      const bool optional = field.kind == FieldKind::optional ||
                            field.kind == FieldKind::optional_whole_day ||
                            field.kind == FieldKind::plain_words ||
                            field.kind == FieldKind::optional_date;
      const bool absent_is_fine = optional || (stored_ && requires { (into.*field.member).has_value(); });
      if (!seen[index++] && !absent_is_fine) {
        path_.enter(field.name);
        fault("required", "The field is required.");
        path_.leave();
      }
    });
  }

 private:
  void fault(std::string_view code, std::string_view detail) {
    if (faults.size() < 100) faults.push_back({path_.pointer(), std::string{code}, std::string{detail}});
  }

  // What this program wrote stands in the order of the descriptor: one comparison a member. Ends at the first
  // member that does not.
  template <Described T>
  void read_in_order(simdjson::dom::object::iterator& at, const simdjson::dom::object::iterator& end, T& into,
                     std::bitset<64>& seen) {
    std::size_t index = 0;
    for_each_field<T>([&](const auto& field) {
      const std::size_t number = index++;
      if (!(at != end) || at.key() != field.name) return;
      seen[number] = true;
      path_.enter(field.name);
      read_field(at.value(), into.*field.member);
      path_.leave();
      ++at;
    });
  }

  template <class Member>
  void read_field(simdjson::dom::element value, Member& member) {
    if constexpr (requires { member.has_value(); })
      read(value, member.emplace());
    else
      read(value, member);
  }

  // False when T has no such member.
  template <Described T>
  bool read_member(std::string_view key, simdjson::dom::element value, T& into, std::bitset<64>& seen) {
    std::size_t index = 0;
    bool known = false;
    for_each_field<T>([&](const auto& field) {
      const std::size_t at = index++;
      if (known || field.name != key) return;
      known = true;
      if (seen[at]) return fault("duplicate_member", "The member stands here more than once.");
      seen[at] = true;
      read_field(value, into.*field.member);
    });
    return known;
  }

  template <class T>
  void read_list(simdjson::dom::element from, std::vector<T>& into) {
    simdjson::dom::array array;
    if (from.get(array) != simdjson::SUCCESS) return fault("wrong_type", "An array is needed here.");
    for (const simdjson::dom::element element : array) {
      path_.enter(into.size());
      T value{};
      read(element, value);
      into.push_back(std::move(value));
      path_.leave();
    }
  }

  void read_integer(simdjson::dom::element from, int& into) {
    std::int64_t value = 0;
    if (from.get(value) != simdjson::SUCCESS || value < INT32_MIN || value > INT32_MAX)
      return fault("wrong_type", "A whole number is needed here.");
    into = static_cast<int>(value);
  }

  void read_personal(simdjson::dom::element from, Personal& into) {
    if (stored_) {
      if (!from.is_object()) fault("wrong_type", "A sealed value is needed here.");
      into = Personal::sealed();
      return;
    }
    std::string_view text;
    if (from.get(text) != simdjson::SUCCESS) return fault("wrong_type", "A text is needed here.");
    into = Personal::of(std::string{text});
  }

  void read_facts(simdjson::dom::element from, FactSet& into) {
    simdjson::dom::object object;
    if (from.get(object) != simdjson::SUCCESS) return fault("wrong_type", "An object is needed here.");
    for (const auto [key, value] : object) {
      path_.enter(key);
      read_fact(key, value, into);
      path_.leave();
    }
  }

  void read_fact(std::string_view key, simdjson::dom::element value, FactSet& into) {
    const auto name = fact_named(key);
    if (!name) return fault("unknown_member", "There is no such fact.");
    auto& answer = into.answers[static_cast<std::size_t>(*name)];
    if (answer) return fault("duplicate_member", "The member stands here more than once.");
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) answer = answer_named(text);
    if (!answer) fault("wrong_value", "The answer is \"yes\", \"no\" or \"unknown\".");
  }

  // Everything that is written as a text: a name, a day, an id, a word.
  template <class T>
  void read_text(simdjson::dom::element from, T& into) {
    std::string_view text;
    if (from.get(text) != simdjson::SUCCESS) return fault("wrong_type", "A text is needed here.");
    if constexpr (std::same_as<T, std::string>) {
      into = text;
    } else if (auto parsed = parse<T>(text)) {
      into = *parsed;
    } else {
      const bool day = std::same_as<T, PartialDate> || std::same_as<T, Day>;
      fault(day ? "not_a_day" : "wrong_value", day ? "This is no day of the calendar (YYYY-MM-DD)."
                                                   : "The value is not one that this field can hold.");
    }
  }

  template <class T>
  static std::optional<T> parse(std::string_view text) {
    if constexpr (Worded<T>) {
      for (const auto& [value, name] : Words<T>::values)
        if (name == text) return value;
      return std::nullopt;
    } else if constexpr (std::same_as<T, FactName>) {
      return fact_named(text);
    } else {
      return T::parse(text);
    }
  }

  bool stored_;
  JsonPath path_;
};

}  // namespace reviewd
