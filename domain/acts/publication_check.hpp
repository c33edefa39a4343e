// The check of a text, before it is published, for what the case holds as personal. Values; any thread. Where
// it is made, and what it answers beside the act: api/publication_handlers.cpp.
#pragma once

#include <optional>
#include <string>

#include "domain/personal.hpp"
#include "domain/types.hpp"

namespace reviewd {

// Of the text only what does not give it away.
struct PublicationChecked {
  Digest sha256;
  int length = 0;  // in characters
  int hits = 0;
  std::string checked_by;  // the id of the actor
};

struct CheckOverridden {
  EventId check;
  Personal reason;
};

}  // namespace reviewd
