// Where a text says what a case holds as personal: names, dates of birth, addresses. Pure; any thread.
// Nothing of what it is given is kept.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "domain/acts/publication_check.hpp"
#include "domain/types.hpp"

namespace reviewd {

// A value to look for, and where it is sealed.
struct PersonalSought {
  PersonalKind kind = PersonalKind::name;
  std::string value;
  EventId sealed_in;
  std::string pointer;
};

// One place in the text. Of several values that stand there the longest is named, then the oldest.
struct PersonalFound {
  std::size_t line = 1;
  std::size_t column = 1;
  std::size_t length = 0;  // in characters
  std::size_t sought = 0;  // which of the values
  bool whole = true;       // false: a part of it (a first name, the house and street)
};

// In the order of the text. Compared are words: case, accents, white space and punctuation do not matter.
//   a name           as a whole, without its title; a part of it of three letters or more where it is
//                    written with a capital letter
//   a date of birth  in every form of written_day; one that is known only to its year is not looked for
//   an address       as a whole; a line of it with a number; its postcode
std::vector<PersonalFound> find_personal(std::string_view text, const std::vector<PersonalSought>& sought);

}  // namespace reviewd
