// Reads the head of a request strictly: the request line, then every field line, then the checks in the order
// line, Host, framing, limits. Pure; it is the first of two parsers, Beast's is the second
// (http_body_reader), and only what both read alike is served.
#pragma once

#include <expected>
#include <string_view>

#include "api/http_host.hpp"
#include "api/http_limits.hpp"
#include "api/http_message.hpp"
#include "api/http_refusal.hpp"

namespace reviewd {

// `bytes` is one whole head as HttpHeadScanner found it. Everything of the result is filled but peer_address.
// Refusals: 400, 413, 417, 421, 501, 505.
[[nodiscard]] std::expected<RequestHead, HttpRefusal> parse_head(std::string_view bytes,
                                                                 const HttpLimits& limits,
                                                                 const HttpHostNames& names);

}  // namespace reviewd
