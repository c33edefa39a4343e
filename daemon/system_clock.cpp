#include "daemon/system_clock.hpp"

#include <chrono>

namespace reviewd {

Instant system_now() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count()};
}

}  // namespace reviewd
