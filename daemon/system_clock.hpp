// The wall clock: the only place where it is read. Any thread.
#pragma once

#include "domain/day.hpp"

namespace reviewd {

// Now, in UTC, to the millisecond.
Instant system_now();

}  // namespace reviewd
