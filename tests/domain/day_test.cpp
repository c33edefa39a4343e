#include "domain/day.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "tests/support/shipped_rules.hpp"
#include "tests/support/skip.hpp"

using namespace reviewd;

namespace {

constexpr std::int64_t hour = 3'600'000;
constexpr std::int64_t minute = 60'000;

// London as the system's zone data has it, while this object lives.
class SystemLondon {
 public:
  SystemLondon() {
    setenv("TZ", "Europe/London", 1);
    tzset();
  }
  ~SystemLondon() {
    unsetenv("TZ");
    tzset();
  }
  SystemLondon(const SystemLondon&) = delete;
  SystemLondon& operator=(const SystemLondon&) = delete;

  Day day(Instant moment) const {
    const std::time_t seconds = moment.milliseconds_since_1970() / 1000;
    std::tm local{};
    localtime_r(&seconds, &local);
    return *Day::of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
  }
};

Instant instant(std::string_view text) {
  return Instant::parse(text).value();
}

}  // namespace

TEST_CASE("days that do not exist are refused") {
  CHECK_FALSE(Day::parse("2010-02-30"));
  CHECK_FALSE(Day::parse("2011-02-29"));
  CHECK_FALSE(Day::parse("1900-02-29"));
  CHECK_FALSE(Day::parse("2010-13-01"));
  CHECK_FALSE(Day::parse("2010-00-01"));
  CHECK_FALSE(Day::parse("0000-01-01"));
  CHECK_FALSE(Day::parse("2010-1-1"));
  CHECK_FALSE(Day::parse("2010-01-01 "));
  CHECK_FALSE(Day::parse("+010-01-01"));
  CHECK(Day::parse("2000-02-29")->text() == "2000-02-29");
  CHECK(Day::parse("9999-12-31")->weekday() == 5);
}

TEST_CASE("every day of four centuries is written and read back") {
  const Day last = day("2037-12-31");
  int weekday = day("1638-01-01").weekday();
  for (Day at = day("1638-01-01"); at <= last; at = at.plus_days(1)) {
    if (Day::parse(at.text()) != at || at.weekday() != weekday) FAIL(at.text());
    weekday = weekday % 7 + 1;
  }
  CHECK(last.weekday() == 4);
}

TEST_CASE("partial dates keep their precision and never invent a day") {
  const auto year = PartialDate::parse("2010");
  const auto month = PartialDate::parse("2010-02");
  const auto whole = PartialDate::parse("2010-02-14");
  REQUIRE((year && month && whole));
  CHECK(year->first() == day("2010-01-01"));
  CHECK(year->last() == day("2010-12-31"));
  CHECK(month->first() == day("2010-02-01"));
  CHECK(month->last() == day("2010-02-28"));
  CHECK_FALSE(month->day());
  CHECK(whole->day() == day("2010-02-14"));
  CHECK(year->text() == "2010");
  CHECK(month->text() == "2010-02");
  CHECK(whole->text() == "2010-02-14");
  CHECK_FALSE(*month == PartialDate{day("2010-02-01")});
}

TEST_CASE("partial dates that mean nothing are refused") {
  for (const char* text :
       {"", "10", "201", "2010-", "2010-13", "2010-02-30", "2010-2", "2010/02", "2010-02-1"})
    CHECK_FALSE(PartialDate::parse(text));
  CHECK_FALSE(PartialDate::of(2010, std::nullopt, 3));
}

TEST_CASE("instants are UTC to the millisecond, and nothing else is read") {
  CHECK(instant("2015-07-31T23:30:00Z").text() == "2015-07-31T23:30:00.000Z");
  CHECK(instant("2015-07-31T23:30:00.5Z").text() == "2015-07-31T23:30:00.500Z");
  CHECK(instant("1969-12-31T23:59:59.999Z").milliseconds_since_1970() == -1);
  for (const char* text :
       {"2015-07-31T23:30:00", "2015-07-31T23:30:00+01:00", "2015-07-31T23:59:60Z", "2015-07-31 23:30:00Z",
        "2015-07-31T24:00:00Z", "2015-07-31T23:30:00.Z", "2015-07-31T23:30:00.1234Z", "2015-02-29T00:00:00Z"})
    CHECK_FALSE(Instant::parse(text));
}

TEST_CASE("V11: half past eleven at night UTC in summer is the next day in London") {
  CHECK(london_day(instant("2015-07-31T23:30:00Z")) == day("2015-08-01"));
  CHECK(london_day(instant("2015-07-31T22:59:59.999Z")) == day("2015-07-31"));
  CHECK(london_day(instant("2015-12-31T23:30:00Z")) == day("2015-12-31"));
}

TEST_CASE("midnight in London begins each day, in both offsets and when the clocks change") {
  CHECK(london_midnight(day("2010-03-01")) == instant("2010-03-01T00:00:00Z"));
  CHECK(london_midnight(day("2010-07-01")) == instant("2010-06-30T23:00:00Z"));
  CHECK(london_midnight(day("2010-03-28")) == instant("2010-03-28T00:00:00Z"));
  CHECK(london_midnight(day("2010-03-29")) == instant("2010-03-28T23:00:00Z"));
  CHECK(london_midnight(day("2010-10-31")) == instant("2010-10-30T23:00:00Z"));
  CHECK(london_midnight(day("2010-11-01")) == instant("2010-11-01T00:00:00Z"));
  for (Day at = day("1996-01-01"); at <= day("2037-12-31"); at = at.plus_days(1)) {
    const Instant start = london_midnight(at);
    const Instant just_before{start.milliseconds_since_1970() - 1};
    if (london_day(start) != at || london_day(just_before) != at.plus_days(-1)) FAIL(at.text());
  }
}

TEST_CASE("the first and the last day that can be written have their midnight") {
  CHECK(london_midnight(day("0001-01-01")).text() == "0001-01-01T00:00:00.000Z");
  CHECK(london_midnight(day("9999-12-31")).text() == "9999-12-31T00:00:00.000Z");
}

TEST_CASE("London's days agree with the system's zone data from 1996 to 2037") {
  if (!std::filesystem::exists("/usr/share/zoneinfo/Europe/London")) return skip_test("tzdata");
  const SystemLondon london;
  std::int64_t compared = 0;
  const Instant end = instant("2037-12-31T23:59:59Z");
  // Every hour, and the minutes on both sides of it: the only moments at which a day or an offset can change.
  for (std::int64_t at = instant("1996-01-01T00:00:00Z").milliseconds_since_1970();
       at <= end.milliseconds_since_1970(); at += hour) {
    for (const std::int64_t offset : {-minute, std::int64_t{0}, minute}) {
      const Instant moment{at + offset};
      if (london_day(moment) != london.day(moment)) FAIL(moment.text());
      ++compared;
    }
  }
  CHECK(compared > 1'000'000);
}
