// The terms of one deadline, from one rule and the day it starts at: the part of a derivation that looks at
// nothing else. Pure; any thread.
#pragma once

#include <expected>
#include <optional>
#include <string>

#include "domain/case_state.hpp"
#include "domain/milestones.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// The guidance on the first and on the last day that the day of a milestone may mean.
struct Regime {
  PartialDate on;
  Governing first;
  Governing last;
  Milestone by = Milestone::brought_to_attention;  // whose day it is
  const Happening* told = nullptr;                 // where the telling itself chose: what met the rule
};

// One deadline to be worked out.
struct TermsWanted {
  const std::string& deadline_id;
  const IndexedRule& indexed;  // the rule in the newest revision of its instrument
  const Regime& regime;        // by which that instrument was chosen
  const Happening& start;
  const Deadline* before;  // as stored: it keeps its revisions; null when it is new
};

// The rule as it is in the revision by which the deadline was computed before, or in the newest.
struct PinnedRule {
  const Edition& edition;
  const Rule& rule;
};
PinnedRule pinned_rule(const TermsWanted& wanted, const RuleBook& rules);

// The stored terms where these come out the same, else with steps. An error says why the day cannot be said
// yet: its calendar is not adopted, or ends before the count does.
[[nodiscard]] std::expected<Shared<DeadlineTerms>, std::string> deadline_terms(const TermsWanted& wanted,
                                                                               const PinnedRule& pinned,
                                                                               const RuleBook& rules,
                                                                               const CaseTerms& terms);

}  // namespace reviewd
