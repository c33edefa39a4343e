#include "domain/utf8.hpp"

#include <cstdint>

namespace reviewd {
namespace {

struct Utf8Form {
  std::uint8_t first_low;
  std::uint8_t first_high;
  std::size_t length;
  std::uint8_t second_low;  // of the second byte; all others lie between 80 and BF
  std::uint8_t second_high;
};

// Table 3-7 of the Unicode standard, as ranges.
constexpr Utf8Form utf8_forms[] = {
    {0x00, 0x7F, 1, 0x00, 0x00}, {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF},
    {0xE1, 0xEC, 3, 0x80, 0xBF}, {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF},
    {0xF0, 0xF0, 4, 0x90, 0xBF}, {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
};

// The length of the sequence at the start of the text; 0 when it is not well-formed.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
  for (const Utf8Form& form : utf8_forms) {
    if (byte(0) < form.first_low || byte(0) > form.first_high) continue;
    if (form.length > text.size()) return 0;
    for (std::size_t at = 1; at < form.length; ++at) {
      const std::uint8_t low = at == 1 ? form.second_low : 0x80;
      const std::uint8_t high = at == 1 ? form.second_high : 0xBF;
      if (byte(at) < low || byte(at) > high) return 0;
    }
    return form.length;
  }
  return 0;
}

}  // namespace

bool well_formed_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace reviewd
