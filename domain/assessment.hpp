// What a case lacks of what the edition that governs it asks of people, of the family and of documents. Pure;
// any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/rejection.hpp"
#include "domain/rules/finding.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// Every requirement held against the facts, in their order; what is kept leaves no finding.
std::vector<Finding> assess(const Facts& facts, const std::vector<Requirement>& requirements);

// The same of the guidance that governs people and documents: that of the day of the standing decision, or,
// before there is one, of the day the matter was brought to attention, or the one that the case was re-pinned
// to. In the revision of `stored` where that is the same edition; null asks for the newest. Empty where none
// governs, or nothing is lacking.
Assessment assess(const Facts& facts, const RuleBook& rules, const Assessment* stored);

// The steps that hang on what the edition asks for.
enum class ReviewStep : std::uint8_t { report_accepted, summary_accepted, completed, published };
// Whether this is to be kept before that step: of the summary its contents; of the report who makes it, what
// it is made from and who was heard; of the completion the same, but not that there is somebody in a role,
// terms of reference and contributions at all, because a board may enter the day alone; of the publication
// what the completion asks for, the accepted documents, and what is published beside the report.
bool asked_before(ReviewStep step, RequirementCheck check);
// The step that the acceptance of such a document is; nothing where nothing is asked before it.
std::optional<ReviewStep> step_of(ReviewDocumentKind accepted);

// Refuses a step that these findings stand against: `not_allowed` "requirement_not_kept", citing the clause
// of the first; all that is lacking is listed in its faults, each under the name of its check with its own
// clause. What is overridden or a warning refuses nothing, and where a reason is given nor does what admits
// one.
std::optional<Rejection> refuse_unkept(const std::vector<Finding>& findings, bool reason_given);
// The same of those alone that are asked before the step.
std::optional<Rejection> refuse_step(ReviewStep step, std::vector<Finding> findings, bool reason_given);

// Whether a case turned out to be none: opened in error, or another one has taken it in.
bool void_case(const Facts& facts);

}  // namespace reviewd
