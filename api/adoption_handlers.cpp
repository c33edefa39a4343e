// Taking up a new revision of a calendar: first what it would move, then, where that is accepted, the
// adoption.
#include <algorithm>

#include "api/access.hpp"
#include "api/call.hpp"
#include "api/problem.hpp"
#include "domain/adoption_schemas.hpp"
#include "storage/command_codec.hpp"
#include "storage/json_text.hpp"

namespace reviewd {
namespace {

constexpr int lines_usual = 1'000;
constexpr int lines_max = 10'000;

using Text = JsonText<NothingPersonal>;

std::optional<Rejection> refuse(const AdoptCalendar& wanted) {
  if (wanted.accept.value_or(false) && !wanted.reason)
    return invalid("/reason", "required", "To take it up a reason is needed.").error();
  if (wanted.limit && (*wanted.limit < 1 || *wanted.limit > lines_max))
    return invalid("/limit", "wrong_value", "A number from 1 to 10000 is needed here.").error();
  if (wanted.after && *wanted.after < 0)
    return invalid("/after", "wrong_value", "A number from 0 on is needed here.").error();
  return std::nullopt;
}

std::string_view word_of_outcome(const CalendarAdoption& made) {
  if (made.adopted_at) return "adopted";
  return made.is_new ? "proposed" : "unchanged";
}

// An administrator must see every deadline that moves; a label only who may know of the case.
std::string line_text(const Call& call, const MovedDeadline& moved) {
  std::string written;
  Text text(written, {});
  text.begin_object();
  text.write_members(moved);
  if (const auto state = call.engine().find(moved.case_id); sees_case(call.token, *state))
    text.member("case_label", state->opened().case_label);
  text.end_object();
  return written;
}

std::string adoption_document(const Call& call, const AdoptCalendar& wanted, const CalendarAdoption& made) {
  std::string body;
  Text text(body, {});
  text.begin_object();
  text.member("calendar", wanted.calendar);
  text.member("revision", made.revision);
  text.member("hash", made.hash);
  text.member("outcome", word_of_outcome(made));
  text.member("adopted_at", made.adopted_at);
  const std::size_t all = made.moved.size();
  const std::size_t begin = std::min(all, static_cast<std::size_t>(wanted.after.value_or(0)));
  const std::size_t end = std::min(all, begin + static_cast<std::size_t>(wanted.limit.value_or(lines_usual)));
  text.name("deadlines");
  text.number(all);
  std::string lines;
  for (std::size_t at = begin; at < end; ++at)
    lines.append(lines.empty() ? "" : ",").append(line_text(call, made.moved[at]));
  body.append(",\"moved\":[").append(lines).append("]");
  if (end < all) {
    text.name("next");
    text.number(end);
  }
  text.end_object();
  return body;
}

}  // namespace

void handle_adopt_calendar(const Calling& call) {
  const auto wanted = read_adopt_calendar(call->request.body);
  if (!wanted) return call->respond(problem_of(wanted.error()));
  if (const auto refused = refuse(*wanted)) return call->respond(problem_of(*refused));
  if (wanted->accept.value_or(false))
    if (const auto refusing = call->application.refusing_commands())
      return call->respond(problem(refusing->status, refusing->code, refusing->detail));
  CommandMeta meta;
  meta.actor = {std::string{call->token.token_id.text()}, call->token.name};
  meta.command_id = call->application.random_identifier();
  call->application.adopt_calendar(
      *wanted, meta, [call, wanted = *wanted](const Result<CalendarAdoption>& made) {
        respond_when_durable(
            call, call->engine().head(),
            made ? json_response(adoption_document(*call, wanted, *made)) : problem_of(made.error()));
      });
}

}  // namespace reviewd
