// Finds the end of a request's header section in bytes that arrive piece by piece, and refuses early what can
// never become a good one: a line that does not end in CR LF, too long a request line, too many or too long
// fields. Looks at each byte once however slowly they come. Judges line ends and sizes only; parse_head
// judges the rest. One per request, loop thread.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string_view>

#include "api/http_limits.hpp"
#include "api/http_refusal.hpp"

namespace reviewd {

// Where the head lies in the bytes: from the request line to the end of the blank line after the fields.
struct HeadExtent {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Keeps how far it has looked between calls.
class HttpHeadScanner {
 public:
  // Keeps a reference to the limits.
  explicit HttpHeadScanner(const HttpLimits& limits) : limits_(&limits) {}

  // `bytes` begins at the first byte after the request before and only grows from call to call. None: more
  // bytes are needed. One empty line before the request line is skipped (RFC 9112, 2.2). Refusals: 400, 414,
  // 431.
  [[nodiscard]] std::expected<std::optional<HeadExtent>, HttpRefusal> scan(std::string_view bytes);

 private:
  enum class Part { before, fields };

  [[nodiscard]] std::expected<bool, HttpRefusal> take_line(std::string_view bytes, std::size_t line_feed);
  [[nodiscard]] std::expected<bool, HttpRefusal> take_first_line(std::size_t size);
  [[nodiscard]] std::expected<void, HttpRefusal> check_unfinished(std::string_view bytes) const;

  const HttpLimits* limits_;
  Part part_ = Part::before;
  bool skipped_empty_line_ = false;
  std::size_t begin_ = 0;
  std::size_t fields_begin_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t searched_ = 0;
  std::size_t fields_ = 0;
};

}  // namespace reviewd
