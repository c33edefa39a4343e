// Values of every described type, made from the descriptors: each field set to a value of its own, so that a
// field that is lost or swapped shows. Tests only.
#pragma once

#include <vector>

#include "domain/events.hpp"

namespace reviewd {

// One event of every type, with all optional fields given, or with none.
std::vector<Event> every_event(bool with_optional_fields);

}  // namespace reviewd
