#include "api/http_target.hpp"

#include <algorithm>
#include <optional>

#include "api/http_characters.hpp"

namespace reviewd {
namespace {

using CharacterTest = bool (*)(char);

std::unexpected<HttpRefusal> bad_path() {
  return refuse(400, "malformed_target", "The request target is not a path as RFC 3986 spells it.");
}

std::unexpected<HttpRefusal> bad_query() {
  return refuse(400, "malformed_query", "The query is not a list of name=value as RFC 3986 spells it.");
}

// Length of the UTF-8 sequence at the front of the text; 0 when there is none (overlong, surrogate, cut
// short).
std::size_t utf8_sequence(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return 0;
  }
  const bool overlong = (lead == 0xe0 && byte(1) < 0xa0) || (lead == 0xf0 && byte(1) < 0x90);
  const bool surrogate = lead == 0xed && byte(1) > 0x9f;
  const bool too_large = lead == 0xf4 && byte(1) > 0x8f;
  return overlong || surrogate || too_large ? 0 : size;
}

// Unicode's C1 controls are control characters too: U+0080 to U+009F.
bool is_plain_text(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = utf8_sequence(text);
    if (size == 0) return false;
    const auto first = static_cast<unsigned char>(text[0]);
    if (size == 1 && (first < 0x20 || first == 0x7f)) return false;
    if (size == 2 && first == 0xc2 && static_cast<unsigned char>(text[1]) < 0xa0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::optional<std::string> decode(std::string_view text, CharacterTest allowed) {
  std::string decoded;
  decoded.reserve(text.size());
  bool encoded_any = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      if (!allowed(text[i])) return std::nullopt;
      decoded.push_back(text[i]);
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded.push_back(static_cast<char>(high * 16 + low));
    encoded_any = true;
    i += 2;
  }
  if (encoded_any && !is_plain_text(decoded)) return std::nullopt;
  return decoded;
}

std::expected<std::vector<std::string>, HttpRefusal> parse_segments(std::string_view path) {
  std::vector<std::string> segments;
  if (path == "/") return segments;
  segments.reserve(static_cast<std::size_t>(std::ranges::count(path, '/')));
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t size = std::min(path.find('/'), path.size());
    auto segment = decode(path.substr(0, size), is_segment_char);
    if (!segment || *segment == "." || *segment == "..") return bad_path();
    segments.push_back(std::move(*segment));
    path.remove_prefix(size);
  }
  return segments;
}

std::expected<std::vector<std::pair<std::string, std::string>>, HttpRefusal> parse_query(
    std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (bool more = !query.empty(); more;) {
    const std::size_t size = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, size);
    const std::size_t equals = pair.find('=');
    if (equals == 0 || equals == std::string_view::npos) return bad_query();
    auto name = decode(pair.substr(0, equals), is_query_char);
    auto value = decode(pair.substr(equals + 1), is_query_char);
    if (!name || !value) return bad_query();
    pairs.emplace_back(std::move(*name), std::move(*value));
    more = size < query.size();
    query.remove_prefix(more ? size + 1 : size);
  }
  return pairs;
}

}  // namespace

std::expected<HttpTarget, HttpRefusal> parse_target(std::string_view target) {
  if (!target.starts_with('/')) {
    return refuse(400, "malformed_target", "The request target does not begin with '/'.");
  }
  const std::size_t question = std::min(target.find('?'), target.size());
  const std::string_view path = target.substr(0, question);
  auto segments = parse_segments(path);
  if (!segments) return std::unexpected(segments.error());
  auto query = parse_query(target.substr(std::min(question + 1, target.size())));
  if (!query) return std::unexpected(query.error());
  return HttpTarget{std::string(path), std::move(*segments), std::move(*query)};
}

}  // namespace reviewd
