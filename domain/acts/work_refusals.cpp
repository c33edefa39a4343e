#include <algorithm>
#include <set>

#include "domain/acts/figures.hpp"
#include "domain/acts/refusals.hpp"

namespace reviewd {
namespace {

std::optional<Rejection> refuse_when_completed(const Situation& situation) {
  if (situation.imports() || situation.status() != CaseStatus::completed) return std::nullopt;
  return not_allowed("review_completed",
                     "The review is complete; how it is done and who contributes is settled before.",
                     situation.clause_of("completion"))
      .error();
}

std::optional<Rejection> refuse_twice_answered(const std::vector<Consideration>& considerations) {
  std::set<ConsiderationTopic> seen;
  for (std::size_t at = 0; at < considerations.size(); ++at)
    if (!seen.insert(considerations[at].consideration).second)
      return invalid("/considerations/" + std::to_string(at) + "/consideration", "answered_twice",
                     "The point of the checklist stands here already.")
          .error();
  return std::nullopt;
}

// What an agency writes of its own practice: its senior officer signs it, and the records behind it are
// secured (domain facts, D7 and 7.2).
bool is_signed(ContributionKind kind) {
  return kind == ContributionKind::imr || kind == ContributionKind::health_overview;
}

bool records_secured(EventId contribution, const Facts& facts) {
  return std::ranges::any_of(
      carried_forward<ContributionAdvanced>(facts, contribution),
      [](const ContributionAdvanced* step) { return step->step == ContributionStep::records_secured; });
}

// What is returned is worked on anew; else a contribution only goes forward. That records were secured the
// board may learn at any time before it accepts; of a draft it may hear nothing.
bool in_turn(ContributionState state, ContributionKind kind, ContributionStep step, bool secured) {
  switch (step) {
    case ContributionStep::records_secured:
      return !secured && state != ContributionState::accepted;
    case ContributionStep::draft:
      return state < ContributionState::draft || state == ContributionState::returned;
    case ContributionStep::signed_off:
      return state < ContributionState::signed_off || state == ContributionState::returned;
    case ContributionStep::received:
      if (is_signed(kind)) return state == ContributionState::signed_off;
      return state < ContributionState::received || state == ContributionState::returned;
    case ContributionStep::returned:
      return state == ContributionState::received;
    case ContributionStep::accepted:
      return state == ContributionState::received && (secured || !is_signed(kind));
  }
  return false;
}

std::string clause_of_contributions(const Situation& situation) {
  for (const Deadline& deadline : situation.state.deadlines)
    if (deadline.terms->rule == "contribution") return deadline.terms->clause;
  return "";
}

std::optional<Rejection> refuse_withdrawn(EventId contribution, const Situation& situation) {
  if (is_asked_for(contribution, situation.state.facts)) return std::nullopt;
  return not_allowed("commission_withdrawn",
                     "The contribution is not asked for any more; what is asked for again is commissioned "
                     "again (commission-contribution).",
                     clause_of_contributions(situation))
      .error();
}

}  // namespace

std::optional<Rejection> refusal(const ApproachChosen&, const Situation& situation) {
  return refuse_when_completed(situation);
}

std::optional<Rejection> refusal(const TermsSet& act, const Situation& situation) {
  if (auto refused = refuse_when_completed(situation)) return refused;
  if (auto refused = refuse_twice_answered(act.considerations)) return refused;
  if (act.period && act.period->from && act.period->until &&
      act.period->until->last() < act.period->from->first())
    return invalid("/period/until", "ends_before_it_begins", "The period ends before it begins.").error();
  return std::nullopt;
}

std::optional<Rejection> refusal(const ContributionCommissioned& act, const Situation& situation) {
  if (auto refused = refuse_when_completed(situation)) return refused;
  if (act.due_on && act.commissioned_on && *act.due_on < act.commissioned_on->first())
    return invalid("/due_on", "due_before_commissioned",
                   "The due day lies before the day on which the contribution was asked for.")
        .error();
  return std::nullopt;
}

std::optional<Rejection> refusal(const ContributionRescheduled& act, const Situation& situation) {
  if (auto refused = refuse_when_completed(situation)) return refused;
  if (auto refused = refuse_withdrawn(act.contribution, situation)) return refused;
  const Facts& facts = situation.state.facts;
  const auto& commissioned = std::get<ContributionCommissioned>(fact_of(facts, act.contribution)->body);
  const ContributionState state = figures(commissioned, act.contribution, facts).state;
  if (state == ContributionState::received || state == ContributionState::accepted)
    return not_allowed("step_out_of_turn",
                       "The contribution is in. What is to be worked on anew is returned "
                       "first (advance-contribution).")
        .error();
  if (act.due_on >= act.set_on.first()) return std::nullopt;
  return invalid("/due_on", "plan_in_the_past", "The due day lies before the day on which it was settled.")
      .error();
}

std::optional<Rejection> refusal(const ContributionAdvanced& act, const Situation& situation) {
  if (act.step == ContributionStep::returned && !act.reasons && !situation.imports())
    return invalid("/reasons", "required", "What is returned needs the reasons.").error();
  if (situation.imports()) return std::nullopt;
  if (auto refused = refuse_withdrawn(act.contribution, situation)) return refused;
  const Facts& facts = situation.state.facts;
  const auto& commissioned = std::get<ContributionCommissioned>(fact_of(facts, act.contribution)->body);
  const ContributionState state = figures(commissioned, act.contribution, facts).state;
  if (in_turn(state, commissioned.kind, act.step, records_secured(act.contribution, facts)))
    return std::nullopt;
  return not_allowed("step_out_of_turn",
                     "The contribution stands at \"" + std::string{word_of(state)} +
                         "\". What an agency writes of its own practice is signed off before it is received, "
                         "and its records are secured before it is accepted; only what was received is "
                         "returned or accepted; what was accepted goes nowhere, and no other step is taken "
                         "back.",
                     clause_of_contributions(situation))
      .error();
}

std::optional<Rejection> refusal(const CommissionWithdrawn& act, const Situation& situation) {
  if (auto refused = refuse_withdrawn(act.contribution, situation)) return refused;
  const Facts& facts = situation.state.facts;
  const auto& commissioned = std::get<ContributionCommissioned>(fact_of(facts, act.contribution)->body);
  if (figures(commissioned, act.contribution, facts).state != ContributionState::accepted)
    return std::nullopt;
  return not_allowed("step_out_of_turn", "The contribution was accepted; it is part of the review.",
                     clause_of_contributions(situation))
      .error();
}

}  // namespace reviewd
