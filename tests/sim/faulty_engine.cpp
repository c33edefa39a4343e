#include "tests/sim/faulty_engine.hpp"

namespace reviewd {
namespace {

void forget_due_days_of_rungs(CaseState& state) {
  for (Deadline& deadline : state.deadlines) {
    const std::vector<Rung> fired = deadline.fired;
    for (const Rung& rung : fired)
      if (deadline.terms->due_on && rung.due_on != *deadline.terms->due_on)
        deadline.fired.push_back({*deadline.terms->due_on, rung.rung});
  }
}

void forget_passings(CaseState& state) {
  for (Deadline& deadline : state.deadlines) {
    if (deadline.state == DeadlineState::overdue) deadline.state = DeadlineState::running;
    deadline.passed.clear();
  }
}

}  // namespace

void FaultyEngine::reached(CaseState& state) {
  if (faults_.rung_key_without_due_date) forget_due_days_of_rungs(state);
  if (faults_.passes_twice && replaying()) forget_passings(state);
}

}  // namespace reviewd
