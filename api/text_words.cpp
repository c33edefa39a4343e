#include "api/text_words.hpp"

#include <array>
#include <cstdint>

namespace reviewd {
namespace {

// What U+00C0 to U+017F are compared as; a hyphen for the two that are no letters.
constexpr std::string_view latin_letters =
    "a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th ss a a a a a a ae c e e "
    "e e i i i i d n o o o o o - o u u u u y th y a a a a a a c c c c c c c c d d d d e e e "
    "e e e e e e e g g g g g g g g h h h h i i i i i i i i i i ij ij j j k k k l l l l l l l "
    "l l l n n n n n n n n n o o o o o o oe oe r r r r r r s s s s s s s s t t t t t t u u u "
    "u u u u u u u u u w w y y y z z z z z z s ";
constexpr std::uint32_t latin_first = 0xC0;
constexpr std::uint32_t latin_last = 0x17F;

constexpr auto split_letters() {
  std::array<std::string_view, latin_last - latin_first + 1> letters{};
  std::size_t from = 0;
  for (std::string_view& letter : letters) {
    const std::size_t end = latin_letters.find(' ', from);
    letter = latin_letters.substr(from, end - from);
    from = end + 1;
  }
  return letters;
}
constexpr auto letters_by_code = split_letters();
static_assert(letters_by_code.back() == "s");

struct Character {
  std::uint32_t code = 0;
  std::string_view bytes;
};

Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + offset]));
  };
  const std::uint32_t first = byte(0);
  if (first < 0x80U) return {first, text.substr(at, 1)};
  const std::size_t length = first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
  std::uint32_t code = first & (0xFFU >> (length + 1));
  for (std::size_t offset = 1; offset < length; ++offset) code = code << 6U | (byte(offset) & 0x3FU);
  return {code, text.substr(at, length)};
}

bool between(std::uint32_t code, std::uint32_t first, std::uint32_t last) {
  return code >= first && code <= last;
}

// Accents that stand apart from their letter, soft hyphens and joiners of no width: in a word, but not seen.
bool unseen(std::uint32_t code) {
  return code == 0xADU || code == 0xFEFFU || between(code, 0x300, 0x36F) || between(code, 0x200B, 0x200D) ||
         code == 0x2060U;
}

bool white(std::uint32_t code) {
  return between(code, 0x09, 0x0D) || code == 0x20U || code == 0x85U || code == 0xA0U ||
         between(code, 0x2000, 0x200A) || code == 0x2028U || code == 0x2029U || code == 0x202FU ||
         code == 0x205FU || code == 0x3000U;
}

bool letter_or_digit(std::uint32_t code) {
  if (code < 0x80U) return between(code | 0x20U, 'a', 'z') || between(code, '0', '9');
  if (between(code, latin_first, latin_last)) return letters_by_code[code - latin_first] != "-";
  return code > latin_last && !between(code, 0x2000, 0x2BFF) && !between(code, 0x3000, 0x303F);
}

bool capital(std::uint32_t code) {
  return between(code, 'A', 'Z') || between(code, 0xC0, 0xDE) ||
         (between(code, 0x100, 0x177) && code % 2 == 0) || between(code, 0x391, 0x3A9) ||
         between(code, 0x400, 0x42F);
}

void add_folded(const Character& character, std::string& folded) {
  const std::uint32_t code = character.code;
  if (between(code, 'A', 'Z'))
    folded += static_cast<char>(code | 0x20U);
  else if (between(code, latin_first, latin_last))
    folded += letters_by_code[code - latin_first];
  else if (between(code, 0x391, 0x3A9) || between(code, 0x410, 0x42F))  // Greek, Cyrillic: 32 further on
    folded.append({static_cast<char>(0xC0U | (code + 0x20U) >> 6U),
                   static_cast<char>(0x80U | ((code + 0x20U) & 0x3FU))});
  else
    folded += character.bytes;
}

// Goes through the text character by character, knowing where it is.
class Reading {
 public:
  explicit Reading(std::string_view text) : text_(text) {}

  std::vector<TextWord> words() {
    while (at_ < text_.size()) {
      const Character character = character_at(text_, at_);
      take(character);
      advance(character);
    }
    return std::move(words_);
  }

 private:
  void take(const Character& character) {
    if (unseen(character.code)) return;
    if (!letter_or_digit(character.code)) {
      inside_ = false;
      if (!white(character.code)) gap_ += character.bytes;
      return;
    }
    if (!inside_)
      words_.push_back({"", std::move(gap_), capital(character.code), place_, place_, line_, column_});
    inside_ = true;
    gap_.clear();
    add_folded(character, words_.back().folded);
    words_.back().end = place_ + 1;
  }

  void advance(const Character& character) {
    at_ += character.bytes.size();
    ++place_;
    ++column_;
    const bool first_of_two = character.code == '\r' && at_ < text_.size() && text_[at_] == '\n';
    if ((character.code != '\n' && character.code != '\r') || first_of_two) return;
    ++line_;
    column_ = 1;
  }

  std::string_view text_;
  std::size_t at_ = 0;  // in bytes
  std::size_t place_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
  bool inside_ = false;
  std::string gap_;
  std::vector<TextWord> words_;
};

}  // namespace

std::vector<TextWord> words_of_text(std::string_view text) {
  return Reading(text).words();
}

std::size_t characters_in(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

}  // namespace reviewd
