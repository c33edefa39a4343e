#include "api/service.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "api/access.hpp"
#include "api/media_types.hpp"
#include "api/open_api.hpp"
#include "api/problem.hpp"
#include "api/webhook_documents.hpp"
#include "domain/assert.hpp"
#include "storage/command_codec.hpp"

namespace reviewd {
namespace {

// What a route answers, and the sentence for a client that takes none of it.
struct Answers {
  std::vector<std::string_view> types;  // empty: whatever the client takes
  std::string_view said;
};

Answers answers_of(const Route& route) {
  switch (route.endpoint) {
    case Endpoint::metrics:
      return {};
    case Endpoint::list_events:
      return {{"application/json", "text/event-stream"},
              "Answers are application/json or text/event-stream."};
    case Endpoint::deadline_calendar:
      return {{"text/calendar"}, "The answer is text/calendar."};
    case Endpoint::annual_report:
    case Endpoint::period_report:
      return {{"application/json", "text/csv"}, "Answers are application/json or text/csv."};
    case Endpoint::notification_pack:
      return {{"application/json", "text/html"}, "Answers are application/json or text/html."};
    default:
      return {{"application/json"}, "Answers are application/json."};
  }
}

bool takes_one_of(const RequestHead& head, const std::vector<std::string_view>& types) {
  const auto accept = head.fields.all("accept");
  return std::ranges::any_of(types, [&](std::string_view type) { return takes(accept, type); });
}

// What the caller shows to be let in: a bearer token, or the secret of a feed where the route takes one.
std::expected<const Token*, Response> caller_of(const RequestHead& head, const Route* route,
                                                const RegisterState& state) {
  if (route != nullptr && route->endpoint == Endpoint::deadline_calendar)
    for (const auto& [name, value] : head.query)
      if (name == "token") return authenticate_feed(value, state);
  return authenticate(head, state);
}

Response not_found_route() {
  return problem(404, "no_such_route", "There is nothing at this path.");
}

Response metrics_response(Application& application) {
  return {200,
          {{"Content-Type", "text/plain; version=0.0.4"}, {"Cache-Control", "no-store"}},
          std::make_shared<const std::string>(application.metrics())};
}

// There is nothing at the path, or not for this method.
Response unrouted(const RequestHead& head) {
  const std::string methods = methods_of(head.segments);
  if (methods.empty()) return not_found_route();
  Response refused = reviewd::problem(405, "method_not_allowed", "This path does not take that method.");
  if (head.method == "OPTIONS") refused = Response{204, {}, nullptr};
  refused.headers.emplace_back("Allow", methods);
  return refused;
}

struct Handler {
  Endpoint endpoint;
  void (*handle)(const Calling& call);
};

// Every endpoint but those that are answered without a token.
constexpr std::array handlers{
    Handler{Endpoint::open_case, handle_open_case},
    Handler{Endpoint::list_cases, handle_list_cases},
    Handler{Endpoint::read_case, handle_read_case},
    Handler{Endpoint::read_personal, handle_personal},
    Handler{Endpoint::list_case_events, handle_case_events},
    Handler{Endpoint::read_explanation, handle_explanation},
    Handler{Endpoint::notification_pack, handle_notification_pack},
    Handler{Endpoint::case_command, handle_case_command},
    Handler{Endpoint::check_publication, handle_check_publication},
    Handler{Endpoint::list_deadlines, handle_list_deadlines},
    Handler{Endpoint::deadline_calendar, handle_deadline_calendar},
    Handler{Endpoint::make_feed, handle_make_feed},
    Handler{Endpoint::list_feeds, handle_list_feeds},
    Handler{Endpoint::revoke_feed, handle_revoke_feed},
    Handler{Endpoint::read_mail, handle_mail},
    Handler{Endpoint::report_bounce, handle_bounce},
    Handler{Endpoint::what_if, handle_what_if},
    Handler{Endpoint::adopt_calendar, handle_adopt_calendar},
    Handler{Endpoint::annual_report, handle_report},
    Handler{Endpoint::period_report, handle_report},
    Handler{Endpoint::list_events, handle_list_events},
    Handler{Endpoint::create_webhook, handle_create_webhook},
    Handler{Endpoint::list_webhooks, handle_list_webhooks},
    Handler{Endpoint::read_webhook, handle_read_webhook},
    Handler{Endpoint::remove_webhook, handle_remove_webhook},
    Handler{Endpoint::confirm_webhook, handle_confirm_webhook},
    Handler{Endpoint::pause_webhook, handle_pause_webhook},
    Handler{Endpoint::resume_webhook, handle_resume_webhook},
    Handler{Endpoint::ping_webhook, handle_ping_webhook},
    Handler{Endpoint::rotate_webhook_secret, handle_rotate_webhook_secret},
    Handler{Endpoint::replay_deliveries, handle_replay_deliveries},
    Handler{Endpoint::list_deliveries, handle_list_deliveries},
    Handler{Endpoint::read_delivery, handle_read_delivery},
    Handler{Endpoint::redeliver, handle_redeliver},
    Handler{Endpoint::waive_delivery, handle_waive_delivery},
    Handler{Endpoint::list_incidents, handle_list_incidents},
    Handler{Endpoint::list_editions, handle_editions},
    Handler{Endpoint::resolve_editions, handle_resolution},
    Handler{Endpoint::read_edition, handle_edition},
    Handler{Endpoint::list_calendars, handle_calendars},
    Handler{Endpoint::read_calendar, handle_calendar},
    Handler{Endpoint::metrics, handle_metrics},
    Handler{Endpoint::openapi, handle_openapi},
    Handler{Endpoint::test_clock, handle_test_clock},
};

void call_handler(const Calling& call) {
  const auto found = std::ranges::find(handlers, call->route.endpoint, &Handler::endpoint);
  REVIEWD_ASSERT(found != handlers.end());
  found->handle(call);
}

}  // namespace

Response Service::problem(unsigned status, std::string_view code, std::string_view detail) {
  return reviewd::problem(status, code, detail);
}

std::string_view Service::route_of(const RequestHead& head) {
  return pattern_of(head.segments);
}

std::expected<Service::Admitted, Response> Service::admit(const RequestHead& head) {
  const Route* route = find_route(head.method, head.segments);
  if (route != nullptr && route->roles.empty()) return Admitted{route, nullptr};
  if (route == nullptr && is_open_to_all(head.segments)) return std::unexpected(unrouted(head));
  if (application_.engine() == nullptr) {
    // No token can be looked up yet, and there is no figure of any case either.
    if (route != nullptr && route->endpoint == Endpoint::metrics) return Admitted{route, nullptr};
    return std::unexpected(
        reviewd::problem(503, "not_ready", application_.not_ready().value_or("The daemon is not ready.")));
  }
  const auto token = caller_of(head, route, application_.engine()->register_state());
  if (!token) return std::unexpected(token.error());
  if (route == nullptr) return std::unexpected(unrouted(head));
  if (route->endpoint == Endpoint::test_clock && !application_.test_clock())
    return std::unexpected(not_found_route());
  if (auto allowed = authorise(**token, *route); !allowed) return std::unexpected(std::move(allowed.error()));
  return Admitted{route, *token};
}

std::optional<Response> Service::refuse_media(const RequestHead& head, const Route& route) const {
  const Answers answers = answers_of(route);
  if (!answers.types.empty() && !takes_one_of(head, answers.types))
    return reviewd::problem(406, "not_acceptable", answers.said);
  if (route.method != "POST" || (wants_no_body(route) && !head.announces_body())) return std::nullopt;
  if (head.fields.count("content-type") != 1 || !is_json(*head.fields.first("content-type")))
    return reviewd::problem(415, "unsupported_media_type", "The body must be application/json.");
  if (head.fields.count("content-encoding") != 0)
    return reviewd::problem(415, "unsupported_content_encoding", "The body must not be encoded.");
  return std::nullopt;
}

// Who may do what rests on the register, which may be ahead of the disk: a token just issued or revoked.
bool Service::register_is_durable() {
  const Engine* engine = application_.engine();
  return engine == nullptr || engine->register_state().last <= engine->durable();
}

std::function<void(Response)> Service::held_until_durable(std::function<void(Response)> respond) {
  const Position last = application_.engine()->register_state().last;
  return [this, last, respond = std::move(respond)](Response response) {
    application_.when_durable(last, [respond, response = std::move(response)] { respond(response); });
  };
}

std::optional<Response> Service::refuse_head(const RequestHead& head) {
  const auto admitted = admit(head);
  if (!admitted) return admitted.error();
  if (auto refused = refuse_media(head, *admitted->route)) return refused;
  if (auto query = Query::read(head, *admitted->route); !query) return std::move(query.error());
  return std::nullopt;
}

std::optional<Response> Service::before_body(const RequestHead& head) {
  // What rests on the register may not be said at once then; `handle` waits.
  if (!register_is_durable()) return std::nullopt;
  return refuse_head(head);
}

void Service::answer_without_token(const Route& route, const std::function<void(Response)>& respond) {
  if (route.endpoint == Endpoint::livez) return respond(json_response("{\"status\":\"alive\"}"));
  if (route.endpoint == Endpoint::metrics) return respond(metrics_response(application_));
  if (route.endpoint == Endpoint::published_keys && application_.engine() != nullptr) {
    const Engine& engine = *application_.engine();
    return application_.when_durable(
        engine.register_state().last,
        [respond, answer = json_response(published_keys(engine.register_state(), application_.now()))] {
          respond(answer);
        });
  }
  if (const auto why = application_.not_ready()) return respond(reviewd::problem(503, "not_ready", *why));
  respond(json_response("{\"status\":\"ready\"}"));
}

void Service::handle(Request request, std::function<void(Response)> respond) {
  if (!register_is_durable()) {
    respond = held_until_durable(std::move(respond));
    if (auto refused = refuse_head(request.head)) return respond(std::move(*refused));
  }
  // The register may have changed since before_body: while the body came, a token may have been revoked.
  const auto admitted = admit(request.head);
  if (!admitted) return respond(admitted.error());
  if (admitted->token == nullptr) return answer_without_token(*admitted->route, respond);
  auto query = Query::read(request.head, *admitted->route);
  if (!query) return respond(std::move(query.error()));
  const auto call =
      std::make_shared<Call>(Call{application_, cache_, stretches_, streams_, std::move(request),
                                  *admitted->route, *admitted->token, *query, std::move(respond)});
  // The query looks into the request, which has just moved.
  call->query = *Query::read(call->request.head, call->route);
  call_handler(call);
}

// ---- operations ----

void handle_metrics(const Calling& call) {
  call->respond(metrics_response(call->application));
}

void handle_openapi(const Calling& call) {
  static const auto document = std::make_shared<const std::string>(open_api_document());
  call->respond(json_response(document));
}

void handle_test_clock(const Calling& call) {
  const auto now = read_test_clock(call->request.body);
  if (!now) return call->respond(problem_of(now.error()));
  if (!call->application.set_test_clock(*now))
    return call->respond(
        problem_of(invalid("/now", "before_the_log", "The newest commit is later than that.").error()));
  respond_when_durable(call, call->engine().head(), json_response("{\"now\":\"" + now->text() + "\"}"));
}

}  // namespace reviewd
