// Every current event of a case and of the register. Events carry results, not inputs: a due day is in the
// event that computed it, with its explanation. Values; any thread. A released event is never changed: a new
// meaning is a new version, and the old one moves to domain/events_history.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/commands.hpp"
#include "domain/mail.hpp"
#include "domain/rules/calculus.hpp"
#include "domain/rules/criteria.hpp"
#include "domain/rules/finding.hpp"
#include "domain/webhook.hpp"

namespace reviewd {

// ---- facts: what people said happened ----

struct CaseOpened {
  std::string board;
  Identifier board_id;
  std::string case_label;
  std::optional<PartialDate> brought_to_attention_on;
  std::optional<Incident> incident;
  std::vector<Child> children;
  std::optional<Referrer> referrer;
  FactSet facts;
  std::optional<std::string> internal_ref;
  Origin origin = Origin::api;
  std::optional<ImportSource> imported;
};

struct FactsRecorded {
  FactSet facts;
};

struct RecommendationRecorded {
  Course recommendation = Course::conduct;
  PartialDate made_on;
  Personal reasons;
  Origin origin = Origin::api;
};

struct DecisionRecorded {
  Course decision = Course::conduct;
  PartialDate decided_on;
  std::string decided_by;
  std::optional<Personal> reasons;
  std::optional<EventId> replaces;
  std::optional<Advice> advice;  // under the edition in force on decided_on
  bool against_advice = false;
  bool against_recommendation = false;
  Origin origin = Origin::api;
  std::optional<bool> inferred;  // the imported record does not state the course, nor whose decision it was
};

struct NotificationRecorded {
  std::string recipient;
  std::string subject;
  PartialDate sent_on;
  std::optional<std::string> reference;
  Origin origin = Origin::api;
  std::optional<bool> inferred;  // the imported record does not state who was told
  std::vector<std::string> enclosures = {};
};

struct TimetableRevised {
  Day revised_due_on;
  std::optional<PartialDate> decided_on;  // required of the API
  Personal reasons;
  std::optional<Consulted> consulted;
  std::optional<Personal> plan;
  std::optional<Personal> progress;
};

struct ReviewCompleted {
  PartialDate completed_on;
  Origin origin = Origin::api;
  std::optional<Personal> override_reason;  // why it is complete although something is missing
};

// A correction names the event and the place it corrects; the event itself stays as it was written.
struct FactCorrected {
  EventId event;
  std::string pointer;
  std::optional<std::string> was;  // absent: the field was not given before
  std::string value;
  Personal reason;
};

// The same for a personal field: both values are sealed, the old one where it was first written.
struct PersonalFactCorrected {
  EventId event;
  std::string pointer;
  std::optional<EventId> was_in;  // where the value stands that it replaces
  Personal value;
  Personal reason;
};

struct CaseClosed {
  PartialDate closed_on;
  Personal reason;
  std::optional<CaseId> merged_into;
  std::optional<bool> opened_in_error;
};

struct CaseReopened {
  Personal reason;
};

// Stands on both cases: `outgoing` on the one that was linked, not on the other.
struct CaseLinked {
  CaseId to;
  Relation relation = Relation::same_incident;
  bool outgoing = true;
};

// ---- results: what followed from the facts under the rules in force ----

struct AdviceGiven {
  Advice advice;
};

struct FindingsAssessed {
  Assessment assessment;
};

struct DayRange {
  Day first;
  Day last;
  bool operator==(const DayRange&) const = default;
};

// By whose day the instrument of a deadline was chosen, and why it is that one.
struct Grounds {
  std::string governed_by;  // a milestone
  PartialDate governed_on;
  std::string why;
  bool operator==(const Grounds&) const = default;
};

// Whom a notification is for, and what a notice that meets it may be about.
struct Addressee {
  std::string recipient;
  std::vector<std::string> subjects;
  bool operator==(const Addressee&) const = default;
};

// That a direction relaxed a time limit while the clock ran: it keeps its day, and says so.
struct Relaxed {
  std::string edition;
  std::string clause;
  std::optional<bool> uncertain = {};  // true: the clock ended in the month in which it began on some day
  bool operator==(const Relaxed&) const = default;
};

// All that is known of a deadline when it starts or is worked out again.
struct DeadlineTerms {
  std::string deadline_id;
  std::string kind;
  std::string rule;
  std::string edition;
  int edition_revision = 1;
  std::string calendar;  // empty, and its revision 0, where nothing is counted
  int calendar_revision = 0;
  std::string calendar_hash;
  std::string clause;
  Verification verification = Verification::unknown;
  EventId anchored_in;  // the event whose day it counts from
  PartialDate starts_on;
  std::optional<Day> due_on;            // one of these two, or neither where no period is stated
  std::optional<DayRange> due_between;  // when the anchor is not known to the day
  bool falls_on_non_working_day = false;
  bool edition_uncertain = false;
  std::vector<int> rungs;  // days from the due day
  std::vector<Step> steps;
  std::optional<Grounds> governing;    // absent in what was written before it was kept
  std::optional<Addressee> addressee;  // of a notification; absent as above
  std::optional<Relaxed> relaxed;
  std::optional<std::string> agency;  // whose it is: of a contribution, an action, its audits
  std::optional<EventId> about;  // the event that made what it is about: a contribution, an action, a hold
  bool operator==(const DeadlineTerms&) const = default;
};

struct DeadlineStarted {
  DeadlineTerms terms;
};

struct DeadlineRecalculated {
  DeadlineTerms terms;
  PartialDate starts_on_was;
  std::optional<Day> due_on_was;
  std::optional<DayRange> due_between_was;
  std::string edition_was;
  EventId cause;
};

struct DeadlineRevised {
  std::string deadline_id;
  std::optional<Day> was;
  std::optional<Day> revised_due_on;
  EventId cause;
};

// Met by what occurred. `state` is met, met_late, or undetermined where the dates are too partial for a
// verdict.
struct DeadlineMet {
  std::string deadline_id;
  PartialDate met_on;
  DeadlineState state = DeadlineState::met;
  std::optional<int> days_late;  // against the statutory day; negative is never written: 0 when in time
  std::optional<int> revised_days_late;  // against the revised day, where there is one
  EventId cause;
};

// The statutory day is over and nothing met the deadline: always recorded, at 00:00 London of the next day
// or, when it was recorded later than that, in the commit that recorded the deadline.
struct DeadlinePassed {
  std::string deadline_id;
  Day due_on;
};

// The duty fell away (void), or another clock took its place (superseded).
struct DeadlineEnded {
  std::string deadline_id;
  DeadlineState state = DeadlineState::voided;
  std::string why;  // "decision_replaced", "case_closed", "merged", "opened_in_error", "anchor_withdrawn"
  EventId cause;
};

// Back with its old date: nothing pauses a clock.
struct DeadlineResumed {
  std::string deadline_id;
  DeadlineState state = DeadlineState::running;
  EventId cause;
};

struct ReminderFired {
  std::string deadline_id;
  DueKind of = DueKind::statutory;
  Day due_on;
  int rung = 0;       // days from the due day
  int late_days = 0;  // how many days after its day it fired, when the daemon was down
};

// A clock that waits for its anchor, or that cannot be said, with the reason.
struct Awaited {
  std::string kind;
  std::string rule;
  std::string clause;
  std::string waits_for;
  std::optional<std::string> why;
  auto operator<=>(const Awaited&) const = default;
};

struct ClocksAwaited {
  std::vector<Awaited> awaiting;
};

// ---- the register ----

struct LogCreated {
  Identifier log_id;
  std::string writer;
};

// The full text, so that the log explains itself without the files.
struct RulesAdopted {
  DocumentKind document = DocumentKind::edition;
  std::string id;
  int revision = 1;
  Digest hash;
  std::string text;
  std::optional<Personal> reason;
};

// Every case has been worked out again after an adoption; until this stands, a start goes on with it.
struct RulesCarriedThrough {
  EventId adoption;
};

struct TokenAdded {
  Identifier token_id;
  std::string name;  // of an office or a client program
  Digest hash;       // SHA-256 of the token
  std::vector<Role> roles;
  std::vector<Identifier> boards;  // empty: every board
};

struct TokenRevoked {
  Identifier token_id;
};

// The address of a calendar feed of deadlines, by which programs read it that can send no token.
struct FeedAdded {
  Identifier feed_id;
  Identifier token_id;  // whose it is
  Digest hash;          // SHA-256 of the secret in the address
  std::optional<Identifier> board_id;
  std::optional<std::string> kind;
};

struct FeedRevoked {
  Identifier feed_id;
};

struct BoardEntered {
  Identifier board_id;
  std::string name;
};

struct BoardNamed {
  Identifier board_id;
  std::string name;
};

// All that is known of it from now on: what is left out is not, or not any more.
struct BoardTermsSet {
  Identifier board_id;
  std::optional<Day> changed_over_on;
  std::vector<std::string> local_editions;
};

struct AnchorAccepted {
  Personal reason;
  Position position_before;
};

struct ClockAccepted {
  Personal reason;
  Instant accepted;
};

// In the order of the catalogue; nothing stored depends on it. Those of cases first, those of the register
// from LogCreated on (domain/event_names.cpp).
using EventVariant = Joined<
    std::variant<CaseOpened, FactsRecorded, RecommendationRecorded, DecisionRecorded, NotificationRecorded,
                 TimetableRevised, ReviewCompleted, FactCorrected, PersonalFactCorrected, CaseClosed,
                 CaseReopened, CaseLinked>,
    Acts,
    std::variant<BoardTermsApplied, AdviceGiven, FindingsAssessed, DeadlineStarted, DeadlineRecalculated,
                 DeadlineRevised, DeadlineMet, DeadlinePassed, DeadlineEnded, DeadlineResumed, ReminderFired,
                 ClocksAwaited, LogCreated, RulesAdopted, RulesCarriedThrough, TokenAdded, TokenRevoked,
                 FeedAdded, FeedRevoked, BoardEntered, BoardNamed, BoardTermsSet, AnchorAccepted,
                 ClockAccepted, MailOfficesSet, MailSent, MailFailed, MailBounced, LogRestored, WebhookAdded,
                 WebhookConfirmed, WebhookPaused, WebhookResumed, WebhookDisabled, WebhookRemoved,
                 WebhookSecretRotated, WebhookUnreachable, WebhookPinged, DeliveryAttempted,
                 DeliveryExhausted, DeliveryWaived, DeliveryAskedAgain, DeliveriesReplayed>>::type;

// Every event there is, in its current version. As a class of its own, so that copying, moving and destroying
// its alternatives is compiled once, in domain/events.cpp.
struct EventBody : EventVariant {
  using EventVariant::variant;
  using EventVariant::operator=;
  EventBody();
  EventBody(const EventBody&);
  EventBody(EventBody&&) noexcept;
  EventBody& operator=(const EventBody&);
  EventBody& operator=(EventBody&&) noexcept;
  ~EventBody();
};

// One thing that happened. `occurred_on` is the day it is said to have happened in the world, as exactly as
// that is known; of a derived event the day of the fact that caused it; absent when no day was claimed.
struct Event {
  std::optional<PartialDate> occurred_on;
  EventBody body;
};

// The command that a request key belongs to, and the answer it got: kept in the commit itself.
struct RequestKey {
  Digest key;   // of the caller, the method, the path and the Idempotency-Key
  Digest body;  // keyed digest of the body
  int status = 200;
  bool operator==(const RequestKey&) const = default;
};

// A case, or the register (the empty case id).
struct Subject {
  std::optional<CaseId> case_id;
  bool operator==(const Subject&) const = default;
};

// What one command, or one step of the daemon's own, adds to the log: stored all or none, about one subject.
// `position` is dense from 1; `recorded_at` never runs back from one commit to the next.
struct Commit {
  Position position;
  Instant recorded_at;
  Actor actor;
  Identifier command_id;
  std::optional<RequestKey> request;
  Subject subject;
  std::vector<Event> events;
};

// Of the commit that an event stands in, as evolve sees it.
struct Recorded {
  EventId event;
  Instant at;
  Actor actor;
};

}  // namespace reviewd
