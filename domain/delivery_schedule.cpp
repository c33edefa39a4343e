#include "domain/delivery_schedule.hpp"

#include <algorithm>

#include "domain/webhook.hpp"

namespace reviewd {
namespace {

std::int64_t wait_after(Instant since, Instant now, std::int64_t least, std::int64_t most, Jitter jitter) {
  const std::int64_t failing = now.milliseconds_since_1970() - since.milliseconds_since_1970();
  const std::int64_t wait = std::clamp(failing, least, most);
  // From four to six fifths of it.
  const std::int64_t share = 8'000 + static_cast<std::int64_t>(jitter.drawn) * 4'000 / UINT32_MAX;
  return wait * share / 10'000;
}

Instant later(Instant moment, std::int64_t milliseconds) {
  return Instant{moment.milliseconds_since_1970() + milliseconds};
}

}  // namespace

std::optional<Instant> next_retry(Instant failing_since, Instant now, Jitter jitter) {
  const Instant end = later(failing_since, delivery_schedule_milliseconds);
  if (end <= now) return std::nullopt;
  const std::int64_t wait =
      wait_after(failing_since, now, retry_milliseconds_min, retry_milliseconds_max, jitter);
  return std::min(end, later(now, wait));
}

Instant next_probe(Instant unreachable_since, Instant now, Jitter jitter) {
  return later(now,
               wait_after(unreachable_since, now, probe_milliseconds_min, probe_milliseconds_max, jitter));
}

}  // namespace reviewd
