// What a receiver says in Retry-After, read as seconds to wait. Pure; any thread. How long is really waited
// is decided by the dispatch.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace reviewd {

// Seconds from `now` (since 1970), of a number of seconds or of a date as RFC 9110 wants it sent; never
// negative. Nothing for anything else.
std::optional<std::int64_t> retry_after_seconds(std::string_view value, std::int64_t now);

}  // namespace reviewd
