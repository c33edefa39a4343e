// One operation of the description from one route of the table.
#include <algorithm>
#include <array>
#include <boost/json/array.hpp>

#include "api/command_call.hpp"
#include "api/json_schema.hpp"
#include "api/open_api_parts.hpp"
#include "domain/assert.hpp"
#include "domain/delivery_ledger.hpp"
#include "storage/commit_codec.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// What an endpoint answers when all is well, and with which problems it may refuse beside those of every
// route with a token.
struct Answering {
  std::string_view operation;  // empty: the name of the command
  std::string_view schema;     // empty: a text
  std::string_view doc;
  std::vector<unsigned> refusals;
  unsigned status = 200;
  std::string_view media = "text/plain";  // of a text
};

struct Answered {
  Endpoint endpoint;
  Answering how;
};

const std::vector<Answered> answered_endpoints{
    {Endpoint::open_case, {"", "Case", "The case as it was opened.", {400, 409, 415, 422, 507}, 201}},
    {Endpoint::case_command,
     {"", "Case", "The case as it is now.", {400, 404, 409, 412, 415, 422, 428, 507}}},
    {Endpoint::check_publication,
     {"",
      "PublicationCheck",
      "Where the text says something personal; the values themselves are not in it.",
      {400, 404, 409, 412, 415, 422, 428, 507}}},
    {Endpoint::list_cases, {"list_cases", "CaseList", "One page of cases.", {400}}},
    {Endpoint::read_case, {"read_case", "Case", "The case.", {400, 404}}},
    {Endpoint::read_personal, {"read_personal_values", "PersonalValues", "The values.", {400, 404}}},
    {Endpoint::list_case_events,
     {"list_case_events", "EventList", "One page of events; it never splits a commit.", {400, 404}}},
    {Endpoint::read_explanation, {"explain_deadline", "Explanation", "The explanation.", {400, 404}}},
    {Endpoint::list_deadlines, {"list_deadlines", "DeadlineList", "One page of deadlines.", {400}}},
    {Endpoint::deadline_calendar,
     {"read_deadline_calendar", "", "The calendar.", {400, 404}, 200, "text/calendar"}},
    {Endpoint::make_feed,
     {"make_feed", "FeedMade", "The feed, with its address.", {400, 409, 415, 422, 507}, 201}},
    {Endpoint::list_feeds, {"list_feeds", "FeedList", "The feeds.", {400}}},
    {Endpoint::revoke_feed, {"revoke_feed", "", "The feed is revoked.", {400, 404, 507}, 204}},
    {Endpoint::what_if, {"ask_what_if", "WhatIfTable", "The table, or a page of it.", {400, 415, 422}}},
    {Endpoint::adopt_calendar,
     {"adopt_calendar",
      "CalendarAdoption",
      "The calendar, and a page of the deadlines that move.",
      {400, 409, 415, 422, 507}}},
    {Endpoint::notification_pack, {"read_notification_pack", "NotificationPack", "The pack.", {400, 404}}},
    {Endpoint::read_mail, {"read_mail", "Mail", "The offices.", {400}}},
    {Endpoint::report_bounce,
     {"report_bounce", "Mail", "The offices as they stand now.", {400, 404, 415, 422, 507}}},
    {Endpoint::annual_report, {"report_year", "Report", "The figures.", {400}}},
    {Endpoint::period_report, {"report_period", "Report", "The figures.", {400}}},
    {Endpoint::list_events,
     {"list_events",
      "EventList",
      "One page of events; it never splits a commit. Or all of them and those to come, as server-sent "
      "events.",
      {400}}},
    {Endpoint::list_editions, {"list_editions", "EditionList", "The editions.", {400}}},
    {Endpoint::resolve_editions, {"resolve_editions", "Resolution", "The rules that apply.", {400}}},
    {Endpoint::read_edition, {"read_edition", "Edition", "The edition.", {400, 404}}},
    {Endpoint::list_calendars, {"list_calendars", "CalendarList", "The calendars.", {400}}},
    {Endpoint::read_calendar, {"read_calendar", "Calendar", "The calendar.", {400, 404}}},
    {Endpoint::livez, {"check_alive", "ProcessStatus", "The process lives.", {400}}},
    {Endpoint::readyz, {"check_ready", "ProcessStatus", "It is ready.", {400, 503}}},
    {Endpoint::metrics, {"read_metrics", "", "The figures.", {400}}},
    {Endpoint::openapi, {"read_description", "-", "This document.", {400}}},
    {Endpoint::test_clock, {"move_test_clock", "TestClock", "The time now.", {400, 404, 415, 422}}},
    {Endpoint::create_webhook,
     {"create_webhook",
      "WebhookMade",
      "The webhook, with what is shown only once.",
      {400, 409, 415, 422, 507},
      201}},
    {Endpoint::list_webhooks, {"list_webhooks", "WebhookList", "One page of webhooks.", {400}}},
    {Endpoint::read_webhook, {"read_webhook", "Webhook", "The webhook.", {400, 404}}},
    {Endpoint::remove_webhook, {"remove_webhook", "", "The webhook is removed.", {400, 404, 507}, 204}},
    {Endpoint::confirm_webhook,
     {"confirm_webhook", "Webhook", "The webhook as it is now.", {400, 404, 409, 415, 507}}},
    {Endpoint::pause_webhook,
     {"pause_webhook", "Webhook", "The webhook as it is now.", {400, 404, 409, 415, 422, 507}}},
    {Endpoint::resume_webhook,
     {"resume_webhook", "Webhook", "The webhook as it is now.", {400, 404, 409, 415, 422, 507}}},
    {Endpoint::ping_webhook,
     {"ping_webhook", "PingResult", "What was sent and answered.", {400, 404, 409, 415, 507}}},
    {Endpoint::rotate_webhook_secret,
     {"rotate_webhook_secret",
      "WebhookMade",
      "The webhook, with what is shown only once.",
      {400, 404, 415, 422, 507}}},
    {Endpoint::replay_deliveries,
     {"replay_deliveries", "Webhook", "The webhook as it is now.", {400, 404, 415, 422, 507}}},
    {Endpoint::list_deliveries, {"list_deliveries", "DeliveryList", "One page of deliveries.", {400, 404}}},
    {Endpoint::read_delivery,
     {"read_delivery", "DeliveryRecord", "The delivery and its attempts.", {400, 404}}},
    {Endpoint::redeliver, {"redeliver", "Delivery", "The delivery as it is now.", {400, 404, 409, 415, 507}}},
    {Endpoint::waive_delivery,
     {"waive_delivery", "Delivery", "The delivery as it is now.", {400, 404, 409, 415, 422, 507}}},
    {Endpoint::list_incidents, {"list_incidents", "IncidentList", "One page of incidents.", {400}}},
    {Endpoint::published_keys, {"read_published_keys", "PublishedKeys", "The keys.", {400, 503}}},
};

