// What systemd is told: ready, still starting, alive, stopping. Nothing where there is no systemd. Any
// thread.
#pragma once

#include <chrono>
#include <optional>

namespace reviewd {

// The log is folded and the socket answers: systemd ends the start and lets other units follow. Once.
void notify_ready();

// The stop has begun; systemd waits for the process instead of taking its silence for a fault.
void notify_stopping();

// Puts the watchdog off by one interval. Called only when the loop and the log thread have both answered
// since the last time.
void notify_alive();

// What is asked for with each sign of progress: without one the process is ended after this.
inline constexpr std::chrono::seconds time_for_progress{60};
// The start, or the stop, makes progress and may take this much longer.
void notify_progress(std::chrono::seconds more);
// How often it wants to hear that the daemon lives; nothing when it does not watch.
std::optional<std::chrono::microseconds> watchdog_interval();
// The listening socket that systemd opened (reviewd.socket); nothing when it opened none.
std::optional<int> inherited_socket();

}  // namespace reviewd
