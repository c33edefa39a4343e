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

std::string words_of(Milestone milestone) {
  switch (milestone) {
    case Milestone::brought_to_attention:
      return "the matter was brought to the board's attention";
    case Milestone::decision:
      return "the chair decided";
    case Milestone::decision_to_conduct:
      return "the chair decided to conduct a review";
    case Milestone::decision_not_to_conduct:
      return "the chair decided not to conduct a review";
    case Milestone::completion:
      return "the review was completed";
    case Milestone::notification_of_decision:
      return "the decision was notified";
  }
  return "";
}

std::string counted(int count, const std::string& singular) {
  return std::to_string(count) + " " + singular + (count == 1 ? "" : "s");
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
  return {"The period starts on " + start.text() + ", the day " + words_of(rule.starts_at) +
              "; that day itself is not counted.",
          start, start};
}

Step month_step(const Rule& rule, Day start, Day due) {
  std::string text = counted(rule.count, "month") + " after " + start.text() + " is " + due.text();
  if (due.day_of_month() == start.day_of_month())
    text += ", the day with the same number (the corresponding date).";
  else
    text += ": " + month_name(due) + " has no day " + std::to_string(start.day_of_month()) +
            ", so the corresponding date is the last day of the month.";
  return {std::move(text), start, due};
}

void explain_working_days(const Rule& rule, const Calendar& calendar, Day start, Day due,
                          std::vector<Step>& steps) {
  steps.push_back({"Working days are Monday to Friday without bank holidays (" + named(calendar) +
                       "); Saturdays and Sundays are not counted.",
                   start, start});
  for (Day day = start.plus_days(1); day < due; day = day.plus_days(1)) {
    const Holiday* holiday = calendar.holiday_on(day);
    if (holiday == nullptr || day.weekday() >= 6) continue;
    steps.push_back({day.text() + " " + holiday->title + " is a bank holiday and is not counted.", day, day});
  }
  steps.push_back({counted(rule.count, "working day") + " after " + start.text() + " is " + due.text() +
                       ", a " + weekday_name(due) + ".",
                   start, due});
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

Result<Day> counted_day(const Rule& rule, const Calendar& calendar, Day start) {
  switch (rule.unit) {
    case Unit::months:
      return add_months(start, rule.count);
    case Unit::calendar_days:
      return start.plus_days(rule.count);
    case Unit::working_days:
      return add_working_days(calendar, start, rule.count);
  }
  return start;
}

}  // namespace

Result<DueDay> due_day(const Rule& rule, const Calendar& calendar, Day start) {
  REVIEWD_ASSERT(rule.count > 0);
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

void explain(const Rule& rule, const Calendar& calendar, Day start, const DueDay& due,
             std::vector<Step>& steps) {
  const Day day = due.counted_to;
  steps.push_back(start_step(rule, start));
  switch (rule.unit) {
    case Unit::months:
      steps.push_back(month_step(rule, start, day));
      break;
    case Unit::calendar_days:
      steps.push_back(
          {counted(rule.count, "calendar day") + " after " + start.text() + " is " + day.text() + ".", start,
           day});
      break;
    case Unit::working_days:
      return explain_working_days(rule, calendar, start, day, steps);
  }
  steps.push_back(settling_step(rule, calendar, due));
}

}  // namespace reviewd
