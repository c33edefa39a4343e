// Lists over all cases: the cases themselves and the due list. A page looks at a bounded number of cases;
// where it found fewer than it may hold, `next` still leads on.
#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>

#include "api/access.hpp"
#include "api/call.hpp"
#include "api/case_document.hpp"

namespace reviewd {
namespace {

// How many cases one page looks at on the loop.
constexpr std::size_t looked_at_max = 500;
// The same where each has to be worked out again for a day.
constexpr std::size_t worked_out_max = 100;

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

// The path and query of the next page: the same question with another cursor.
std::string next_link(const Calling& call, const std::string& cursor) {
  std::string link = call->request.head.path + "?";
  for (const auto& [name, value] : call->request.head.query) {
    if (name == "cursor") continue;
    link += name + "=";
    for (const char letter : value) {
      const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                         (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' || letter == '_';
      const auto byte = static_cast<std::uint8_t>(letter);
      if (plain)
        link += letter;
      else
        link += "%" + hexadecimal_text(&byte, 1);
    }
    link += "&";
  }
  return link + "cursor=" + cursor;
}

struct Page {
  std::string body;
  std::string next;  // content of the cursor; empty on the last page
};

void respond_with_page(const Calling& call, Position depends_on, Page page) {
  Response response = json_response(std::string{});
  if (!page.next.empty()) {
    const std::string cursor = cursor_text(page.next);
    page.body += ",\"next\":\"" + cursor + "\"";
    response.headers.emplace_back("Link", "<" + next_link(call, cursor) + ">; rel=\"next\"");
  }
  response.body = std::make_shared<const std::string>(page.body + "}");
  respond_when_durable(call, depends_on, std::move(response));
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

// A case as the list sees it: nothing for one that had not been brought to attention by then.
std::optional<CaseView> view_for_list(const CaseState& state, std::optional<Day> as_of,
                                      const RuleBook& rules) {
  if (!as_of) return view_of(state);
  auto view = view_as_of(state, *as_of, rules);
  if (!view) return std::nullopt;
  return std::move(*view);
}

using States = std::vector<std::shared_ptr<const CaseState>>;

// The cases that the caller may know of, in order of opening, from one place on.
States visible_states(const Calling& call, std::size_t from, std::size_t count, std::size_t& next) {
  States states;
  const auto& order = call->engine().cases_in_order();
  next = from;
  for (; next < order.size() && states.size() < count; ++next) {
    auto state = call->engine().find(order[next]);
    if (sees_case(call->token, *state)) states.push_back(std::move(state));
  }
  return states;
}

Page case_page(const Calling& call, const CaseFilter& filter, std::size_t start, std::size_t limit) {
  const auto& order = call->engine().cases_in_order();
  Page page{"{\"cases\":[", ""};
  std::size_t count = 0;
  std::size_t at = start;
  const std::size_t end =
      filter.unknown_board ? start
                           : std::min(order.size(), start + (filter.as_of ? worked_out_max : looked_at_max));
  for (; at < end && count < limit; ++at) {
    call->application.touch(order[at]);
    const auto state = call->engine().find(order[at]);
    if (!sees_case(call->token, *state)) continue;
    const auto view = view_for_list(*state, filter.as_of, call->engine().rules());
    if (!view || !filter.accepts(*view)) continue;
    page.body.append(count++ == 0 ? "" : ",").append(case_summary(*view));
  }
  page.body += ']';
  if (at < order.size() && !filter.unknown_board) page.next = std::to_string(at);
  return page;
}

// ---- the due list ----

struct DueFilter {
  std::optional<Day> before;
  std::optional<bool> overdue;
  std::optional<std::string> kind;

  bool accepts(const Deadline& deadline) const {
    if (before && last_due(deadline.terms) >= *before) return false;
    if (overdue && (deadline.state == DeadlineState::overdue) != *overdue) return false;
    return !kind || deadline.terms->kind == *kind;
  }
};

std::string due_cursor(const DueEntry& entry) {
  return entry.due.text() + " " + std::string{entry.case_id.text()} + " " + entry.deadline_id;
}

std::optional<DueEntry> due_entry(std::string_view content) {
  if (content.size() < 11 + CaseId::length + 1) return std::nullopt;
  const auto day = Day::parse(content.substr(0, 10));
  const auto case_id = CaseId::parse(content.substr(11, CaseId::length));
  if (!day || !case_id) return std::nullopt;
  return DueEntry{*day, *case_id, std::string{content.substr(12 + CaseId::length)}};
}

Page due_page(const Calling& call, const DueFilter& filter, const std::optional<DueEntry>& after,
              std::size_t limit, Day today) {
  const auto& entries = call->engine().due_list().entries();
  Page page{"{\"deadlines\":[", ""};
  std::size_t count = 0;
  std::optional<DueEntry> last = after;
  // Looked up anew for each entry: firing what is due in its case changes the list.
  const auto following = [&] { return last ? entries.upper_bound(*last) : entries.begin(); };
  for (std::size_t looked_at = 0; count < limit && looked_at < looked_at_max; ++looked_at) {
    const auto at = following();
    if (at == entries.end()) break;
    last = *at;
    call->application.touch(last->case_id);
    const auto state = call->engine().find(last->case_id);
    const Deadline* deadline = state->deadline(last->deadline_id);
    if (!sees_case(call->token, *state) || !filter.accepts(*deadline)) continue;
    page.body.append(count++ == 0 ? "" : ",").append(deadline_summary(view_of(*state), *deadline, today));
  }
  page.body += ']';
  if (following() != entries.end()) page.next = due_cursor(*last);
  return page;
}

// All open deadlines as of a day, over every case: long work, off the loop. Only those of the page are
// written out.
std::string due_as_of(const States& states, const DueFilter& filter, Day as_of, const RuleBook& rules,
                      const std::optional<DueEntry>& after, std::size_t limit, std::string& next) {
  std::set<std::pair<DueEntry, std::size_t>> first;  // the soonest, one more than the page holds
  for (std::size_t at = 0; at < states.size(); ++at) {
    const auto view = view_for_list(*states[at], as_of, rules);
    if (!view) continue;
    for (const Deadline& deadline : view->deadlines) {
      DueEntry entry{last_due(deadline.terms), view->case_id, deadline.terms->deadline_id};
      if (!is_open(deadline) || !filter.accepts(deadline) || (after && entry <= *after)) continue;
      first.emplace(std::move(entry), at);
      if (first.size() > limit + 1) first.erase(std::prev(first.end()));
    }
  }
  if (first.size() > limit) {
    first.erase(std::prev(first.end()));
    next = due_cursor(first.rbegin()->first);
  }
  std::string body = "{\"deadlines\":[";
  for (const auto& [entry, at] : first) {
    const auto view = view_for_list(*states[at], as_of, rules);
    for (const Deadline& deadline : view->deadlines)
      if (deadline.terms->deadline_id == entry.deadline_id)
        body.append(body.back() == '[' ? "" : ",").append(deadline_summary(*view, deadline, as_of));
  }
  return body + "]";
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
  Page page = case_page(call, filter, *start, limit);
  respond_with_page(call, call->engine().head(), std::move(page));
}

void handle_list_deadlines(const Calling& call) {
  DueFilter filter;
  std::optional<Day> as_of;
  std::size_t limit = 0;
  if (auto bad = call->query.day("before", filter.before)) return call->respond(std::move(*bad));
  if (auto bad = call->query.boolean("overdue", filter.overdue)) return call->respond(std::move(*bad));
  if (auto bad = call->query.day("as_of", as_of)) return call->respond(std::move(*bad));
  if (auto bad = call->query.page_size(call->application.page_limits(), limit))
    return call->respond(std::move(*bad));
  if (const auto kind = call->query.text("kind")) filter.kind = std::string{*kind};
  std::optional<DueEntry> after;
  if (const auto cursor = call->query.text("cursor")) {
    const auto content = cursor_content(*cursor);
    if (content) after = due_entry(*content);
    if (!after) return call->respond(bad_parameter("cursor", "the next of a page before"));
  }
  const Position head = call->engine().head();
  if (!as_of) {
    const Day today = london_day(call->engine().moment(call->application.now()));
    Page page = due_page(call, filter, after, limit, today);
    return respond_with_page(call, call->engine().head(), std::move(page));
  }
  std::size_t end = 0;
  auto states =
      std::make_shared<const States>(visible_states(call, 0, call->engine().cases_in_order().size(), end));
  auto next = std::make_shared<std::string>();
  const auto rules = call->application.rules_at(head);
  call->application.compute(
      [=] {
        return std::make_shared<const std::string>(
            due_as_of(*states, filter, *as_of, *rules, after, limit, *next));
      },
      [call, head, next](std::shared_ptr<const std::string> body) {
        respond_with_page(call, head, {*body, *next});
      });
}

}  // namespace reviewd
