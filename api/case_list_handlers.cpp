// The list of cases, in the order of opening.
#include <algorithm>
#include <charconv>

#include "api/access.hpp"
#include "api/case_document.hpp"
#include "api/list_page.hpp"

namespace reviewd {
namespace {

std::string lower(std::string_view text) {
  std::string made{text};
  std::transform(made.begin(), made.end(), made.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
  });
  return made;
}

struct CaseFilter {
  std::optional<CaseStatus> status;
  std::optional<Identifier> board_id;
  bool unknown_board = false;
  std::optional<Day> due_before;
  std::optional<bool> overdue;
  std::string q;
  std::optional<Day> as_of;

  bool accepts(const CaseView& view) const {
    const auto& opened = std::get<CaseOpened>(view.facts.front()->body);
    if (status && status_of(view.facts) != *status) return false;
    if (board_id && opened.board_id != *board_id) return false;
    if (!q.empty() && lower(opened.case_label).find(q) == std::string::npos &&
        view.case_id.text().find(q) == std::string_view::npos)
      return false;
    const auto due = [&](const Deadline& deadline) {
      const auto last = last_due(deadline.terms);
      return is_open(deadline) && last && *last < *due_before;
    };
    if (due_before && std::none_of(view.deadlines.begin(), view.deadlines.end(), due)) return false;
    if (!overdue) return true;
    const bool late = std::any_of(view.deadlines.begin(), view.deadlines.end(), [](const Deadline& deadline) {
      return deadline.state == DeadlineState::overdue;
    });
    return late == *overdue;
  }
};

std::optional<Response> read_filter(const Calling& call, CaseFilter& filter) {
  if (const auto text = call->query.text("status")) {
    for (const auto& [value, name] : Words<CaseStatus>::values)
      if (name == *text) filter.status = value;
    if (!filter.status) return bad_parameter("status", "a status of a case");
  }
  if (const auto name = call->query.text("board")) {
    const Board* board = call->engine().register_state().board(*name);
    if (board != nullptr) filter.board_id = board->board_id;
    filter.unknown_board = board == nullptr;
  }
  filter.q = lower(call->query.text("q").value_or(""));
  if (auto bad = call->query.day("due_before", filter.due_before)) return bad;
  if (auto bad = call->query.boolean("overdue", filter.overdue)) return bad;
  return call->query.day("as_of", filter.as_of);
}

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// Where the page begins in the order of opening.
std::optional<std::size_t> start_of(const Calling& call) {
  const auto cursor = call->query.text("cursor");
  if (!cursor) return 0;
  const auto content = cursor_content(*cursor);
  return content ? number_of(*content) : std::nullopt;
}

// Asked of each case while a page grows: whether it is full.
void add_if_accepted(const CaseFilter& filter, const CaseView& view, Page& page, std::size_t& count) {
  if (filter.accepts(view)) page.body.append(count++ == 0 ? "" : ",").append(case_summary(view));
}

Page case_page(const Calling& call, const CaseFilter& filter, std::size_t start, std::size_t limit) {
  const auto& order = call->engine().cases_in_order();
  Page page{"{\"cases\":[", ""};
  std::size_t count = 0;
  std::size_t at = start;
  const std::size_t end = std::min(order.size(), start + looked_at_max);
  for (; at < end && count < limit; ++at) {
    call->application.touch(order[at]);
    const auto state = call->engine().find(order[at]);
    if (sees_case(call->token, *state)) add_if_accepted(filter, view_of(*state), page, count);
  }
  page.body += ']';
  if (at < order.size()) page.next = std::to_string(at);
  return page;
}

// Cases that are not as they stand now, worked out again for a day where one is asked: off the loop.
Page case_page_off_the_loop(const SomeCases& some, const CaseFilter& filter, const RuleBook& rules,
                            std::size_t limit) {
  Page page{"{\"cases\":[", ""};
  std::size_t count = 0;
  std::size_t taken = 0;
  for (; taken < some.states.size() && count < limit; ++taken) {
    if (!some.states[taken]) continue;
    const CaseState& state = *some.states[taken];
    const auto view =
        filter.as_of ? view_as_of(state, *filter.as_of, rules) : Result<CaseView>{view_of(state)};
    if (view) add_if_accepted(filter, *view, page, count);
  }
  page.body += ']';
  if (some.more || taken < some.states.size()) page.next = std::to_string(some.begin + taken);
  return page;
}

void respond_as_of(const Calling& call, const CaseFilter& filter, std::size_t start, std::size_t limit) {
  const Position head = call->engine().head();
  work_out(
      call,
      [some = some_cases(call, start, looked_at_max), filter, limit,
       rules = call->application.rules_at(head)] {
        return case_page_off_the_loop(some, filter, *rules, limit);
      },
      [call, head](Page page) { respond_with_page(call, head, std::move(page)); });
}

// ---- as it was known ----

// The fold that a list goes on with, and the place in it.
struct KnownPlace {
  Position position;
  std::size_t start = 0;
};

std::optional<KnownPlace> known_place(std::string_view cursor) {
  const auto content = cursor_content(cursor);
  const auto blank = content ? content->find(' ') : std::string::npos;
  if (blank == std::string::npos) return std::nullopt;
  const auto position = Position::parse(std::string_view{*content}.substr(0, blank));
  const auto start = number_of(std::string_view{*content}.substr(blank + 1));
  if (!position || !start) return std::nullopt;
  return KnownPlace{*position, *start};
}

SomeCases some_known(const Calling& call, const KnownCases& known, std::size_t start) {
  SomeCases some;
  some.begin = std::min(start, known.states.size());
  some.end = std::min(known.states.size(), some.begin + looked_at_max);
  some.more = some.end < known.states.size();
  const auto at = [&](std::size_t index) {
    return known.states.begin() + static_cast<std::ptrdiff_t>(index);
  };
  some.states = visible_states(call, {at(some.begin), at(some.end)});
  return some;
}

void respond_known(const Calling& call, const CaseFilter& filter, KnownPlace from, std::size_t limit) {
  call->application.cases_known(from.position,
                                [call, filter, from, limit](const std::shared_ptr<const KnownCases>& known) {
                                  if (!known) return call->respond(log_unreadable());
                                  work_out(
                                      call,
                                      [some = some_known(call, *known, from.start), filter, limit,
                                       rules = call->application.rules_at(from.position)] {
                                        return case_page_off_the_loop(some, filter, *rules, limit);
                                      },
                                      [call, position = from.position](Page page) {
                                        if (!page.next.empty()) page.next = position.text() + " " + page.next;
                                        respond_with_page(call, position, std::move(page));
                                      });
                                });
}

// The cursor carries the position, so that every page is of one fold whatever instant was asked for.
void list_known(const Calling& call, const CaseFilter& filter, std::size_t limit) {
  with_known_at(call, [call, filter, limit](std::optional<Position> known_at) {
    const auto cursor = call->query.text("cursor");
    if (!cursor) return respond_known(call, filter, {*known_at, 0}, limit);
    const auto from = known_place(*cursor);
    if (!from || call->engine().durable() < from->position)
      return call->respond(bad_parameter("cursor", "the next of a page before"));
    respond_known(call, filter, *from, limit);
  });
}

}  // namespace

void handle_list_cases(const Calling& call) {
  CaseFilter filter;
  std::size_t limit = 0;
  if (auto bad = read_filter(call, filter)) return call->respond(std::move(*bad));
  if (auto bad = call->query.page_size(call->application.page_limits(), limit))
    return call->respond(std::move(*bad));
  if (filter.unknown_board) return respond_with_page(call, call->engine().head(), {"{\"cases\":[]", ""});
  if (call->query.text("known_at")) return list_known(call, filter, limit);
  const auto start = start_of(call);
  if (!start) return call->respond(bad_parameter("cursor", "the next of a page before"));
  if (filter.as_of) return respond_as_of(call, filter, *start, limit);
  Page page = case_page(call, filter, *start, limit);
  respond_with_page(call, call->engine().head(), std::move(page));
}

}  // namespace reviewd
