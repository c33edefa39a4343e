// What can be wrong with the content of a command whatever the state of the case: texts and days. Pure; any
// thread.
#pragma once

#include <vector>

#include "domain/case_state.hpp"
#include "domain/commands.hpp"
#include "domain/rejection.hpp"
#include "domain/schema.hpp"

namespace reviewd {

// The longest open text (a label, a board, an office, a reference), in bytes of UTF-8.
inline constexpr std::size_t open_text_bytes_max = 200;
// The longest personal text (a description, reasons), in bytes of UTF-8.
inline constexpr std::size_t personal_text_bytes_max = 20'000;
// The most children of one case.
inline constexpr std::size_t children_max = 100;

// "empty", "too_long", "not_utf8", "control_character" (personal texts may have line breaks and tabs),
// "required", "whole_day_required" (of the API; an import may bring partial dates), "in_the_future" (after
// `today` in London).
std::vector<Fault> content_faults(const CaseCommand& command, Origin origin, Day today);

// The same for a text that comes with no command of a case: an open name on one line, and a personal reason.
std::vector<Fault> name_faults(const std::string& name, const std::string& pointer);
std::vector<Fault> reason_faults(const Personal& reason, const std::string& pointer);

// The same for one open field of a fact as corrected, with its pointer into the fact's data. Personal values
// are not looked at: they are sealed.
std::vector<Fault> field_faults(const FactBody& fact, std::string_view pointer, Day today);

// The same for the text by which a personal value is corrected; `kind` is that of its field.
std::vector<Fault> personal_faults(const std::string& text, const std::string& pointer, FieldKind kind,
                                   Day today);

// Days that contradict each other: a decision before the referral, a completion before the decision. The
// pointers name the field of the later fact; `event` tells which fact it is.
struct Contradiction {
  EventId event;
  std::string pointer;
  std::string code;
  std::string detail;
};

// Every contradiction among these facts, in the order they were recorded; the first fact is the opening.
// Where no day of referral is known nothing is compared with it.
std::vector<Contradiction> contradictions(const Facts& facts);

}  // namespace reviewd
