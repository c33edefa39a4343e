// Deadlines under rules that are only supposed: worked out off the loop, written nowhere.
#include "api/access.hpp"
#include "api/call.hpp"
#include "api/problem.hpp"
#include "domain/what_if.hpp"
#include "storage/command_codec.hpp"
#include "storage/hash.hpp"
#include "storage/json_text.hpp"

namespace reviewd {
namespace {

constexpr int lines_usual = 1'000;
constexpr int lines_max = 10'000;

using Text = JsonText<NothingPersonal>;

// The cases asked about as they stand now, or all; a fault names the first that the caller may not know of.
Result<CaseRoll> states_of(const Calling& call, const WhatIf& question) {
  const Engine& engine = call->engine();
  if (question.cases.empty()) return engine.roll().held();
  CaseRoll states;
  for (std::size_t at = 0; at < question.cases.size(); ++at) {
    auto state = engine.find(question.cases[at]);
    if (!state || !sees_case(call->token, *state))
      return invalid("/cases/" + std::to_string(at), "no_such_case", "There is no such case.");
    states.add(std::move(state));
  }
  return states;
}

// Grows line by line; keeps only those that are to be shown, and a hash over all.
class Table {
 public:
  Table(WhatIf question, Position position, Day today)
      : question_(std::move(question)), position_(position), today_(today) {
    hash_.add(position.text()).add(question_.edition.value_or("")).add("\n");
    hash_.add(question_.calendar.value_or("")).add("\n").add(today.text());
  }

  // Those that the token does not show are left out.
  void add_seen(const CaseRoll& states, const Token& token, const RuleBook& supposed) {
    for (const auto& state : states.states())
      if (sees_case(token, *state)) add(*state, supposed);
  }

  std::string document() {
    std::string body;
    Text text(body, {});
    text.begin_object();
    text.member("computed_at", position_);
    text.member("today", today_);
    text.member("edition", question_.edition);
    text.member("calendar", question_.calendar);
    count(text, "cases", cases_);
    count(text, "deadlines", count_);
    count(text, "breaches_actual", actual_);
    count(text, "breaches_hypothetical", hypothetical_);
    text.member("hash", hash_.finish());
    body.append(",\"lines\":[").append(lines_).append("]");
    if (end() < count_) count(text, "next", end());
    text.end_object();
    return body;
  }

 private:
  void add(const CaseState& state, const RuleBook& supposed) {
    ++cases_;
    for (const WhatIfLine& line : what_if(state, supposed, today_)) {
      const std::string text = line_text(state, line);
      hash_.add("\n").add(text);
      actual_ += overrun(line.actual) ? 1U : 0U;
      hypothetical_ += line.breach.value_or(false) ? 1U : 0U;
      if (shown(count_++)) lines_.append(lines_.empty() ? "" : ",").append(text);
    }
  }
  static bool overrun(const std::optional<Standing>& standing) {
    return standing &&
           (standing->state == DeadlineState::overdue || standing->state == DeadlineState::met_late);
  }
  static void count(Text& text, std::string_view name, std::size_t number) {
    text.name(name);
    text.number(number);
  }
  static std::string line_text(const CaseState& state, const WhatIfLine& line) {
    std::string written;
    Text text(written, {});
    text.begin_object();
    text.member("case_id", state.id);
    text.member("case_label", state.opened().case_label);
    text.write_members(line);
    text.end_object();
    return written;
  }

  std::size_t begin() const { return static_cast<std::size_t>(question_.after.value_or(0)); }
  std::size_t end() const {
    return begin() + static_cast<std::size_t>(question_.limit.value_or(lines_usual));
  }
  bool shown(std::size_t number) const { return begin() <= number && number < end(); }

  WhatIf question_;
  Position position_;
  Day today_;
  Sha256 hash_;
  std::string lines_;
  std::size_t cases_ = 0;
  std::size_t count_ = 0;
  std::size_t actual_ = 0;
  std::size_t hypothetical_ = 0;
};

std::optional<Rejection> refuse(const WhatIf& question) {
  if (!question.edition && !question.calendar)
    return invalid("/edition", "required", "An edition or a calendar to suppose is needed.").error();
  if (question.limit && (*question.limit < 1 || *question.limit > lines_max))
    return invalid("/limit", "wrong_value", "A number from 1 to 10000 is needed here.").error();
  if (question.after && *question.after < 0)
    return invalid("/after", "wrong_value", "A number from 0 on is needed here.").error();
  return std::nullopt;
}

}  // namespace

void handle_what_if(const Calling& call) {
  const auto question = read_what_if(call->request.body);
  if (!question) return call->respond(problem_of(question.error()));
  if (const auto refused = refuse(*question)) return call->respond(problem_of(*refused));
  auto states = states_of(call, *question);
  if (!states) return call->respond(problem_of(states.error()));
  const Position head = call->engine().head();
  const auto supposed =
      supposed_rules(*call->application.rules_at(head), {question->edition, question->calendar});
  if (!supposed) return call->respond(problem_of(supposed.error()));
  const Day today = london_day(call->engine().moment(call->application.now()));
  const auto table = std::make_shared<Table>(*question, head, today);
  const auto body = std::make_shared<std::string>();
  call->application.compute_long(
      [table, body, states = std::move(*states), token = call->token,
       rules = std::make_shared<const RuleBook>(*supposed)] {
        table->add_seen(states, token, *rules);
        *body = table->document();
      },
      [call, body, head] { respond_when_durable(call, head, json_response(std::move(*body))); });
}

}  // namespace reviewd
