// What systemd is told: ready, still starting, alive, stopping. Nothing where there is no systemd. Any
// thread.
#pragma once

#include <chrono>
#include <optional>

namespace reviewd {

void notify_ready();
void notify_stopping();
void notify_alive();
// The start makes progress and may take this much longer.
void notify_starting(std::chrono::seconds more);
// How often it wants to hear that the daemon lives; nothing when it does not watch.
std::optional<std::chrono::microseconds> watchdog_interval();
// The listening socket that systemd opened (reviewd.socket); nothing when it opened none.
std::optional<int> inherited_socket();

}  // namespace reviewd
