// Reports of figures over a period, worked out off the loop.
#include <charconv>

#include "api/access.hpp"
#include "api/case_view.hpp"
#include "api/list_page.hpp"
#include "api/media_types.hpp"
#include "api/report_document.hpp"

namespace reviewd {
namespace {

// Worked out at a time, off the loop: others get their turn in between.
constexpr std::size_t cases_at_a_time = 1'000;

struct ReportAsked {
  ReportQuestion question;
  std::optional<Identifier> board_id;
  bool nothing = false;  // no board has the name that was asked
  bool rows = false;     // comma-separated values
};

using States = std::vector<std::shared_ptr<const CaseState>>;

// Grows by some cases a turn; the figures are of each state as stored, or as it is worked out for the day.
class Report {
 public:
  Report(ReportAsked asked, std::shared_ptr<const RuleBook> rules)
      : asked_(std::move(asked)), rules_(std::move(rules)), figures_(asked_.question.period) {}

  void add(const States& states) {
    for (const auto& state : states)
      if (state && !asked_.nothing && (!asked_.board_id || state->opened().board_id == *asked_.board_id))
        add(*state);
  }

  Response response(Position computed_at) const {
    const auto tables = figures_.tables();
    if (!asked_.rows) return json_response(report_document(asked_.question, tables, computed_at));
    return {200,
            {{"Content-Type", "text/csv; charset=utf-8; header=present"},
             {"Content-Disposition", "attachment; filename=\"figures.csv\""},
             {"Cache-Control", "no-store"}},
            std::make_shared<const std::string>(report_rows(asked_.question, tables))};
  }

 private:
  void add(const CaseState& state) {
    if (!asked_.question.as_of) return figures_.add(state.id, state.facts, state.deadlines);
    const auto view = view_as_of(state, *asked_.question.as_of, *rules_);
    if (view) figures_.add(view->case_id, view->facts, view->deadlines);
  }

  ReportAsked asked_;
  std::shared_ptr<const RuleBook> rules_;
  ReviewFigures figures_;
};

void respond_as_it_stands(const Calling& call, const std::shared_ptr<Report>& report, std::size_t at = 0) {
  SomeCases some = some_cases(call, at, cases_at_a_time);
  const std::size_t end = some.end;
  const bool more = some.more;
  const Position head = call->engine().head();
  work_out(
      call,
      [report, states = std::move(some.states), more, head] {
        report->add(states);
        return more ? Response{} : report->response(head);
      },
      [call, report, end, more, head](Response response) {
        if (more) return respond_as_it_stands(call, report, end);
        respond_when_durable(call, head, std::move(response));
      });
}

void respond_known(const Calling& call, ReportAsked asked, Position position) {
  asked.question.known_at = position;
  const auto report = std::make_shared<Report>(std::move(asked), call->application.rules_at(position));
  call->application.cases_known(position,
                                [call, report, position](const std::shared_ptr<const KnownCases>& known) {
                                  if (!known) return call->respond(log_unreadable());
                                  work_out(
                                      call,
                                      [report, position, states = visible_states(call, known->states)] {
                                        report->add(states);
                                        return report->response(position);
                                      },
                                      [call](Response response) { call->respond(std::move(response)); });
                                });
}

// ---- what is asked ----

bool wants_rows(const RequestHead& head) {
  const auto accept = head.fields.all("accept");
  return wanted(accept, "text/csv") > wanted(accept, "application/json");
}

std::optional<Response> read_format(const Calling& call, ReportAsked& asked) {
  const auto format = call->query.text("format");
  if (!format) {
    asked.rows = wants_rows(call->request.head);
    return std::nullopt;
  }
  if (*format != "csv" && *format != "json") return bad_parameter("format", "json or csv");
  asked.rows = *format == "csv";
  return std::nullopt;
}

std::optional<Response> read_year(const Calling& call, Period& period) {
  const std::string_view text = call->query.text("year").value_or("");
  const auto year = text.size() == 4 ? PartialDate::parse(text) : std::nullopt;
  if (!year) return bad_parameter("year", "a year of four digits");
  period = {year->first(), year->last()};
  return std::nullopt;
}

std::optional<Response> read_period(const Calling& call, Period& period) {
  std::optional<Day> from;
  std::optional<Day> to;
  if (auto bad = call->query.day("from", from)) return bad;
  if (auto bad = call->query.day("to", to)) return bad;
  if (!from) return bad_parameter("from", "the first day of the period");
  if (!to || *to < *from) return bad_parameter("to", "the last day of the period, not before its first");
  period = {*from, *to};
  return std::nullopt;
}

void read_board(const Calling& call, ReportAsked& asked) {
  const auto name = call->query.text("board");
  if (!name) return;
  const Board* board = call->engine().register_state().board(*name);
  asked.question.board = std::string{*name};
  asked.nothing = board == nullptr;
  if (board != nullptr) asked.board_id = board->board_id;
}

}  // namespace

void handle_report(const Calling& call) {
  ReportAsked asked;
  const bool annual = call->route.endpoint == Endpoint::annual_report;
  Period& period = asked.question.period;
  if (auto bad = annual ? read_year(call, period) : read_period(call, period))
    return call->respond(std::move(*bad));
  if (auto bad = call->query.day("as_of", asked.question.as_of)) return call->respond(std::move(*bad));
  if (auto bad = read_format(call, asked)) return call->respond(std::move(*bad));
  read_board(call, asked);
  if (!call->query.text("known_at"))
    return respond_as_it_stands(
        call, std::make_shared<Report>(std::move(asked), call->application.rules_at(call->engine().head())));
  with_known_at(call,
                [call, asked](std::optional<Position> position) { respond_known(call, asked, *position); });
}

}  // namespace reviewd
