// All editions and calendars in force for this log, as adopted at one position. Immutable once built; any
// thread.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/calendar/calendar.hpp"
#include "domain/rules/edition.hpp"

namespace reviewd {

// Which edition governs a day. `uncertain`: the day lies in a month in which another edition took over on a
// day that is not known, so `other` may have governed instead.
struct Governing {
  const Edition* edition = nullptr;  // null: no edition covers the day
  const Edition* other = nullptr;
  bool uncertain() const { return other != nullptr; }
};

// Every revision that was ever adopted, and which of them is asked about a day.
class RuleBook {
 public:
  // Adds a revision beside the older ones, which stay readable: a deadline keeps the revision it was computed
  // by.
  void add(Edition edition);
  void add(Calendar calendar);

  Governing governing(Day day) const;                 // the newest revision of each edition
  const Edition* edition(std::string_view id) const;  // the newest revision; null when there is none
  const Edition* edition(std::string_view id, int revision) const;
  const Calendar* calendar(std::string_view id) const;  // the newest revision
  const Calendar* calendar(std::string_view id, int revision) const;
  // Newest revisions, editions in the order they came into force.
  const std::vector<const Edition*>& editions() const { return newest_editions_; }
  std::vector<const Calendar*> calendars() const;

 private:
  std::vector<std::shared_ptr<const Edition>> editions_;    // by in_force_from, then revision
  std::vector<const Edition*> newest_editions_;             // of each the newest; asked for every command
  std::vector<std::shared_ptr<const Calendar>> calendars_;  // by id, then revision
};

}  // namespace reviewd