const Answering& answering(Endpoint endpoint) {
  const auto found = std::ranges::find(answered_endpoints, endpoint, &Answered::endpoint);
  REVIEWD_ASSERT(found != answered_endpoints.end());
  return found->how;
}

bool on_one_case(const Route& route) {
  return route.endpoint == Endpoint::case_command || route.endpoint == Endpoint::check_publication;
}

// Whether a GET has an ETag, by which it may be asked whether it is still the same.
bool answers_conditionally(const Route& route) {
  return route.endpoint == Endpoint::read_case || route.endpoint == Endpoint::deadline_calendar;
}

bool is_command(const Route& route) {
  return route.endpoint == Endpoint::open_case || on_one_case(route);
}

std::string operation_id(const Route& route) {
  if (!is_command(route)) return std::string{answering(route.endpoint).operation};
  std::string name{route.command};
  for (char& letter : name)
    if (letter == '-') letter = '_';
  return name;
}

json::object words_of_events() {
  json::array names;
  for (const std::string_view name : event_type_names()) names.push_back(json::value(name));
  return {{"type", "string"}, {"enum", std::move(names)}};
}

std::string_view name_of_milestone(Milestone milestone) {
  return name_of(milestone);
}

json::object query_schema(const Route& route, std::string_view name) {
  if (name == "format")
    return {{"enum", json::array{"json", route.endpoint == Endpoint::notification_pack ? "html" : "csv"}}};
  if (name == "limit") return {{"type", "integer"}, {"minimum", 1}, {"maximum", 1000}, {"default", 100}};
  if (name == "cursor") return {{"type", "string"}, {"pattern", "^([0-9a-f]{2})+$"}};
  if (name == "after") return schema_reference("Position");
  if (name == "year") return {{"type", "string"}, {"pattern", "^[0-9]{4}$"}};
  if (name == "as_of" || name == "due_before" || name == "before" || name == "from" || name == "to" ||
      name == "changed_over_on")
    return schema_reference("Day");
  if (name == "known_at")
    return {{"anyOf", json::array{schema_reference("Position"), schema_reference("Instant")}}};
  if (name == "status") return word_schema<CaseStatus>();
  if (name == "overdue") return {{"type", "boolean"}};
  if (name == "type") return words_of_events();
  if (name == "state") return word_schema<DeliveryState>();
  if (name == "case_id") return schema_reference("CaseId");
  if (std::ranges::find(choosing_milestones, name, name_of_milestone) != choosing_milestones.end())
    return schema_reference("PartialDate");
  REVIEWD_ASSERT((name == "board" || name == "q" || name == "kind" || name == "agency" || name == "edition" ||
                  name == "calendar" || name == "token") &&
                 "each parameter is described");
  return {{"type", "string"}};
}

