#include "daemon/systemd_notices.hpp"

#include <systemd/sd-daemon.h>

#include <string>

namespace reviewd {

void notify_ready() {
  sd_notify(0, "READY=1");
}
void notify_stopping() {
  sd_notify(0, "STOPPING=1");
}
void notify_alive() {
  sd_notify(0, "WATCHDOG=1");
}

void notify_progress(std::chrono::seconds more) {
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(more).count();
  sd_notify(0, ("EXTEND_TIMEOUT_USEC=" + std::to_string(microseconds)).c_str());
}

std::optional<std::chrono::microseconds> watchdog_interval() {
  std::uint64_t microseconds = 0;
  if (sd_watchdog_enabled(0, &microseconds) <= 0) return std::nullopt;
  return std::chrono::microseconds{microseconds};
}

std::optional<int> inherited_socket() {
  if (sd_listen_fds(0) < 1) return std::nullopt;
  return SD_LISTEN_FDS_START;
}

}  // namespace reviewd
