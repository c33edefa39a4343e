#include "domain/moved_deadlines.hpp"

#include <algorithm>

#include "domain/derivation.hpp"

namespace reviewd {
namespace {

bool open_as(DeadlineState state) {
  return state == DeadlineState::running || state == DeadlineState::overdue ||
         state == DeadlineState::outstanding;
}

// A period that ran out by itself; that the clock has not fired it yet is no difference.
bool only_lapsed(const DerivedDeadline& now, const Deadline& stored) {
  return is_open(stored) && now.state == DeadlineState::met && now.met_in == now.terms->anchored_in;
}

std::string due_text(const DeadlineTerms& terms, const std::optional<Day>& revised_due_on) {
  std::string text = "no stated day";
  if (terms.due_on) text = terms.due_on->text();
  if (terms.due_between) text = terms.due_between->first.text() + " to " + terms.due_between->last.text();
  if (revised_due_on) text += ", revised to " + revised_due_on->text();
  return text;
}

std::vector<MovedDeadline> moved(const CaseState& state, const Derivation& derived) {
  std::vector<MovedDeadline> moved;
  for (const DerivedDeadline& now : derived.deadlines) {
    const Deadline* stored = state.deadline(now.terms->deadline_id);
    MovedDeadline line{state.id, now.terms->deadline_id, std::nullopt, std::nullopt};
    if (stored != nullptr && is_open(*stored)) line.was = due_text(*stored->terms, stored->revised_due_on);
    if (open_as(now.state) || (stored != nullptr && only_lapsed(now, *stored)))
      line.is = due_text(*now.terms, now.revised_due_on);
    if (line.was != line.is) moved.push_back(std::move(line));
  }
  for (const Deadline& stored : state.deadlines) {
    const auto same = [&](const DerivedDeadline& now) {
      return now.terms->deadline_id == stored.terms->deadline_id;
    };
    if (is_open(stored) && std::none_of(derived.deadlines.begin(), derived.deadlines.end(), same))
      moved.push_back({state.id, stored.terms->deadline_id, due_text(*stored.terms, stored.revised_due_on),
                       std::nullopt});
  }
  return moved;
}

}  // namespace

std::vector<MovedDeadline> unexplained_moves(const CaseState& state, const RuleBook& rules, Day today) {
  return moved(state, derive(state.facts, state.deadlines, rules, today, stored_in(state)));
}

std::vector<MovedDeadline> moves_of_adoption(const CaseState& state, const RuleBook& book, Day today) {
  if (status_of(state.facts) == CaseStatus::closed) return {};
  return moved(state, derive(state.facts, unpinned(state.deadlines), book, today));
}

}  // namespace reviewd
