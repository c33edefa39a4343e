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
      return is_open(deadline) && last_due(deadline.terms) < *due_before;
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

// Where the page begins in the order of opening.
std::optional<std::size_t> start_of(const Calling& call) {
  const auto cursor = call->query.text("cursor");
  if (!cursor) return 0;
  const auto content = cursor_content(*cursor);
  std::size_t start = 0;
  if (!content) return std::nullopt;
  const auto [end, fault] = std::from_chars(content->data(), content->data() + content->size(), start);
  if (fault != std::errc{} || end != content->data() + content->size()) return std::nullopt;
  return start;
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

// Each case is worked out again for the day: off the loop.
Page case_page_as_of(const SomeCases& some, const CaseFilter& filter, const RuleBook& rules,
                     std::size_t limit) {
  Page page{"{\"cases\":[", ""};
  std::size_t count = 0;
  std::size_t taken = 0;
  for (; taken < some.states.size() && count < limit; ++taken) {
    if (!some.states[taken]) continue;
    const auto view = view_as_of(*some.states[taken], *filter.as_of, rules);
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
       rules = call->application.rules_at(head)] { return case_page_as_of(some, filter, *rules, limit); },
      [call, head](Page page) { respond_with_page(call, head, std::move(page)); });
}

}  // namespace

void handle_list_cases(const Calling& call) {
  CaseFilter filter;
  std::size_t limit = 0;
  if (auto bad = read_filter(call, filter)) return call->respond(std::move(*bad));
  if (auto bad = call->query.page_size(call->application.page_limits(), limit))
    return call->respond(std::move(*bad));
  const auto start = start_of(call);
  if (!start) return call->respond(bad_parameter("cursor", "the next of a page before"));
  if (filter.unknown_board) return respond_with_page(call, call->engine().head(), {"{\"cases\":[]", ""});
  if (filter.as_of) return respond_as_of(call, filter, *start, limit);
  Page page = case_page(call, filter, *start, limit);
  respond_with_page(call, call->engine().head(), std::move(page));
}

}  // namespace reviewd
