// Reads the target of a request: origin-form only ("/path?query"), every character as RFC 3986 allows it,
// percent-decoding strict. Pure. Two spellings that a proxy might read differently (dot segments, encoded
// control characters, fragments, raw bytes) are refused, never normalised. It knows no route.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http_refusal.hpp"

namespace reviewd {

// The members are those of RequestHead with the same names.
struct HttpTarget {
  std::string path;
  std::vector<std::string> segments;
  std::vector<std::pair<std::string, std::string>> query;
};

// Refusals are 400: malformed_target for the path and the form, malformed_query for the query (a pair without
// a name or without '=' included).
[[nodiscard]] std::expected<HttpTarget, HttpRefusal> parse_target(std::string_view target);

}  // namespace reviewd
