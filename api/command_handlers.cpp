// Commands: opening a case and everything that is recorded of it. One path from the body to the engine and
// back.
#include <boost/json/serialize.hpp>

#include "api/access.hpp"
#include "api/call.hpp"
#include "api/case_document.hpp"
#include "api/command_call.hpp"
#include "api/problem.hpp"
#include "storage/command_codec.hpp"
#include "storage/commit_codec.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

// How many commits a 412 names: the newest.
constexpr std::ptrdiff_t commits_shown_max = 100;

// The key belongs to the caller, the method and the path; the digest of the body is keyed by it, so that
// nobody can guess bodies from the log.
std::expected<std::optional<RequestKey>, Response> request_key(const Call& call, int status) {
  const auto values = call.request.head.fields.all("idempotency-key");
  if (values.empty()) return std::nullopt;
  if (values.size() > 1 || values[0].empty() || values[0].size() > 255)
    return std::unexpected(
        problem(400, "bad_idempotency_key", "Idempotency-Key must be one text of 1 to 255 characters."));
  Sha256 hash;
  for (const std::string_view part : {call.token.token_id.text(), std::string_view{call.request.head.method},
                                      std::string_view{call.request.head.path}, values[0]})
    hash.add(std::to_string(part.size())).add(":").add(part);
  RequestKey key;
  key.key = hash.finish();
  key.body = hmac_sha256(std::string{values[0]} + key.key.text(), call.request.body);
  key.status = status;
  return key;
}

// The case as it is afterwards. Not kept for readers: few cases are read again before they change.
Response with_document(const CaseState& state, int status, bool again) {
  Response response = json_response(case_document(state));
  if (status == 201) response.headers.emplace_back("Location", "/v1/cases/" + std::string{state.id.text()});
  return answer_of_command(std::move(response), state, status, again);
}

void respond_with_conflict(const Calling& call, const VersionConflict& conflict) {
  // A client that is far behind reads the events of the case.
  std::vector<Position> newest = conflict.since;
  if (std::ssize(newest) > commits_shown_max) newest.erase(newest.begin(), newest.end() - commits_shown_max);
  call->application.read_commits(
      std::move(newest), [call, version = conflict.version](Application::Commits commits) {
        if (!commits) return call->respond(log_unreadable());
        std::vector<CommitSince> since;
        for (const Commit& commit : *commits) {
          CommitSince entry{commit.position.text(), {}, commit.actor, commit.recorded_at.text()};
          for (const Event& event : commit.events) entry.types.emplace_back(type_of(event.body));
          since.push_back(std::move(entry));
        }
        call->respond(version_conflict(version.text(), since));
      });
}

// The first answer again, drawn from the log.
void respond_as_before(const Calling& call, const DoneBefore& before, const AnswerOfCommand& answer) {
  fold_case_until(call, before.case_id, before.position,
                  [call, answer, status = before.status](std::shared_ptr<const CaseState> state) {
                    if (!state) return call->respond(log_unreadable());
                    if (answer) return answer(state, status, true);
                    call->respond(with_document(*state, status, true));
                  });
}

// What the reply says by itself; nothing where more has to be read for it.
std::optional<Response> response_to(const Reply& reply, int status, const AnswerOfCommand& answer) {
  if (const auto* made = std::get_if<Done>(&reply); made != nullptr && !answer)
    return with_document(*made->state, status, false);
  if (const auto* rejection = std::get_if<Rejection>(&reply)) return problem_of(*rejection);
  if (std::holds_alternative<KeyReused>(reply))
    return problem(422, "idempotency_key_reused", "The Idempotency-Key was used before with another body.");
  return std::nullopt;
}

void respond_later(const Calling& call, const Reply& reply, int status, const AnswerOfCommand& answer) {
  if (const auto* made = std::get_if<Done>(&reply)) return answer(made->state, status, false);
  if (const auto* before = std::get_if<DoneBefore>(&reply)) return respond_as_before(call, *before, answer);
  respond_with_conflict(call, std::get<VersionConflict>(reply));
}

// An answer is drawn at once, while the state is at hand, and waits ready for the disk.
void respond_to(const Calling& call, const GiveReply& given, int status, const AnswerOfCommand& answer) {
  if (auto response = response_to(given.reply, status, answer))
    return respond_when_durable(call, given.depends_on, std::move(*response));
  call->application.when_durable(given.depends_on, [call, reply = given.reply, status, answer] {
    respond_later(call, reply, status, answer);
  });
}

// What people recorded: facts, and corrections of them. Everything else follows and is bounded by it.
bool is_full(const Calling& call, const CaseId& case_id) {
  const auto state = call->engine().find(case_id);
  return state && state->facts.size() + state->corrections.size() >= call->application.case_entries_max();
}

// A link stands on two cases.
bool finds_no_room(const Calling& call, const CaseCommand& command, const CommandMeta& meta) {
  const auto* link = std::get_if<LinkCase>(&command);
  const auto* directed = std::get_if<DirectionGiven>(&command);
  return is_full(call, meta.case_id) || (link != nullptr && is_full(call, link->to)) ||
         (directed != nullptr && directed->case_id && is_full(call, *directed->case_id));
}

bool sees(const Calling& call, const CaseId& case_id) {
  const auto state = call->engine().find(case_id);
  return state && sees_case(call->token, *state);
}

