// A place in the data of a fact event, by JSON Pointer, found through the descriptors: read, correct,
// enumerate. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/rejection.hpp"

namespace reviewd {

// What stands at a place. Of a personal field only whether it was given is known here: its text lies sealed.
struct PlaceInFact {
  bool personal = false;
  std::optional<std::string> text;  // of an open field that was given
  bool given = false;               // whether the field had a value
  bool personal_day = false;        // a personal field that holds a day, perhaps a partial one
};

// `invalid` "/pointer": no such place ("no_such_field"); `not_allowed` "not_a_fact": the place holds a
// result, or an act that is replaced by another act rather than corrected.
[[nodiscard]] Result<PlaceInFact> place_in_fact(const FactBody& body, std::string_view pointer);

// Writes `value` at the place; a personal field only gets the mark that it is given. `invalid` "/value": not
// of the field's type. The place must exist.
[[nodiscard]] Result<void> correct_fact(FactBody& body, std::string_view pointer, std::string_view value);

// The pointers of all personal values that this event was given.
std::vector<std::string> personal_places(const FactBody& body);

}  // namespace reviewd
