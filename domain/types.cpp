#include "domain/types.hpp"

#include <algorithm>
#include <charconv>

namespace reviewd {
namespace {

constexpr std::string_view base32 = "abcdefghijklmnopqrstuvwxyz234567";
constexpr bool is_base32(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '2' && letter <= '7');
}

constexpr std::string_view hexadecimal = "0123456789abcdef";

// The value of a hexadecimal digit in lower case, or -1.
constexpr int digit_value(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  return -1;
}

// Digits without sign or leading zero.
std::optional<std::uint64_t> whole_number(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size() || number > INT64_MAX) return std::nullopt;
  return number;
}

}  // namespace

std::optional<Position> Position::parse(std::string_view text) {
  const auto number = whole_number(text);
  if (!number) return std::nullopt;
  return Position{*number};
}

std::optional<CaseId> CaseId::parse(std::string_view text) {
  if (text.size() != length || text[0] != 'c') return std::nullopt;
  if (!std::ranges::all_of(text, is_base32)) return std::nullopt;
  CaseId id;
  std::ranges::copy(text, id.letters_.begin());
  return id;
}

CaseId CaseId::from_random(const std::array<std::uint8_t, 13>& random) {
  CaseId id;
  id.letters_[0] = 'c';
  for (std::size_t letter = 0; letter + 1 < length; ++letter) {
    const std::size_t bit = letter * 5;
    const unsigned pair = static_cast<unsigned>(random[bit / 8] << 8U) |
                          (bit / 8 + 1 < random.size() ? random[bit / 8 + 1] : 0U);
    id.letters_[letter + 1] = base32[pair >> (11 - bit % 8) & 31U];
  }
  return id;
}

std::optional<Identifier> Identifier::parse(std::string_view text) {
  if (text.size() != length) return std::nullopt;
  if (!std::ranges::all_of(text, [](char letter) { return digit_value(letter) >= 0; })) return std::nullopt;
  Identifier id;
  std::ranges::copy(text, id.letters_.begin());
  return id;
}

Identifier Identifier::from_random(const std::array<std::uint8_t, 16>& random) {
  Identifier id;
  const std::string text = hexadecimal_text(random.data(), random.size());
  std::copy(text.begin(), text.end(), id.letters_.begin());
  return id;
}

std::optional<EventId> EventId::parse(std::string_view text) {
  const auto dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto position = whole_number(text.substr(0, dot));
  const auto index = whole_number(text.substr(dot + 1));
  if (!position || !index || *index > UINT32_MAX) return std::nullopt;
  return EventId{Position{*position}, static_cast<std::uint32_t>(*index)};
}

std::optional<Digest> Digest::parse(std::string_view text) {
  std::array<std::uint8_t, size> bytes{};
  if (!hexadecimal_bytes(text, bytes.data(), bytes.size())) return std::nullopt;
  return Digest{bytes};
}

std::string Digest::text() const {
  return hexadecimal_text(bytes_.data(), bytes_.size());
}

bool hexadecimal_bytes(std::string_view text, std::uint8_t* bytes, std::size_t count) {
  if (text.size() != count * 2) return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int value = digit_value(text[at]);
    if (value < 0) return false;
    bytes[at / 2] = static_cast<std::uint8_t>(at % 2 == 0 ? value << 4 : bytes[at / 2] | value);
  }
  return true;
}

std::string hexadecimal_text(const std::uint8_t* bytes, std::size_t count) {
  std::string text(count * 2, '0');
  for (std::size_t at = 0; at < count; ++at) {
    text[2 * at] = hexadecimal[bytes[at] >> 4U];
    text[2 * at + 1] = hexadecimal[bytes[at] & 15U];
  }
  return text;
}

}  // namespace reviewd
