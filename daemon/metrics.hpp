// Figures of the daemon in Prometheus' text format. Loop thread. No label ever carries anything of a case.
#pragma once

#include <cstdint>
#include <string>

#include "api/http_server.hpp"
#include "domain/engine.hpp"

namespace reviewd {

// Counted by the daemon since it started.
struct DaemonFigures {
  std::uint64_t commands = 0;
  std::uint64_t commits = 0;
  std::uint64_t timer_turns = 0;
  double fold_seconds = 0;
  std::uint64_t folded_position = 0;  // how far the log is folded, while it is
  double started_seconds_since_1970 = 0;
  bool clock_jumped = false;
  bool ready = false;
  double clock_behind_seconds = 0;  // how far the clock is behind the newest commit
  std::uint64_t free_bytes = 0;
  std::uint64_t mail_sent = 0;
  std::uint64_t mail_failed_attempts = 0;
  std::uint64_t delivery_attempts = 0;
  std::uint64_t delivered = 0;
  std::uint64_t deliveries_failed = 0;
  Instant now;  // for what counts as late by now
};

// `engine` is null while the log is folded: then there is no figure of any case.
std::string metrics_text(const DaemonFigures& figures, const HttpCounters& http, const Engine* engine);

}  // namespace reviewd
