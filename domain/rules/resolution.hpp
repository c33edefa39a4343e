// Which instrument each rule is taken from, and why: the pure function behind `GET /v1/editions/resolve`, and
// the words that every deadline carries. Pure; any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "domain/rules/calculus.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// The days that are asked about; a milestone without one has not come about.
using MilestoneDays = std::array<std::optional<PartialDate>, milestone_count>;

// One rule as it applies on the days asked about.
struct ResolvedRule {
  const Edition* edition = nullptr;
  const Rule* rule = nullptr;
  PartialDate governed_on;
  const Edition* other = nullptr;  // what may have governed instead; null where there is no doubt
  std::string why;
  std::optional<DueDay> due;  // where the day it starts at is asked about, is whole, and can be counted from
};

// A rule whose instrument cannot be said: the day that would choose it was not given.
struct UnresolvedRule {
  std::string rule;
  std::string kind;
  Milestone governed_by = Milestone::brought_to_attention;
  bool operator==(const UnresolvedRule&) const = default;
};

// What applies on the days asked about, and what cannot be said yet.
struct Resolution {
  std::vector<ResolvedRule> rules;         // by the milestone they start at
  std::vector<UnresolvedRule> unresolved;  // each rule and milestone once
};

// Every rule of every instrument, held against the days and the board's terms. Facts that a rule depends on
// are not asked: its `when` is for the reader to judge.
Resolution resolve(const RuleBook& rules, const MilestoneDays& days, const CaseTerms& terms);

// Why this rule is the one to go by on the day of the milestone it is governed by: "wt2010 was in force on
// 2010-03-23, the day the chair decided."
std::string why_governing(const IndexedRule& indexed, PartialDate on, const Governing& governing,
                          const CaseTerms& terms);

}  // namespace reviewd
