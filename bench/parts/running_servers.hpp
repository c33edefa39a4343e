// The servers under load: the daemon itself, and the floor it is held against. Each runs its own loop on a
// thread of its own, as the program does; made and destroyed on the caller's thread. The floor has no routes,
// no tokens and no cases.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "config/settings.hpp"
#include "domain/day.hpp"
#include "domain/engine.hpp"

namespace reviewd {

// The daemon under a test clock, over a data directory that SampleCases has prepared.
class RunningDaemon {
 public:
  // Returns when it is ready.
  RunningDaemon(const Settings& settings, Instant clock);
  ~RunningDaemon();  // a clean stop
  std::uint16_t port() const;
  // Moves the clock, which makes timers due.
  void move_clock(Instant now);
  // The newest position: how much was recorded so far.
  std::uint64_t head() const;
  // From now on it is noted when each commit is on the medium, as the loop learns of it, before anything
  // leaves that rests on it.
  void note_durable();
  // Of a commit since then that is.
  std::chrono::steady_clock::time_point durable_at(std::uint64_t position) const;
  // The first day of a timer as days since 1970; the largest number when nothing will ever be due.
  std::int64_t next_timer_day() const;
  // Processor time that its loop has used.
  double loop_seconds() const;
  // Calls this on the loop with what was folded, and returns then.
  void look(const std::function<void(const Engine&)>& at) const;

 private:
  struct State;
  // Asks on the loop's thread.
  std::int64_t on_loop(const std::function<std::int64_t(State&)>& question) const;
  std::unique_ptr<State> state_;
};

// The floor: the same HTTP sessions over a handler that compares a version and appends a commit of one event
// to the same kind of log by the same log thread, answering a constant; to GET it answers the constant at
// once.
class FloorServer {
 public:
  // Makes a log in this directory.
  FloorServer(const Settings& settings, std::string constant);
  ~FloorServer();
  std::uint16_t port() const;
  double loop_seconds() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reviewd
