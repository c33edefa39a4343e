// Calendar feeds of deadlines: made, listed and revoked by those whose they are, and read by their address.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "api/access.hpp"
#include "api/conditional.hpp"
#include "api/deadline_calendar.hpp"
#include "api/list_page.hpp"
#include "api/problem.hpp"
#include "storage/command_codec.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// Gathered at a time, on the loop: well under a millisecond.
constexpr std::size_t cases_at_a_time = 1'000;

// ---- the calendar ----

struct CasesWithHistory {
  SomeCases some;
  std::vector<DueHistory> histories;  // of each of them
};

CasesWithHistory gather(const Calling& call, std::size_t begin) {
  CasesWithHistory gathered{some_cases(call, begin, cases_at_a_time), {}};
  for (const auto& state : gathered.some.states)
    gathered.histories.push_back(state ? call->engine().due_history(state->id) : DueHistory{});
  return gathered;
}

Response calendar_response(const RequestHead& head, std::string text) {
  const std::string tag = "\"" + sha256(text).text().substr(0, 32) + "\"";
  if (has_entity_tag(head, tag)) return {304, {{"ETag", tag}, {"Cache-Control", "no-store"}}, nullptr};
  return {200,
          {{"Content-Type", "text/calendar; charset=utf-8; component=VEVENT"},
           {"Cache-Control", "no-store"},
           {"ETag", tag}},
          std::make_shared<const std::string>(std::move(text))};
}

// Draws the calendar, some cases a turn. Loop thread; held by what it waits for.
class CalendarWork : public std::enable_shared_from_this<CalendarWork> {
 public:
  CalendarWork(Calling call, CalendarFilter filter) : call_(std::move(call)), calendar_(std::move(filter)) {}

  void go_on() {
    CasesWithHistory gathered = gather(call_, at_);
    at_ = gathered.some.end;
    const bool more = gathered.some.more;
    work_out(
        call_,
        [self = shared_from_this(), gathered = std::move(gathered), more] {
          for (std::size_t at = 0; at < gathered.histories.size(); ++at)
            if (const auto& state = gathered.some.states[at])
              self->calendar_.add(*state, gathered.histories[at]);
          return more ? std::string{} : self->calendar_.text();
        },
        [self = shared_from_this(), more](std::string text) {
          if (more) return self->go_on();
          respond_when_durable(self->call_, self->call_->engine().head(),
                               calendar_response(self->call_->request.head, std::move(text)));
        });
  }

 private:
  Calling call_;
  DeadlineCalendar calendar_;
  std::size_t at_ = 0;
};

// What both ask for; nothing when nothing can be both.
template <class Value>
std::optional<std::optional<Value>> both(const std::optional<Value>& left,
                                         const std::optional<Value>& right) {
  if (left && right && *left != *right) return std::nullopt;
  return left ? left : right;
}

// ---- the feeds ----

json::value board_name(const RegisterState& state, const std::optional<Identifier>& board_id) {
  for (const Board& board : state.boards)
    if (board_id == board.board_id) return json::value(board.names.front());
  return nullptr;
}

json::object feed_document(const RegisterState& state, const Feed& feed) {
  return {{"feed_id", feed.feed_id.text()},
          {"token_id", feed.token_id.text()},
          {"board", board_name(state, feed.board_id)},
          {"kind", feed.kind ? json::value(*feed.kind) : json::value(nullptr)},
          {"added_at", feed.added_at.text()}};
}

bool is_kind_of_a_rule(const RuleBook& rules, const std::string& kind) {
  for (const Edition* edition : rules.editions())
    for (const Rule& rule : edition->rules)
      if (rule.kind == kind) return true;
  return false;
}

