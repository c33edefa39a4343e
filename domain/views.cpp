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

void DueList::insert(const CaseState& state, const Deadline& deadline) {
  const auto& [entry, added] =
      entries_.insert({last_due(deadline.terms), state.id, deadline.terms->deadline_id});
  if (added) tally_.add(entry->due, entry->case_id, entry->deadline_id);
}

void DueList::erase(const CaseState& state, const Deadline& deadline) {
  const Day due = last_due(deadline.terms);
  if (entries_.erase({due, state.id, deadline.terms->deadline_id}) > 0)
    tally_.remove(due, state.id, deadline.terms->deadline_id);
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
