#include "api/http_head_parser.hpp"

#include <algorithm>
#include <array>

#include "api/http_characters.hpp"
#include "api/http_framing.hpp"
#include "api/http_target.hpp"

namespace reviewd {
namespace {

constexpr std::array<std::string_view, 7> known_methods{"GET",   "HEAD",   "POST",   "PUT",
                                                        "PATCH", "DELETE", "OPTIONS"};

std::unexpected<HttpRefusal> bad_line() {
  return refuse(400, "malformed_request_line", "The request line is not \"METHOD /path HTTP/1.1\".");
}

std::unexpected<HttpRefusal> bad_field() {
  return refuse(400, "malformed_field", "A line of the header section is not \"name: value\".");
}

std::expected<unsigned, HttpRefusal> parse_version(std::string_view text) {
  const bool spelt = text.size() == 8 && text.starts_with("HTTP/") && is_digit(text[5]) && text[6] == '.' &&
                     is_digit(text[7]);
  if (!spelt) return bad_line();
  if (text[5] != '1' || text[7] > '1') {
    return refuse(505, "version_not_supported", "This server speaks HTTP/1.1 and HTTP/1.0.");
  }
  return static_cast<unsigned>(text[7] - '0');
}

std::expected<void, HttpRefusal> parse_request_line(std::string_view line, RequestHead& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last || !is_token(line.substr(0, first))) return bad_line();
  const auto version = parse_version(line.substr(last + 1));
  if (!version) return std::unexpected(version.error());
  head.minor_version = *version;
  head.method = line.substr(0, first);
  if (std::ranges::find(known_methods, head.method) == known_methods.end()) {
    return refuse(501, "unknown_method", "This server does not know the method.");
  }
  auto target = parse_target(line.substr(first + 1, last - first - 1));
  if (!target) return std::unexpected(target.error());
  head.path = std::move(target->path);
  head.segments = std::move(target->segments);
  head.query = std::move(target->query);
  return {};
}

// The colon stands directly after the name; a line that begins with a blank (a folded one) has no name.
std::expected<HeaderFields::Span, HttpRefusal> parse_field(std::string_view block, std::size_t at,
                                                           std::size_t size) {
  const std::string_view line = block.substr(at, size);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return bad_field();
  const std::string_view value = trim_blanks(line.substr(colon + 1));
  if (!std::ranges::all_of(value, is_field_char)) return bad_field();
  const auto narrow = [](std::size_t number) { return static_cast<std::uint32_t>(number); };
  const std::size_t value_at =
      value.empty() ? at + size : static_cast<std::size_t>(value.data() - block.data());
  return HeaderFields::Span{narrow(at), narrow(colon), narrow(value_at), narrow(value.size())};
}

std::expected<HeaderFields, HttpRefusal> parse_fields(std::string_view block) {
  std::vector<HeaderFields::Span> spans;
  spans.reserve(12);
  std::size_t at = 0;
  for (;;) {
    const std::size_t end = block.find("\r\n", at);
    if (end == std::string_view::npos || end == at) break;
    const auto span = parse_field(block, at, end - at);
    if (!span) return std::unexpected(span.error());
    spans.push_back(*span);
    at = end + 2;
  }
  return HeaderFields(std::string(block), std::move(spans));
}

}  // namespace

std::expected<RequestHead, HttpRefusal> parse_head(std::string_view bytes, const HttpLimits& limits,
                                                   const HttpHostNames& names) {
  RequestHead head;
  const std::size_t line_end = bytes.find("\r\n");
  if (line_end == std::string_view::npos) return bad_line();
  if (auto good = parse_request_line(bytes.substr(0, line_end), head); !good)
    return std::unexpected(good.error());
  auto fields = parse_fields(bytes.substr(line_end + 2));
  if (!fields) return std::unexpected(fields.error());
  head.fields = std::move(*fields);
  if (auto good = names.check(head.fields); !good) return std::unexpected(good.error());
  if (auto good = read_framing(head, limits); !good) return std::unexpected(good.error());
  return head;
}

}  // namespace reviewd
