// The notification pack: what stands in each field of the form of one duty to notify, what was drafted, and
// what is missing. Pure; any thread. Opens nothing: of a personal value it says where it stands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/notification_form.hpp"

namespace reviewd {

// `known`: the case holds it. `drafted`: somebody wrote it for this notification. `left_out`: it is not
// there, and the form does not need it.
enum class PackFieldState { known, drafted, missing, left_out };

template <>
struct Words<PackFieldState> {
  static constexpr std::array<Word<PackFieldState>, 4> values{{{PackFieldState::known, "known"},
                                                               {PackFieldState::drafted, "drafted"},
                                                               {PackFieldState::missing, "missing"},
                                                               {PackFieldState::left_out, "left_out"}}};
};

// A place in the data of a fact, as it was first recorded.
struct FactPlace {
  EventId event;
  std::string pointer;
  bool operator==(const FactPlace&) const = default;
};

// A field with what stands in it.
struct PackField {
  const FormField* field = nullptr;
  PackFieldState state = PackFieldState::missing;
  std::optional<std::string> text;  // an open value
  std::vector<FactPlace> sealed;    // where personal values stand that make the value up
  std::optional<EventId> drafted_in;
  std::vector<FactName> missing_facts;  // answers without which a box cannot be ticked or left
};

// A section of the form, of one child where it is asked of each.
struct PackSection {
  const FormSection* section = nullptr;
  std::optional<std::string> child;
  std::vector<PackField> fields;
};

// What was drafted for a field that this form does not have.
struct StrayDraft {
  std::string field;
  std::optional<std::string> child;
  FactPlace sealed;
};

// Points into the form, which must outlive it.
struct NotificationPack {
  const NotificationForm* form = nullptr;
  std::vector<PackSection> sections;
  std::vector<StrayDraft> stray;
  std::vector<EventId> acknowledgements;
};

// Of a deadline of kind notification. A form that asks of each child is filled for every child of the case,
// and once where none is known.
NotificationPack notification_pack(const CaseState& state, const Deadline& deadline,
                                   const NotificationForm& form);

// Whether the value of a field is a day.
bool is_day(FormSource source);

}  // namespace reviewd
