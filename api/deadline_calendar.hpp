// The calendar of deadlines (RFC 5545): what is open as all-day entries, what fell away as cancelled ones. A
// function of the log alone, with nothing personal in it. Pure; any thread, one at a time.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "domain/case_state.hpp"
#include "domain/due_history.hpp"

namespace reviewd {

// Which deadlines a calendar shows.
struct CalendarFilter {
  std::optional<Identifier> board_id;
  std::optional<std::string> kind;
};

// Collects entries case by case. A statutory day and the day of a revised timetable are two entries.
class DeadlineCalendar {
 public:
  // How many entries a calendar holds: those of the latest days.
  static constexpr std::size_t entries_usual = 10'000;

  explicit DeadlineCalendar(CalendarFilter filter, std::size_t entries_max = entries_usual)
      : filter_(std::move(filter)), entries_max_(entries_max) {}

  // A state and its history, both of one position.
  void add(const CaseState& state, const DueHistory& history);
  // The whole object, in the order of the days.
  std::string text() const;

 private:
  void keep(Day day, std::string uid, std::string entry);

  CalendarFilter filter_;
  std::size_t entries_max_;
  std::map<std::pair<Day, std::string>, std::string> entries_;  // by day and UID
};

}  // namespace reviewd
