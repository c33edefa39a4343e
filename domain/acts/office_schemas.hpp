// The descriptors of what an office notes. See domain/acts/act.hpp. Compile-time only.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/office.hpp"

namespace reviewd {

template <>
struct Schema<OfficeStepTaken> {
  static constexpr std::string_view name = "office_step_taken";
  static constexpr std::string_view command = "record-office-step";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "A step of the board's office, as its tracking sheet dates it. It starts and meets no clock.";
  static constexpr auto day = &OfficeStepTaken::taken_on;
  static constexpr std::string_view section = "office_steps";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"step":"agencies_called","taken_on":"2010-02-03","due_on":"2010-02-12"})";
  static constexpr auto fields =
      std::tuple{Field{"step", &OfficeStepTaken::step, "What was done."},
                 Field{"taken_on", &OfficeStepTaken::taken_on, "The day it was done.", FieldKind::whole_day},
                 Field{"due_on", &OfficeStepTaken::due_on, "The day by which an answer was asked for.",
                       FieldKind::optional}};
};

template <>
struct Schema<ChildrenCounted> {
  static constexpr std::string_view name = "children_counted";
  static constexpr std::string_view command = "count-children";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "How many children the case concerns, where they are not listed one by one. Counted again, the last "
      "number stands.";
  static constexpr auto day = nullptr;
  static constexpr std::string_view section = "children_counted";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example = R"({"children":2})";
  static constexpr auto fields =
      std::tuple{Field{"children", &ChildrenCounted::children, "How many; 1 or more."}};
};

template <>
struct Schema<SourceNamed> {
  static constexpr std::string_view name = "source_named";
  static constexpr std::string_view command = "name-source";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Where what is recorded of the case was taken from.";
  static constexpr auto day = nullptr;
  static constexpr std::string_view section = "sources";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example = R"({"source":"Minutes of the sub-group, February 2010."})";
  static constexpr auto fields =
      std::tuple{Field{"source", &SourceNamed::source, "A paper, a file, an address."}};
};

}  // namespace reviewd
