#include "domain/calendar/calendar.hpp"

#include <algorithm>

#include "domain/assert.hpp"

namespace reviewd {
namespace {

constexpr int saturday = 6;

std::unexpected<Rejection> outside(const Calendar& calendar, Day day) {
  if (day < calendar.first_day)
    return not_allowed("calendar_begins", "The calendar " + calendar.id + " begins on " +
                                              calendar.first_day.text() +
                                              ": working days before it cannot be counted.");
  return not_allowed("calendar_ends", "The calendar " + calendar.id + " ends on " + calendar.last_day.text() +
                                          ": working days after it cannot be counted until a newer revision "
                                          "of the calendar is adopted.");
}

}  // namespace

const Holiday* Calendar::holiday_on(Day day) const {
  const auto found =
      std::lower_bound(holidays.begin(), holidays.end(), day,
                       [](const Holiday& holiday, Day wanted) { return holiday.day < wanted; });
  return found != holidays.end() && found->day == day ? &*found : nullptr;
}

bool Calendar::working_day(Day day) const {
  REVIEWD_ASSERT(covers(day));
  return day.weekday() < saturday && holiday_on(day) == nullptr;
}

Day add_months(Day start, int months) {
  const int months_since_year_0 = start.year() * 12 + start.month() - 1 + months;
  const int year = months_since_year_0 / 12;
  const int month = months_since_year_0 % 12 + 1;
  const auto first = Day::of(year, month, 1);
  REVIEWD_ASSERT(first.has_value());
  return first->plus_days(std::min(start.day_of_month(), days_in_month(year, month)) - 1);
}

Result<Day> add_working_days(const Calendar& calendar, Day start, int count) {
  const int direction = count < 0 ? -1 : 1;
  Day day = start;
  for (int left = count; left != 0;) {
    day = day.plus_days(direction);
    if (!calendar.covers(day)) return outside(calendar, day);
    if (calendar.working_day(day)) left -= direction;
  }
  return day;
}

}  // namespace reviewd
