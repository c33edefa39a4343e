#include "domain/acts/refusals.hpp"
#include "domain/directed_case.hpp"

namespace reviewd {
namespace {

// Domain facts, 7.8 and section 2: since when each has had its task.
const Day ofsted_evaluates_from = *Day::of(2007, 4, 1);
const Day panel_sits_from = *Day::of(2013, 6, 1);  // in place of the evaluations, which ended before
const Day wt2013_from = *Day::of(2013, 4, 15);

std::optional<Rejection> refuse_without_review(const Situation& situation) {
  const Fact* decision = standing_decision(situation.state.facts);
  const bool conducted =
      decision != nullptr && std::get<DecisionRecorded>(decision->body).decision == Course::conduct;
  if (conducted || situation.imports()) return std::nullopt;
  return not_allowed("no_review", "The chair has not decided to conduct a review.",
                     situation.clause_of("completion"))
      .error();
}

// Whether a completed review goes to somebody who evaluates it, which ended with the edition of 2010.
std::optional<Rejection> refuse_without_evaluation(const Situation& situation) {
  const Edition* edition = situation.edition();
  if (situation.imports() || edition == nullptr || edition->in_force_from.first() < wt2013_from)
    return std::nullopt;
  return not_allowed("unknown_to_edition",
                     edition->title + " knows no evaluation of reviews; it ended in 2012.",
                     situation.clause_of("completion"))
      .error();
}

std::optional<Rejection> not_in_office(const char* pointer) {
  return invalid(pointer, "body_not_in_office", "The body did not have this task on that day.").error();
}

}  // namespace

std::optional<Rejection> refusal(const EvaluationRecorded& act, const Situation& situation) {
  if (auto refused = refuse_without_review(situation)) return refused;
  if (auto refused = refuse_without_evaluation(situation)) return refused;
  if (situation.imports() || !act.letter_on) return std::nullopt;
  const bool ofsted = act.body == EvaluatingBody::ofsted;
  const bool in_office =
      ofsted ? act.letter_on->last() >= ofsted_evaluates_from && act.letter_on->first() < panel_sits_from
             : act.letter_on->first() < ofsted_evaluates_from;
  if (!in_office) return not_in_office("/body");
  if (!act.evaluated_on || act.evaluated_on->first() <= act.letter_on->last()) return std::nullopt;
  return invalid("/evaluated_on", "evaluated_after_letter", "The day lies after the day of the letter.")
      .error();
}

std::optional<Rejection> refusal(const DirectionGiven& act, const Situation& situation) {
  if (act.case_id == situation.state.id)
    return invalid("/case", "same_case", "The new review is another case.").error();
  if (act.open_as && !relation_of(act.direction))
    return invalid("/open_as", "wrong_value", "Only a direction to reconsider or to repeat opens a case.")
        .error();
  if (act.by == DirectingBody::national_panel && act.directed_on.last() < panel_sits_from)
    return not_in_office("/by");
  return act.direction == DirectionKind::other ? std::nullopt : refuse_without_review(situation);
}

}  // namespace reviewd
