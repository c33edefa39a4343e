// Whether the instruments of one directory fit together: what a reader of one document cannot see. Pure; any
// thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/rules/edition.hpp"

namespace reviewd {

// What is wrong with this instrument beside all the others, itself among them, or nothing: a direction that
// amends guidance that is not there or takes the place of a rule that another day chooses, a local rule with
// the id of a national one, a relaxation of a rule that nobody has.
std::optional<std::string> misfit(const Edition& edition, const std::vector<const Edition*>& all);

}  // namespace reviewd
