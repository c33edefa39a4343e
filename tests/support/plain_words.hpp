// Events and deadlines in plain words, for scenarios and comparisons that an officer can read. Tests only.
#pragma once

#include <string>

#include "domain/case_state.hpp"
#include "domain/events.hpp"
#include "domain/rejection.hpp"

namespace reviewd {

// One line: what the event says, with its days. Personal values are not shown.
std::string in_words(const Event& event);
// One line: due days, revised day, when it was met, how late, state.
std::string in_words(const Deadline& deadline);
// One line: what it does, whether it is lacking or not known, and what that is.
std::string in_words(const Finding& finding);
// One line: the code, and the clause or the places that are named.
std::string in_words(const Rejection& rejection);

}  // namespace reviewd
