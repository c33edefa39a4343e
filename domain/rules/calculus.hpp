// The deadline calculus: from a rule, a calendar and an anchor to a due day, with every step said. Pure; any
// thread.
#pragma once

#include <string>
#include <vector>

#include "domain/calendar/calendar.hpp"
#include "domain/rejection.hpp"
#include "domain/rules/edition.hpp"

namespace reviewd {

// One step of an explanation, in words for the board manager: what was done, from which day to which.
struct Step {
  std::string text;
  Day from;
  Day to;
  bool operator==(const Step&) const = default;
};

// A due day as it was worked out: what a deadline is pinned to.
struct DueDay {
  Day counted_to;                         // where the count ends
  Day due_on;                             // another day only where the rule rolls
  bool falls_on_non_working_day = false;  // said, never rolled unless the rule says so
};

// Whether periods of this unit are counted from the start; the others are named by an act, or not stated.
bool counts(Unit unit);

// Of a rule whose unit counts. `not_allowed` "calendar_ends", "calendar_begins": the count leaves the
// calendar; the deadline cannot be said until a newer calendar is adopted. Outside the calendar a month rule
// still has its day, and the flag is false.
[[nodiscard]] Result<DueDay> due_day(const Rule& rule, const Calendar& calendar, Day start);

// The day that the act itself names, of the unit `own_day`.
DueDay named_due_day(const Calendar& calendar, Day named);

// Adds how `due`, the due day of these three, was worked out.
void explain(const Rule& rule, const Calendar& calendar, Day start, const DueDay& due,
             std::vector<Step>& steps);
// What is said instead where there is no due day at all.
Step no_period_step(const Rule& rule, Day start);

}  // namespace reviewd
