// Civil days and UTC instants. Deadlines are days, never instants; instants only say when this system learned
// something. Pure values: any thread, no clock is read here, no zone data of the machine is used.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace reviewd {

// A day of the proleptic Gregorian calendar, between 0001-01-01 and 9999-12-31.
class Day {
 public:
  constexpr Day() = default;  // 1970-01-01
  constexpr explicit Day(std::int32_t days_since_1970) : days_(days_since_1970) {}

  // The named day, or nothing when there is no such day (2010-02-30).
  static std::optional<Day> of(int year, int month, int day);
  // Reads exactly "YYYY-MM-DD"; anything else, or a day that does not exist, gives nothing.
  static std::optional<Day> parse(std::string_view text);

  constexpr std::int32_t days_since_1970() const { return days_; }
  int year() const;
  int month() const;         // 1 to 12
  int day_of_month() const;  // 1 to 31
  int weekday() const;       // 1 Monday to 7 Sunday
  std::string text() const;  // "YYYY-MM-DD"

  constexpr auto operator<=>(const Day&) const = default;
  constexpr Day plus_days(std::int32_t count) const { return Day{days_ + count}; }
  friend constexpr std::int32_t operator-(Day later, Day earlier) { return later.days_ - earlier.days_; }

 private:
  std::int32_t days_ = 0;
};

// The number of days of a month of a year, 28 to 31.
int days_in_month(int year, int month);

// A day as people know it: whole, to the month, or only to the year ("2010-03-23", "2010-03", "2010").
// Real reviews are full of these; no day is ever invented for the missing part.
class PartialDate {
 public:
  PartialDate() = default;
  PartialDate(Day day);  // NOLINT(google-explicit-constructor): a whole day is a partial date

  // Nothing when the year, month or day does not exist. A day without a month cannot be said.
  static std::optional<PartialDate> of(int year, std::optional<int> month, std::optional<int> day);
  static std::optional<PartialDate> parse(std::string_view text);

  Day first() const;  // the earliest day it may mean
  Day last() const;   // the latest day it may mean
  bool whole() const { return day_ != 0; }
  std::optional<Day> day() const;  // the day, when it is known to the day
  std::string text() const;

  bool operator==(const PartialDate&) const = default;

 private:
  std::int16_t year_ = 1970;
  std::int8_t month_ = 0;  // 0: not known
  std::int8_t day_ = 0;    // 0: not known
};

// A moment in UTC to the millisecond. Written as RFC 3339 with three decimals and Z.
class Instant {
 public:
  constexpr Instant() = default;
  constexpr explicit Instant(std::int64_t milliseconds_since_1970) : milliseconds_(milliseconds_since_1970) {}

  // Reads "2010-01-31T09:00:00Z", with up to three decimals; other offsets and leap seconds are refused.
  static std::optional<Instant> parse(std::string_view text);

  constexpr std::int64_t milliseconds_since_1970() const { return milliseconds_; }
  std::string text() const;
  constexpr auto operator<=>(const Instant&) const = default;

 private:
  std::int64_t milliseconds_ = 0;
};

// The civil day in London at this moment. From 1996 summer time runs from the last Sunday of March 01:00 UTC
// to the last Sunday of October 01:00 UTC; a test compares this with the system's zone data for 1996 to 2037.
Day london_day(Instant moment);
// 00:00 London at the start of the day, as UTC.
Instant london_midnight(Day day);

}  // namespace reviewd
