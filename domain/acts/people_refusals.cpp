#include "domain/acts/appointments.hpp"
#include "domain/acts/refusals.hpp"
#include "domain/assessment.hpp"

namespace reviewd {
namespace {

// A chair is one person at a time; a panel has many members, a review many authors.
bool held_by_one(PersonRole role) {
  return role == PersonRole::lscb_chair || role == PersonRole::panel_chair;
}

// Whether the appointment goes on beyond the first day of another one that begins no earlier. Of days that
// are not known the worst is taken.
bool overlaps(const Appointment& earlier, const PersonAppointed& later) {
  const auto& from = earlier.body->appointed_on;
  if (later.appointed_on && from && later.appointed_on->last() < from->first()) return false;
  return earlier.stands() || !later.appointed_on || earlier.ended_on->first() > later.appointed_on->last();
}

// The conflict matrix (domain facts, 4.1), as far as it is this appointment that runs against it.
std::optional<Rejection> refuse_conflict(const PersonAppointed& act, const Situation& situation) {
  if (situation.imports()) return std::nullopt;
  auto findings = situation.findings_with(act);
  std::erase_if(findings, [&](const Finding& finding) { return finding.about != situation.next_event(); });
  return refuse_unkept(findings, act.override_reason.has_value());
}

}  // namespace

std::optional<Rejection> refusal(const PersonAppointed& act, const Situation& situation) {
  for (const Appointment& other : appointments(situation.state.facts)) {
    if (other.body->role != act.role) continue;
    if (other.stands() && other.body->person == act.person && other.body->agency == act.agency)
      return not_allowed("already_appointed", "The person has this role (event " + other.event.text() + ").")
          .error();
    if (held_by_one(act.role) && other.body->person != act.person && overlaps(other, act))
      return not_allowed("role_taken", "Somebody else has this role (event " + other.event.text() +
                                           "); end that appointment first (end-appointment).")
          .error();
  }
  return refuse_conflict(act, situation);
}

std::optional<Rejection> refusal(const AppointmentEnded& act, const Situation& situation) {
  if (carried_forward<AppointmentEnded>(situation.state.facts, act.appointment).empty()) return std::nullopt;
  return not_allowed("appointment_ended", "The appointment ended; another one can be made.").error();
}

std::optional<Rejection> refusal(const InterestDeclared& act, const Situation& situation) {
  for (const Appointment& appointment : appointments(situation.state.facts))
    if (appointment.body->person == act.person) return std::nullopt;
  return invalid("/person", "no_such_person", "Nobody of this label has a role in the review.").error();
}

}  // namespace reviewd
