#include "domain/acts/figures.hpp"
#include "domain/acts/refusals.hpp"

namespace reviewd {
namespace {

ActionFigures standing_of(EventId action, const Situation& situation) {
  const Facts& facts = situation.state.facts;
  return figures(std::get<ActionPlanned>(fact_of(facts, action)->body), action, facts);
}

bool same_source(const RecommendationAdded& one, const RecommendationAdded& other) {
  return one.document == other.document && one.agency == other.agency;
}

// An action that is not complete has nothing that could be signed off or audited.
std::optional<Rejection> refuse_before_completion(const ActionFigures& standing, const PartialDate& day,
                                                  const std::string& pointer) {
  if (!standing.completed_on)
    return not_allowed("action_not_complete",
                       "The action is not complete. Its agency says so first (progress-action).")
        .error();
  if (day.last() < standing.completed_on->first())
    return invalid(pointer, "before_it_was_complete",
                   "The day lies before the one since which the action is complete.")
        .error();
  return std::nullopt;
}

// Complete, embedded, and either of them taken back: the rest is up to the agency.
bool goes_back(ActionProgress from, ActionProgress to) {
  return from != ActionProgress::rejected && to < from;
}

}  // namespace

std::optional<Rejection> refusal(const RecommendationAdded& act, const Situation& situation) {
  if (!act.document && !act.agency)
    return invalid("/document", "required", "The document or the agency that recommends it is needed.")
        .error();
  const Facts& facts = situation.state.facts;
  if (act.document) {
    const Fact* named = fact_of(facts, *act.document);
    if (named == nullptr || !std::holds_alternative<DocumentRecorded>(named->body))
      return invalid("/document", "no_such_thing", "The event recorded no document of this case.").error();
  }
  for (const Fact& fact : facts)
    if (const auto* added = std::get_if<RecommendationAdded>(&fact.body);
        added != nullptr && added->number == act.number && same_source(*added, act))
      return not_allowed(
                 "recommendation_added",
                 "Its source has a recommendation of this number already (event " + fact.event.text() + ").")
          .error();
  return std::nullopt;
}

std::optional<Rejection> refusal(const ActionPlanned& act, const Situation&) {
  if (act.target_on >= act.planned_on.first()) return std::nullopt;
  return invalid("/target_on", "target_before_plan", "The target lies before the day it was planned.")
      .error();
}

std::optional<Rejection> refusal(const ActionProgressed& act, const Situation& situation) {
  const ActionProgress before = standing_of(act.action, situation).progress;
  if (before == act.progress)
    return not_allowed("step_out_of_turn", "The action stands there already.").error();
  if (act.progress == ActionProgress::embedded && before != ActionProgress::complete)
    return not_allowed("step_out_of_turn", "An action is complete before it is embedded.").error();
  const bool reasons_needed = act.progress == ActionProgress::rejected || goes_back(before, act.progress);
  if (reasons_needed && !act.reasons)
    return invalid("/reasons", "required", "What is rejected or goes back needs the reasons.").error();
  return std::nullopt;
}

std::optional<Rejection> refusal(const ActionSignedOff& act, const Situation& situation) {
  const ActionFigures standing = standing_of(act.action, situation);
  if (standing.signed_off_on)
    return not_allowed("action_signed_off", "The action was signed off since it is complete.").error();
  return refuse_before_completion(standing, act.signed_off_on, "/signed_off_on");
}

std::optional<Rejection> refusal(const FollowUpPlanned& act, const Situation& situation) {
  if (auto refused =
          refuse_before_completion(standing_of(act.action, situation), act.planned_on, "/planned_on"))
    return refused;
  if (act.review_on <= act.planned_on.last())
    return invalid("/review_on", "plan_in_the_past", "The day of the review must lie after this day.")
        .error();
  for (const FollowUpPlanned* other : carried_forward<FollowUpPlanned>(situation.state.facts, act.action))
    if (other->review_on == act.review_on)
      return not_allowed("follow_up_planned", "The action is to be looked at on this day already.").error();
  return std::nullopt;
}

std::optional<Rejection> refusal(const ActionAudited& act, const Situation& situation) {
  return refuse_before_completion(standing_of(act.action, situation), act.audited_on, "/audited_on");
}

}  // namespace reviewd
