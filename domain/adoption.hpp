// How an administrator asks over the API for a new revision of a calendar to be taken up.
#pragma once

#include <optional>
#include <string>

#include "domain/personal.hpp"

namespace reviewd {

// Without `accept` nothing is written: the answer shows what would move.
struct AdoptCalendar {
  std::string calendar;             // its id
  std::optional<std::string> text;  // the document of the new revision; without it the file on the disk
  std::optional<bool> accept;
  std::optional<Personal> reason;  // needed to accept; sealed
  std::optional<int> after;        // how many of the deadlines that move to pass over
  std::optional<int> limit;        // how many of them to show
};

}  // namespace reviewd
