// Which instrument each rule is taken from, and why: the pure function behind `GET /v1/editions/resolve`, and
// the words that every deadline carries. Pure; any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/rules/calculus.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// The days that are asked about; a milestone without one has not come about.
using MilestoneDays = std::array<std::optional<PartialDate>, milestone_count>;

// That a direction relaxed a time limit at some time while its clock ran. `uncertain`: it began in the month
// in which the clock ended, on a day that is not known.
struct RelaxedLimit {
  const Edition* by = nullptr;
  const Relaxation* relaxation = nullptr;
  bool uncertain = false;
};

// One rule as it applies on the days asked about.
struct ResolvedRule {
  const Edition* edition = nullptr;
  const Rule* rule = nullptr;
  Milestone governed_by = Milestone::brought_to_attention;
  PartialDate governed_on;
  const Edition* other = nullptr;  // what may have governed instead; null where there is no doubt
  std::string why;
  std::optional<DueDay> due;  // where the day it starts at is asked about, is whole, and can be counted from
  std::optional<RelaxedLimit> relaxed;  // where the day it starts at is asked about
};

// What a day of the case takes from an instrument as a whole: its criteria, or what it asks of people,
// documents and steps.
struct ResolvedInstrument {
  const Edition* edition = nullptr;
  Milestone governed_by = Milestone::brought_to_attention;
  PartialDate governed_on;
  const Edition* other = nullptr;  // as of ResolvedRule
  std::string why;
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
  std::vector<ResolvedInstrument>
      criteria;  // with a criteria table: of the day of attention, of the decision
  std::vector<ResolvedInstrument>
      requirements;  // with requirements: of the decision, or before it of attention
};

// Every rule of every instrument, held against the days and the board's terms. Facts that a rule depends on
// are not asked: its `when` is for the reader to judge.
Resolution resolve(const RuleBook& rules, const MilestoneDays& days, const CaseTerms& terms);

// What relaxed the limit of this rule of this edition at some time from one day to another.
std::optional<RelaxedLimit> relaxation_of(std::string_view edition, std::string_view rule, Day from, Day to,
                                          const RuleBook& rules);

// A day by which an instrument is chosen, and whose day it is.
struct ChoosingDay {
  Milestone by = Milestone::brought_to_attention;
  PartialDate on;
};

// Why this rule is the one to go by on the day of the milestone it is governed by: "wt2010 was in force on
// 2010-03-23, the day the chair decided."
std::string why_governing(const IndexedRule& indexed, const ChoosingDay& day, const Governing& governing,
                          const CaseTerms& terms);

}  // namespace reviewd
