// Who has, or had, which role in a review, from its facts alone. Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "domain/case_state.hpp"

namespace reviewd {

// One appointment as it stands. Lives as long as the facts it was read from.
struct Appointment {
  EventId event;
  const PersonAppointed* body = nullptr;
  std::optional<PartialDate> ended_on;  // the last day in the role; empty while it stands

  bool stands() const { return !ended_on; }
};

// All appointments, in the order they were recorded.
std::vector<Appointment> appointments(const Facts& facts);

}  // namespace reviewd
