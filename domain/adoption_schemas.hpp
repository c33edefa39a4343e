// The descriptors of what is asked and answered about adopting a calendar.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/adoption.hpp"
#include "domain/moved_deadlines.hpp"
#include "domain/schema.hpp"

namespace reviewd {

template <>
struct Schema<AdoptCalendar> {
  static constexpr std::string_view name = "adopt_calendar";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "A new revision of a calendar is to be taken up, or what it would move is to be shown.";
  static constexpr std::string_view example = R"({"calendar":"england-and-wales"})";
  static constexpr auto fields = std::tuple{
      Field{"calendar", &AdoptCalendar::calendar, "The id of the calendar."},
      Field{"text", &AdoptCalendar::text,
            "The whole document of the new revision, in TOML; without it the file that the daemon has.",
            FieldKind::optional},
      Field{"accept", &AdoptCalendar::accept,
            "true: take it up. Otherwise nothing is written, and the answer shows what would move.",
            FieldKind::optional},
      Field{"reason", &AdoptCalendar::reason, "Why; needed to take it up.", FieldKind::optional},
      Field{"after", &AdoptCalendar::after, "How many of the deadlines to pass over; 0 unless said.",
            FieldKind::optional},
      Field{"limit", &AdoptCalendar::limit, "How many of them to show, 1 to 10000; 1000 unless said.",
            FieldKind::optional}};
};
static_assert(describes_every_member<AdoptCalendar>());

template <>
struct Schema<MovedDeadline> {
  static constexpr std::string_view name = "moved_deadline";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "An open deadline that moves.";
  static constexpr auto fields =
      std::tuple{Field{"case_id", &MovedDeadline::case_id, "The case."},
                 Field{"deadline_id", &MovedDeadline::deadline_id, "The deadline."},
                 Field{"was", &MovedDeadline::was, "When it is due; absent where there is none now.",
                       FieldKind::optional},
                 Field{"is", &MovedDeadline::is, "When it will be due; absent where there will be none.",
                       FieldKind::optional}};
};
static_assert(describes_every_member<MovedDeadline>());

}  // namespace reviewd
