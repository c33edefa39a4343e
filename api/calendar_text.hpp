// Content lines of an iCalendar object as RFC 5545 has them: escaped, folded at 75 octets, ended by CRLF.
// Pure; any thread. Knows the form of a line, not which properties a component must have.
#pragma once

#include <string>
#include <string_view>

#include "domain/day.hpp"

namespace reviewd {

// Grows line by line. A name may carry parameters ("DTSTART;VALUE=DATE").
class CalendarText {
 public:
  // A value that is written as it is: a word, a number, what the functions below give.
  void line(std::string_view name, std::string_view value);
  // A value of type TEXT (3.3.11): backslash, semicolon, comma and line break are escaped; other control
  // characters, which no such value may have, are left out.
  void text(std::string_view name, std::string_view value);

  // What was written; the object is empty afterwards.
  std::string take() { return std::move(text_); }

 private:
  void add_folded(std::string_view line);

  std::string text_;
};

// "20100228"
std::string calendar_day(Day day);
// "20100228T090000Z"; what is less than a second is left out.
std::string calendar_instant(Instant instant);

}  // namespace reviewd
