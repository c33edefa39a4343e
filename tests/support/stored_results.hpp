// Holds that the results stored in a case are what would be derived for its last day. Tests only.
#pragma once

#include "domain/case_state.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// Checks advice, deadlines, what waits and the status. Nothing is compared while a fact counts only from a
// later day (a month that is not over yet).
void check_stored_equals_derived(const CaseState& state, const RuleBook& rules, Day today);

}  // namespace reviewd
