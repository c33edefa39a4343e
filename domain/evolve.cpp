#include "domain/evolve.hpp"

#include <algorithm>

#include "domain/assert.hpp"
#include "domain/event_schemas.hpp"
#include "domain/fact_pointer.hpp"

namespace reviewd {
namespace {

bool same_due(const DeadlineTerms& left, const DeadlineTerms& right) {
  return left.due_on == right.due_on && left.due_between == right.due_between;
}

DeadlineTerms without_steps(DeadlineTerms terms) {
  terms.steps.clear();
  return terms;
}

class Evolution {
 public:
  Evolution(CaseState& state, const Event& event, const Recorded& recorded)
      : state_(state), event_(event), recorded_(recorded), today_(london_day(recorded.at)) {}

  template <class Body>
    requires is_alternative<Body, FactVariant>
  void operator()(const Body& body) {
    Body kept = body;
    forget_personal(kept);
    state_.facts.push_back(Fact{recorded_.event, today_, event_.occurred_on,
                                FactBody{std::in_place_type<Body>, std::move(kept)}});
  }

  void operator()(const FactCorrected& body) {
    correct(body.event, body.pointer, body.value);
    state_.corrections.push_back({recorded_.event, body.event, body.pointer, false, body.was});
  }
  void operator()(const PersonalFactCorrected& body) {
    correct(body.event, body.pointer, "");
    state_.corrections.push_back({recorded_.event, body.event, body.pointer, true, std::nullopt});
  }
  void operator()(const AdviceGiven& body) { state_.advice = body.advice; }
  void operator()(const FindingsAssessed& body) { state_.assessment = body.assessment; }
  void operator()(const ClocksAwaited& body) { state_.awaiting = body.awaiting; }

  void operator()(const DeadlineStarted& body) {
    Deadline deadline;
    deadline.terms = without_steps(body.terms);
    deadline.explained_in = recorded_.event;
    deadline.recorded_on = today_;
    deadline.state = open_state(deadline.terms, {});
    state_.deadlines.push_back(std::move(deadline));
  }

  void operator()(const DeadlineRecalculated& body) {
    Deadline& deadline = named(body.terms.deadline_id);
    const bool moved = !same_due(deadline.terms, body.terms);
    deadline.terms = without_steps(body.terms);
    deadline.explained_in = recorded_.event;
    deadline.recomputed.push_back({body.due_on_was, body.terms.due_on, body.cause});
    if (!moved) return;
    deadline.recorded_on = today_;
    reopen(deadline);
  }

  void operator()(const DeadlineRevised& body) {
    Deadline& deadline = named(body.deadline_id);
    deadline.revised_due_on = body.revised_due_on;
    deadline.revision_recorded_on = today_;
  }

  void operator()(const DeadlineMet& body) {
    Deadline& deadline = named(body.deadline_id);
    deadline.met_on = body.met_on;
    deadline.state = body.state;
    deadline.days_late = body.days_late;
    deadline.revised_days_late = body.revised_days_late;
  }

  void operator()(const DeadlinePassed& body) {
    Deadline& deadline = named(body.deadline_id);
    deadline.state = DeadlineState::overdue;
    deadline.passed.push_back(body.due_on);
  }

  void operator()(const DeadlineEnded& body) {
    Deadline& deadline = named(body.deadline_id);
    deadline.state = body.state;
    forget_meeting(deadline);
  }
  // Reminders that fell while nothing was owed are not made up for.
  void operator()(const DeadlineResumed& body) {
    Deadline& deadline = named(body.deadline_id);
    reopen(deadline);
    deadline.recorded_on = deadline.revision_recorded_on = today_;
  }

  void operator()(const ReminderFired& body) {
    named(body.deadline_id).fired.push_back({body.due_on, body.rung});
  }

  template <class Body>
    requires(!is_alternative<Body, FactVariant>)
  void operator()(const Body&) {}  // the register's events do not touch a case

 private:
  template <class Body>
  static void forget_personal(Body& body);

  void correct(EventId event, const std::string& pointer, const std::string& value) {
    for (Shared<Fact>& fact : state_.facts)
      if (fact->event == event) {
        Fact corrected = fact;
        REVIEWD_ASSERT(correct_fact(corrected.body, pointer, value).has_value());
        fact = std::move(corrected);
        return;
      }
  }

  Deadline& named(const std::string& deadline_id) {
    for (Deadline& deadline : state_.deadlines)
      if (deadline.terms->deadline_id == deadline_id) return deadline;
    assertion_failed("the event names a deadline of this case", __FILE__, __LINE__);
  }

  // Nothing met it (any more).
  static void reopen(Deadline& deadline) {
    deadline.state = open_state(deadline.terms, deadline.passed);
    forget_meeting(deadline);
  }

  static void forget_meeting(Deadline& deadline) {
    deadline.met_on.reset();
    deadline.days_late.reset();
    deadline.revised_days_late.reset();
  }

  CaseState& state_;
  const Event& event_;
  const Recorded& recorded_;
  Day today_;
};

template <class Value>
void forget(Value& value) {
  if constexpr (std::same_as<Value, Personal>) {
    value.text.reset();
  } else if constexpr (requires { value.has_value(); }) {
    if (value) forget(*value);
  } else if constexpr (requires { value.front(); } && !std::same_as<Value, std::string>) {
    for (auto& part : value) forget(part);
  } else if constexpr (Described<Value>) {
    for_each_field<Value>([&](const auto& field) { forget(value.*field.member); });
  }
}

template <class Body>
void Evolution::forget_personal(Body& body) {
  forget(body);
}

}  // namespace

CaseState evolve(CaseState state, const Event& event, const Recorded& recorded) {
  std::visit(Evolution{state, event, recorded}, event.body);
  return state;
}

bool changes_document(const std::vector<Event>& events) {
  return std::any_of(events.begin(), events.end(),
                     [](const Event& event) { return !std::holds_alternative<ReminderFired>(event.body); });
}

CaseState evolve(CaseState state, const Commit& commit) {
  if (!state.exists() && commit.subject.case_id) state.id = *commit.subject.case_id;
  for (std::uint32_t index = 0; index < commit.events.size(); ++index)
    state = evolve(std::move(state), commit.events[index],
                   {{commit.position, index}, commit.recorded_at, commit.actor});
  state.last = commit.position;
  if (!changes_document(commit.events)) return state;
  state.version = commit.position;
  if (!commit.actor.is_daemon()) state.person_version = commit.position;
  return state;
}

}  // namespace reviewd
