// Reads one rule of an instrument, its condition and its words, from a TOML table. For the reader of editions
// only. One document, one thread.
#pragma once

#include <string_view>

#include "config/table_reader.hpp"
#include "domain/rules/rule.hpp"

namespace reviewd {

// Faults are reported to the table's keeper: an unknown milestone, unit or fact, a count that is not
// positive, a kind that what meets it does not have, a stage that the process cannot reach from where it
// starts.
Rule read_rule(TableReader reader);

// `all_of` and `unless` under the keys named; an absent `all_of` is a fault only where it is required.
Condition read_condition(TableReader& reader, std::string_view all_of, Presence presence);

}  // namespace reviewd
