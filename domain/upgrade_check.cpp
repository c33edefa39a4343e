#include "domain/upgrade_check.hpp"

#include <algorithm>

#include "domain/derivation.hpp"

namespace reviewd {
namespace {

const std::string absent = "not there";

bool open_as(DeadlineState state) {
  return state == DeadlineState::running || state == DeadlineState::overdue ||
         state == DeadlineState::outstanding;
}

std::string due_text(const DeadlineTerms& terms, const std::optional<Day>& revised_due_on) {
  std::string text = "no due day";
  if (terms.due_on) text = "due " + terms.due_on->text();
  if (terms.due_between)
    text = "due between " + terms.due_between->first.text() + " and " + terms.due_between->last.text();
  if (revised_due_on) text += ", revised to " + revised_due_on->text();
  return text;
}

}  // namespace

std::vector<UnexplainedMove> unexplained_moves(const CaseState& state, const RuleBook& rules, Day today) {
  const Derivation derived = derive(state.facts, state.deadlines, rules, today, stored_in(state));
  std::vector<UnexplainedMove> moved;
  for (const DerivedDeadline& now : derived.deadlines) {
    const Deadline* stored = state.deadline(now.terms->deadline_id);
    const bool was_open = stored != nullptr && is_open(*stored);
    if (!was_open && !open_as(now.state)) continue;
    const std::string was = was_open ? due_text(*stored->terms, stored->revised_due_on) : absent;
    const std::string is = open_as(now.state) ? due_text(*now.terms, now.revised_due_on) : absent;
    if (was != is) moved.push_back({state.id, now.terms->deadline_id, was, is});
  }
  for (const Deadline& stored : state.deadlines) {
    const auto same = [&](const DerivedDeadline& now) {
      return now.terms->deadline_id == stored.terms->deadline_id;
    };
    if (is_open(stored) && std::none_of(derived.deadlines.begin(), derived.deadlines.end(), same))
      moved.push_back(
          {state.id, stored.terms->deadline_id, due_text(*stored.terms, stored.revised_due_on), absent});
  }
  return moved;
}

}  // namespace reviewd
