// Which notices stand, from the facts alone. Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "domain/case_state.hpp"

namespace reviewd {

// The notices about this subject that were not withdrawn, in the order they were recorded. Each holds a
// NotificationRecorded.
std::vector<const Fact*> standing_notices(const Facts& facts, std::string_view subject);

// A notification of a serious incident to the national panel, which begins a rapid review.
bool tells_of_serious_incident(const NotificationRecorded& notice);

// Whether this notice (an event of the case) was withdrawn.
bool notice_withdrawn(const Facts& facts, EventId notice);

}  // namespace reviewd
