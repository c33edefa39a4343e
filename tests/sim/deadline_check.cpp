#include "tests/sim/deadline_check.hpp"

#include "domain/case_state.hpp"

namespace reviewd {
namespace {

// The second commit of a link stands on a case whose timers nobody asked for.
bool mirrors_a_link(const Commit& commit) {
  if (commit.events.empty()) return false;
  const auto* link = std::get_if<CaseLinked>(&commit.events.front().body);
  return link != nullptr && !link->outgoing;
}

}  // namespace

struct DeadlineCheck::Follower {
  DeadlineCheck& check;
  const Commit& commit;
  const CaseId& case_id;
  Day today;

  Deadlines& deadlines() const { return check.cases_[case_id]; }
  void wrong(const std::string& deadline_id, const std::string& what) const {
    check.found(case_id, deadline_id, what + " at position " + commit.position.text());
  }

  void operator()(const DeadlineStarted& body) const {
    if (deadlines().contains(body.terms.deadline_id)) wrong(body.terms.deadline_id, "started twice");
    deadlines()[body.terms.deadline_id] = {
        body.terms.rungs, body.terms.due_on, last_due(body.terms), today, std::nullopt, today, true};
  }

  void operator()(const DeadlineRecalculated& body) const {
    Tracked& deadline = deadlines()[body.terms.deadline_id];
    deadline.rungs = body.terms.rungs;
    if (deadline.due_on == body.terms.due_on && deadline.last_due == last_due(body.terms) &&
        body.due_between_was == body.terms.due_between)
      return;
    deadline.due_on = body.terms.due_on;
    deadline.last_due = last_due(body.terms);
    deadline.recorded_on = today;
    deadline.open = true;
  }

  void operator()(const DeadlineRevised& body) const {
    deadlines()[body.deadline_id].revised = body.revised_due_on;
    deadlines()[body.deadline_id].revised_recorded_on = today;
  }

  void operator()(const DeadlinePassed& body) const {
    const Tracked& deadline = deadlines()[body.deadline_id];
    if (body.due_on != deadline.last_due) wrong(body.deadline_id, "the passing of a day that is not due");
    if (commit.recorded_at < london_midnight(body.due_on.plus_days(1)))
      wrong(body.deadline_id, "deadline_passed early");
    if (!check.passed_.insert({case_id, body.deadline_id, body.due_on}).second)
      wrong(body.deadline_id, "deadline_passed twice");
  }

  void operator()(const DeadlineMet& body) const {
    Tracked& deadline = deadlines()[body.deadline_id];
    deadline.open = false;
    if (body.state == DeadlineState::met_late &&
        !check.passed_.contains({case_id, body.deadline_id, deadline.last_due.value_or(Day{})}))
      wrong(body.deadline_id, "met late and never passed");
  }

  void operator()(const DeadlineEnded& body) const { deadlines()[body.deadline_id].open = false; }
  // What fell while nothing was owed is not made up for: from here on it counts as recorded today.
  void operator()(const DeadlineResumed& body) const {
    Tracked& deadline = deadlines()[body.deadline_id];
    deadline.open = true;
    deadline.recorded_on = deadline.revised_recorded_on = today;
  }

  void operator()(const ReminderFired& body) const {
    const Tracked& deadline = deadlines()[body.deadline_id];
    const Day day = body.due_on.plus_days(body.rung);
    const bool statutory = body.of == DueKind::statutory;
    const Day recorded_on = statutory ? deadline.recorded_on : deadline.revised_recorded_on;
    if (body.due_on != (statutory ? deadline.due_on : deadline.revised))
      wrong(body.deadline_id, "a reminder of a day that is not due");
    if (commit.recorded_at < london_midnight(day)) wrong(body.deadline_id, "a reminder early");
    if (day <= recorded_on) wrong(body.deadline_id, "a reminder of before the deadline was recorded");
    if (body.late_days != today - day) wrong(body.deadline_id, "a reminder that says wrongly how late it is");
    if (!deadline.open) wrong(body.deadline_id, "a reminder of a deadline that is not open");
    if (!check.fired_.insert({case_id, body.deadline_id, body.due_on, body.rung}).second)
      wrong(body.deadline_id, "a reminder twice");
  }

  template <class Body>
  void operator()(const Body&) const {}  // the other events say nothing about when a deadline takes effect
};

void DeadlineCheck::found(const CaseId& case_id, const std::string& deadline_id, const std::string& what) {
  findings_.add(Check::deadlines_take_effect,
                what + ": deadline " + deadline_id + " of case " + std::string{case_id.text()});
}

void DeadlineCheck::take(const Commit& commit) {
  if (commit.recorded_at < newest_)
    findings_.add(Check::deadlines_take_effect, "time went back at position " + commit.position.text());
  newest_ = commit.recorded_at;
  if (!commit.subject.case_id) return;
  const CaseId& case_id = *commit.subject.case_id;
  const Day today = london_day(commit.recorded_at);
  for (const Event& event : commit.events) std::visit(Follower{*this, commit, case_id, today}, event.body);
  if (!mirrors_a_link(commit)) missed_passings(case_id, today);
}

void DeadlineCheck::missed_passings(const CaseId& case_id, Day today) {
  for (const auto& [deadline_id, deadline] : cases_[case_id])
    if (deadline.open && deadline.last_due && *deadline.last_due < today &&
        !passed_.contains({case_id, deadline_id, *deadline.last_due}))
      found(case_id, deadline_id,
            "due on " + deadline.last_due->text() + " and not passed by " + today.text());
}

void DeadlineCheck::missed_rungs(const CaseId& case_id, const std::string& deadline_id,
                                 const Tracked& deadline, Day due_on, Day recorded_on, Day today) {
  for (const int rung : deadline.rungs) {
    const Day day = due_on.plus_days(rung);
    if (day <= recorded_on || day > today || fired_.contains({case_id, deadline_id, due_on, rung})) continue;
    found(case_id, deadline_id,
          "the reminder of " + day.text() + " (rung " + std::to_string(rung) + ") not fired by " +
              today.text());
  }
}

void DeadlineCheck::worked_off(const CaseId& case_id, Day today) {
  missed_passings(case_id, today);
  for (const auto& [deadline_id, deadline] : cases_[case_id]) {
    if (!deadline.open) continue;
    if (deadline.due_on)
      missed_rungs(case_id, deadline_id, deadline, *deadline.due_on, deadline.recorded_on, today);
    if (deadline.revised && deadline.revised != deadline.due_on)
      missed_rungs(case_id, deadline_id, deadline, *deadline.revised, deadline.revised_recorded_on, today);
  }
}

void DeadlineCheck::worked_off(Day today) {
  for (const auto& [case_id, deadlines] : cases_) worked_off(case_id, today);
}

}  // namespace reviewd
