#include "domain/views.hpp"

namespace reviewd {

void DueList::update(const CaseState* before, const CaseState& after) {
  if (before != nullptr)
    for (const Deadline& deadline : before->deadlines)
      if (is_open(deadline))
        entries_.erase({last_due(deadline.terms), before->id, deadline.terms.deadline_id});
  for (const Deadline& deadline : after.deadlines)
    if (is_open(deadline)) entries_.insert({last_due(deadline.terms), after.id, deadline.terms.deadline_id});
}

}  // namespace reviewd
