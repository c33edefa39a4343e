// Reading cases: one, its personal values, its events, how a deadline was worked out.
#include <algorithm>
#include <boost/json/serialize.hpp>

#include "api/access.hpp"
#include "api/call.hpp"
#include "api/case_document.hpp"
#include "api/conditional.hpp"
#include "api/event_document.hpp"
#include "api/personal_places.hpp"
#include "api/problem.hpp"
#include "storage/json_write.hpp"

namespace reviewd {
namespace {

std::string etag(Position version) {
  return "\"" + version.text() + "\"";
}

std::optional<std::string> text_of(const std::optional<std::string_view>& text) {
  if (!text) return std::nullopt;
  return std::string{*text};
}

// What a reader asks of a case beside the case itself.
struct Axes {
  std::optional<Position> known_at;
  std::optional<Day> as_of;
  Supposition supposed;
  Day today;

  bool supposes() const { return supposed.edition || supposed.calendar; }
};

// The state as it is, or as it was known, worked out again where that is asked.
Result<CaseView> view_on(const Axes& axes, const CaseState& state, const RuleBook& rules) {
  if (!axes.supposes())
    return axes.as_of ? view_as_of(state, *axes.as_of, rules) : Result<CaseView>{view_of(state)};
  const auto supposed = supposed_rules(rules, axes.supposed);
  if (!supposed) return std::unexpected(supposed.error());
  auto view = view_supposing(state, axes.as_of.value_or(axes.today), *supposed);
  if (!view) return view;
  view->as_of = axes.as_of;
  view->asked = axes.supposed;
  return view;
}

void respond_with_view(const Calling& call, const std::shared_ptr<const CaseState>& state, const Axes& axes) {
  const auto rules = call->application.rules_at(axes.known_at.value_or(call->engine().head()));
  work_out(
      call,
      [state, axes, rules]() -> Result<std::string> {
        auto view = view_on(axes, *state, *rules);
        if (!view) return std::unexpected(view.error());
        if (axes.known_at) view->known_at = *axes.known_at;
        return case_document(*view);
      },
      [call](Result<std::string> document) {
        call->respond(document ? json_response(std::move(*document)) : problem_of(document.error()));
      });
}

void read_on_the_axes(const Calling& call, const std::shared_ptr<const CaseState>& state, const Axes& asked) {
  with_known_at(call, [call, state, asked](std::optional<Position> known_at) {
    if (!known_at)
      return call->application.when_durable(state->last,
                                            [call, state, asked] { respond_with_view(call, state, asked); });
    Axes axes = asked;
    axes.known_at = known_at;
    fold_case_until(call, state->id, *known_at, [call, axes](std::shared_ptr<const CaseState> folded) {
      if (!folded) return call->respond(not_yet_known());
      respond_with_view(call, folded, axes);
    });
  });
}

void respond_with_personal(const Calling& call, const std::shared_ptr<const CaseState>& state,
                           Position known_at) {
  call->application.open_personal(
      state->id, personal_places_of(*state), [call, state, known_at](std::vector<PersonalShown> opened) {
        namespace json = boost::json;
        json::array values;
        // Null is a fault that the daemon's own log names, and never "none"; the others stay of use.
        for (const PersonalShown& shown : opened)
          values.push_back(json::object{
              {"event", shown.of.text()},
              {"pointer", shown.of_pointer},
              {"sealed_in", shown.event.text()},
              {"value", shown.value ? json::value(*shown.value) : json::value(nullptr)},
          });
        json::object document{
            {"case_id", state->id.text()}, {"known_at", known_at.text()}, {"personal", std::move(values)}};
        call->respond(json_response(json::serialize(document)));
      });
}

EventPage case_event_page(const std::vector<Commit>& commits, std::size_t limit, bool more_commits) {
  EventPage page;
  std::size_t taken = 0;
  for (; taken < commits.size() && (page.count == 0 || page.count + commits[taken].events.size() <= limit);
       ++taken)
    append_events(commits[taken], std::nullopt, page);
  if (more_commits || taken < commits.size()) page.next = commits[taken - 1].position;
  return page;
}

}  // namespace

Response not_yet_known() {
  return problem(404, "not_yet_known", "The case was not known to this system at that time.");
}

void handle_read_case(const Calling& call) {
  const auto state = case_of(call);
  if (!state) return;
  Axes axes;
  if (auto bad = call->query.day("as_of", axes.as_of)) return call->respond(std::move(*bad));
  axes.supposed = {text_of(call->query.text("edition")), text_of(call->query.text("calendar"))};
  axes.today = london_day(call->engine().moment(call->application.now()));
  if (axes.as_of || axes.supposes() || call->query.text("known_at"))
    return read_on_the_axes(call, state, axes);
  const std::string tag = etag(state->version);
  if (has_entity_tag(call->request.head, tag))
    return respond_when_durable(call, state->last,
                                {304, {{"ETag", tag}, {"Cache-Control", "no-store"}}, nullptr});
  Response response = json_response(call->cache.document(*state));
  response.headers.emplace_back("ETag", tag);
  respond_when_durable(call, state->last, std::move(response));
}

void handle_personal(const Calling& call) {
  const auto state = case_of(call);
  if (!state) return;
  with_known_at(call, [call, state](std::optional<Position> known_at) {
    if (!known_at)
      return call->application.when_durable(
          state->last, [call, state] { respond_with_personal(call, state, state->last); });
    fold_case_until(call, state->id, *known_at, [call, known_at](std::shared_ptr<const CaseState> folded) {
      if (!folded) return call->respond(not_yet_known());
      respond_with_personal(call, folded, *known_at);
    });
  });
}

void handle_case_events(const Calling& call) {
  const auto state = case_of(call);
  if (!state) return;
  std::optional<Position> after;
  std::size_t limit = 0;
  if (auto bad = call->query.position("after", after)) return call->respond(std::move(*bad));
  if (auto bad = call->query.page_size(call->application.page_limits(), limit))
    return call->respond(std::move(*bad));
  const std::vector<Position>& all = call->engine().positions(state->id);
  const auto from = std::upper_bound(all.begin(), all.end(), after.value_or(Position{}));
  // A commit has at least one event, so that many commits are enough for a page.
  const auto to = from + std::min<std::ptrdiff_t>(all.end() - from, static_cast<std::ptrdiff_t>(limit));
  std::vector<Position> positions(from, to);
  const bool more_commits = to != all.end();
  call->application.when_durable(state->last, [call, positions, limit, more_commits] {
    call->application.read_commits(positions, [call, limit, more_commits](Application::Commits commits) {
      if (!commits) return call->respond(log_unreadable());
      work_out(
          call,
          [commits = std::move(*commits), limit, more_commits] {
            return case_event_page(commits, limit, more_commits);
          },
          [call, limit](EventPage page) {
            const std::string link =
                call->request.head.path + "?after=" + page.next.text() + "&limit=" + std::to_string(limit);
            respond_with_events(call, std::move(page), link);
          });
    });
  });
}

void handle_explanation(const Calling& call) {
  const auto state = case_of(call);
  if (!state) return;
  const Deadline* deadline = state->deadline(call->segment(4));
  if (deadline == nullptr)
    return respond_when_durable(call, state->last,
                                problem(404, "no_such_deadline", "The case has no deadline of that name."));
  const EventId at = deadline->explained_in;
  call->application.when_durable(state->last, [call, state, at] {
    call->application.read_commits({at.position}, [call, state, at](Application::Commits commits) {
      if (!commits || commits->size() != 1) return call->respond(log_unreadable());
      const EventBody& body = (*commits)[0].events[at.index].body;
      const auto* started = std::get_if<DeadlineStarted>(&body);
      const auto* again = std::get_if<DeadlineRecalculated>(&body);
      const DeadlineTerms& terms = started != nullptr ? started->terms : again->terms;
      call->respond(json_response(explanation_document(*state->deadline(terms.deadline_id), terms)));
    });
  });
}

}  // namespace reviewd
