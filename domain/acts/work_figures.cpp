#include <algorithm>
#include <set>

#include "domain/acts/figures.hpp"
#include "domain/acts/refusals.hpp"

namespace reviewd {
namespace {

ContributionState after(ContributionStep step) {
  switch (step) {
    case ContributionStep::records_secured:
      return ContributionState::records_secured;
    case ContributionStep::draft:
      return ContributionState::draft;
    case ContributionStep::signed_off:
      return ContributionState::signed_off;
    case ContributionStep::received:
      return ContributionState::received;
    case ContributionStep::returned:
      return ContributionState::returned;
    case ContributionStep::accepted:
      return ContributionState::accepted;
  }
  return ContributionState::commissioned;
}

// That records were secured may become known late; the contribution is where it was.
void take(ContributionFigures& figures, const ContributionAdvanced& act) {
  const bool said_late =
      act.step == ContributionStep::records_secured && figures.state > ContributionState::records_secured;
  if (!said_late) figures.state = after(act.step);
  if (act.step == ContributionStep::returned) ++figures.times_returned;
  if (act.step == ContributionStep::received && !figures.received_on) figures.received_on = act.occurred_on;
  if (act.step == ContributionStep::accepted) figures.accepted_on = act.occurred_on;
}

bool is_in(ContributionState state) {
  return state == ContributionState::received || state == ContributionState::accepted;
}

bool commission_withdrawn(EventId contribution, const Facts& facts) {
  return !carried_forward<CommissionWithdrawn>(facts, contribution).empty();
}

}  // namespace

ContributionFigures figures(const ContributionCommissioned& act, EventId contribution, const Facts& facts) {
  ContributionFigures figures;
  for (const Fact& fact : facts)
    if (const auto* step = std::get_if<ContributionAdvanced>(&fact.body);
        step != nullptr && step->contribution == contribution)
      take(figures, *step);
  if (commission_withdrawn(contribution, facts)) {
    figures.state = ContributionState::withdrawn;
    return figures;
  }
  if (act.due_on && figures.received_on && figures.received_on->whole())
    figures.days_late = std::max(0, figures.received_on->first() - *act.due_on);
  return figures;
}

bool is_asked_for(EventId contribution, const Facts& facts) {
  return !commission_withdrawn(contribution, facts);
}

std::vector<std::string> agencies_outstanding(const Facts& facts) {
  std::vector<std::string> agencies;
  for (const Fact& fact : facts) {
    const auto* contribution = std::get_if<ContributionCommissioned>(&fact.body);
    if (contribution == nullptr) continue;
    const ContributionState state = figures(*contribution, fact.event, facts).state;
    if (is_in(state) || state == ContributionState::withdrawn) continue;
    if (std::ranges::find(agencies, contribution->agency) == agencies.end())
      agencies.push_back(contribution->agency);
  }
  return agencies;
}

bool health_overview_missing(const Facts& facts) {
  std::set<std::string_view> trusts;
  for (const Fact& fact : facts) {
    const auto* contribution = std::get_if<ContributionCommissioned>(&fact.body);
    if (contribution == nullptr || commission_withdrawn(fact.event, facts)) continue;
    if (contribution->kind == ContributionKind::health_overview &&
        is_in(figures(*contribution, fact.event, facts).state))
      return false;
    if (contribution->kind == ContributionKind::imr && contribution->health_trust == Answer::yes)
      trusts.insert(contribution->agency);
  }
  return trusts.size() > 1;
}

}  // namespace reviewd
