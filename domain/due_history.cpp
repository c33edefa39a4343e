#include "domain/due_history.hpp"

#include "domain/assert.hpp"

namespace reviewd {
namespace {

class Noting {
 public:
  Noting(DueHistory& history, const CaseState& state, Instant at)
      : history_(history), state_(state), at_(at) {}

  // Deadlines are stored in the order in which they started.
  void operator()(const DeadlineStarted&) { history_.push_back({{0, at_}, std::nullopt, {}}); }

  void operator()(const DeadlineRecalculated& body) {
    if (body.due_on_was == body.terms.due_on && body.due_between_was == body.terms.due_between) return;
    count(of(body.terms.deadline_id).statutory);
  }

  void operator()(const DeadlineRevised& body) {
    DeadlineHistory& deadline = of(body.deadline_id);
    if (body.revised_due_on) deadline.revised_to = *body.revised_due_on;
    if (deadline.revised)
      count(*deadline.revised);
    else
      deadline.revised = DayHistory{0, at_};
  }

  void operator()(const DeadlineEnded& body) { count_both(body.deadline_id); }
  void operator()(const DeadlineResumed& body) { count_both(body.deadline_id); }

  template <class Body>
  void operator()(const Body&) {}

 private:
  void count(DayHistory& day) const {
    ++day.changes;
    day.changed_at = at_;
  }
  void count_both(const std::string& deadline_id) {
    DeadlineHistory& deadline = of(deadline_id);
    count(deadline.statutory);
    if (deadline.revised) count(*deadline.revised);
  }
  DeadlineHistory& of(const std::string& deadline_id) {
    for (std::size_t at = 0; at < history_.size(); ++at)
      if (state_.deadlines[at].terms->deadline_id == deadline_id) return history_[at];
    assertion_failed("the event names a deadline of this case", __FILE__, __LINE__);
  }

  DueHistory& history_;
  const CaseState& state_;
  Instant at_;
};

}  // namespace

void note(DueHistory& history, const CaseState& state, const Commit& commit) {
  Noting noting(history, state, commit.recorded_at);
  for (const Event& event : commit.events) std::visit(noting, event.body);
}

}  // namespace reviewd
