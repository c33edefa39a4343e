// The character classes of RFC 9110 and RFC 3986 that the request checks need, and comparison without letter
// case. ASCII only, no locale, no allocation; any thread. It holds no rule about a request.
#pragma once

#include <algorithm>
#include <string_view>

namespace reviewd {

// 0 to 9.
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A to Z and a to z.
constexpr bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// The value of a hexadecimal digit, or -1.
constexpr int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// What a method or a field name consists of (RFC 9110, 5.6.2).
constexpr bool is_token_char(char c) {
  return is_digit(c) || is_letter(c) || std::string_view("!#$%&'*+-.^_`|~").contains(c);
}

// At least one character, all of them token characters.
constexpr bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_token_char);
}

// What a field value consists of, blanks included (RFC 9110, 5.5): no control characters but the tab.
constexpr bool is_field_char(char c) {
  const auto code = static_cast<unsigned char>(c);
  return c == '\t' || (code >= 0x20 && code != 0x7f);
}

// Unreserved characters and sub-delimiters of RFC 3986: what a registered name may hold beside %XX.
constexpr bool is_name_char(char c) {
  return is_digit(c) || is_letter(c) || std::string_view("-._~!$&'()*+,;=").contains(c);
}

// What a path segment may hold beside %XX.
constexpr bool is_segment_char(char c) {
  return is_name_char(c) || c == ':' || c == '@';
}

// What a query may hold beside %XX.
constexpr bool is_query_char(char c) {
  return is_segment_char(c) || c == '/' || c == '?';
}

// Small letters for capital ones.
constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Equal but for the case of ASCII letters. Never looks past either end.
constexpr bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return left.size() == right.size() && std::equal(left.begin(), left.end(), right.begin(),
                                                   [](char a, char b) { return to_lower(a) == to_lower(b); });
}

// Without the spaces and tabs at both ends.
constexpr std::string_view trim_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace reviewd
