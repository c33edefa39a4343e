// How often the days of each deadline of a case became others, and when last: what a calendar needs to know
// that was given these days once. Folded from commits beside the state, so that no stored result depends on
// it. Values; loop thread.
#pragma once

#include <optional>
#include <vector>

#include "domain/case_state.hpp"

namespace reviewd {

// Of one day: every change of it, every falling away and every coming back counts.
struct DayHistory {
  int changes = 0;
  Instant changed_at;  // when the newest of them was recorded
};

// Of one deadline. `revised_to` is the last day that its timetable was revised to, also after that revision
// was taken back.
struct DeadlineHistory {
  DayHistory statutory;
  std::optional<DayHistory> revised;
  Day revised_to;
};

// In the order of the deadlines of the state.
using DueHistory = std::vector<DeadlineHistory>;

// Takes in the commit that led to this state.
void note(DueHistory& history, const CaseState& state, const Commit& commit);

}  // namespace reviewd
