#include "api/calendar_text.hpp"

#include <algorithm>

namespace reviewd {
namespace {

constexpr std::size_t octets_of_a_line_max = 75;

// A fold never splits a character, though the RFC would allow it: not every reader puts it together again.
bool continues_a_character(char octet) {
  return (static_cast<unsigned char>(octet) & 0xC0U) == 0x80U;
}

std::string escaped(std::string_view value) {
  std::string made;
  for (const char letter : value) {
    if (letter == '\n')
      made += "\\n";
    else if (letter == '\\' || letter == ';' || letter == ',')
      made.append("\\").push_back(letter);
    else if (static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7F)
      made.push_back(letter);
  }
  return made;
}

std::string without(std::string text, std::string_view letters) {
  std::erase_if(text, [&](char letter) { return letters.find(letter) != std::string_view::npos; });
  return text;
}

}  // namespace

void CalendarText::line(std::string_view name, std::string_view value) {
  add_folded(std::string{name} + ":" + std::string{value});
}

void CalendarText::text(std::string_view name, std::string_view value) {
  line(name, escaped(value));
}

void CalendarText::add_folded(std::string_view line) {
  // The blank that begins a continued line counts too.
  for (std::size_t room = octets_of_a_line_max; line.size() > room; room = octets_of_a_line_max - 1) {
    std::size_t at = room;
    while (continues_a_character(line[at])) --at;
    text_.append(line.substr(0, at)).append("\r\n ");
    line.remove_prefix(at);
  }
  text_.append(line).append("\r\n");
}

std::string calendar_day(Day day) {
  return without(day.text(), "-");
}

std::string calendar_instant(Instant instant) {
  return without(instant.text().substr(0, 19), "-:") + "Z";
}

}  // namespace reviewd
