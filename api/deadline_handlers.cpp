// The due list: what is open, soonest first.
#include <algorithm>
#include <iterator>

#include "api/access.hpp"
#include "api/case_document.hpp"
#include "api/due_as_of.hpp"
#include "api/list_page.hpp"

namespace reviewd {
namespace {

// Worked out at a time, off the loop: others get their turn in between.
constexpr std::size_t cases_at_a_time = 1'000;

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

// ---- as of a day ----

// The place behind which a page begins, and the position of the list that it goes on with.
struct Continued {
  Position position;
  std::optional<DueEntry> after;
};

std::optional<Continued> continued(std::string_view content) {
  const auto blank = content.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const auto position = Position::parse(content.substr(0, blank));
  const auto after = due_entry(content.substr(blank + 1));
  if (!position || !after) return std::nullopt;
  return Continued{*position, after};
}

void respond_from(const Calling& call, const std::shared_ptr<const DueStretch>& stretch,
                  const std::optional<DueEntry>& after, std::size_t limit) {
  const auto behind = [&](const DueRow& row) { return !after || *after < row.entry; };
  auto row = std::find_if(stretch->rows.begin(), stretch->rows.end(), behind);
  Page page{"{\"deadlines\":[", ""};
  std::size_t count = 0;
  for (; row != stretch->rows.end() && count < limit; ++row)
    page.body.append(count++ == 0 ? "" : ",").append(row->document);
  page.body += ']';
  const bool more = row != stretch->rows.end() || stretch->more;
  if (more)
    page.next = stretch->position.text() + " " + due_cursor(std::prev(row)->entry);
  else
    call->stretches.let_go(stretch);
  respond_with_page(call, stretch->position, std::move(page));
}

// Works a list out, some cases a turn, and answers with its first page. Loop thread; held by what it waits
// for.
class DueWork : public std::enable_shared_from_this<DueWork> {
 public:
  DueWork(Calling call, DueQuestion question, std::optional<DueEntry> after, std::size_t limit)
      : call_(std::move(call)),
        after_(after),
        limit_(limit),
        builder_(std::move(question), std::move(after), call_->application.rules_at(call_->engine().head()),
                 Day{}) {}

  void go_on() {
    SomeCases some = some_cases(call_, at_, cases_at_a_time);
    at_ = some.end;
    work_out(
        call_,
        [self = shared_from_this(), states = std::move(some.states)] {
          self->builder_.add(states);
          return true;
        },
        [self = shared_from_this(), more = some.more](bool) { more ? self->go_on() : self->finish(); });
  }

 private:
  void finish() {
    const auto stretch = std::make_shared<const DueStretch>(builder_.take(call_->engine().head()));
    call_->stretches.keep(stretch);
    respond_from(call_, stretch, after_, limit_);
  }

  Calling call_;
  std::optional<DueEntry> after_;
  std::size_t limit_;
  DueStretchBuilder builder_;
  std::size_t at_ = 0;
};

void list_as_of(const Calling& call, const DueFilter& filter, Day as_of, std::size_t limit) {
  DueQuestion question{call->token.token_id, as_of, filter};
  Continued from;
  if (const auto cursor = call->query.text("cursor")) {
    const auto content = cursor_content(*cursor);
    const auto read = content ? continued(*content) : std::nullopt;
    if (!read) return call->respond(bad_parameter("cursor", "the next of a page before"));
    from = *read;
    if (const auto stretch = call->stretches.find(question, from.position, from.after))
      return respond_from(call, stretch, from.after, limit);
  }
  std::make_shared<DueWork>(call, std::move(question), from.after, limit)->go_on();
}

// ---- as it was known ----

void respond_known(const Calling& call, DueQuestion question, std::optional<DueEntry> after,
                   std::size_t limit) {
  const Position position = *question.known_at;
  call->application.cases_known(position, [call, question = std::move(question), after, limit,
                                           position](std::shared_ptr<const KnownCases> known) mutable {
    if (!known) return call->respond(log_unreadable());
    DueStretchBuilder builder(std::move(question), after, call->application.rules_at(position),
                              london_day(call->engine().moment(call->application.now())));
    work_out(
        call,
        [builder = std::move(builder), position, states = visible_states(call, known->states)]() mutable {
          builder.add(states);
          return std::make_shared<const DueStretch>(builder.take(position));
        },
        [call, after, limit](const std::shared_ptr<const DueStretch>& stretch) {
          call->stretches.keep(stretch);
          respond_from(call, stretch, after, limit);
        });
  });
}

// The cursor carries the position, so that every page is of one fold whatever instant was asked for.
void list_known(const Calling& call, const DueFilter& filter, std::optional<Day> as_of, std::size_t limit) {
  with_known_at(call, [call, filter, as_of, limit](std::optional<Position> known_at) {
    DueQuestion question{call->token.token_id, as_of, filter, known_at};
    const auto cursor = call->query.text("cursor");
    if (!cursor) return respond_known(call, std::move(question), std::nullopt, limit);
    const auto content = cursor_content(*cursor);
    const auto from = content ? continued(*content) : std::nullopt;
    if (!from || call->engine().durable() < from->position)
      return call->respond(bad_parameter("cursor", "the next of a page before"));
    question.known_at = from->position;
    if (const auto stretch = call->stretches.find(question, from->position, from->after))
      return respond_from(call, stretch, from->after, limit);
    respond_known(call, std::move(question), from->after, limit);
  });
}

void list_as_it_stands(const Calling& call, const DueFilter& filter, std::size_t limit) {
  std::optional<DueEntry> after;
  if (const auto cursor = call->query.text("cursor")) {
    const auto content = cursor_content(*cursor);
    if (content) after = due_entry(*content);
    if (!after) return call->respond(bad_parameter("cursor", "the next of a page before"));
  }
  const Day today = london_day(call->engine().moment(call->application.now()));
  Page page = due_page(call, filter, after, limit, today);
  respond_with_page(call, call->engine().head(), std::move(page));
}

}  // namespace

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
  if (const auto agency = call->query.text("agency")) filter.agency = std::string{*agency};
  if (call->query.text("known_at")) return list_known(call, filter, as_of, limit);
  if (as_of) return list_as_of(call, filter, *as_of, limit);
  list_as_it_stands(call, filter, limit);
}

}  // namespace reviewd
