// One request on its way through a handler, with all that the handler may use. Loop thread; lives until it is
// answered.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>

#include "api/application.hpp"
#include "api/due_as_of.hpp"
#include "api/event_document.hpp"
#include "api/http_message.hpp"
#include "api/query.hpp"
#include "api/routes.hpp"
#include "domain/register.hpp"

namespace reviewd {

// The documents of cases as last drawn, so that a case that is read often is written once. Bounded; loop
// thread.
class DocumentCache {
 public:
  // The stored document of this state.
  std::shared_ptr<const std::string> document(const CaseState& state);

 private:
  struct Entry {
    Position version;
    std::shared_ptr<const std::string> document;
  };
  static constexpr std::size_t cases_max = 10'000;
  std::unordered_map<CaseId, Entry> entries_;
};

class EventStreams;

// What one handler has in hand. Made by the service once the route, the token with its role, the media types
// and the parameters are in order, so that a handler refuses only for what it knows itself. `respond` is
// called exactly once.
struct Call {
  Application& application;
  DocumentCache& cache;
  DueStretches& stretches;
  EventStreams& streams;
  Request request;
  const Route& route;
  Token token;
  Query query;
  std::function<void(Response)> respond;

  Engine& engine() const { return *application.engine(); }
  bool head() const { return request.head.method == "HEAD"; }
  // The n-th segment of the path.
  const std::string& segment(std::size_t index) const { return request.head.segments[index]; }
};

// Shared with the callbacks that come back from other threads; the last of them lets go of it.
using Calling = std::shared_ptr<Call>;

// The case that the path names, when it is there and the caller may know of it, with what was due fired.
// Null: the call has been answered with 404 (behind the gate).
std::shared_ptr<const CaseState> case_of(const Calling& call);

// 200 with a JSON body.
Response json_response(std::shared_ptr<const std::string> body);
Response json_response(std::string body);
// Gives the response once the position is durable.
void respond_when_durable(const Calling& call, Position position, Response response);
// Works a value out off the loop and goes on with it on the loop. `work` may touch nothing that changes.
template <class Work, class Next>
void work_out(const Calling& call, Work work, Next next) {
  auto made = std::make_shared<std::optional<std::invoke_result_t<Work&>>>();
  call->application.compute([made, work = std::move(work)]() mutable { made->emplace(work()); },
                            [call, made, next = std::move(next)]() mutable { next(std::move(**made)); });
}
// 503 after the log could not be read; the fault itself goes to the daemon's own log.
Response log_unreadable();

// 200 with a page of events, and a link to the next where there is one.
void respond_with_events(const Calling& call, EventPage page, const std::string& link);

// ---- the handlers, one file per noun ----

// POST /v1/cases: 201 with the new case and its Location. 422 for wrong content and for a board that is not
// in the register, unless the caller is an administrator too: then the board is entered in the same batch.
void handle_open_case(const Calling& call);

// POST below /v1/cases/{case_id}, by the name of the command: 200 with the case as it is afterwards. A used
// Idempotency-Key is looked up before the version, so that a retry gets the first answer; 428 without a
// version, 412 with an outdated one, 409 with the clause when the process does not allow the act, or when the
// case is full; 422 for wrong content or a key used before with another body.
void handle_case_command(const Calling& call);

// POST /v1/cases/{case_id}/check-publication: the values are opened and the text is looked through off the
// loop; what is recorded of it is its SHA-256, its length and the number of places. 200 with the places, each
// with what stands there by where it is sealed, never the value. Refused like any command.
void handle_check_publication(const Calling& call);

// GET /v1/cases/{case_id}: the stored document with its ETag, or 304; with `as_of` or `known_at` drawn off
// the loop and without an ETag. 404 `not_yet_known` before the first commit, `not_yet_brought` before the
// matter was brought to the board.
void handle_read_case(const Calling& call);

// GET /v1/cases: in the order of opening, only those that the caller may know of. A page looks at a bounded
// number of cases and may be short of its limit while `next` leads on.
void handle_list_cases(const Calling& call);

// GET /v1/cases/{case_id}/personal: the one route that opens sealed values, off the loop. A value that cannot
// be opened is null.
void handle_personal(const Calling& call);

// GET /v1/cases/{case_id}/events: read back from the log, oldest first; a page never splits a commit. 503
// when the log cannot be read.
void handle_case_events(const Calling& call);

// GET .../deadlines/{deadline_id}/explanation: the steps as they were stored when the date was worked out,
// not worked out again. 404 `no_such_deadline`; 503 when the log cannot be read.
void handle_explanation(const Calling& call);

// GET .../deadlines/{deadline_id}/pack: what stands in each field of the form of a duty to notify, as JSON or
// as a page for print. Personal values are opened, off the loop, for the roles that may see them. 404
// `no_such_deadline`, also for a deadline of another kind.
void handle_notification_pack(const Calling& call);

// GET /v1/deadlines: what is open, soonest first, with the days left on the London day of the answer; under
// `as_of` worked out again off the loop for every case that the caller may know of, once for the pages of a
// list: they show the cases as they stood at its first page.
void handle_list_deadlines(const Calling& call);

// GET /v1/deadlines.ics: drawn off the loop from what the caller may know of, with an ETag over its text.
// The caller is the bearer of a token, or of the secret of a feed, whose filters then hold beside those of
// the query.
void handle_deadline_calendar(const Calling& call);

// POST /v1/deadline-feeds: 201 with the path that holds the secret, which is shown this once. 422 for a board
// or a kind that is not known; 409 `too_many_feeds`.
void handle_make_feed(const Calling& call);

// GET /v1/deadline-feeds: those that are not revoked, without their secrets.
void handle_list_feeds(const Calling& call);

// DELETE /v1/deadline-feeds/{feed_id}: 204; 404 `no_such_feed`, also for somebody else's.
void handle_revoke_feed(const Calling& call);

// GET /v1/mail: the offices that are told by mail, without their addresses.
void handle_mail(const Calling& call);

// POST /v1/mail/bounces: 200 with how far each office is told now; 404 `no_such_mail` for a name that is none
// of a mail of this log that the relay took.
void handle_bounce(const Calling& call);

// POST /v1/what-if: a table of deadlines as they are and as they would be, worked out off the loop. 422 for
// an edition or calendar that was never adopted, and for a case that the caller may not know of.
void handle_what_if(const Calling& call);

// POST /v1/adopt-calendar: planned off the loop; without `accept` nothing is written. 422 for a text that is
// no calendar, for a calendar that is not there, and for an acceptance without a reason; 409 while rules are
// being adopted, and for a text that differs from the adopted one of its revision or is older.
void handle_adopt_calendar(const Calling& call);

// GET /v1/reports/annual and /v1/reports/period: worked out off the loop over every case that the caller may
// know of, as JSON or comma-separated values.
void handle_report(const Calling& call);

// GET /v1/events: the whole log by position, up to what is durable. What the caller may not know of is left
// out, be it of a case or of the register; a page never splits a commit.
void handle_list_events(const Calling& call);

// POST /v1/webhooks: 201 with the webhook and what is shown only once. The target is looked at before
// anything is recorded: 422 `forbidden_address` for one that delivery could not connect to.
void handle_create_webhook(const Calling& call);
// GET /v1/webhooks and below: 404 `no_such_webhook`, also for one whose boards the caller may not all see.
void handle_list_webhooks(const Calling& call);
void handle_read_webhook(const Calling& call);
// DELETE: 204.
void handle_remove_webhook(const Calling& call);
// POST .../confirm: 409 `second_person_needed` for who added it.
void handle_confirm_webhook(const Calling& call);
void handle_pause_webhook(const Calling& call);
void handle_resume_webhook(const Calling& call);
// POST .../ping: 200 whatever the receiver answered; what was sent, answered and shown as certificates.
void handle_ping_webhook(const Calling& call);
void handle_rotate_webhook_secret(const Calling& call);
void handle_replay_deliveries(const Calling& call);
// GET /v1/webhooks/{webhook_id}/deliveries: a page looks at a bounded number of them.
void handle_list_deliveries(const Calling& call);
// GET /v1/deliveries/{delivery_id}: its attempts are read back from the log. 404 `no_such_delivery`.
void handle_read_delivery(const Calling& call);
void handle_redeliver(const Calling& call);
void handle_waive_delivery(const Calling& call);
// GET /v1/incidents: drawn from the state; what is no longer the matter is not on it.
void handle_list_incidents(const Calling& call);

// GET /v1/editions: the adopted editions in their newest revision.
void handle_editions(const Calling& call);
void handle_resolution(const Calling& call);

// GET /v1/editions/{edition}: its rules with clauses and verification marks; 404 `no_such_edition`.
void handle_edition(const Calling& call);

// GET /v1/calendars: the adopted calendars in their newest revision.
void handle_calendars(const Calling& call);

// GET /v1/calendars/{calendar}: its holidays and the days it reaches from and to; 404 `no_such_calendar`.
void handle_calendar(const Calling& call);

// GET /metrics: text for Prometheus, without anything of a case in names or labels. While the log is folded
// it is answered without a token, by figures of the process alone.
void handle_metrics(const Calling& call);

// GET /openapi.json: generated from the route table and the descriptors, once.
void handle_openapi(const Calling& call);

// POST /v1/test-clock: moves the clock of a daemon started with a test clock. 422 `before_the_log` when the
// newest commit is later than the time asked for.
void handle_test_clock(const Calling& call);

// Folds a case as known at a position: its commits up to there. Null: not known then.
void fold_case_until(const Calling& call, const CaseId& case_id, Position until,
                     std::function<void(std::shared_ptr<const CaseState>)> done);

// 404: the case was not known at the time that was asked for.
Response not_yet_known();

// What is drafted must be a field of the form on which the duty is done: "no_such_form", "no_such_field";
// "required" and "wrong_value" of the child.
std::optional<Rejection> refuse_draft(const NotificationForms& forms, const CaseState& state,
                                      const NotificationDrafted& draft);

// Reads `known_at` (a position or an instant) into a position, then goes on; answers 400 itself when it is
// ill-formed or past the durable head.
void with_known_at(const Calling& call, std::function<void(std::optional<Position>)> next);

}  // namespace reviewd
