#include "domain/views.hpp"

#include <algorithm>

namespace reviewd {
namespace {

// Whether both list the same: most commands leave every deadline where it was.
bool same_entries(const CaseState& before, const CaseState& after) {
  return std::ranges::equal(
      before.deadlines, after.deadlines, [](const Deadline& left, const Deadline& right) {
        return is_open(left) == is_open(right) && last_due(left.terms) == last_due(right.terms) &&
               left.terms->deadline_id == right.terms->deadline_id;
      });
}

}  // namespace

DueEntry due_entry_of(const DeadlineTerms& terms, const CaseId& case_id) {
  static const Day last_of_all = *Day::of(9999, 12, 31);
  return {last_due(terms).value_or(last_of_all), case_id, terms.deadline_id};
}

void DueList::insert(const CaseState& state, const Deadline& deadline) {
  const auto& [entry, added] = entries_.insert(due_entry_of(deadline.terms, state.id));
  if (added) tally_.add(entry->due, entry->case_id, entry->deadline_id);
}

void DueList::erase(const CaseState& state, const Deadline& deadline) {
  const DueEntry entry = due_entry_of(deadline.terms, state.id);
  if (entries_.erase(entry) > 0) tally_.remove(entry.due, entry.case_id, entry.deadline_id);
}

void DueList::update(const CaseState* before, const CaseState& after) {
  if (before != nullptr && same_entries(*before, after)) return;
  if (before != nullptr)
    for (const Deadline& deadline : before->deadlines)
      if (is_open(deadline)) erase(*before, deadline);
  for (const Deadline& deadline : after.deadlines)
    if (is_open(deadline)) insert(after, deadline);
}

}  // namespace reviewd
