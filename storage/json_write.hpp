// Writes described values as JSON, by their descriptors. Members keep the order of the descriptor, so that
// equal values give equal bytes. Pure; any thread. Heavy to include: for the codecs' own .cpp files.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/event_schemas.hpp"
#include "domain/fact_names.hpp"
#include "domain/shared.hpp"

namespace reviewd {

// What stands in the JSON for a personal value found at this pointer of the event's data.
using PersonalWriter = std::function<boost::json::value(const Personal&, const std::string& pointer)>;

// Writes into the given storage, which outlives the values; one thread at a time. `personal` is asked for
// each personal value, so that the caller decides between sealing it and leaving it out.
class JsonWriter {
 public:
  JsonWriter(boost::json::storage_ptr storage, PersonalWriter personal)
      : storage_(std::move(storage)), personal_(std::move(personal)) {}

  template <class T>
  boost::json::value write(const T& value) {
    if constexpr (std::same_as<T, bool> || std::same_as<T, int>) {
      return boost::json::value(value, storage_);
    } else if constexpr (std::same_as<T, std::string>) {
      return boost::json::value(boost::json::string_view{value}, storage_);
    } else if constexpr (std::same_as<T, Personal>) {
      return personal_(value, pointer_);
    } else if constexpr (HeldInCommon<T>) {
      return write(*value);
    } else if constexpr (Worded<T>) {
      return boost::json::value(boost::json::string_view{word_of(value)}, storage_);
    } else if constexpr (std::same_as<T, FactName>) {
      return boost::json::value(boost::json::string_view{name_of(value)}, storage_);
    } else if constexpr (std::same_as<T, FactSet>) {
      return write_facts(value);
    } else if constexpr (Described<T>) {
      return write_members(value);
    } else if constexpr (requires { value.front(); }) {
      return write_list(value);
    } else {
      return boost::json::value(boost::json::string_view{value.text()}, storage_);
    }
  }

  template <Described T>
  boost::json::object write_members(const T& value) {
    boost::json::object object(storage_);
    for_each_field<T>([&](const auto& field) {
      const auto& member = value.*field.member;
      using Member = std::remove_cvref_t<decltype(member)>;
      if constexpr (requires { member.has_value(); }) {
        if (member) object.emplace(std::string_view{field.name}, at(field.name, *member));
      } else if constexpr (std::same_as<Member, FactSet> ||
                           (requires { member.front(); } && !std::same_as<Member, std::string>)) {
        if (!member.empty() || field.kind == FieldKind::required)
          object.emplace(std::string_view{field.name}, at(field.name, member));
      } else {
        object.emplace(std::string_view{field.name}, at(field.name, member));
      }
    });
    return object;
  }

 private:
  // The value of a member, with the pointer one step deeper meanwhile.
  template <class T>
  boost::json::value at(std::string_view segment, const T& value) {
    const std::size_t length = pointer_.size();
    pointer_.append("/").append(segment);
    boost::json::value written = write(value);
    pointer_.resize(length);
    return written;
  }

  template <class List>
  boost::json::value write_list(const List& list) {
    boost::json::array array(storage_);
    array.reserve(list.size());
    for (std::size_t index = 0; index < list.size(); ++index)
      array.push_back(at(std::to_string(index), list[index]));
    return array;
  }

  boost::json::value write_facts(const FactSet& facts) {
    boost::json::object object(storage_);
    for (std::size_t index = 0; index < fact_count; ++index)
      if (facts.answers[index])
        object.emplace(name_of(static_cast<FactName>(index)), write(*facts.answers[index]));
    return object;
  }

  boost::json::storage_ptr storage_;
  PersonalWriter personal_;
  std::string pointer_;
};

}  // namespace reviewd
