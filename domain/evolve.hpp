// evolve: the state after an event. Total: every event of the log is taken as it is. Looks at no rule and no
// clock, so that the same log gives the same state for ever. Any thread.
#pragma once

#include "domain/case_state.hpp"
#include "domain/events.hpp"

namespace reviewd {

// One event. Results are copied from it, never worked out. What it names must be there: the log holds only
// what `decide` wrote, and its links were checked.
[[nodiscard]] CaseState evolve(CaseState state, const Event& event, const Recorded& recorded);

// All events of a commit, and the commit's own place.
[[nodiscard]] CaseState evolve(CaseState state, const Commit& commit);

// Whether a commit of these events changes the case document (a reminder does not).
bool changes_document(const std::vector<Event>& events);

}  // namespace reviewd
