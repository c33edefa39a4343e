// What the process does not allow, act by act. An act without an overload of its own is allowed whenever its
// case exists and what it names is there. Pure; any thread.
#pragma once

#include <optional>

#include "domain/acts.hpp"
#include "domain/event_schemas.hpp"
#include "domain/rejection.hpp"
#include "domain/situation.hpp"

namespace reviewd {

// Nothing to refuse.
template <Act Body>
std::optional<Rejection> refusal(const Body&, const Situation&) {
  return std::nullopt;
}

// `invalid` "review_before_hold": the next review lies before the day of the hold. `not_allowed`
// "hold_lifted": the hold ended.
std::optional<Rejection> refusal(const HoldPlaced& act, const Situation& situation);
std::optional<Rejection> refusal(const HoldReviewed& act, const Situation& situation);
std::optional<Rejection> refusal(const HoldLifted& act, const Situation& situation);
// `not_allowed` "step_out_of_turn": proceedings that were concluded go on only once they are opened again.
std::optional<Rejection> refusal(const ProceedingAdvanced& act, const Situation& situation);

// `not_allowed` "role_taken": the role is one person's at a time and another one has it; "already_appointed":
// the person has this role; "requirement_not_kept": the appointment runs against the conflict matrix of the
// edition, whose clause is cited.
std::optional<Rejection> refusal(const PersonAppointed& act, const Situation& situation);
// `not_allowed` "appointment_ended": it ended before.
std::optional<Rejection> refusal(const AppointmentEnded& act, const Situation& situation);
// `invalid` "no_such_person": nobody of this label has, or had, a role in the review.
std::optional<Rejection> refusal(const InterestDeclared& act, const Situation& situation);
// `not_allowed` "already_invited": this member of the family, or this practitioner, was invited on this day.
std::optional<Rejection> refusal(const FamilyInvited& act, const Situation& situation);
std::optional<Rejection> refusal(const PractitionerInvited& act, const Situation& situation);
// `not_allowed` "already_invited": the member was invited. `invalid` "review_before_decision": the board
// looks at it again before it decided it.
std::optional<Rejection> refusal(const FamilyNotInvited& act, const Situation& situation);

// `not_allowed` "unknown_to_edition": on that day there was no such body yet, such as the national panel
// before 2013, or no such notification. An import is not held to that.
std::optional<Rejection> refuse_too_early(const RecordNotification& command, const Situation& situation);
// `not_allowed` "unknown_to_edition": on that day there were no rapid reviews yet; "no_notification": no
// serious incident was notified, or it was withdrawn.
std::optional<Rejection> refusal(const RapidReviewSent& act, const Situation& situation);
// `not_allowed` "nothing_to_reply_to": the panel was sent nothing.
std::optional<Rejection> refusal(const PanelReplied& act, const Situation& situation);
// `not_allowed` "notification_withdrawn": it was withdrawn before.
std::optional<Rejection> refusal(const NotificationWithdrawn& act, const Situation& situation);

// `invalid` "no_such_deadline", "no_duty_to_notify"; "nothing_named": nothing is drafted; "no_such_child".
std::optional<Rejection> refusal(const NotificationDrafted& act, const Situation& situation);
// The same of the deadline; `invalid` "before_the_duty"; `not_allowed` "notice_first": of a notification from
// which another clock counts the notice itself is recorded first.
std::optional<Rejection> refusal(const AcknowledgementRecorded& act, const Situation& situation);

// `not_allowed` "publication_out_of_turn": the step does not follow from where publication stands.
// `invalid` "review_before_hold", "plan_in_the_past": the day to come does not lie after the day of the act.
std::optional<Rejection> refusal(const NonPublicationIntended& act, const Situation& situation);
std::optional<Rejection> refusal(const NotPublished& act, const Situation& situation);
std::optional<Rejection> refusal(const PublicationApproved& act, const Situation& situation);
std::optional<Rejection> refusal(const PublicationPlanned& act, const Situation& situation);
std::optional<Rejection> refusal(const PublicationHeld& act, const Situation& situation);
std::optional<Rejection> refusal(const PublicationReleased& act, const Situation& situation);
std::optional<Rejection> refusal(const CopySent& act, const Situation& situation);
// Also `not_allowed` "publication_unchecked", "publication_check_hits": the text was not checked since the
// case came to hold what is looked for, or the check found something that nobody else answered for;
// "publication_hold_stands": a hold on publication is in force; of the first also "requirement_not_kept":
// what the edition asks for is missing, which is listed and cited.
std::optional<Rejection> refusal(const Published& act, const Situation& situation);
std::optional<Rejection> refusal(const ReVersioned& act, const Situation& situation);
// Also `not_allowed` "availability_period": the period for which it is to be published runs.
std::optional<Rejection> refusal(const Withdrawn& act, const Situation& situation);
// `not_allowed` "nothing_to_override", "check_overridden", "second_person_needed".
std::optional<Rejection> refusal(const CheckOverridden& act, const Situation& situation);

// `not_allowed` "unknown_to_edition": the edition of the review has no evaluation; "no_review": no review was
// decided on. `invalid` "body_not_in_office": another body had the
// task on that day; "evaluated_after_letter".
std::optional<Rejection> refusal(const EvaluationRecorded& act, const Situation& situation);
// The same, and `invalid` "same_case".
std::optional<Rejection> refusal(const DirectionGiven& act, const Situation& situation);

// `invalid` "nothing_named", "named_twice".
std::optional<Rejection> refusal(const ThemesTagged& act, const Situation& situation);

// `invalid` "no_such_edition", "no_such_rule": the rule book has none of that id; "required": of what is no
// guidance the rules must be named.
std::optional<Rejection> refusal(const EditionRepinned& act, const Situation& situation);

// `not_allowed` "review_completed": how a review is done, what it looks at and who contributes is settled
// before it is complete. An import is not held to that.
std::optional<Rejection> refusal(const ApproachChosen& act, const Situation& situation);
// The same; `invalid` "answered_twice": a point of the checklist stands there more than once, and
// "ends_before_it_begins": the period does.
std::optional<Rejection> refusal(const TermsSet& act, const Situation& situation);
// The same; `invalid` "due_before_commissioned".
std::optional<Rejection> refusal(const ContributionCommissioned& act, const Situation& situation);
// `not_allowed` "review_completed"; "step_out_of_turn": it is in, and was not returned. `invalid`
// "plan_in_the_past": the day lies before it was settled.
std::optional<Rejection> refusal(const ContributionRescheduled& act, const Situation& situation);
// `not_allowed` "step_out_of_turn": only what was received is returned or accepted, what was accepted goes
// nowhere, and no other step is taken back; what an agency writes of its own practice is signed off before it
// is received, and its records are secured before it is accepted. "commission_withdrawn": it is not asked
// for. `invalid` "required": what is returned has no reasons. An import may leave out both.
std::optional<Rejection> refusal(const ContributionAdvanced& act, const Situation& situation);

// `not_allowed` "commission_withdrawn": it was withdrawn before; "step_out_of_turn": it was accepted.
std::optional<Rejection> refusal(const CommissionWithdrawn& act, const Situation& situation);

// `invalid` "wrong_value": fewer than one child.
std::optional<Rejection> refusal(const ChildrenCounted& act, const Situation& situation);

// `not_allowed` "version_recorded": there is this version of this title. `invalid` "answered_twice": a point
// of the contents stands there more than once.
std::optional<Rejection> refusal(const DocumentRecorded& act, const Situation& situation);
// `not_allowed` "document_accepted"; "requirement_not_kept": of an overview or final report, and of an
// executive summary, what the edition asks for is missing, which is listed and cited (domain/assessment).
std::optional<Rejection> refusal(const DocumentAccepted& act, const Situation& situation);

// `invalid` "required": no source, "no_such_thing": a document that is none. `not_allowed`
// "recommendation_added": its source has one of this number.
std::optional<Rejection> refusal(const RecommendationAdded& act, const Situation& situation);
// `invalid` "target_before_plan".
std::optional<Rejection> refusal(const ActionPlanned& act, const Situation& situation);
// `not_allowed` "step_out_of_turn": said again, or embedded before it is complete. `invalid`
// "required": what is rejected or goes back has no reasons.
std::optional<Rejection> refusal(const ActionProgressed& act, const Situation& situation);
// `not_allowed` "action_not_complete", `invalid` "before_it_was_complete"; of the first also `not_allowed`
// "action_signed_off": since it is complete.
std::optional<Rejection> refusal(const ActionSignedOff& act, const Situation& situation);
std::optional<Rejection> refusal(const ActionAudited& act, const Situation& situation);
// The same of an action that is not complete; `not_allowed` "follow_up_planned": for this day already.
// `invalid` "plan_in_the_past": the day does not lie ahead.
std::optional<Rejection> refusal(const FollowUpPlanned& act, const Situation& situation);

// The event an act refers to must be the one that made such a thing, and lie before it in time: `invalid`
// "no_such_thing", "before_the_thing". Said of every act that carries another one forward.
template <CarriesForward Body>
std::optional<Rejection> refuse_without_thing(const Body& act, const Situation& situation) {
  const std::string pointer = "/" + std::string{field_name(Schema<Body>::thing)};
  const Fact* thing = fact_of(situation.state.facts, act.*Schema<Body>::thing);
  if (thing == nullptr || !std::holds_alternative<typename Schema<Body>::Thing>(thing->body))
    return invalid(pointer, "no_such_thing",
                   "The event is none by which this case holds such a thing (" +
                       std::string{Schema<typename Schema<Body>::Thing>::name} + ").")
        .error();
  return std::nullopt;
}

// The acts of one kind that carry this thing forward, oldest first.
template <CarriesForward Body>
std::vector<const Body*> carried_forward(const Facts& facts, EventId thing) {
  std::vector<const Body*> found;
  for (const Fact& fact : facts)
    if (const auto* body = std::get_if<Body>(&fact.body);
        body != nullptr && body->*Schema<Body>::thing == thing)
      found.push_back(body);
  return found;
}

}  // namespace reviewd
