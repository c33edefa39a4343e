// When a delivery is tried again. Pure functions of what the log holds and of chance handed in, so that no
// count has to be remembered over a restart. Any thread.
#pragma once

#include <cstdint>
#include <optional>

#include "domain/day.hpp"

namespace reviewd {

// What a source of chance gave: all of its range is equally likely.
struct Jitter {
  std::uint32_t drawn = 0;
};

// The waits, in milliseconds. Each is a fifth longer or shorter by chance.
inline constexpr std::int64_t retry_milliseconds_min = 5'000;
inline constexpr std::int64_t retry_milliseconds_max = 8LL * 3'600'000;
inline constexpr std::int64_t probe_milliseconds_min = 5'000;
inline constexpr std::int64_t probe_milliseconds_max = 15LL * 60'000;
// The longest that a Retry-After holds a subscription back.
inline constexpr std::int64_t retry_after_milliseconds_max = 24LL * 3'600'000;

// As long again as it has been failing, within the bounds; the last try lies at the end of the schedule.
// Nothing: the schedule is over.
std::optional<Instant> next_retry(Instant failing_since, Instant now, Jitter jitter);

// The same for a webhook that cannot be reached, without an end.
Instant next_probe(Instant unreachable_since, Instant now, Jitter jitter);

}  // namespace reviewd
