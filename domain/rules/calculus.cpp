#include "domain/rules/calculus.hpp"

#include <array>

#include "domain/assert.hpp"

namespace reviewd {
namespace {

std::string weekday_name(Day day) {
  constexpr std::array<const char*, 7> names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                             "Friday", "Saturday", "Sunday"};
  return names[static_cast<std::size_t>(day.weekday() - 1)];
}

std::string month_name(Day day) {
  constexpr std::array<const char*, 12> names{"January",   "February", "March",    "April",
                                              "May",       "June",     "July",     "August",
                                              "September", "October",  "November", "December"};
  return std::string{names[static_cast<std::size_t>(day.month() - 1)]} + " " + std::to_string(day.year());
}

std::string counted(int count, const std::string& singular) {
  return std::to_string(count) + " " + singular + (count == 1 ? "" : "s");
}

std::string side_of(const Rule& rule) {
  const bool back = rule.direction == Direction::before;
  if (rule.start == Start::same_day) return back ? " counted back from " : " counted from ";
  return back ? " before " : " after ";
}

// Which document was asked, so that the same answer can be found again after a newer one is adopted.
std::string named(const Calendar& calendar) {
  return "calendar " + calendar.id + " revision " + std::to_string(calendar.revision) + ", " +
         calendar.hash.text().substr(0, 12);
}

// Why a covered day is no working day: "a Sunday", "Good Friday, a bank holiday".
std::string reason_not_working(const Calendar& calendar, Day day) {
  if (day.weekday() >= 6) return "a " + weekday_name(day);
  const Holiday* holiday = calendar.holiday_on(day);
  REVIEWD_ASSERT(holiday != nullptr);
  return holiday->title + ", a bank holiday";
}

Step start_step(const Rule& rule, Day start) {
  const std::string day = start.text() + ", the day " + std::string{words_of(rule.starts_at)};
  const bool back = rule.direction == Direction::before;
  const bool counts_itself = rule.start == Start::same_day;
  return {(back ? "The period is counted back from " : "The period starts on ") + day +
              (counts_itself ? "; that day is counted as the first." : "; that day itself is not counted."),
          start, start};
}

Step own_day_step(const Rule& rule, Day start, Day named) {
  return {"On " + start.text() + ", the day " + std::string{words_of(rule.starts_at)} + ", " + named.text() +
              " was named as the day.",
          start, named};
}

// Of a period whose first day is the start.
Step whole_months_step(const Rule& rule, Day start, Day due) {
  return {counted(rule.count, "month") + side_of(rule) + start.text() + " end on " + due.text() +
              (due.plus_days(1).day_of_month() == start.day_of_month()
                   ? ", the day before the corresponding date."
                   : ", the last day of the month."),
          start, due};
}

Step month_step(const Rule& rule, Day start, Day due) {
  if (rule.start == Start::same_day) return whole_months_step(rule, start, due);
  std::string text = counted(rule.count, "month") + " after " + start.text() + " is " + due.text();
  if (due.day_of_month() == start.day_of_month())
    text += ", the day with the same number (the corresponding date).";
  else
    text += ": " + month_name(due) + " has no day " + std::to_string(start.day_of_month()) +
            ", so the corresponding date is the last day of the month.";
  return {std::move(text), start, due};
}

// The first day that is looked at.
Day first_counted(const Rule& rule, Day start) {
  if (rule.start == Start::same_day) return start;
  return start.plus_days(rule.direction == Direction::before ? -1 : 1);
}

void explain_working_days(const Rule& rule, const Calendar& calendar, Day start, Day due,
                          std::vector<Step>& steps) {
  steps.push_back({"Working days are Monday to Friday without bank holidays (" + named(calendar) +
                       "); Saturdays and Sundays are not counted.",
                   start, start});
  const int forth = due < start ? -1 : 1;
  for (Day day = first_counted(rule, start); day != due; day = day.plus_days(forth)) {
    const Holiday* holiday = calendar.holiday_on(day);
    if (holiday == nullptr || day.weekday() >= 6) continue;
    steps.push_back({day.text() + " " + holiday->title + " is a bank holiday and is not counted.", day, day});
  }
  steps.push_back({counted(rule.count, "working day") + side_of(rule) + start.text() + " is " + due.text() +
                       ", a " + weekday_name(due) + ".",
                   start, due});
}

Step day_step(const Rule& rule, Day start, Day due) {
  return {counted(rule.count, "calendar day") + side_of(rule) + start.text() + " is " + due.text() + ".",
          start, due};
}

// A deadline is a day: the one on which the last hour may end, at whatever hour it began.
Step hour_step(const Rule& rule, Day start, Day due) {
  return {"The hour on " + start.text() + " is not known, so " + counted(rule.count, "hour") +
              " after it end on " + due.text() + " at the latest.",
          start, due};
}

// What kind of day the count ended on, and what became of it.
Step settling_step(const Rule& rule, const Calendar& calendar, const DueDay& due) {
  const Day day = due.counted_to;
  if (!calendar.covers(day))
    return {day.text() + " lies outside the " + named(calendar) + " (" + calendar.first_day.text() + " to " +
                calendar.last_day.text() + "), so whether it is a working day is not known.",
            day, day};
  if (calendar.working_day(day))
    return {day.text() + " is a working day (" + named(calendar) + ").", day, day};
  const std::string reason = day.text() + " is " + reason_not_working(calendar, day);
  if (rule.roll == Roll::none)
    return {reason + "; the guidance moves no date, so it stays (" + named(calendar) + ").", day, day};
  const bool forwards = rule.roll == Roll::next_working_day;
  return {reason + "; the rule moves it to the " + (forwards ? "next" : "previous") + " working day, " +
              due.due_on.text() + " (" + named(calendar) + ").",
          day, due.due_on};
}

// A month that begins with the start ends on the day before the corresponding date; where there is no such
// date, with the month.
Day ended_month(Day corresponding, Day start, int shift) {
  return corresponding.day_of_month() == start.day_of_month() ? corresponding.plus_days(shift)
                                                              : corresponding;
}

Result<Day> counted_day(const Rule& rule, const Calendar& calendar, Day start) {
  constexpr int hours_a_day = 24;
  const bool back = rule.direction == Direction::before;
  const int count = back ? -rule.count : rule.count;
  // Where the start is counted itself, the day beside it is the one that is not.
  const int shift = rule.start == Start::next_day ? 0 : back ? 1 : -1;
  switch (rule.unit) {
    case Unit::months:
      return ended_month(add_months(start, count), start, shift);
    case Unit::calendar_days:
      return start.plus_days(count + shift);
    case Unit::hours:
      return start.plus_days((count + hours_a_day - 1) / hours_a_day);
    case Unit::working_days:
      return add_working_days(calendar, start.plus_days(shift), count);
    case Unit::own_day:
    case Unit::none:
      break;
  }
  return start;
}

}  // namespace

