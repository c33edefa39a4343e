// Who did a duty to tell somebody whose instrument the telling itself chooses (domain facts, section 1(5)):
// each notice or consultation is held against the rule that counts on its own day. Pure; any thread.
#pragma once

#include "domain/decision_notices.hpp"
#include "domain/milestones.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// What a case is looked at with; all of it must outlive the call.
struct Tellings {
  const Milestones& milestones;
  const DecisionNotices& notices;
  const RuleBook& rules;
  const CaseTerms& terms;
};

// The first by which the duty of this rule, or of one that takes its place, was done that arose at `start`
// under this guidance; null while nobody was told.
const Happening* telling_of(const Rule& rule, const Governing& governing, const Happening& start,
                            const Tellings& among);

}  // namespace reviewd
