// Days as people write them in a text: 2009-03-04, 4/3/2009, 4.3.09, 4 March 2009, 4th of March 2009,
// March 4, 2009. Where day and month are both numbers the day comes first, unless the year does. Pure; any
// thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "api/text_words.hpp"
#include "domain/day.hpp"

namespace reviewd {

// One day as a text writes it.
struct WrittenDay {
  std::size_t words = 0;  // how many words of the text it takes
  int year = 0;           // below 100: as it was written, without its century
  int month = 0;
  int day = 0;  // 0: a month alone ("March 2009", 03/2009)
};

// The day that begins with the first of these words; nothing when none does.
std::optional<WrittenDay> written_day(std::span<const TextWord> words);

// Whether what was written says this date, as exactly as the date is known; a date known only to its year is
// too little to be said.
bool says(const WrittenDay& written, const PartialDate& date);

}  // namespace reviewd