json::object parameter(std::string_view name, std::string_view place, std::string_view doc, bool required,
                       json::object schema) {
  return {{"name", name},
          {"in", place},
          {"description", doc},
          {"required", required},
          {"schema", std::move(schema)}};
}

json::object path_parameter(std::string_view name) {
  if (name == "case_id")
    return parameter(name, "path", "The id of the case.", true, schema_reference("CaseId"));
  return parameter(name, "path", "The id, as lists and documents give it.", true, {{"type", "string"}});
}

void add_path_parameters(std::string_view path, json::array& parameters) {
  for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1))
    parameters.push_back(path_parameter(path.substr(open + 1, path.find('}', open) - open - 1)));
}

void add_header_parameters(const Route& route, json::array& parameters) {
  const json::object text{{"type", "string"}};
  if (demands_version(route))
    parameters.push_back(parameter("If-Match", "header",
                                   "The version of the case, in double quotes, or *. What the daemon itself "
                                   "changed since then is no conflict.",
                                   true, {{"type", "string"}, {"pattern", "^(\\*|\"[1-9][0-9]{0,18}\")$"}}));
  if (is_command(route))
    parameters.push_back(
        parameter("Idempotency-Key", "header",
                  "The same key with the same body gives the first answer again, for 90 days.", false,
                  {{"type", "string"}, {"minLength", 1}, {"maxLength", 255}}));
  if (route.endpoint == Endpoint::list_events)
    parameters.push_back(parameter(
        "Last-Event-ID", "header",
        "Of the stream (Accept: text/event-stream): the id of the last event that the reader has; it "
        "goes before the parameter after.",
        false, {{"type", "string"}, {"pattern", "^([0-9a-f]{32}\\.)?[0-9]+(\\.[0-9]+)?$"}}));
  if (answers_conditionally(route))
    parameters.push_back(
        parameter("If-None-Match", "header",
                  "Entity tags that the caller has; 304 when one still holds. Of a case passed over when "
                  "known_at or as_of is asked.",
                  false, text));
}

bool is_report(const Route& route) {
  return route.endpoint == Endpoint::annual_report || route.endpoint == Endpoint::period_report;
}

// Without its period a report is of nothing.
bool is_needed(const Route& route, std::string_view parameter) {
  return is_report(route) && (parameter == "year" || parameter == "from" || parameter == "to");
}

json::array parameters(const Route& route) {
  json::array made;
  add_path_parameters(route.path, made);
  for (const QueryParameter& query : route.parameters)
    made.push_back(parameter(query.name, "query", query.doc, is_needed(route, query.name),
                             query_schema(route, query.name)));
  add_header_parameters(route, made);
  return made;
}

json::object header(std::string_view doc) {
  return {{"description", doc}, {"schema", json::object{{"type", "string"}}}};
}

json::object answer_headers(const Route& route) {
  json::object headers;
  if (is_command(route) || route.endpoint == Endpoint::read_case)
    headers["ETag"] = header(
        "The version of the case, in double quotes. Not given for another known_at or "
        "as_of.");
  if (is_command(route))
    headers["Idempotency-Replayed"] = header("true: the first answer to this Idempotency-Key.");
  if (route.endpoint == Endpoint::deadline_calendar) headers["ETag"] = header("Of this very text.");
  if (route.endpoint == Endpoint::open_case) headers["Location"] = header("The path of the new case.");
  for (const QueryParameter& query : route.parameters)
    if (query.name == "limit") headers["Link"] = header("The next page, rel=\"next\", where there is one.");
  return headers;
}

json::object answer(const Route& route) {
  const Answering how = answering(route.endpoint);
  json::object made{{"description", how.doc}};
  if (json::object headers = answer_headers(route); !headers.empty()) made["headers"] = std::move(headers);
  const json::object any{{"type", "object"}};
  const json::object text{{"type", "string"}};
  if (how.status == 204) return made;
  if (how.schema.empty())
    made["content"] = json::object{{how.media, json::object{{"schema", text}}}};
  else
    made["content"] =
        json::object{{"application/json",
                      json::object{{"schema", how.schema == "-" ? any : schema_reference(how.schema)}}}};
  if (route.endpoint == Endpoint::list_events)
    made["content"].as_object()["text/event-stream"] = json::object{{"schema", text}};
  if (is_report(route)) made["content"].as_object()["text/csv"] = json::object{{"schema", text}};
  if (route.endpoint == Endpoint::notification_pack)
    made["content"].as_object()["text/html"] = json::object{{"schema", text}};
  return made;
}

