#include "domain/decision_notices.hpp"

#include <algorithm>
#include <array>
#include <ranges>

namespace reviewd {
namespace {

constexpr std::array decisions{Milestone::decision, Milestone::decision_to_conduct,
                               Milestone::decision_not_to_conduct};

// Whether a clock of this milestone starts with the decision.
bool starts(Milestone milestone, const Fact& decision) {
  const bool conduct = std::get<DecisionRecorded>(decision.body).decision == Course::conduct;
  return milestone == Milestone::decision || (milestone == Milestone::decision_to_conduct) == conduct;
}

// Whether a notice can be one of this decision: not sent before it, and, where another one took its place,
// on record or sent before that.
bool may_tell(const Happening& notice, const Happening& decided) {
  if (notice.on.last() < decided.on.first()) return false;
  const Fact* replacing = decided.ended_by;
  return replacing == nullptr || notice.fact->event < replacing->event ||
         notice.on.last() < day_of(*replacing).first();
}

// A notice that was on record before the decision, and sent on its very day, may be one of the decision
// before.
bool surely_tells(const Happening& notice, const Happening& decided) {
  return decided.fact->event < notice.fact->event || decided.on.last() < notice.on.first();
}

}  // namespace

bool is_decision(Milestone milestone) {
  return std::ranges::find(decisions, milestone) != decisions.end();
}

template <class Accepted>
bool DecisionNotices::any_rule_from(const Fact& decision, const Accepted& accepted) const {
  const Day day = day_of(decision).first();
  const Governing governing = rules_.governing(day, terms_);
  return std::ranges::any_of(decisions, [&](Milestone milestone) {
    return starts(milestone, decision) &&
           std::ranges::any_of(rules_.starting_at(milestone),
                               [&](const IndexedRule& indexed) { return accepted(indexed, day, governing); });
  });
}

bool DecisionNotices::gives_rise_to(const Fact& decision, std::string_view rule_id) const {
  return std::holds_alternative<DecisionRecorded>(decision.body) &&
         any_rule_from(decision, [&](const IndexedRule& indexed, Day day, const Governing& governing) {
           return indexed.rule->id == rule_id && applies(indexed, day, governing, terms_);
         });
}

// Whether the notice went to somebody who must be told of the decision, by the rules of its day or, where
// the telling chooses, of the day of the notice.
bool DecisionNotices::must_be_told(const Happening& decision, const Happening& notice) const {
  const std::string& recipient = std::get<NotificationRecorded>(notice.fact->body).recipient;
  return any_rule_from(*decision.fact, [&](const IndexedRule& indexed, Day day, const Governing& governing) {
    const Rule& rule = *indexed.rule;
    if (!tells_somebody(rule.met_by) || rule.recipient != recipient) return false;
    if (rule.governed_by != act_of_telling) return applies(indexed, day, governing, terms_);
    return rules_.rule_on(rule.id, notice.on.first(), governing, terms_) == &rule;
  });
}

// Of which decision a notice is, of those that its recipient must be told: of the newest that it may be of.
const Happening* DecisionNotices::decision_told(const Happening& notice) const {
  const Happening* told = nullptr;
  for (const Happening& decided : std::views::reverse(milestones_.of(Milestone::decision))) {
    if (!may_tell(notice, decided) || !must_be_told(decided, notice)) continue;
    if (surely_tells(notice, decided)) return &decided;
    if (told == nullptr) told = &decided;
  }
  return told;
}

bool DecisionNotices::tells_of(const Happening& notice, const Happening& start) const {
  const Happening* decision = decision_told(notice);
  return decision != nullptr && decision->fact == start.fact;
}

const Happening* DecisionNotices::notice_of(const Rule& rule, const Happening& start) const {
  for (const Happening& notice : milestones_.of(Milestone::notice)) {
    if (tells(std::get<NotificationRecorded>(notice.fact->body), rule) && tells_of(notice, start))
      return &notice;
  }
  return nullptr;
}

}  // namespace reviewd
