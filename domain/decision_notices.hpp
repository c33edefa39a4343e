// Which notices tell of which decision: one letter is a notice of one decision, the newest that it may be of.
// Pure; any thread. Lives for one derivation.
#pragma once

#include <string>
#include <string_view>

#include "domain/milestones.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// Lives for one derivation, as long as what it was made of.
class DecisionNotices {
 public:
  // All three must outlive it.
  DecisionNotices(const Milestones& milestones, const RuleBook& rules, const CaseTerms& terms)
      : milestones_(milestones), rules_(rules), terms_(terms) {}

  // The first notice by which the rule's recipient was told of the decision that `start` is; null when none.
  const Happening* notice_of(const Rule& rule, const Happening& start) const;
  // Whether it is a notice of the decision that `start` is.
  bool tells_of(const Happening& notice, const Happening& start) const;
  // Whether a decision starts a clock of this rule under the instruments of its own day.
  bool gives_rise_to(const Fact& decision, std::string_view rule_id) const;

 private:
  const Happening* decision_told(const Happening& notice) const;
  bool must_be_told(const Happening& decision, const Happening& notice) const;
  template <class Accepted>
  bool any_rule_from(const Fact& decision, const Accepted& accepted) const;

  const Milestones& milestones_;
  const RuleBook& rules_;
  const CaseTerms& terms_;
};

// Whether the milestone is a decision, of one course or of any.
bool is_decision(Milestone milestone);

}  // namespace reviewd