// Another case that a command names must be one that the caller may know of.
std::optional<Response> hidden_other_case(const Calling& call, const CaseCommand& command) {
  const auto refuse = [](const char* pointer) {
    return problem_of(invalid(pointer, "no_such_case", "There is no such case.").error());
  };
  if (const auto* link = std::get_if<LinkCase>(&command); link != nullptr && !sees(call, link->to))
    return refuse("/to");
  if (const auto* close = std::get_if<CloseCase>(&command);
      close != nullptr && close->merged_into && !sees(call, *close->merged_into))
    return refuse("/merged_into");
  if (const auto* directed = std::get_if<DirectionGiven>(&command);
      directed != nullptr && directed->case_id && !sees(call, *directed->case_id))
    return refuse("/case");
  return std::nullopt;
}

// The id of the case that a direction opens is drawn here, as every id is.
std::optional<Response> name_new_case(const Calling& call, CaseCommand& command) {
  auto* directed = std::get_if<DirectionGiven>(&command);
  if (directed == nullptr || !directed->open_as) return std::nullopt;
  if (directed->case_id)
    return problem_of(
        invalid("/open_as", "named_twice", "The case is named already; it cannot be opened too.").error());
  directed->case_id = call->application.random_case_id();
  return std::nullopt;
}

// A board that the token may not see is answered like one that is not there.
std::optional<Response> hidden_board(const Calling& call, const OpenCase& open) {
  const Board* board = call->engine().register_state().board(open.board);
  if (board == nullptr ? call->token.boards.empty() : call->token.sees(board->board_id)) return std::nullopt;
  return problem_of(invalid("/board", "unknown_board", "No board of that name is in the register.").error());
}

}  // namespace

std::expected<VersionDemand, Response> version_demand(const RequestHead& head) {
  const auto values = head.fields.all("if-match");
  if (values.empty())
    return std::unexpected(problem(428, "version_required",
                                   "If-Match with the version of the case (its ETag), or *, is needed."));
  const std::string_view value = values[0];
  if (values.size() == 1 && value == "*") return VersionDemand{true, std::nullopt};
  if (values.size() == 1 && value.size() > 2 && value.starts_with('"') && value.ends_with('"'))
    if (const auto version = Position::parse(value.substr(1, value.size() - 2)))
      return VersionDemand{false, version};
  return std::unexpected(problem(400, "bad_version", "If-Match must be one version in double quotes, or *."));
}

void submit_command(const Calling& call, const CaseCommand& command, CommandMeta meta, int status,
                    AnswerOfCommand answer) {
  auto key = request_key(*call, status);
  if (!key) return call->respond(std::move(key.error()));
  const bool answered_before = *key && call->engine().knows(**key);
  if (const auto refusing = answered_before ? std::nullopt : call->application.refusing_commands())
    return call->respond(problem(refusing->status, refusing->code, refusing->detail));
  if (!answered_before && finds_no_room(call, command, meta))
    return respond_when_durable(call, call->engine().head(),
                                problem(409, "case_full",
                                        "The case, or the one it is to be linked with, holds as many entries "
                                        "as one case may have ([limits] case_entries)."));
  meta.actor = {std::string{call->token.token_id.text()}, call->token.name};
  meta.command_id = call->application.random_identifier();
  meta.request = *key;
  respond_to(call, call->application.submit(command, meta), status, answer);
}

Response answer_of_command(Response response, const CaseState& state, int status, bool again) {
  response.status = static_cast<unsigned>(status);
  response.headers.emplace_back("ETag", "\"" + state.version.text() + "\"");
  if (again) response.headers.emplace_back("Idempotency-Replayed", "true");
  return response;
}

void handle_open_case(const Calling& call) {
  const auto command = read_command(call->route.command, call->request.body);
  if (!command) return call->respond(problem_of(command.error()));
  if (auto hidden = hidden_board(call, std::get<OpenCase>(*command)))
    return respond_when_durable(call, call->engine().head(), std::move(*hidden));
  CommandMeta meta;
  meta.case_id = call->application.random_case_id();
  if (call->token.has(Role::administrator)) meta.new_board_id = call->application.random_identifier();
  submit_command(call, *command, meta, 201, {});
}

void handle_case_command(const Calling& call) {
  const auto state = case_of(call);
  if (!state) return;
  const VersionDemand whatever{true, std::nullopt};
  const auto demand = demands_version(call->route) ? version_demand(call->request.head) : whatever;
  if (!demand) return call->respond(demand.error());
  auto command = read_command(call->route.command, call->request.body);
  if (!command) return call->respond(problem_of(command.error()));
  if (auto hidden = hidden_other_case(call, *command))
    return respond_when_durable(call, call->engine().head(), std::move(*hidden));
  if (auto refused = name_new_case(call, *command)) return call->respond(std::move(*refused));
  if (const auto* draft = std::get_if<NotificationDrafted>(&*command))
    if (auto refused = refuse_draft(call->application.notification_forms(), *state, *draft))
      return respond_when_durable(call, state->last, problem_of(*refused));
  CommandMeta meta;
  meta.case_id = state->id;
  meta.demand = *demand;
  submit_command(call, *command, meta, 200, {});
}

}  // namespace reviewd
