#include "domain/consequences.hpp"

#include <algorithm>
#include <numeric>

#include "domain/event_schemas.hpp"

namespace reviewd {
namespace {

// But for the steps, which are not kept.
bool same_terms(const Shared<DeadlineTerms>& stored, const Shared<DeadlineTerms>& derived) {
  if (stored.same(derived)) return true;
  const DeadlineTerms& left = stored;
  const DeadlineTerms& right = derived;
  bool same = true;
  for_each_field<DeadlineTerms>([&](const auto& field) {
    using Member = std::remove_cvref_t<decltype(left.*field.member)>;
    if constexpr (!std::same_as<Member, std::vector<Step>>)
      same = same && left.*field.member == right.*field.member;
  });
  return same;
}

bool ended(DeadlineState state) {
  return state == DeadlineState::superseded || state == DeadlineState::voided;
}

// The day of the fact that an event holds, or that it corrects; nothing where no day is claimed.
std::optional<PartialDate> day_of_event(const CaseState& state, EventId event) {
  if (const Fact* fact = state.fact(event)) return claimed_day(*fact);
  for (const Correction& correction : state.corrections)
    if (correction.event == event) return claimed_day(*state.fact(correction.corrects));
  return std::nullopt;
}

// What of a stored deadline the events before change for those after.
struct Standing {
  DeadlineState state = DeadlineState::running;
  std::optional<PartialDate> met_on;
  std::optional<int> days_late;
  std::optional<int> revised_days_late;
  std::vector<Day> passed;
};

// Works on a copy of how the stored deadline stands, so that each event is decided after the ones before it.
class Catching {
 public:
  Catching(std::vector<Event>& events, const CaseState& state, EventId cause, bool passing_waits)
      : events_(events), state_(state), cause_(cause), passing_waits_(passing_waits) {}

  void deadline(const Deadline* stored, const DerivedDeadline& derived) {
    Standing now;
    std::optional<Day> revised_due_on;
    if (stored != nullptr) {
      now = {stored->state, stored->met_on, stored->days_late, stored->revised_days_late, stored->passed};
      revised_due_on = stored->revised_due_on;
    }
    terms(stored, derived, now);
    if (revised_due_on != derived.revised_due_on)
      follow(derived.revised_due_on ? derived.revised_in : cause_,
             DeadlineRevised{derived.terms->deadline_id, revised_due_on, derived.revised_due_on,
                             derived.revised_due_on ? derived.revised_in : cause_});
    outcome(derived, now);
  }

 private:
  template <class Body>
  void follow(EventId cause, Body body) {
    events_.push_back({day_of_event(state_, cause), std::move(body)});
  }

  template <class Body>
  void add(const DerivedDeadline& derived, Body body) {
    events_.push_back({derived.terms->starts_on, std::move(body)});
  }

  void terms(const Deadline* stored, const DerivedDeadline& derived, Standing& now) {
    if (stored == nullptr) {
      add(derived, DeadlineStarted{derived.terms});
    } else if (!same_terms(stored->terms, derived.terms)) {
      add(derived, DeadlineRecalculated{derived.terms, stored->terms->starts_on, stored->terms->due_on,
                                        stored->terms->due_between, stored->terms->edition, cause_});
      const bool moved = stored->terms->due_on != derived.terms->due_on ||
                         stored->terms->due_between != derived.terms->due_between;
      if (moved) reopened(derived, now);
    }
  }

  // As evolve does it.
  static void reopened(const DerivedDeadline& derived, Standing& now) {
    now.state = open_state(derived.terms, now.passed);
    now.met_on.reset();
    now.days_late.reset();
    now.revised_days_late.reset();
  }

