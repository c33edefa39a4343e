#include "api/http_framing.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "api/http_characters.hpp"

namespace reviewd {
namespace {

std::expected<void, HttpRefusal> read_transfer_coding(RequestHead& head) {
  const auto value = head.fields.first("transfer-encoding");
  if (!value) return {};
  if (head.minor_version == 0) {
    return refuse(400, "coding_in_http_1_0", "HTTP/1.0 has no Transfer-Encoding.");
  }
  if (head.fields.count("transfer-encoding") > 1) {
    return refuse(400, "duplicate_transfer_encoding",
                  "The request has more than one Transfer-Encoding field.");
  }
  if (head.fields.count("content-length") > 0) {
    return refuse(400, "ambiguous_length", "The request has both Content-Length and Transfer-Encoding.");
  }
  if (!equal_ignoring_case(*value, "chunked")) {
    return refuse(501, "unknown_transfer_coding", "Transfer-Encoding must be exactly \"chunked\".");
  }
  head.chunked = true;
  return {};
}

std::expected<void, HttpRefusal> read_length(RequestHead& head) {
  const auto value = head.fields.first("content-length");
  if (!value) return {};
  if (head.fields.count("content-length") > 1) {
    return refuse(400, "duplicate_content_length", "The request has more than one Content-Length field.");
  }
  if (value->empty() || !std::ranges::all_of(*value, is_digit)) {
    return refuse(400, "malformed_content_length", "Content-Length is not a number.");
  }
  std::uint64_t length = 0;
  const auto read = std::from_chars(value->data(), value->data() + value->size(), length);
  // Digits that do not fit are a length all the same: one over every limit.
  head.content_length = read.ec == std::errc{} ? length : std::numeric_limits<std::uint64_t>::max();
  return {};
}

std::expected<void, HttpRefusal> read_expectation(RequestHead& head) {
  const auto value = head.fields.first("expect");
  if (!value) return {};
  if (head.fields.count("expect") > 1 || !equal_ignoring_case(*value, "100-continue")) {
    return refuse(417, "unknown_expectation", "The only expectation that can be met is 100-continue.");
  }
  head.expects_continue = head.minor_version > 0;
  return {};
}

bool has_connection_option(const HeaderFields& fields, std::string_view option) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!equal_ignoring_case(fields.name(i), "connection")) continue;
    std::string_view rest = fields.value(i);
    while (!rest.empty()) {
      const std::size_t size = std::min(rest.find(','), rest.size());
      if (equal_ignoring_case(trim_blanks(rest.substr(0, size)), option)) return true;
      rest.remove_prefix(std::min(size + 1, rest.size()));
    }
  }
  return false;
}

void read_persistence(RequestHead& head) {
  const bool stays = head.minor_version > 0 || has_connection_option(head.fields, "keep-alive");
  head.keep_alive = stays && !has_connection_option(head.fields, "close");
}

}  // namespace

std::expected<void, HttpRefusal> read_framing(RequestHead& head, const HttpLimits& limits) {
  if (auto good = read_transfer_coding(head); !good) return good;
  if (auto good = read_length(head); !good) return good;
  if (head.fields.count("trailer") > 0) {
    return refuse(400, "trailers_refused", "This server takes no trailers.");
  }
  if (auto good = read_expectation(head); !good) return good;
  read_persistence(head);
  if (head.content_length.value_or(0) > limits.body_bytes) {
    return refuse(413, "body_too_large", "The body is larger than this server takes.");
  }
  return {};
}

}  // namespace reviewd
