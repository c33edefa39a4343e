// What follows from the facts as they are now: the events by which the stored results catch up with the
// derivation. Pure; any thread.
#pragma once

#include <vector>

#include "domain/case_state.hpp"
#include "domain/decide.hpp"
#include "domain/derivation.hpp"

namespace reviewd {

// `state` has the new facts and the old results. `cause` is the event that made them differ; a deadline that
// a fact of its own met, revised or ended names that fact instead. `passing_waits`: that a day has passed is
// left to the timers.
std::vector<Event> consequences(const CaseState& state, const Derivation& derived, EventId cause,
                                bool passing_waits);

// The reminders of all open deadlines that fell due up to `today` and have not fired, in order of their day.
std::vector<Event> due_reminders(const CaseState& state, Day today);

}  // namespace reviewd
