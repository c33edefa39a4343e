// Events of the log as the API shows them. No personal value is in them, only where it stands. Pure; any
// thread.
#pragma once

#include <cstddef>
#include <string>

#include "domain/events.hpp"

namespace reviewd {

// One event of a commit: {"position", "index", "type", "type_version", "case_id", "occurred_on",
// "recorded_at", "actor", "data"}. `case_id` and `occurred_on` are null where there is none.
std::string event_document(const Commit& commit, std::size_t index);

}  // namespace reviewd
