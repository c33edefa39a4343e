#include "daemon/clock.hpp"

#include <ctime>

#include "daemon/system_clock.hpp"

namespace reviewd {

DaemonClock::DaemonClock(std::optional<Instant> test_start, std::int64_t jump_seconds)
    : test_(test_start), jump_milliseconds_(jump_seconds * 1000), last_(read()) {}

DaemonClock::Reading DaemonClock::read() {
  timespec since_boot{};
  clock_gettime(CLOCK_BOOTTIME, &since_boot);
  return {system_now().milliseconds_since_1970(), since_boot.tv_sec * 1000 + since_boot.tv_nsec / 1'000'000};
}

Instant DaemonClock::now() const {
  return test_ ? *test_ : system_now();
}

Instant DaemonClock::checked_now() {
  const Reading reading = read();
  const std::int64_t passed = reading.boot_milliseconds - last_.boot_milliseconds;
  const std::int64_t moved = reading.wall_milliseconds - last_.wall_milliseconds;
  if (!test_ && moved - passed > jump_milliseconds_) jumped_ = true;
  last_ = reading;
  return test_ ? *test_ : Instant{reading.wall_milliseconds};
}

void DaemonClock::accept() {
  jumped_ = false;
  last_ = read();
}

}  // namespace reviewd
