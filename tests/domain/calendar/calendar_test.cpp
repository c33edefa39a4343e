#include "domain/calendar/calendar.hpp"

#include <simdjson.h>

#include <catch2/catch.hpp>

#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

Day working(std::string_view start, int count) {
  const auto due = add_working_days(shipped_calendar(), day(start), count);
  REQUIRE(due.has_value());
  return *due;
}

}  // namespace

TEST_CASE("all date vectors") {
  simdjson::dom::parser parser;
  int seen = 0;
  for (const simdjson::dom::element vector :
       parser.load(REVIEWD_SOURCE_DIR "/tests/domain/date_vectors.json")) {
    const std::string_view operation = vector["op"];
    const std::string_view start = vector["start"];
    const std::string_view due = vector["due"];
    const int count = static_cast<int>(static_cast<std::int64_t>(vector["n"]));
    INFO(operation << " " << start << " " << count);
    REQUIRE((operation == "add_months" || operation == "add_working_days"));
    if (operation == "add_months")
      CHECK(add_months(day(start), count).text() == due);
    else
      CHECK(working(start, count).text() == due);
    ++seen;
  }
  CHECK(seen == 25);
}

TEST_CASE("Dodds v Walker: four months from 30 September end on 30 January") {
  CHECK(add_months(day("1978-09-30"), 4) == day("1979-01-30"));
}

TEST_CASE("V3: two months are counted from the anchor, not from a result that was rolled") {
  const Day receipt = day("2016-01-20");
  const Day rolled = working("2016-02-20", 1);  // Saturday 20 February, rolled to the Monday
  CHECK(rolled == day("2016-02-22"));
  CHECK(add_months(rolled, 1) == day("2016-03-22"));  // the wrong arithmetic, for the difference
  const Day base = add_months(receipt, 2);
  CHECK(base == day("2016-03-20"));
  CHECK(working(base.text(), 1) == day("2016-03-21"));
}

TEST_CASE("V12: month addition is not associative, so it is done once from the base") {
  const Day start = day("2015-01-31");
  CHECK(add_months(start, 1) == day("2015-02-28"));
  CHECK(add_months(add_months(start, 1), 1) == day("2015-03-28"));
  CHECK(add_months(start, 2) == day("2015-03-31"));
}

TEST_CASE("V13: 31 August and six months is the last day of February") {
  CHECK(add_months(day("2010-08-31"), 6) == day("2011-02-28"));
  CHECK(add_months(day("2011-08-31"), 6) == day("2012-02-29"));
}

TEST_CASE("V14: 28 February and one month is 28 March, not the end of the month") {
  CHECK(add_months(day("2015-02-28"), 1) == day("2015-03-28"));
}

TEST_CASE("months cross years in both directions") {
  CHECK(add_months(day("2010-12-31"), 2) == day("2011-02-28"));
  CHECK(add_months(day("2010-01-31"), -2) == day("2009-11-30"));
  CHECK(add_months(day("2010-03-15"), -15) == day("2008-12-15"));
  CHECK(add_months(day("2010-05-05"), 0) == day("2010-05-05"));
}

TEST_CASE("V15: five working days over Good Friday and Easter Monday") {
  CHECK(working("2016-03-24", 5) == day("2016-04-04"));
}

TEST_CASE("one-off bank holidays are counted as what they were") {
  CHECK(working("2020-05-01", 1) == day("2020-05-04"));  // the May holiday was moved to the 8th
  CHECK(working("2020-05-07", 1) == day("2020-05-11"));
  CHECK(working("1999-12-30", 1) == day("2000-01-04"));  // 31 December 1999 and 3 January 2000
  CHECK(working("2011-04-28", 1) == day("2011-05-03"));
  CHECK(working("2022-09-16", 1) == day("2022-09-20"));
}

TEST_CASE("the day itself is day 0, and zero working days is the day itself") {
  CHECK(working("2018-07-07", 1) == day("2018-07-09"));
  CHECK(working("2018-07-09", 1) == day("2018-07-10"));
  CHECK(working("2018-07-07", 0) == day("2018-07-07"));
}

TEST_CASE("backwards is strictly before, and forwards undoes it between working days") {
  CHECK(working("2018-07-09", -1) == day("2018-07-06"));
  for (Day at = day("2015-01-02"); at < day("2016-12-30"); at = at.plus_days(1)) {
    if (!shipped_calendar().working_day(at)) continue;
    for (const int count : {1, 5, 7, 15}) CHECK(working(working(at.text(), count).text(), -count) == at);
  }
}

TEST_CASE("a count that leaves the calendar is refused, and says where the calendar ends") {
  const auto after = add_working_days(shipped_calendar(), day("2028-12-28"), 5);
  REQUIRE_FALSE(after.has_value());
  CHECK(after.error().kind == RejectionKind::not_allowed);
  CHECK(after.error().code == "calendar_ends");
  CHECK(after.error().detail.find("ends on 2028-12-31") != std::string::npos);
  const auto before = add_working_days(shipped_calendar(), day("1999-01-05"), -7);
  REQUIRE_FALSE(before.has_value());
  CHECK(before.error().code == "calendar_begins");
  CHECK(before.error().detail.find("begins on 1999-01-01") != std::string::npos);
  CHECK_FALSE(add_working_days(shipped_calendar(), day("1998-06-01"), 1).has_value());
  CHECK(add_working_days(shipped_calendar(), day("2028-12-28"), 1) == day("2028-12-29"));
}

TEST_CASE("months are counted outside the calendar too") {
  CHECK(add_months(day("1978-09-30"), 4) == day("1979-01-30"));
  CHECK(add_months(day("2040-08-31"), 6) == day("2041-02-28"));
}

TEST_CASE("the calendar knows its holidays by day") {
  const Holiday* holiday = shipped_calendar().holiday_on(day("2016-03-25"));
  REQUIRE(holiday != nullptr);
  CHECK(holiday->title == "Good Friday");
  CHECK(shipped_calendar().holiday_on(day("2016-03-24")) == nullptr);
  CHECK(shipped_calendar().holidays.size() == 247);
  CHECK(shipped_calendar().covers(day("1999-01-01")));
  CHECK(shipped_calendar().covers(day("2028-12-31")));
  CHECK_FALSE(shipped_calendar().covers(day("2029-01-01")));
}
