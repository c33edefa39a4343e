#include "api/case_view.hpp"

namespace reviewd {
namespace {

Deadline shown(const DerivedDeadline& derived, const Deadline* stored) {
  Deadline deadline = stored == nullptr ? Deadline{} : *stored;
  deadline.terms = derived.terms;
  deadline.revised_due_on = derived.revised_due_on;
  deadline.met_on = derived.met_on;
  deadline.state = derived.state;
  deadline.days_late = derived.days_late;
  deadline.revised_days_late = derived.revised_days_late;
  return deadline;
}

Result<CaseView> worked_out(const CaseState& state, Day as_of, const RuleBook& rules,
                            const std::vector<Deadline>& known, const Stored& stored) {
  Facts facts = facts_by(state.facts, as_of);
  if (facts.empty() || !std::holds_alternative<CaseOpened>(facts.front()->body))
    return not_found("not_yet_brought",
                     "The matter had not been brought to the board's attention by that day.");
  Derivation derived = derive(facts, known, rules, as_of, stored);
  std::optional<Shared<Advice>> advice;
  if (!derived.advice->edition.empty()) advice = std::move(derived.advice);
  std::optional<Shared<Assessment>> assessment;
  if (!derived.assessment->edition.empty()) assessment = std::move(derived.assessment);
  CaseView view{state.id,
                state.version,
                std::move(facts),
                state.corrections,
                std::move(advice),
                std::move(assessment),
                {},
                std::move(derived.awaiting),
                state.version,
                as_of,
                {}};
  for (const DerivedDeadline& deadline : derived.deadlines)
    view.deadlines.push_back(shown(deadline, state.deadline(deadline.terms->deadline_id)));
  return view;
}

}  // namespace

CaseView view_of(const CaseState& state) {
  return {state.id,
          state.version,
          state.facts,
          state.corrections,
          state.advice,
          state.assessment,
          state.deadlines,
          state.awaiting,
          state.version,
          std::nullopt,
          {}};
}

Result<CaseView> view_as_of(const CaseState& state, Day as_of, const RuleBook& rules) {
  // Advice keeps the revision that gave it, as a deadline does.
  return worked_out(state, as_of, rules, state.deadlines, stored_in(state));
}

Result<CaseView> view_supposing(const CaseState& state, Day as_of, const RuleBook& supposed) {
  return worked_out(state, as_of, supposed, {}, {});
}

}  // namespace reviewd
