#include "config/calendar_reader.hpp"

#include "config/bounded_toml.hpp"
#include "config/table_reader.hpp"
#include "config/text_digest.hpp"

namespace reviewd {
namespace {

constexpr std::int64_t last_revision = 1'000'000;

void expect_text(TableReader& reader, std::string_view key, std::string_view only) {
  if (reader.text(key) != only)
    reader.refuse(key, "is not the rule this version knows: \"" + std::string{only} + "\"");
}

void expect_number(TableReader& reader, std::string_view key, std::int64_t only) {
  if (reader.number(key, 0, 9999) != only)
    reader.refuse(key, "is not the rule this version knows: " + std::to_string(only));
}

void expect_change(TableReader reader, std::int64_t month) {
  expect_number(reader, "month", month);
  expect_text(reader, "weekday", "last Sunday");
  expect_text(reader, "at_utc", "01:00");
  reader.refuse_unknown_keys();
}

void expect_london(TableReader reader) {
  expect_number(reader, "from_year", 1996);
  expect_number(reader, "standard_offset_minutes", 0);
  expect_number(reader, "summer_offset_minutes", 60);
  expect_change(reader.table("summer_begins"), 3);
  expect_change(reader.table("summer_ends"), 10);
  reader.refuse_unknown_keys();
}

Holiday read_holiday(TableReader& reader) {
  Holiday holiday;
  holiday.day = reader.day("day");
  holiday.title = reader.text("title");
  holiday.notes = reader.text("notes", Presence::optional);
  holiday.provenance = reader.text("provenance");
  reader.refuse_unknown_keys();
  return holiday;
}

void read_holidays(TableReader& reader, Calendar& calendar) {
  for (TableReader& inner : reader.tables("holidays")) {
    Holiday holiday = read_holiday(inner);
    if (!calendar.covers(holiday.day)) inner.refuse("day", "lies outside first_day and last_day");
    if (holiday.day.weekday() >= 6)
      inner.refuse("day", "is a Saturday or Sunday, which is no working day anyway");
    if (!calendar.holidays.empty() && holiday.day <= calendar.holidays.back().day)
      inner.refuse("day", "is not after the holiday before it");
    calendar.holidays.push_back(std::move(holiday));
  }
}

}  // namespace

std::expected<Calendar, ConfigFault> read_calendar(std::string_view text, std::string_view file) {
  const auto table = parse_bounded(text, file);
  if (!table) return std::unexpected(table.error());
  FaultKeeper faults{file};
  TableReader reader{*table, "", faults};
  Calendar calendar;
  calendar.hash = digest_of_text(text);
  calendar.id = reader.text("id");
  calendar.revision = static_cast<int>(reader.number("revision", 1, last_revision));
  calendar.title = reader.text("title");
  calendar.source = reader.text("source");
  calendar.first_day = reader.day("first_day");
  calendar.last_day = reader.day("last_day");
  if (calendar.last_day < calendar.first_day) reader.refuse("last_day", "is before first_day");
  expect_london(reader.table("london"));
  read_holidays(reader, calendar);
  reader.refuse_unknown_keys();
  if (const auto& fault = faults.first()) return std::unexpected(*fault);
  return calendar;
}

}  // namespace reviewd
