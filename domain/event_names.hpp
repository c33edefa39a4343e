// The names of the types of events, by their place in EventVariant. Constant; any thread.
#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/events.hpp"

namespace reviewd {

// A set of types of events.
using EventTypes = std::bitset<std::variant_size_v<EventVariant>>;

// The name of the type with this index; an index of the variant is given.
std::string_view event_name(std::size_t index);

// The index of a name; nothing when no type has it.
std::optional<std::size_t> event_named(std::string_view name);

// The types of events that cases have, acts among them; all others are the register's.
const EventTypes& events_of_cases();

// The set that a list of names means; "*" is every type of event that cases have. Unknown names mean nothing.
EventTypes event_types_of(const std::vector<std::string>& names);

}  // namespace reviewd
