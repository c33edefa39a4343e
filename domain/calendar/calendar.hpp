// Counting days and months as English law and the guidance do. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/day.hpp"
#include "domain/rejection.hpp"
#include "domain/types.hpp"

namespace reviewd {

// One bank holiday: why the day is none of the working days, and where that was learned.
struct Holiday {
  Day day;
  std::string title;
  std::string notes;
  std::string provenance;
};

// The bank holidays of one country from a first to a last day, as one document with an id, a revision and the
// SHA-256 of its text. What lies outside first_day..last_day is not known, and never guessed.
struct Calendar {
  std::string id;  // "england-and-wales"
  int revision = 1;
  Digest hash;
  std::string title;
  std::string source;
  Day first_day;
  Day last_day;
  std::vector<Holiday> holidays;  // in order of day

  const Holiday* holiday_on(Day day) const;  // null when it is none
  bool covers(Day day) const { return first_day <= day && day <= last_day; }
  // Monday to Friday and no holiday. The day must be covered.
  bool working_day(Day day) const;
};

// The corresponding date `months` later (Dodds v Walker [1981] 1 WLR 1027): the same day number, or the last
// day of the month when that month has no such day. Always counted from the original anchor, never from a
// result.
Day add_months(Day start, int months);

// The `count`-th working day after `start` (day 0), or before it when `count` is negative.
// `not_allowed` "calendar_ends" / "calendar_begins": the count leaves the calendar; the detail names its last
// or first day.
[[nodiscard]] Result<Day> add_working_days(const Calendar& calendar, Day start, int count);

}  // namespace reviewd
