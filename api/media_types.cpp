#include "api/media_types.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "api/http_characters.hpp"

namespace reviewd {
namespace {

// Cuts `text` at every `mark` that stands outside quotes.
std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (quoted && text[at] == '\\')
      ++at;
    else if (text[at] == '"')
      quoted = !quoted;
    else if (text[at] == mark && !quoted) {
      parts.push_back(text.substr(begin, at - begin));
      begin = at + 1;
    }
  }
  parts.push_back(text.substr(begin));
  return parts;
}

// What stands between the quotes, or the token; none where it is neither.
std::optional<std::string> unquoted(std::string_view value) {
  if (is_token(value)) return std::string{value};
  if (value.size() < 2 || value.front() != '"' || value.back() != '"') return std::nullopt;
  std::string text;
  for (std::size_t at = 1; at + 1 < value.size(); ++at) {
    if (value[at] == '\\' && at + 2 < value.size()) ++at;
    text += value[at];
  }
  return text;
}

struct MediaType {
  std::string_view type;
  std::string_view subtype;
  std::vector<std::pair<std::string_view, std::string>> parameters;
};

std::optional<MediaType> read_media_type(std::string_view text) {
  const auto parts = split(text, ';');
  const std::string_view name = trim_blanks(parts.front());
  const auto slash = name.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  MediaType media{name.substr(0, slash), name.substr(slash + 1), {}};
  if (!is_token(media.type) || !is_token(media.subtype)) return std::nullopt;
  for (std::size_t at = 1; at < parts.size(); ++at) {
    const std::string_view part = trim_blanks(parts[at]);
    const auto equals = part.find('=');
    if (equals == std::string_view::npos || !is_token(part.substr(0, equals))) return std::nullopt;
    auto value = unquoted(part.substr(equals + 1));
    if (!value) return std::nullopt;
    media.parameters.emplace_back(part.substr(0, equals), std::move(*value));
  }
  return media;
}

// "0", "0.5", "1.000": in thousandths.
std::optional<int> read_weight(std::string_view text) {
  const bool shaped = !text.empty() && text.size() <= 5 && (text[0] == '0' || text[0] == '1') &&
                      (text.size() == 1 || text[1] == '.');
  if (!shaped) return std::nullopt;
  int thousandths = (text[0] - '0') * 1000;
  int place = 100;
  for (const char digit : text.substr(text.size() == 1 ? 1 : 2)) {
    if (!is_digit(digit)) return std::nullopt;
    thousandths += (digit - '0') * place;
    place /= 10;
  }
  return thousandths <= 1000 ? std::optional{thousandths} : std::nullopt;
}

std::optional<int> weight_of(const MediaType& range) {
  for (const auto& [name, value] : range.parameters)
    if (equal_ignoring_case(name, "q")) return read_weight(value);
  return 1000;
}

// How closely the range names the type: 3 by itself, 2 by what stands before the slash, 1 with everything, 0
// not.
int closeness(const MediaType& range, std::string_view wanted) {
  if (range.type == "*") return range.subtype == "*" ? 1 : 0;
  const auto slash = wanted.find('/');
  if (!equal_ignoring_case(range.type, wanted.substr(0, slash))) return 0;
  if (range.subtype == "*") return 2;
  return equal_ignoring_case(range.subtype, wanted.substr(slash + 1)) ? 3 : 0;
}

}  // namespace

bool is_json(std::string_view content_type) {
  const auto media = read_media_type(content_type);
  if (!media || closeness(*media, "application/json") != 3) return false;
  for (const auto& [name, value] : media->parameters)
    if (equal_ignoring_case(name, "charset") && !equal_ignoring_case(value, "utf-8")) return false;
  return true;
}

int wanted(const std::vector<std::string_view>& accept, std::string_view type) {
  // The closest range so far, with its weight.
  std::pair<int, int> best{0, 0};
  bool asked = false;
  for (const std::string_view field : accept)
    for (const std::string_view element : split(field, ',')) {
      if (trim_blanks(element).empty()) continue;
      asked = true;
      const auto range = read_media_type(element);
      const auto weight = range ? weight_of(*range) : std::nullopt;
      if (weight) best = std::max(best, std::pair{closeness(*range, type), *weight});
    }
  if (!asked) return 1000;
  return best.first > 0 ? best.second : 0;
}

bool takes(const std::vector<std::string_view>& accept, std::string_view type) {
  return wanted(accept, type) > 0;
}

}  // namespace reviewd