json::object refusal(unsigned status) {
  REVIEWD_ASSERT(!problem_name(status).empty());
  return {{"$ref", "#/components/responses/" + std::string{problem_name(status)}}};
}

// Somebody with a token may lack the role: 403, or 404 about one case for who may see none.
bool some_role_is_refused(const Route& route) {
  for (const auto& [role, name] : Words<Role>::values)
    if (!route.roles.has(role)) return true;
  return false;
}

json::object responses(const Route& route) {
  json::object made;
  made[std::to_string(answering(route.endpoint).status)] = answer(route);
  if (answers_conditionally(route))
    made["304"] = json::object{{"description", "What the caller has still holds."},
                               {"headers", json::object{{"ETag", header("Its entity tag.")}}}};
  std::vector<unsigned> statuses = answering(route.endpoint).refusals;
  if (!demands_version(route))
    std::erase_if(statuses, [](unsigned status) { return status == 412 || status == 428; });
  if (!route.roles.empty()) {
    statuses.insert(statuses.end(), {401, 503});
    if (route.endpoint != Endpoint::metrics) statuses.push_back(406);
    if (some_role_is_refused(route)) statuses.push_back(403);
  }
  std::sort(statuses.begin(), statuses.end());
  for (const unsigned status : statuses) made[std::to_string(status)] = refusal(status);
  made["default"] = refusal(0);
  return made;
}

json::object body_of(json::value schema) {
  return {{"required", true},
          {"content", json::object{{"application/json", json::object{{"schema", std::move(schema)}}}}}};
}

// The component of the body that a route takes which is no command; empty: none.
std::string_view body_schema(Endpoint endpoint) {
  static constexpr std::array<std::pair<Endpoint, std::string_view>, 11> bodies{{
      {Endpoint::test_clock, "TestClock"},
      {Endpoint::make_feed, "MakeFeed"},
      {Endpoint::report_bounce, "BounceReport"},
      {Endpoint::what_if, "WhatIf"},
      {Endpoint::adopt_calendar, "AdoptCalendar"},
      {Endpoint::create_webhook, "CreateWebhook"},
      {Endpoint::pause_webhook, "PauseRequest"},
      {Endpoint::resume_webhook, "ResumeRequest"},
      {Endpoint::rotate_webhook_secret, "RotateSecret"},
      {Endpoint::replay_deliveries, "ReplayRequest"},
      {Endpoint::waive_delivery, "WaiveRequest"},
  }};
  for (const auto& [candidate, schema] : bodies)
    if (candidate == endpoint) return schema;
  return {};
}

json::array roles_of(const Route& route) {
  json::array roles;
  for (const auto& [role, name] : Words<Role>::values)
    if (route.roles.has(role)) roles.push_back(json::value(name));
  return roles;
}

std::string_view tag_of(const Route& route) {
  if (is_command(route)) return "commands";
  if (route.path.starts_with("/v1/cases") || route.path.starts_with("/v1/deadline") ||
      route.path == "/v1/what-if")
    return "cases";
  if (route.path == "/v1/events") return "log";
  if (route.path.starts_with("/v1/webhooks") || route.path.starts_with("/v1/deliveries") ||
      route.path == "/v1/incidents" || route.path.starts_with("/.well-known"))
    return "deliveries";
  if (is_report(route)) return "reports";
  if (route.path.starts_with("/v1/editions") || route.path.starts_with("/v1/calendars") ||
      route.endpoint == Endpoint::adopt_calendar)
    return "rules";
  return "operations";
}

}  // namespace

json::object operation(const Route& route) {
  json::object made{{"operationId", operation_id(route)},
                    {"summary", route.summary},
                    {"tags", json::array{tag_of(route)}},
                    {"x-roles", roles_of(route)}};
  made["security"] =
      route.roles.empty() ? json::array{} : json::array{json::object{{"bearer", json::array{}}}};
  // The secret of a feed takes the place of a bearer token.
  if (route.endpoint == Endpoint::deadline_calendar)
    made["security"].as_array().push_back(json::object{{"feed", json::array{}}});
  if (json::array asked = parameters(route); !asked.empty()) made["parameters"] = std::move(asked);
  if (is_command(route)) made["requestBody"] = body_of(command_body(route.command));
  if (const auto body = body_schema(route.endpoint); !body.empty()) {
    made["requestBody"] = body_of(schema_reference(body));
    if (wants_no_body(route)) made["requestBody"].as_object()["required"] = false;
  }
  made["responses"] = responses(route);
  return made;
}

}  // namespace reviewd
