// The daemon's clock: the system's, or one that a test moves. Notices when the system's clock has jumped
// forward, which would make every deadline pass at once. Loop thread.
#pragma once

#include <cstdint>
#include <optional>

#include "domain/day.hpp"

namespace reviewd {

// Reads the time in UTC, to the millisecond. It may stand still or run back: the engine takes the later of it
// and the newest commit, and this class says only how far the two clocks of the system have drifted apart.
class DaemonClock {
 public:
  // With `test_start` the clock stands still until it is moved. `jump_seconds` is the step forward from which
  // on `jumped` is set.
  DaemonClock(std::optional<Instant> test_start, std::int64_t jump_seconds);

  Instant now() const;
  bool test() const { return test_.has_value(); }
  void set_test(Instant now) { test_ = now; }

  // As `now`, and compared with the time since boot: from a jump forward by more than the limit on, `jumped`
  // says so until it is accepted. Never under a test clock. Whatever is to fall due by a time is asked of
  // this one. A jump while no process ran, or before a restart, is not noticed.
  Instant checked_now();
  bool jumped() const { return jumped_; }
  void accept();

 private:
  struct Reading {
    std::int64_t wall_milliseconds = 0;
    std::int64_t boot_milliseconds = 0;
  };
  static Reading read();

  std::optional<Instant> test_;
  std::int64_t jump_milliseconds_;
  Reading last_;
  bool jumped_ = false;
};

}  // namespace reviewd
