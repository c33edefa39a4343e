// What a case lacks of what the edition that governs it asks of people, of the family and of documents. Pure;
// any thread.
#pragma once

#include <initializer_list>
#include <optional>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/rejection.hpp"
#include "domain/rules/finding.hpp"

namespace reviewd {

// Every requirement held against the facts, in their order; what is kept leaves no finding.
std::vector<Finding> assess(const Facts& facts, const std::vector<Requirement>& requirements);

// The findings of these checks alone, as a step asks for them that hangs on them.
std::vector<Finding> findings_of(const std::vector<Finding>& findings,
                                 std::initializer_list<RequirementCheck> checks);

// Refuses a step that these findings stand against: `not_allowed` "requirement_not_kept", citing the clause
// of the first, and naming in its detail all that is lacking. What is overridden or a warning refuses
// nothing, and where a reason is given nor does what admits one.
std::optional<Rejection> refuse_unkept(const std::vector<Finding>& findings, bool reason_given);

}  // namespace reviewd
