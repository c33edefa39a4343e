// Decides where the body of a request ends, and refuses every header section from which two parsers could
// read two different ends: two lengths, a length beside a transfer coding, a coding other than "chunked", a
// coding in HTTP/1.0, announced trailers. Also reads Connection and Expect. Pure; it sees no byte of the
// body.
#pragma once

#include <expected>

#include "api/http_limits.hpp"
#include "api/http_message.hpp"
#include "api/http_refusal.hpp"

namespace reviewd {

// Fills keep_alive, content_length, chunked and expects_continue of `head` from its fields and minor_version.
// Refusals: 400 framing, 501 a coding not known here, 417 an expectation not known here, 413 an announced
// length over the limit.
[[nodiscard]] std::expected<void, HttpRefusal> read_framing(RequestHead& head, const HttpLimits& limits);

}  // namespace reviewd
