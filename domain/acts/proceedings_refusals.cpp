#include "domain/acts/refusals.hpp"

namespace reviewd {
namespace {

std::optional<Rejection> refuse_when_lifted(EventId hold, const Situation& situation) {
  if (carried_forward<HoldLifted>(situation.state.facts, hold).empty()) return std::nullopt;
  return not_allowed("hold_lifted", "The hold ended; another one can be placed.").error();
}

std::optional<Rejection> refuse_early_review(Day review_on, const PartialDate& from) {
  if (review_on > from.first()) return std::nullopt;
  return invalid("/review_on", "review_before_hold", "The day of the next review must lie after this day.")
      .error();
}

}  // namespace

std::optional<Rejection> refusal(const HoldPlaced& act, const Situation& situation) {
  if (act.proceeding) {
    const Fact* named = fact_of(situation.state.facts, *act.proceeding);
    if (named == nullptr || !std::holds_alternative<ProceedingOpened>(named->body))
      return invalid("/proceeding", "no_such_thing", "The event opened no proceedings of this case.").error();
  }
  return refuse_early_review(act.review_on, act.placed_on);
}

std::optional<Rejection> refusal(const HoldReviewed& act, const Situation& situation) {
  if (auto refused = refuse_when_lifted(act.hold, situation)) return refused;
  return refuse_early_review(act.review_on, act.reviewed_on);
}

std::optional<Rejection> refusal(const HoldLifted& act, const Situation& situation) {
  return refuse_when_lifted(act.hold, situation);
}

std::optional<Rejection> refusal(const ProceedingAdvanced& act, const Situation& situation) {
  const auto steps = carried_forward<ProceedingAdvanced>(situation.state.facts, act.proceeding);
  const bool concluded = !steps.empty() && steps.back()->step == ProceedingStep::concluded;
  if (concluded == (act.step == ProceedingStep::reopened)) return std::nullopt;
  return not_allowed("step_out_of_turn", concluded
                                             ? "The proceedings were concluded; they may only be reopened."
                                             : "Only proceedings that were concluded can be reopened.")
      .error();
}

}  // namespace reviewd
