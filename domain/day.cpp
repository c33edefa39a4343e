#include "domain/day.hpp"

#include <chrono>

#include "domain/assert.hpp"

namespace reviewd {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t milliseconds_per_day = 86'400'000;
constexpr std::int64_t milliseconds_per_hour = 3'600'000;

year_month_day civil(std::int32_t days_since_1970) {
  return sys_days{days{days_since_1970}};
}

// Exactly `count` digits at `from`, or -1.
int digits(std::string_view text, std::size_t from, std::size_t count) {
  if (from + count > text.size()) return -1;
  int value = 0;
  for (std::size_t at = from; at < from + count; ++at) {
    if (text[at] < '0' || text[at] > '9') return -1;
    value = value * 10 + (text[at] - '0');
  }
  return value;
}

// The last `count` digits of a number that is not negative, over what stands at `from`.
void write_digits(std::string& text, std::size_t from, std::size_t count, int number) {
  for (std::size_t at = from + count; at > from; number /= 10)
    text[--at] = static_cast<char>('0' + number % 10);
}

Day last_sunday(int year, int month) {
  const Day last = *Day::of(year, month, days_in_month(year, month));
  return last.plus_days(-(last.weekday() % 7));
}

bool summer_time(Instant moment) {
  const Day utc_day{static_cast<std::int32_t>(
      std::chrono::floor<days>(std::chrono::milliseconds{moment.milliseconds_since_1970()}).count())};
  const int year = utc_day.year();
  if (year < 1 || year > 9999) return false;  // 00:00 of the very first day, looked at from an hour before
  const auto change = [](Day day) {
    return day.days_since_1970() * milliseconds_per_day + milliseconds_per_hour;
  };
  return moment.milliseconds_since_1970() >= change(last_sunday(year, 3)) &&
         moment.milliseconds_since_1970() < change(last_sunday(year, 10));
}

std::optional<std::int64_t> time_of_day(std::string_view text) {  // "09:00:00" or "09:00:00.5", without the Z
  const int hour = digits(text, 0, 2);
  const int minute = digits(text, 3, 2);
  const int second = digits(text, 6, 2);
  if (text.size() < 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  std::int64_t fraction = 0;
  if (text.size() > 8) {
    const std::size_t count = text.size() - 9;
    if (text[8] != '.' || count < 1 || count > 3) return std::nullopt;
    const int decimals = digits(text, 9, count);
    if (decimals < 0) return std::nullopt;
    fraction = count == 1 ? decimals * 100 : count == 2 ? decimals * 10 : decimals;
  }
  return ((hour * 60 + minute) * 60 + second) * std::int64_t{1000} + fraction;
}

}  // namespace

int days_in_month(int year, int month) {
  REVIEWD_ASSERT(month >= 1 && month <= 12);
  const std::chrono::year_month_day_last last{
      std::chrono::year{year}, std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

std::optional<Day> Day::of(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
    return std::nullopt;
  const year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                            std::chrono::day{static_cast<unsigned>(day)}};
  return Day{static_cast<std::int32_t>(sys_days{date}.time_since_epoch().count())};
}

std::optional<Day> Day::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return of(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
}

int Day::year() const {
  return static_cast<int>(civil(days_).year());
}
int Day::month() const {
  return static_cast<int>(static_cast<unsigned>(civil(days_).month()));
}
int Day::day_of_month() const {
  return static_cast<int>(static_cast<unsigned>(civil(days_).day()));
}
int Day::weekday() const {
  return static_cast<int>(std::chrono::weekday{sys_days{days{days_}}}.iso_encoding());
}

std::string Day::text() const {
  const year_month_day date = civil(days_);
  std::string text = "0000-00-00";
  write_digits(text, 0, 4, static_cast<int>(date.year()));
  write_digits(text, 5, 2, static_cast<int>(static_cast<unsigned>(date.month())));
  write_digits(text, 8, 2, static_cast<int>(static_cast<unsigned>(date.day())));
  return text;
}

PartialDate::PartialDate(Day day)
    : year_(static_cast<std::int16_t>(day.year())),
      month_(static_cast<std::int8_t>(day.month())),
      day_(static_cast<std::int8_t>(day.day_of_month())) {}

std::optional<PartialDate> PartialDate::of(int year, std::optional<int> month, std::optional<int> day) {
  if (day && !month) return std::nullopt;
  const auto exists = Day::of(year, month.value_or(1), day.value_or(1));
  if (!exists) return std::nullopt;
  PartialDate date{*exists};
  if (!day) date.day_ = 0;
  if (!month) date.month_ = 0;
  return date;
}

std::optional<PartialDate> PartialDate::parse(std::string_view text) {
  if (text.size() == 4) return of(digits(text, 0, 4), std::nullopt, std::nullopt);
  if (text.size() == 7 && text[4] == '-') return of(digits(text, 0, 4), digits(text, 5, 2), std::nullopt);
  const auto day = Day::parse(text);
  if (!day) return std::nullopt;
  return PartialDate{*day};
}

Day PartialDate::first() const {
  return *Day::of(year_, month_ == 0 ? 1 : month_, day_ == 0 ? 1 : day_);
}

Day PartialDate::last() const {
  const int month = month_ == 0 ? 12 : month_;
  return *Day::of(year_, month, day_ == 0 ? days_in_month(year_, month) : day_);
}

std::optional<Day> PartialDate::day() const {
  if (!whole()) return std::nullopt;
  return first();
}

std::string PartialDate::text() const {
  std::string text = "0000-00-00";
  write_digits(text, 0, 4, year_);
  write_digits(text, 5, 2, month_);
  write_digits(text, 8, 2, day_);
  text.resize(whole() ? 10 : month_ != 0 ? 7 : 4);
  return text;
}

std::optional<Instant> Instant::parse(std::string_view text) {
  if (text.size() < 20 || text[10] != 'T' || text.back() != 'Z') return std::nullopt;
  const auto day = Day::parse(text.substr(0, 10));
  const auto time = time_of_day(text.substr(11, text.size() - 12));
  if (!day || !time) return std::nullopt;
  return Instant{day->days_since_1970() * milliseconds_per_day + *time};
}

std::string Instant::text() const {
  const auto whole = std::chrono::floor<days>(std::chrono::milliseconds{milliseconds_});
  const std::int64_t rest = milliseconds_ - whole.count() * milliseconds_per_day;
  std::string text = Day{static_cast<std::int32_t>(whole.count())}.text() + "T00:00:00.000Z";
  write_digits(text, 11, 2, static_cast<int>(rest / 3'600'000));
  write_digits(text, 14, 2, static_cast<int>(rest / 60'000 % 60));
  write_digits(text, 17, 2, static_cast<int>(rest / 1000 % 60));
  write_digits(text, 20, 3, static_cast<int>(rest % 1000));
  return text;
}

Day london_day(Instant moment) {
  const std::int64_t local =
      moment.milliseconds_since_1970() + (summer_time(moment) ? milliseconds_per_hour : 0);
  return Day{static_cast<std::int32_t>(std::chrono::floor<days>(std::chrono::milliseconds{local}).count())};
}

Instant london_midnight(Day day) {
  const std::int64_t utc = day.days_since_1970() * milliseconds_per_day;
  const Instant an_hour_before{utc - milliseconds_per_hour};
  return summer_time(an_hour_before) ? an_hour_before : Instant{utc};
}

}  // namespace reviewd
