// Writes a moment as the Date field wants it. Pure, no locale, any thread.
#pragma once

#include <chrono>
#include <string>

namespace reviewd {

// The IMF-fixdate of RFC 9110, 5.6.7, such as "Sun, 31 Jan 2010 09:00:00 GMT".
[[nodiscard]] std::string http_date(std::chrono::sys_seconds moment);

}  // namespace reviewd