// What the caller asks for, as the register keeps it.
Result<AddFeed> feed_wanted(const Calling& call) {
  const auto wanted = read_make_feed(call->request.body);
  if (!wanted) return std::unexpected(wanted.error());
  AddFeed command;
  command.feed_id = call->application.random_identifier();
  command.token_id = call->token.token_id;
  command.kind = wanted->kind;
  if (wanted->kind && !is_kind_of_a_rule(call->engine().rules(), *wanted->kind))
    return invalid("/kind", "wrong_value", "No rule in use has deadlines of this kind.");
  if (!wanted->board) return command;
  const Board* board = call->engine().register_state().board(*wanted->board);
  if (board == nullptr || !call->token.sees(board->board_id))
    return invalid("/board", "unknown_board", "No board of that name is in the register.");
  command.board_id = board->board_id;
  return command;
}

CommandMeta meta_of(const Calling& call) {
  CommandMeta meta;
  meta.actor = {std::string{call->token.token_id.text()}, call->token.name};
  meta.command_id = call->application.random_identifier();
  return meta;
}

bool is_whose(const Call& call, const Feed& feed) {
  return feed.token_id == call.token.token_id || call.token.has(Role::administrator);
}

}  // namespace

void handle_deadline_calendar(const Calling& call) {
  const RegisterState& state = call->engine().register_state();
  CalendarFilter asked;
  if (const auto kind = call->query.text("kind")) asked.kind = std::string{*kind};
  const auto board_name = call->query.text("board");
  const Board* board = board_name ? state.board(*board_name) : nullptr;
  if (board != nullptr) asked.board_id = board->board_id;
  const auto secret = call->query.text("token");
  const Feed* feed = secret ? state.feed(sha256(*secret)) : nullptr;
  const auto board_id = both(asked.board_id, feed != nullptr ? feed->board_id : std::nullopt);
  const auto kind = both(asked.kind, feed != nullptr ? feed->kind : std::nullopt);
  if (!board_id || !kind || (board_name && board == nullptr))
    return respond_when_durable(call, call->engine().head(),
                                calendar_response(call->request.head, DeadlineCalendar({}).text()));
  std::make_shared<CalendarWork>(call, CalendarFilter{*board_id, *kind})->go_on();
}

void handle_make_feed(const Calling& call) {
  auto command = feed_wanted(call);
  if (!command) return call->respond(problem_of(command.error()));
  if (const auto refusing = call->application.refusing_commands())
    return call->respond(problem(refusing->status, refusing->code, refusing->detail));
  const std::string secret = call->application.random_secret();
  command->hash = sha256(secret);
  const GiveReply given = call->application.submit_register(*command, meta_of(call));
  if (const auto* rejection = std::get_if<Rejection>(&given.reply))
    return respond_when_durable(call, given.depends_on, problem_of(*rejection));
  const RegisterState& state = call->engine().register_state();
  json::object document = feed_document(state, *state.feed_by_id(command->feed_id));
  document["path"] = "/v1/deadlines.ics?token=" + secret;
  Response response = json_response(json::serialize(document));
  response.status = 201;
  respond_when_durable(call, given.depends_on, std::move(response));
}

void handle_list_feeds(const Calling& call) {
  const RegisterState& state = call->engine().register_state();
  json::array feeds;
  for (const Feed& feed : state.feeds)
    if (!feed.revoked && is_whose(*call, feed)) feeds.push_back(feed_document(state, feed));
  respond_when_durable(call, call->engine().head(),
                       json_response(json::serialize(json::object{{"feeds", std::move(feeds)}})));
}

void handle_revoke_feed(const Calling& call) {
  const auto feed_id = Identifier::parse(call->segment(2));
  const Feed* feed = feed_id ? call->engine().register_state().feed_by_id(*feed_id) : nullptr;
  if (feed == nullptr || !is_whose(*call, *feed))
    return respond_when_durable(call, call->engine().head(), no_such_feed());
  if (const auto refusing = call->application.refusing_revocations())
    return call->respond(problem(refusing->status, refusing->code, refusing->detail));
  const GiveReply given = call->application.submit_register(RevokeFeed{*feed_id}, meta_of(call));
  respond_when_durable(call, given.depends_on, {204, {{"Cache-Control", "no-store"}}, nullptr});
}

}  // namespace reviewd
