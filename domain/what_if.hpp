// What the deadlines of a case would be under another edition of the guidance or another calendar. It writes
// nothing and knows nothing but facts and rules. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/derivation.hpp"
#include "domain/rejection.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// What is supposed instead of the rules that were adopted; either or both.
struct Supposition {
  std::optional<std::string> edition;   // as if it had governed every day
  std::optional<std::string> calendar;  // "england-and-wales", or "england-and-wales@2" for one revision
  bool operator==(const Supposition&) const = default;
};

// A rule book in which the supposed edition is the only one, in force on every day, and the supposed revision
// of a calendar is the newest. `invalid` "/edition" "no_such_edition", "/calendar" "no_such_calendar".
[[nodiscard]] Result<RuleBook> supposed_rules(const RuleBook& rules, const Supposition& supposition);

// How a deadline stands: as stored, or as it would.
struct Standing {
  std::optional<Day> due_on;
  std::optional<DayRange> due_between;
  std::optional<PartialDate> met_on;
  DeadlineState state = DeadlineState::running;
  std::optional<int> days_late;
  std::string clause;
};

// One line of the table. `breach`: whether the hypothetical clock was or is overrun; nothing where the dates
// are too partial to say, or where there is no such clock.
struct WhatIfLine {
  std::string deadline_id;
  std::string kind;
  std::optional<Standing> actual;
  std::optional<Standing> hypothetical;
  std::optional<bool> breach;
  std::string why;
};

// Every deadline of the case, as stored and as it would be at the end of `today`, in the order in which they
// are stored, then those that there would be beside them.
std::vector<WhatIfLine> what_if(const CaseState& state, const RuleBook& supposed, Day today);

}  // namespace reviewd