  void outcome(const DerivedDeadline& derived, Standing& now) {
    if (ended(derived.state)) {
      const EventId ended_in = derived.ended_in.position.number() == 0 ? cause_ : derived.ended_in;
      if (now.state != derived.state)
        follow(ended_in,
               DeadlineEnded{derived.terms->deadline_id, derived.state, derived.ended_why, ended_in});
      return;
    }
    if ((ended(now.state) || now.met_on) && !derived.met_on) {
      reopened(derived, now);
      follow(cause_, DeadlineResumed{derived.terms->deadline_id, now.state, cause_});
    }
    if (derived.met_on)
      met(derived, now);
    else if (derived.state == DeadlineState::overdue && now.state != DeadlineState::overdue &&
             !passing_waits_)
      passed(derived);
  }

  void passed(const DerivedDeadline& derived) {
    const Day due = *last_due(derived.terms);
    events_.push_back({due.plus_days(1), DeadlinePassed{derived.terms->deadline_id, due}});
  }

  void met(const DerivedDeadline& derived, const Standing& now) {
    if (now.met_on == derived.met_on && now.state == derived.state && now.days_late == derived.days_late &&
        now.revised_days_late == derived.revised_days_late)
      return;
    // That the day had passed is on record whatever is recorded later about the day the duty was done.
    if (derived.state == DeadlineState::met_late &&
        open_state(derived.terms, now.passed) != DeadlineState::overdue)
      passed(derived);
    events_.push_back(
        {derived.met_on, DeadlineMet{derived.terms->deadline_id, *derived.met_on, derived.state,
                                     derived.days_late, derived.revised_days_late, derived.met_in}});
  }

  std::vector<Event>& events_;
  const CaseState& state_;
  EventId cause_;
  bool passing_waits_;
};

void add_reminders(const Deadline& deadline, DueKind of, Day due_on, Day recorded_on, Day today,
                   std::vector<std::pair<Day, Event>>& due) {
  for (const int rung : deadline.terms->rungs) {
    const Day day = due_on.plus_days(rung);
    const Rung key{due_on, rung};
    const bool fired = std::find(deadline.fired.begin(), deadline.fired.end(), key) != deadline.fired.end();
    if (day <= recorded_on || day > today || fired) continue;
    due.emplace_back(day, Event{PartialDate{day},
                                ReminderFired{deadline.terms->deadline_id, of, due_on, rung, today - day}});
  }
}

}  // namespace

std::vector<Event> consequences(const CaseState& state, const Derivation& derived, EventId cause,
                                bool passing_waits) {
  std::vector<Event> events;
  const auto occurred_on = day_of_event(state, cause);
  const bool same_advice = state.advice.value_or(Shared<Advice>{}) == derived.advice;
  if (!same_advice) events.push_back({occurred_on, AdviceGiven{derived.advice}});
  const bool same_findings = state.assessment.value_or(Shared<Assessment>{}) == derived.assessment;
  if (!same_findings) events.push_back({occurred_on, FindingsAssessed{derived.assessment}});
  Catching catching{events, state, cause, passing_waits};
  for (const DerivedDeadline& deadline : derived.deadlines)
    catching.deadline(state.deadline(deadline.terms->deadline_id), deadline);
  if (!(state.awaiting == derived.awaiting))
    events.push_back({occurred_on, ClocksAwaited{*derived.awaiting}});
  return events;
}

std::vector<Event> due_reminders(const CaseState& state, Day today) {
  std::vector<std::pair<Day, Event>> due;
  for (const Deadline& deadline : state.deadlines) {
    if (!is_open(deadline)) continue;
    if (deadline.terms->due_on)
      add_reminders(deadline, DueKind::statutory, *deadline.terms->due_on, deadline.recorded_on, today, due);
    if (deadline.revised_due_on && deadline.revised_due_on != deadline.terms->due_on)
      add_reminders(deadline, DueKind::revised, *deadline.revised_due_on, deadline.revision_recorded_on,
                    today, due);
  }
  // Of one day they keep the order of the deadlines.
  std::vector<std::size_t> order(due.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return due[left].first == due[right].first ? left < right : due[left].first < due[right].first;
  });
  std::vector<Event> events;
  for (const std::size_t at : order) events.push_back(std::move(due[at].second));
  return events;
}

}  // namespace reviewd
