#include "domain/milestones.hpp"

#include <algorithm>
#include <ranges>

#include "domain/acts/standing_notices.hpp"
#include "domain/calendar/calendar.hpp"
#include "domain/consultation.hpp"

namespace reviewd {
namespace {

constexpr std::string_view own_days_planned = "follow_up_planned";

// Whether it is so no more; that the usual days of its follow-up were replaced undoes no completion.
bool undone(const Happening& happening) {
  return happening.ended_by != nullptr && happening.ended_why != own_days_planned;
}

void apply(const EditionRepinned& repin, const RuleBook& rules, CaseTerms& terms) {
  if (rules.edition(repin.edition) == nullptr) return;
  const Repinned repinned{repin.edition, "Re-pinned to " + repin.edition + " by decision of " +
                                             repin.decided_on.text() + " (" + repin.authority + ")."};
  for (const std::string& rule : repin.rules) terms.by_rule.insert_or_assign(rule, repinned);
  if (!repin.rules.empty()) return;
  terms.guidance = repinned;
  terms.by_rule.clear();
}

}  // namespace

Milestones::Milestones(const Facts& facts) {
  for (const Fact& fact : facts) std::visit([&](const auto& body) { take(fact, body); }, fact.body);
  mark_followed();
}

// What follows a decision that was replaced is a matter of the rules (domain/decision_notices), but for a
// decision to conduct.
void Milestones::mark_followed() {
  for (std::size_t at = 0; at < milestone_count; ++at) {
    const auto milestone = static_cast<Milestone>(at);
    if (milestone == Milestone::decision || milestone == Milestone::decision_not_to_conduct) continue;
    auto& happenings = happenings_[at];
    for (Happening& before : happenings)
      before.followed =
          before.ended_why == own_days_planned ||
          (before.ended_by != nullptr && std::ranges::any_of(happenings, [&](const Happening& later) {
             return later.fact->event > before.fact->event && later.thing == before.thing;
           }));
  }
}

Happening& Milestones::add(Milestone milestone, const Fact& fact, PartialDate on, EventId thing) {
  Happening& made = happenings_[static_cast<std::size_t>(milestone)].emplace_back();
  made.fact = &fact;
  made.on = on;
  made.thing = thing;
  return made;
}

// Takes away the clocks of all happenings that are about this.
void Milestones::end(Milestone milestone, const Fact& fact, std::string_view why, EventId thing) {
  for (Happening& happening : happenings_[static_cast<std::size_t>(milestone)]) {
    if (happening.ended_by != nullptr || happening.thing != thing) continue;
    happening.ended_by = &fact;
    happening.ended_why = why;
  }
}

// Whose a thing is, as it was said when it was made.
std::string_view Milestones::agency_of(Milestone milestone, EventId thing) const {
  for (const Happening& made : of(milestone))
    if (made.thing == thing) return made.agency;
  return {};
}

// The days set for an action that no audit met yet, and that nothing took away.
std::vector<const Happening*> Milestones::open_follow_ups(EventId action) const {
  const auto& audits = of(Milestone::action_audited);
  std::vector<const Happening*> open;
  for (const Happening& planned : of(Milestone::follow_up_planned)) {
    const bool audited = std::ranges::find(audits, planned.thing, &Happening::thing) != audits.end();
    if (std::get<FollowUpPlanned>(planned.fact->body).action == action && planned.ended_by == nullptr &&
        !audited)
      open.push_back(&planned);
  }
  return open;
}

// Whether the audit is made by the day of another follow-up of the action that an audit met already.
bool Milestones::same_look(const ActionAudited& audit, EventId follow_up) const {
  const auto& audits = of(Milestone::action_audited);
  return std::ranges::any_of(of(Milestone::follow_up_planned), [&](const Happening& planned) {
    return planned.thing != follow_up &&
           std::get<FollowUpPlanned>(planned.fact->body).action == audit.action &&
           std::ranges::find(audits, planned.thing, &Happening::thing) != audits.end() &&
           audit.audited_on.first() <= *planned.names_day;
  });
}

// ---- the table: what each kind of fact brings about ----

void Milestones::take(const Fact& fact, const CaseOpened& body) {
  if (body.brought_to_attention_on) add(Milestone::brought_to_attention, fact, *body.brought_to_attention_on);
  if (body.incident && body.incident->occurred_on)
    add(Milestone::incident, fact, *body.incident->occurred_on);
}

// Each decision ends what the one before it started; but a decision to conduct that is confirmed goes on.
void Milestones::take(const Fact& fact, const DecisionRecorded& body) {
  constexpr std::string_view replaced = "decision_replaced";
  end(Milestone::decision, fact, replaced);
  add(Milestone::decision, fact, body.decided_on);
  end(Milestone::decision_not_to_conduct, fact, replaced);
  if (body.decision != Course::conduct) {
    end(Milestone::decision_to_conduct, fact, replaced);
    add(Milestone::decision_not_to_conduct, fact, body.decided_on);
    return;
  }
  const Happening* standing = newest(Milestone::decision_to_conduct);
  if (standing == nullptr || standing->ended_by != nullptr)
    add(Milestone::decision_to_conduct, fact, body.decided_on);
}

void Milestones::take(const Fact& fact, const NotificationRecorded& body) {
  add(Milestone::notice, fact, body.sent_on);
  if (tells_of_serious_incident(body))
    add(Milestone::serious_incident_notified, fact, body.sent_on, fact.event);
}

// The revision says itself when its body was consulted.
void Milestones::take(const Fact& fact, const TimetableRevised& body) {
  revisions_.push_back(&fact);
  if (body.decided_on) add(Milestone::timetable_revised, fact, *body.decided_on, fact.event);
  if (body.consulted && body.consulted->consulted_on)
    add(Milestone::consultation, fact, *body.consulted->consulted_on, fact.event);
}

void Milestones::take(const Fact& fact, const ReviewCompleted& body) {
  happenings_[static_cast<std::size_t>(Milestone::completion)].clear();  // the newest stands
  add(Milestone::completion, fact, body.completed_on);
}

// A hold names the day on which it is to be looked at; so does each review that keeps it. Lifting it is
// looking at it too.
void Milestones::take(const Fact& fact, const HoldPlaced& body) {
  add(Milestone::hold_placed, fact, body.placed_on, fact.event).names_day = body.review_on;
}

void Milestones::take(const Fact& fact, const HoldReviewed& body) {
  add(Milestone::hold_reviewed, fact, body.reviewed_on, body.hold);
  add(Milestone::hold_placed, fact, body.reviewed_on, body.hold).names_day = body.review_on;
}

void Milestones::take(const Fact& fact, const HoldLifted& body) {
  add(Milestone::hold_reviewed, fact, body.lifted_on, body.hold);
}

void Milestones::take(const Fact& fact, const ReferralReceived& body) {
  add(Milestone::referral, fact, body.received_on);
}

void Milestones::take(const Fact& fact, const AwarenessRecorded& body) {
  add(Milestone::awareness, fact, body.aware_on);
}

void Milestones::take(const Fact& fact, const RapidReviewSent& body) {
  add(Milestone::rapid_review_sent, fact, body.sent_on);
}

void Milestones::take(const Fact& fact, const PanelReplied& body) {
  add(Milestone::panel_reply, fact, body.received_on);
}

void Milestones::take(const Fact& fact, const NotificationWithdrawn& body) {
  end(Milestone::serious_incident_notified, fact, "notification_withdrawn", body.notification);
}

void Milestones::take(const Fact& fact, const AcknowledgementRecorded& body) {
  Happening& made = acknowledgements_.emplace_back();
  made.fact = &fact;
  made.on = body.acknowledged_on;
}

// An import may not know the day: then no clock runs.
void Milestones::take(const Fact& fact, const ContributionCommissioned& body) {
  if (!body.commissioned_on) return;
  Happening& made = add(Milestone::contribution_commissioned, fact, *body.commissioned_on, fact.event);
  made.names_day = body.due_on;
  made.agency = body.agency;
}

void Milestones::take(const Fact& fact, const ContributionRescheduled& body) {
  const std::string_view agency = agency_of(Milestone::contribution_commissioned, body.contribution);
  Happening& made = add(Milestone::contribution_commissioned, fact, body.set_on, body.contribution);
  made.names_day = body.due_on;
  made.agency = agency;
}

void Milestones::take(const Fact& fact, const ContributionAdvanced& body) {
  if (body.step == ContributionStep::received)
    add(Milestone::contribution_received, fact, body.occurred_on, body.contribution);
  if (body.step == ContributionStep::accepted)
    add(Milestone::contribution_accepted, fact, body.occurred_on, body.contribution);
}

void Milestones::take(const Fact& fact, const CommissionWithdrawn& body) {
  end(Milestone::contribution_commissioned, fact, "commission_withdrawn", body.contribution);
}

void Milestones::take(const Fact& fact, const ActionPlanned& body) {
  Happening& made = add(Milestone::action_planned, fact, body.planned_on, fact.event);
  made.names_day = body.target_on;
  made.agency = body.lead_agency;
}

// An action that is not complete any more is to be completed, and is not followed up; a rejected one is
// neither, until it is taken up again.
void Milestones::take(const Fact& fact, const ActionProgressed& body) {
  const bool stays_complete = body.progress == ActionProgress::embedded;
  if (!stays_complete) {
    constexpr std::string_view why = "not_complete_any_more";
    end(Milestone::action_completed, fact, why, body.action);
    for (const Happening* planned : open_follow_ups(body.action))
      end(Milestone::follow_up_planned, fact, why, planned->thing);
  }
  for (Happening& planned : happenings_[static_cast<std::size_t>(Milestone::action_planned)])
    if (planned.thing == body.action) planned.ended_by = nullptr;
  if (body.progress == ActionProgress::rejected)
    end(Milestone::action_planned, fact, "action_rejected", body.action);
  if (body.progress == ActionProgress::complete)
    add(Milestone::action_completed, fact, body.occurred_on, body.action).agency =
        agency_of(Milestone::action_planned, body.action);
}

// Days that the board sets itself take the place of the usual ones.
void Milestones::take(const Fact& fact, const FollowUpPlanned& body) {
  end(Milestone::action_completed, fact, own_days_planned, body.action);
  Happening& made = add(Milestone::follow_up_planned, fact, body.planned_on, fact.event);
  made.names_day = body.review_on;
  made.agency = agency_of(Milestone::action_planned, body.action);
}

// Of the days that the board set itself an audit meets the soonest that is still open; but one of before the
// day that the last audit met looks at the action for that same day again.
void Milestones::take(const Fact& fact, const ActionAudited& body) {
  add(Milestone::action_audited, fact, body.audited_on, body.action);
  const auto open = open_follow_ups(body.action);
  const auto soonest =
      std::ranges::min_element(open, {}, [](const Happening* planned) { return *planned->names_day; });
  if (soonest == open.end() || same_look(body, (*soonest)->thing)) return;
  add(Milestone::action_audited, fact, body.audited_on, (*soonest)->thing);
}

void Milestones::take(const Fact& fact, const NonPublicationIntended& body) {
  add(Milestone::non_publication_intended, fact, body.intended_on);
}

void Milestones::take(const Fact& fact, const NotPublished&) {
  not_published_ = &fact;
  end(Milestone::publication_planned, fact, "not_published");
}

void Milestones::take(const Fact&, const PublicationApproved&) {
  not_published_ = nullptr;
}

// The newest plan stands; what is published on another day than was planned stands in its place.
void Milestones::plan_publication(const Fact& fact, PartialDate on, std::string_view why) {
  const Happening* planned = newest(Milestone::publication_planned);
  if (planned != nullptr && planned->ended_by == nullptr && planned->on == on) return;
  end(Milestone::publication_planned, fact, why);
  add(Milestone::publication_planned, fact, on);
}

void Milestones::take(const Fact& fact, const PublicationPlanned& body) {
  plan_publication(fact, PartialDate{body.publish_on}, "planned_for_another_day");
}

void Milestones::take(const Fact& fact, const PublicationHeld& body) {
  add(Milestone::hold_placed, fact, body.held_on, fact.event).names_day = body.review_on;
}

void Milestones::take(const Fact& fact, const PublicationReleased& body) {
  for (const Happening& hold : std::views::reverse(of(Milestone::hold_placed)))
    if (std::holds_alternative<PublicationHeld>(hold.fact->body)) {
      add(Milestone::hold_reviewed, fact, body.released_on, hold.thing);
      return;
    }
}

void Milestones::take(const Fact& fact, const CopySent& body) {
  add(Milestone::pre_publication_copy, fact, body.sent_on);
}

void Milestones::take(const Fact& fact, const Published& body) {
  not_published_ = nullptr;
  add(Milestone::publication, fact, body.published_on);
  plan_publication(fact, body.published_on, "published_on_another_day");
}

void Milestones::take(const Fact& fact, const Withdrawn&) {
  end(Milestone::publication, fact, "withdrawn");
}

// ---- what meets a rule ----

namespace {

// What went with an imported notice is not known, and unknown is not read as no.
bool encloses_all(const NotificationRecorded& notice, const std::vector<std::string>& wanted) {
  return notice.origin == Origin::import || std::ranges::all_of(wanted, [&](const std::string& enclosure) {
           return std::ranges::find(notice.enclosures, enclosure) != notice.enclosures.end();
         });
}

// Not sent before the duty arose; of what the board was told itself, others were often told before it.
bool may_meet(const Happening& notice, const Rule& rule, const Happening& start) {
  return tells(std::get<NotificationRecorded>(notice.fact->body), rule) &&
         (rule.starts_at == Milestone::brought_to_attention || notice.on.last() >= start.on.first());
}

// Whether the revision of the timetable says that the rule's office was consulted.
bool consults(const Happening& consulted, const Rule& rule) {
  return names_office(std::get<TimetableRevised>(consulted.fact->body).consulted->body, rule.recipient);
}

// Published as the rule says; otherwise for a reason that the board gave; or in a way that is not known.
bool published_as_said(const Published& published, const Rule& rule) {
  return rule.modes.empty() || !published.mode || published.override_reason ||
         std::ranges::find(rule.modes, *published.mode) != rule.modes.end();
}

}  // namespace

bool tells(const NotificationRecorded& notice, const Rule& rule) {
  return notice.recipient == rule.recipient &&
         std::ranges::find(rule.subjects, notice.subject) != rule.subjects.end() &&
         encloses_all(notice, rule.enclosures);
}

const Happening* Milestones::newest(Milestone milestone) const {
  const auto& happenings = of(milestone);
  return happenings.empty() ? nullptr : &happenings.back();
}

const Happening* Milestones::first_notice(const Rule& rule, const Happening& start) const {
  for (const Happening& notice : of(Milestone::notice))
    if (may_meet(notice, rule, start)) return &notice;
  return nullptr;
}

const Happening* Milestones::told_by(const Happening& start,
                                     const std::function<const Rule*(const Happening&)>& standing_on) const {
  for (const Happening& consulted : of(Milestone::consultation)) {
    if (consulted.thing != start.thing) continue;
    const Rule* rule = standing_on(consulted);
    if (rule != nullptr && consults(consulted, *rule)) return &consulted;
  }
  for (const Happening& notice : of(Milestone::notice)) {
    const Rule* rule = standing_on(notice);
    if (rule != nullptr && may_meet(notice, *rule, start)) return &notice;
  }
  return nullptr;
}

const Happening* Milestones::first_copy(const Rule& rule) const {
  for (const Happening& copy : of(Milestone::pre_publication_copy))
    if (std::get<CopySent>(copy.fact->body).recipient == rule.recipient) return &copy;
  for (const Happening& notice : of(Milestone::notice))
    if (tells(std::get<NotificationRecorded>(notice.fact->body), rule)) return &notice;
  return nullptr;
}

// By revisions of instruments that did not ask which office it was.
const Happening* Milestones::consultation(const Rule& rule, const Happening& start) const {
  for (const Happening& consulted : of(Milestone::consultation))
    if (consulted.thing == start.thing) return &consulted;
  return first_notice(rule, start);
}

// The first that was recorded after the start, while its clocks ran, and is about the same thing; or the one
// `nth` after it.
const Happening* Milestones::first_about(Milestone milestone, const Happening& start, std::size_t nth) const {
  for (const Happening& happening : of(milestone)) {
    const bool meanwhile = happening.fact->event > start.fact->event &&
                           (start.ended_by == nullptr || happening.fact->event < start.ended_by->event);
    if (happening.thing == start.thing && meanwhile && !undone(happening) && nth-- == 0) return &happening;
  }
  return nullptr;
}

// The second audit that is no repetition of the first: made in the second half of the period.
const Happening* Milestones::audited_again(const Rule& rule, const Happening& start) const {
  const Day from = start.on.first();
  const Day half =
      rule.unit == Unit::months ? add_months(from, rule.count / 2) : from.plus_days(rule.count / 2);
  for (std::size_t nth = 1;; ++nth) {
    const Happening* audit = first_about(Milestone::action_audited, start, nth);
    if (audit == nullptr || audit->on.last() > half) return audit;
  }
}

const Happening* Milestones::first_since(Milestone milestone, const Happening& start) const {
  for (const Happening& happening : of(milestone)) {
    const bool ended = start.ended_by != nullptr && start.ended_by->event < happening.fact->event;
    if (!ended && happening.on.last() >= start.on.first()) return &happening;
  }
  return nullptr;
}

const Happening* Milestones::first_publication(const Rule& rule, const Happening& start) const {
  for (const Happening& published : of(Milestone::publication))
    if (published.on.last() >= start.on.first() &&
        published_as_said(std::get<Published>(published.fact->body), rule))
      return &published;
  return nullptr;
}

const Happening* Milestones::met_by(const Rule& rule, const Happening& start) const {
  switch (rule.met_by) {
    case Milestone::publication:
      return first_publication(rule, start);
    case Milestone::notice:
    case Milestone::notification_of_decision:
      return first_notice(rule, start);
    case Milestone::pre_publication_copy:
      return first_copy(rule);
    case Milestone::consultation:
      return consultation(rule, start);
    case Milestone::completion:
      return start.ended_by == nullptr ? newest(Milestone::completion) : nullptr;
    case Milestone::contribution_received:
    case Milestone::contribution_accepted:
    case Milestone::action_completed:
    case Milestone::action_audited:
    case Milestone::hold_reviewed:
      return first_about(rule.met_by, start);
    case Milestone::action_audited_again:
      return audited_again(rule, start);
    default:
      return first_since(rule.met_by, start);
  }
}

const Happening* Milestones::acknowledgement_of(std::string_view deadline_id, const Happening& start) const {
  const auto found = std::ranges::find_if(acknowledgements_, [&](const Happening& acknowledged) {
    const bool too_late =
        start.ended_by != nullptr && day_of(*start.ended_by).first() < acknowledged.on.last();
    return std::get<AcknowledgementRecorded>(acknowledged.fact->body).deadline == deadline_id && !too_late;
  });
  return found == acknowledgements_.end() ? nullptr : &*found;
}

const Fact* Milestones::revision_of(const Happening& start) const {
  for (const Fact* revision : std::views::reverse(revisions_))
    if (revision->event > start.fact->event &&
        (start.ended_by == nullptr || revision->event < start.ended_by->event))
      return revision;
  return nullptr;
}

CaseTerms case_terms_of(const Facts& facts, const RuleBook& rules) {
  CaseTerms terms;
  for (const Fact& fact : facts) {
    if (const auto* applied = std::get_if<BoardTermsApplied>(&fact.body)) {
      terms.changed_over_on = applied->changed_over_on;
      terms.local_editions = applied->local_editions;
    }
    if (const auto* repin = std::get_if<EditionRepinned>(&fact.body)) apply(*repin, rules, terms);
  }
  return terms;
}

}  // namespace reviewd