bool counts(Unit unit) {
  return unit != Unit::own_day && unit != Unit::none;
}

Result<DueDay> due_day(const Rule& rule, const Calendar& calendar, Day start) {
  REVIEWD_ASSERT(counts(rule.unit) && rule.count > 0);
  const auto day = counted_day(rule, calendar, start);
  if (!day) return std::unexpected(day.error());
  DueDay due{*day, *day, false};
  if (rule.unit == Unit::working_days || !calendar.covers(*day) || calendar.working_day(*day)) return due;
  if (rule.roll == Roll::none) {
    due.falls_on_non_working_day = true;
    return due;
  }
  const auto moved = add_working_days(calendar, *day, rule.roll == Roll::next_working_day ? 1 : -1);
  if (!moved) return std::unexpected(moved.error());
  due.due_on = *moved;
  return due;
}

DueDay named_due_day(const Calendar& calendar, Day named) {
  return {named, named, calendar.covers(named) && !calendar.working_day(named)};
}

void explain(const Rule& rule, const Calendar& calendar, Day start, const DueDay& due,
             std::vector<Step>& steps) {
  const Day day = due.counted_to;
  steps.push_back(rule.unit == Unit::own_day ? own_day_step(rule, start, day) : start_step(rule, start));
  switch (rule.unit) {
    case Unit::months:
      steps.push_back(month_step(rule, start, day));
      break;
    case Unit::calendar_days:
      steps.push_back(day_step(rule, start, day));
      break;
    case Unit::hours:
      steps.push_back(hour_step(rule, start, day));
      break;
    case Unit::working_days:
      return explain_working_days(rule, calendar, start, day, steps);
    case Unit::own_day:
    case Unit::none:
      break;
  }
  steps.push_back(settling_step(rule, calendar, due));
}

Step no_period_step(const Rule& rule, Day start) {
  return {"The duty arose on " + start.text() + ", the day " + std::string{words_of(rule.starts_at)} +
              "; no day is set for it, so it is never overdue.",
          start, start};
}

}  // namespace reviewd
