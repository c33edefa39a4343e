#include "api/routes.hpp"

#include <algorithm>

#include "domain/acts_schemas.hpp"

namespace reviewd {
namespace {

constexpr Roles everyone{Role::administrator, Role::board_manager, Role::chair, Role::auditor};
constexpr Roles readers{Role::board_manager, Role::chair, Role::auditor};
constexpr Roles manager{Role::board_manager};
constexpr Roles manager_and_chair{Role::board_manager, Role::chair};
constexpr Roles administrator{Role::administrator};
constexpr Roles administrator_and_auditor{Role::administrator, Role::auditor};
constexpr Roles administrator_and_manager{Role::administrator, Role::board_manager};
constexpr Roles nobody_in_particular{};

constexpr std::span<const QueryParameter> none{};

constexpr QueryParameter limit{"limit", "How many at most, 1 to 1000; 100 unless said."};
constexpr QueryParameter cursor{"cursor", "Where the page before ended (its member next)."};
constexpr QueryParameter after{"after", "The position after which the page begins."};
constexpr QueryParameter as_of{"as_of", "As things stood at the end of this day."};
constexpr QueryParameter known_at{"known_at", "As this system knew it, at a position or an instant."};

constexpr std::array case_list_parameters{
    QueryParameter{"status", "Only cases of this status."},
    QueryParameter{"board", "Only cases of the board of this name."},
    QueryParameter{"due_before", "Only cases with an open deadline due before this day."},
    QueryParameter{"overdue", "true: only cases with an overdue deadline; false: only those without."},
    QueryParameter{"q", "Only cases whose label or id contains this text."},
    limit,
    cursor,
    as_of,
    known_at,
};
constexpr std::array rule_list_parameters{limit, cursor};
constexpr std::array case_parameters{
    as_of,
    known_at,
    QueryParameter{"edition", "As if this edition had governed every day."},
    QueryParameter{"calendar", "As if this calendar, or this revision of it (id@revision), were the newest."},
};
constexpr std::array personal_parameters{known_at};
constexpr std::array pack_parameters{
    known_at,
    QueryParameter{"format", "json or html; without it as Accept says."},
};
constexpr std::array case_event_parameters{after, limit};
constexpr std::array deadline_list_parameters{
    QueryParameter{"before", "Only deadlines due before this day."},
    QueryParameter{"overdue", "true: only overdue ones; false: only those that are not."},
    QueryParameter{"kind", "Only this kind of deadline."},
    QueryParameter{"agency", "Only the deadlines of this agency: its contributions, actions and audits."},
    limit,
    cursor,
    as_of,
    known_at,
};
constexpr std::array calendar_parameters{
    QueryParameter{"board", "Only deadlines of the board of this name."},
    QueryParameter{"kind", "Only this kind of deadline."},
    QueryParameter{"token", "The secret of a feed, instead of a bearer token."},
};
constexpr QueryParameter report_board{"board", "Only cases of the board of this name."};
constexpr QueryParameter report_format{"format", "json or csv; without it as Accept says."};
constexpr std::array annual_report_parameters{
    QueryParameter{"year", "The calendar year; needed."}, report_board, report_format, as_of, known_at,
};
constexpr std::array period_report_parameters{
    QueryParameter{"from", "The first day of the period; needed."},
    QueryParameter{"to", "The last day of the period; needed."},
    report_board,
    report_format,
    as_of,
    known_at,
};
constexpr std::array event_list_parameters{
    after,
    limit,
    QueryParameter{"type", "Only events of this type."},
    QueryParameter{"case_id", "Only events of this case."},
};

constexpr std::array page_parameters{limit, cursor};
constexpr std::array delivery_list_parameters{
    QueryParameter{"state", "Only deliveries that stand like this."},
    QueryParameter{"type", "Only events of this type."},
    QueryParameter{"case_id", "Only events of this case."},
    limit,
    cursor,
};

// One for each milestone that a rule may start at or be chosen by (domain/rules/milestone.hpp).
constexpr std::array resolution_parameters{
    QueryParameter{"incident", "The day it happened to the child."},
    QueryParameter{"awareness", "The day the local authority became aware of it."},
    QueryParameter{"referral", "The day it was referred."},
    QueryParameter{"brought_to_attention", "The day it was brought to the board's attention."},
    QueryParameter{"decision", "The day the chair decided."},
    QueryParameter{"decision_to_conduct", "The day the chair decided to conduct a review."},
    QueryParameter{"decision_not_to_conduct", "The day the chair decided not to conduct a review."},
    QueryParameter{"completion", "The day the review was completed."},
    QueryParameter{"serious_incident_notified", "The day the serious incident was notified."},
    QueryParameter{"rapid_review_sent", "The day the rapid review was sent."},
    QueryParameter{"publication_planned", "The day on which the report is to be published."},
    QueryParameter{"publication", "The day the report was published."},
    QueryParameter{"non_publication_intended", "The day it was intended not to publish the report."},
    QueryParameter{"timetable_revised", "The day the timetable was revised."},
    QueryParameter{"notice", "The day somebody is told or consulted, which chooses whom."},
    QueryParameter{"contribution_commissioned", "The day a contribution was commissioned."},
    QueryParameter{"action_planned", "The day an action was planned."},
    QueryParameter{"action_completed", "The day an action was completed."},
    QueryParameter{"follow_up_planned", "The day the follow-up of an action was planned."},
    QueryParameter{"hold_placed", "The day a hold was placed."},
    QueryParameter{"board", "The board of this name, whose change-over and local editions then count."},
    QueryParameter{"changed_over_on", "The day the area changed over, in place of what is known of it."},
};

constexpr std::array<Route, 57> routes_of_their_own{{
    {"POST", "/v1/cases", Endpoint::open_case, "open-case", manager, none,
     "Opens a case: the matter is brought to the attention of the board."},
    {"GET", "/v1/cases", Endpoint::list_cases, "", readers, case_list_parameters,
     "Lists cases as they were opened."},
    {"GET", "/v1/cases/{case_id}", Endpoint::read_case, "", readers, case_parameters, "Reads a case."},
    {"GET", "/v1/cases/{case_id}/personal", Endpoint::read_personal, "", manager_and_chair,
     personal_parameters, "Reads the personal values of a case."},
    {"GET", "/v1/cases/{case_id}/events", Endpoint::list_case_events, "", readers, case_event_parameters,
     "Lists the events of a case, oldest first."},
    {"GET", "/v1/cases/{case_id}/deadlines/{deadline_id}/explanation", Endpoint::read_explanation, "",
     readers, none, "Explains how a deadline was worked out."},
    {"GET", "/v1/cases/{case_id}/deadlines/{deadline_id}/pack", Endpoint::notification_pack, "", readers,
     pack_parameters,
     "What stands in each field of the form of a duty to notify, and what is missing; as JSON or as a page "
     "for "
     "print."},
    {"POST", "/v1/cases/{case_id}/record-facts", Endpoint::case_command, "record-facts", manager, none,
     "Records answers to the questions of the criteria tables."},
    {"POST", "/v1/cases/{case_id}/record-recommendation", Endpoint::case_command, "record-recommendation",
     manager, none, "Records the recommendation to the chair."},
    {"POST", "/v1/cases/{case_id}/record-decision", Endpoint::case_command, "record-decision",
     manager_and_chair, none, "Records the decision of the chair."},
    {"POST", "/v1/cases/{case_id}/record-notification", Endpoint::case_command, "record-notification",
     manager, none, "Records that somebody was told."},
    {"POST", "/v1/cases/{case_id}/revise-timetable", Endpoint::case_command, "revise-timetable",
     manager_and_chair, none, "Records that the board revised its timetable."},
    {"POST", "/v1/cases/{case_id}/complete-review", Endpoint::case_command, "complete-review", manager, none,
     "Records that the review is complete."},
    {"POST", "/v1/cases/{case_id}/correct-fact", Endpoint::case_command, "correct-fact", manager, none,
     "Corrects a fact that was recorded wrongly."},
    {"POST", "/v1/cases/{case_id}/close-case", Endpoint::case_command, "close-case", manager_and_chair, none,
     "Closes a case."},
    {"POST", "/v1/cases/{case_id}/reopen-case", Endpoint::case_command, "reopen-case", manager_and_chair,
     none, "Takes a closed case up again."},
    {"POST", "/v1/cases/{case_id}/link-case", Endpoint::case_command, "link-case", manager, none,
     "Links a case with another one."},
    {"POST", "/v1/cases/{case_id}/check-publication", Endpoint::check_publication, "check-publication",
     manager_and_chair, none,
     "Looks through a text, before it is published, for names, dates of birth and addresses that the case "
     "holds."},
    {"POST", "/v1/cases/{case_id}/pause-clock", Endpoint::case_command, "pause-clock", manager_and_chair,
     none, "Always refused: nothing pauses a statutory clock."},
    {"GET", "/v1/deadlines", Endpoint::list_deadlines, "", readers, deadline_list_parameters,
     "Lists open deadlines, soonest first."},
    {"GET", "/v1/deadlines.ics", Endpoint::deadline_calendar, "", readers, calendar_parameters,
     "The open deadlines as a calendar (RFC 5545), and those that fell away as cancelled."},
    {"POST", "/v1/deadline-feeds", Endpoint::make_feed, "", readers, none,
     "Makes an address at which calendar programs read the deadlines that the caller may see."},
    {"GET", "/v1/deadline-feeds", Endpoint::list_feeds, "", everyone, none,
     "Lists the feeds of the caller; an administrator sees those of everybody."},
    {"DELETE", "/v1/deadline-feeds/{feed_id}", Endpoint::revoke_feed, "", everyone, none,
     "Revokes a feed of the caller; an administrator revokes anybody's."},
    {"POST", "/v1/what-if", Endpoint::what_if, "", readers, none,
     "Works deadlines out again under another edition or calendar; writes and sends nothing."},
    {"POST", "/v1/adopt-calendar", Endpoint::adopt_calendar, "", administrator, none,
     "Takes a new revision of a calendar up; without accept it shows every open deadline that would move."},
    {"GET", "/v1/reports/annual", Endpoint::annual_report, "", readers, annual_report_parameters,
     "Figures over a year: how many, how many in time, how long, by agency, grade and theme."},
    {"GET", "/v1/reports/period", Endpoint::period_report, "", readers, period_report_parameters,
     "The same figures over any period."},
    {"GET", "/v1/events", Endpoint::list_events, "", everyone, event_list_parameters,
     "Reads the log by position, as far as the caller may see it: cases, the register, or both."},
    {"GET", "/v1/mail", Endpoint::read_mail, "", administrator, none,
     "Which offices are told of deadlines by mail, how far, and what stands in the way."},
    {"POST", "/v1/mail/bounces", Endpoint::report_bounce, "", administrator, none,
     "Reports that a mail came back: what it told is owed again."},
    {"POST", "/v1/webhooks", Endpoint::create_webhook, "", administrator, none,
     "Adds a webhook, to which events are posted from now on."},
    {"GET", "/v1/webhooks", Endpoint::list_webhooks, "", administrator_and_auditor, page_parameters,
     "Lists the webhooks that the caller may see."},
    {"GET", "/v1/webhooks/{webhook_id}", Endpoint::read_webhook, "", administrator_and_auditor, none,
     "Reads a webhook, with how it fares."},
    {"DELETE", "/v1/webhooks/{webhook_id}", Endpoint::remove_webhook, "", administrator, none,
     "Removes a webhook; what became of its deliveries stays in the log."},
    {"POST", "/v1/webhooks/{webhook_id}/confirm", Endpoint::confirm_webhook, "", administrator, none,
     "Confirms a statutory webhook that another administrator added."},
    {"POST", "/v1/webhooks/{webhook_id}/pause", Endpoint::pause_webhook, "", administrator, none,
     "Lets the deliveries of a webhook wait."},
    {"POST", "/v1/webhooks/{webhook_id}/resume", Endpoint::resume_webhook, "", administrator, none,
     "Lets a webhook go on that is paused, disabled or waiting after a restore."},
    {"POST", "/v1/webhooks/{webhook_id}/ping", Endpoint::ping_webhook, "", administrator, none,
     "Posts a message that is no event, and shows what was sent and answered."},
    {"POST", "/v1/webhooks/{webhook_id}/rotate-secret", Endpoint::rotate_webhook_secret, "", administrator,
     none, "Gives a webhook a new secret and a new key; the old ones sign too for a while."},
    {"POST", "/v1/webhooks/{webhook_id}/replay", Endpoint::replay_deliveries, "", administrator, none,
     "Sends a stretch of the log again, or what failed in it, each event with its first id."},
    {"GET", "/v1/webhooks/{webhook_id}/deliveries", Endpoint::list_deliveries, "", administrator_and_auditor,
     delivery_list_parameters, "Lists the deliveries of a webhook, oldest first."},
    {"GET", "/v1/deliveries/{delivery_id}", Endpoint::read_delivery, "", everyone, none,
     "Reads a delivery with the attempts that are on record."},
    {"POST", "/v1/deliveries/{delivery_id}/redeliver", Endpoint::redeliver, "", administrator_and_manager,
     none, "Sends an event again, with its first id."},
    {"POST", "/v1/deliveries/{delivery_id}/waive", Endpoint::waive_delivery, "", administrator_and_manager,
     none, "Records why an event need not be delivered; the next one of its case then goes on."},
    {"GET", "/v1/incidents", Endpoint::list_incidents, "", everyone, page_parameters,
     "Lists what does not go on without a person."},
    {"GET", "/.well-known/jwks.json", Endpoint::published_keys, "", nobody_in_particular, none,
     "The public keys by which deliveries are verified (RFC 7517)."},
    {"GET", "/v1/editions", Endpoint::list_editions, "", everyone, rule_list_parameters,
     "Lists the editions of the guidance."},
    {"GET", "/v1/editions/resolve", Endpoint::resolve_editions, "", everyone, resolution_parameters,
     "Which instrument each rule is taken from on the days given, and why."},
    {"GET", "/v1/editions/{edition}", Endpoint::read_edition, "", everyone, none, "Reads an edition."},
    {"GET", "/v1/calendars", Endpoint::list_calendars, "", everyone, rule_list_parameters,
     "Lists the calendars."},
    {"GET", "/v1/calendars/{calendar}", Endpoint::read_calendar, "", everyone, none, "Reads a calendar."},
    {"GET", "/livez", Endpoint::livez, "", nobody_in_particular, none, "Whether the process lives."},
    {"GET", "/readyz", Endpoint::readyz, "", nobody_in_particular, none, "Whether it is ready, and why not."},
    {"GET", "/metrics", Endpoint::metrics, "", everyone, none, "Figures in the text format of Prometheus."},
    {"GET", "/openapi.json", Endpoint::openapi, "", everyone, none, "This description."},
    {"POST", "/v1/test-clock", Endpoint::test_clock, "", administrator, none,
     "Moves the clock of a daemon started with --test-clock."},
}};

// The path of an act, kept for as long as the process runs.
template <Act Body>
std::string_view path_of() {
  static const std::string path = "/v1/cases/{case_id}/" + std::string{Schema<Body>::command};
  return path;
}

std::vector<Route> all_routes() {
  std::vector<Route> all(routes_of_their_own.begin(), routes_of_their_own.end());
  for_each_type(Acts{}, [&]<class Body>() {
    if (made_by_handler<Body>()) return;
    all.push_back({"POST", path_of<Body>(), Endpoint::case_command, Schema<Body>::command,
                   also_by_chair<Body>() ? manager_and_chair : manager, none, Schema<Body>::doc});
  });
  return all;
}

const std::vector<Route>& table() {
  static const std::vector<Route> routes = all_routes();
  return routes;
}

// The next segment of a pattern; advances `rest` behind it.
std::string_view next_segment(std::string_view& rest) {
  rest.remove_prefix(1);
  const auto end = rest.find('/');
  const std::string_view segment = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end);
  return segment;
}

bool matches(std::string_view pattern, const std::vector<std::string>& segments) {
  for (const std::string& segment : segments) {
    if (pattern.empty()) return false;
    const std::string_view wanted = next_segment(pattern);
    if (wanted != segment && !wanted.starts_with('{')) return false;
  }
  return pattern.empty();
}

}  // namespace

