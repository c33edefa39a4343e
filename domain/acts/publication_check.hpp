// The check of a text, before it is published, for what the case holds as personal. Values; any thread. Where
// it is made, and what it answers beside the act: api/publication_handlers.cpp.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "domain/personal.hpp"
#include "domain/types.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

// What sort of personal value a text is looked through for.
enum class PersonalKind { name, date_of_birth, address };
template <>
struct Words<PersonalKind> {
  static constexpr std::array<Word<PersonalKind>, 3> values{{{PersonalKind::name, "name"},
                                                             {PersonalKind::date_of_birth, "date_of_birth"},
                                                             {PersonalKind::address, "address"}}};
};

// What the value at this place of an event's data is; nothing for narrative, which is not looked for.
std::optional<PersonalKind> kind_of_personal(std::string_view pointer);

// Of the text only what does not give it away.
struct PublicationChecked {
  Digest sha256;
  int length = 0;  // in characters
  int hits = 0;
  std::string checked_by;             // the id of the actor
  std::optional<std::string> office;  // the actor's name; absent in checks of before it was recorded
};

struct CheckOverridden {
  EventId check;
  Personal reason;
};

}  // namespace reviewd
