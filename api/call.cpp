#include "api/call.hpp"

#include <algorithm>

#include "api/access.hpp"
#include "api/case_document.hpp"
#include "api/problem.hpp"
#include "domain/evolve.hpp"

namespace reviewd {

std::shared_ptr<const std::string> DocumentCache::document(const CaseState& state) {
  const auto found = entries_.find(state.id);
  if (found != entries_.end() && found->second.version == state.version) return found->second.document;
  auto document = std::make_shared<const std::string>(case_document(state));
  if (entries_.size() >= cases_max) entries_.erase(entries_.begin());
  entries_[state.id] = {state.version, document};
  return document;
}

std::shared_ptr<const CaseState> case_of(const Calling& call) {
  const auto case_id = CaseId::parse(call->segment(2));
  if (case_id) call->application.touch(*case_id);
  auto state = case_id ? call->engine().find(*case_id) : nullptr;
  if (state && sees_case(call->token, *state)) return state;
  respond_when_durable(call, call->engine().head(), no_such_case());
  return nullptr;
}

Response json_response(std::shared_ptr<const std::string> body) {
  return {200, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, std::move(body)};
}

Response json_response(std::string body) {
  return json_response(std::make_shared<const std::string>(std::move(body)));
}

void respond_when_durable(const Calling& call, Position position, Response response) {
  call->application.when_durable(
      position, [call, response = std::move(response)]() mutable { call->respond(std::move(response)); });
}

Response log_unreadable() {
  return problem(503, "log_unreadable", "The log could not be read; the daemon's own log says why.");
}

void respond_with_events(const Calling& call, EventPage page, const std::string& link) {
  Response response = json_response(std::string{});
  std::string body = "{\"events\":[" + std::move(page.events) + "]";
  if (page.next.number() != 0) {
    body += ",\"next\":\"" + page.next.text() + "\"";
    response.headers.emplace_back("Link", "<" + link + ">; rel=\"next\"");
  }
  response.body = std::make_shared<const std::string>(body + "}");
  call->respond(std::move(response));
}

void fold_case_until(const Calling& call, const CaseId& case_id, Position until,
                     std::function<void(std::shared_ptr<const CaseState>)> done) {
  const std::vector<Position>& all = call->engine().positions(case_id);
  if (!all.empty() && all.back() <= until) return done(call->engine().find(case_id));
  std::vector<Position> positions(all.begin(), std::ranges::upper_bound(all, until));
  if (positions.empty()) return done(nullptr);
  call->application.read_commits(std::move(positions), [call, done](Application::Commits commits) {
    if (!commits) return call->respond(log_unreadable());
    auto fold = [commits = std::move(*commits)] {
      CaseState state;
      for (const Commit& commit : commits) state = evolve(std::move(state), commit);
      return std::make_shared<const CaseState>(std::move(state));
    };
    work_out(call, std::move(fold), done);
  });
}

void with_known_at(const Calling& call, std::function<void(std::optional<Position>)> next) {
  const auto text = call->query.text("known_at");
  if (!text) return next(std::nullopt);
  if (const auto position = Position::parse(*text)) {
    if (*position > call->engine().durable())
      return call->respond(problem(400, "beyond_the_log", "The log does not reach that position yet."));
    return next(position);
  }
  const auto instant = Instant::parse(*text);
  if (!instant) return call->respond(bad_parameter("known_at", "a position or an instant in UTC"));
  call->application.position_at(*instant, [call, next](std::expected<Position, LogFault> position) {
    if (!position) return call->respond(log_unreadable());
    next(*position);
  });
}

}  // namespace reviewd
