// The whole log by position, as far as the caller may see it.
#include "api/call.hpp"
#include "api/event_document.hpp"
#include "api/event_stream.hpp"
#include "api/media_types.hpp"
#include "storage/commit_codec.hpp"

namespace reviewd {
namespace {

// How many commits one page looks at; where it found nothing to show, `next` still leads on.
constexpr std::size_t commits_per_page_max = 2'000;

// `shown` says of each commit whether the caller may see it.
EventPage event_page(const std::vector<Commit>& commits, const std::vector<bool>& shown,
                     const std::optional<std::string>& type, std::size_t limit, Position durable) {
  EventPage page;
  Position last;
  for (std::size_t at = 0; at < commits.size(); ++at) {
    if (page.count > 0 && page.count + commits[at].events.size() > limit) break;
    last = commits[at].position;
    if (shown[at]) append_events(commits[at], type, page);
    if (page.count >= limit) break;
  }
  if (!commits.empty() && last < durable) page.next = last;
  return page;
}

void respond_with_page(const Calling& call, Application::Commits commits, const EventFilter& filter,
                       std::size_t limit, Position durable) {
  if (!commits) return call->respond(log_unreadable());
  std::vector<bool> shown;
  for (const Commit& commit : *commits) shown.push_back(is_shown(call, commit, filter));
  work_out(
      call,
      [commits = std::move(*commits), shown = std::move(shown), type = filter.type, limit, durable] {
        return event_page(commits, shown, type, limit, durable);
      },
      [call, filter, limit](EventPage page) {
        std::string link = "/v1/events?after=" + page.next.text() + "&limit=" + std::to_string(limit);
        if (filter.type) link += "&type=" + *filter.type;
        if (filter.case_id) link += "&case_id=" + std::string{filter.case_id->text()};
        respond_with_events(call, std::move(page), link);
      });
}

// What is wanted as much as JSON is JSON.
bool wants_stream(const RequestHead& head) {
  const auto accept = head.fields.all("accept");
  return wanted(accept, "text/event-stream") > wanted(accept, "application/json");
}

bool known_type(std::string_view type) {
  for (const std::string_view known : event_type_names())
    if (known == type) return true;
  return false;
}

}  // namespace

void handle_list_events(const Calling& call) {
  std::optional<Position> after;
  std::size_t limit = 0;
  EventFilter filter;
  if (auto bad = call->query.position("after", after)) return call->respond(std::move(*bad));
  if (auto bad = call->query.page_size(call->application.page_limits(), limit))
    return call->respond(std::move(*bad));
  if (const auto type = call->query.text("type")) {
    if (!known_type(*type)) return call->respond(bad_parameter("type", "a type of event"));
    filter.type = std::string{*type};
  }
  if (const auto case_id = call->query.text("case_id")) {
    filter.case_id = CaseId::parse(*case_id);
    if (!filter.case_id) return call->respond(bad_parameter("case_id", "the id of a case"));
  }
  if (wants_stream(call->request.head)) return respond_with_stream(call, after, filter);
  const Position durable = call->engine().durable();
  const Position from = after.value_or(Position{}).next();
  if (durable < from) return call->respond(json_response("{\"events\":[]}"));
  call->application.read_range(from, commits_per_page_max,
                               [call, filter, limit, durable](Application::Commits commits) {
                                 respond_with_page(call, std::move(commits), filter, limit, durable);
                               });
}

}  // namespace reviewd
