#include "api/http_head_scanner.hpp"

namespace reviewd {
namespace {

std::unexpected<HttpRefusal> line_too_long() {
  return refuse(414, "request_line_too_long", "The request line is longer than this server reads.");
}

std::unexpected<HttpRefusal> section_too_large() {
  return refuse(431, "header_section_too_large", "The header section is larger than this server reads.");
}

}  // namespace

std::expected<std::optional<HeadExtent>, HttpRefusal> HttpHeadScanner::scan(std::string_view bytes) {
  for (;;) {
    const auto line_feed = bytes.find('\n', searched_);
    if (line_feed == std::string_view::npos) {
      searched_ = bytes.size();
      if (auto fits = check_unfinished(bytes); !fits) return std::unexpected(fits.error());
      return std::nullopt;
    }
    const auto finished = take_line(bytes, line_feed);
    if (!finished) return std::unexpected(finished.error());
    searched_ = line_begin_ = line_feed + 1;
    if (*finished) return HeadExtent{begin_, line_begin_};
    if (part_ == Part::before) begin_ = line_begin_;
  }
}

std::expected<bool, HttpRefusal> HttpHeadScanner::take_line(std::string_view bytes, std::size_t line_feed) {
  if (line_feed == line_begin_ || bytes[line_feed - 1] != '\r') {
    return refuse(400, "bare_line_feed", "A line of the header section does not end in CR LF.");
  }
  const std::size_t size = line_feed - 1 - line_begin_;
  if (part_ == Part::before) {
    fields_begin_ = line_feed + 1;
    return take_first_line(size);
  }
  if (line_feed + 1 - fields_begin_ > limits_->header_bytes) return section_too_large();
  if (size == 0) return true;
  if (++fields_ > limits_->header_fields) {
    return refuse(431, "too_many_fields", "The header section has more fields than this server reads.");
  }
  return false;
}

std::expected<bool, HttpRefusal> HttpHeadScanner::take_first_line(std::size_t size) {
  if (size > limits_->request_line_bytes) return line_too_long();
  if (size > 0) {
    part_ = Part::fields;
    return false;
  }
  if (skipped_empty_line_)
    return refuse(400, "malformed_request_line", "The request begins with empty lines.");
  skipped_empty_line_ = true;
  return false;
}

std::expected<void, HttpRefusal> HttpHeadScanner::check_unfinished(std::string_view bytes) const {
  if (part_ == Part::before) {
    // The last byte may be the CR of the line end and is not counted then.
    const std::size_t unfinished = bytes.size() - line_begin_;
    if (unfinished > limits_->request_line_bytes + 1) return line_too_long();
    return {};
  }
  if (bytes.size() - fields_begin_ > limits_->header_bytes) return section_too_large();
  return {};
}

}  // namespace reviewd
