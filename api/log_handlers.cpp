// The whole log by position, as far as the caller may see it.
#include "api/access.hpp"
#include "api/call.hpp"
#include "api/event_document.hpp"
#include "storage/commit_codec.hpp"

namespace reviewd {
namespace {

// How many commits one page looks at; where it found nothing to show, `next` still leads on.
constexpr std::size_t commits_per_page_max = 2'000;

struct EventFilter {
  std::optional<std::string> type;
  std::optional<CaseId> case_id;
};

bool visible(const Calling& call, const Commit& commit, const EventFilter& filter) {
  if (filter.case_id && commit.subject.case_id != filter.case_id) return false;
  if (!commit.subject.case_id) return sees_register(call->token);
  const auto state = call->engine().find(*commit.subject.case_id);
  return state && sees_case(call->token, *state);
}

// Appends the events of one commit; a page never splits one.
std::size_t append_events(const Commit& commit, const EventFilter& filter, bool first, std::string& body) {
  std::size_t count = 0;
  for (std::size_t index = 0; index < commit.events.size(); ++index) {
    if (filter.type && type_of(commit.events[index].body) != *filter.type) continue;
    body.append(first && count == 0 ? "" : ",").append(event_document(commit, index));
    ++count;
  }
  return count;
}

void respond_with_events(const Calling& call, const std::vector<Commit>& commits, const EventFilter& filter,
                         std::size_t limit, Position durable) {
  std::string body = "{\"events\":[";
  std::size_t count = 0;
  Position last;
  for (const Commit& commit : commits) {
    if (count > 0 && count + commit.events.size() > limit) break;
    last = commit.position;
    if (visible(call, commit, filter)) count += append_events(commit, filter, count == 0, body);
    if (count >= limit) break;
  }
  body += ']';
  Response response = json_response(std::string{});
  if (!commits.empty() && last < durable) {
    body += ",\"next\":\"" + last.text() + "\"";
    std::string link = "</v1/events?after=" + last.text() + "&limit=" + std::to_string(limit);
    if (filter.type) link += "&type=" + *filter.type;
    if (filter.case_id) link += "&case_id=" + std::string{filter.case_id->text()};
    response.headers.emplace_back("Link", link + ">; rel=\"next\"");
  }
  response.body = std::make_shared<const std::string>(body + "}");
  call->respond(std::move(response));
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
  const Position durable = call->engine().durable();
  const Position from = after.value_or(Position{}).next();
  if (durable < from) return call->respond(json_response("{\"events\":[]}"));
  call->application.read_range(from, commits_per_page_max,
                               [call, filter, limit, durable](Application::Commits commits) {
                                 if (!commits) return call->respond(log_unreadable());
                                 respond_with_events(call, *commits, filter, limit, durable);
                               });
}

}  // namespace reviewd