std::span<const Route> route_table() {
  return table();
}

const Route* find_route(std::string_view method, const std::vector<std::string>& segments) {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  const auto found = std::ranges::find_if(
      table(), [&](const Route& route) { return route.method == wanted && matches(route.path, segments); });
  return found == table().end() ? nullptr : &*found;
}

std::string_view pattern_of(const std::vector<std::string>& segments) {
  for (const Route& route : table())
    if (matches(route.path, segments)) return route.path;
  return {};
}

std::string methods_of(const std::vector<std::string>& segments) {
  std::string methods;
  for (const Route& route : table()) {
    if (!matches(route.path, segments)) continue;
    if (!methods.empty()) methods += ", ";
    methods += route.method;
    if (route.method == "GET") methods += ", HEAD";
  }
  return methods;
}

bool is_open_to_all(const std::vector<std::string>& segments) {
  std::size_t routes = 0;
  for (const Route& route : table()) {
    if (!matches(route.path, segments)) continue;
    if (!route.roles.empty()) return false;
    ++routes;
  }
  return routes > 0;
}

bool demands_version(const Route& route) {
  if (route.endpoint == Endpoint::check_publication) return true;
  return route.endpoint == Endpoint::case_command && route.command != "pause-clock";
}

bool wants_no_body(const Route& route) {
  switch (route.endpoint) {
    case Endpoint::confirm_webhook:
    case Endpoint::pause_webhook:
    case Endpoint::resume_webhook:
    case Endpoint::ping_webhook:
    case Endpoint::rotate_webhook_secret:
    case Endpoint::replay_deliveries:
    case Endpoint::redeliver:
      return true;
    default:
      return false;
  }
}

bool about_one_case(const Route& route) {
  return route.path.starts_with("/v1/cases/{case_id}");
}

}  // namespace reviewd
