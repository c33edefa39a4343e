// One request on its way through a handler, with all that the handler may use. Loop thread; lives until it is
// answered.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "api/application.hpp"
#include "api/http_message.hpp"
#include "api/query.hpp"
#include "api/routes.hpp"
#include "domain/register.hpp"

namespace reviewd {

// The documents of cases as last drawn, so that a case that is read often is written once. Bounded; loop
// thread.
class DocumentCache {
 public:
  // The stored document of this state.
  std::shared_ptr<const std::string> document(const CaseState& state);

 private:
  struct Entry {
    Position version;
    std::shared_ptr<const std::string> document;
  };
  static constexpr std::size_t cases_max = 10'000;
  std::unordered_map<CaseId, Entry> entries_;
};

struct Call {
  Application& application;
  DocumentCache& cache;
  Request request;
  const Route& route;
  Token token;
  Query query;
  std::function<void(Response)> respond;

  Engine& engine() const { return *application.engine(); }
  bool head() const { return request.head.method == "HEAD"; }
  // The n-th segment of the path.
  const std::string& segment(std::size_t index) const { return request.head.segments[index]; }
};

using Calling = std::shared_ptr<Call>;

// The case that the path names, when it is there and the caller may know of it, with what was due fired.
// Null: the call has been answered with 404 (behind the gate).
std::shared_ptr<const CaseState> case_of(const Calling& call);

// 200 with a JSON body.
Response json_response(std::shared_ptr<const std::string> body);
Response json_response(std::string body);
// Gives the response once the position is durable.
void respond_when_durable(const Calling& call, Position position, Response response);
// 503 after the log could not be read; the fault itself goes to the daemon's own log.
Response log_unreadable();

// ---- the handlers, one file per noun ----

void handle_open_case(const Calling& call);
void handle_case_command(const Calling& call);
void handle_read_case(const Calling& call);
void handle_list_cases(const Calling& call);
void handle_personal(const Calling& call);
void handle_case_events(const Calling& call);
void handle_explanation(const Calling& call);
void handle_list_deadlines(const Calling& call);
void handle_list_events(const Calling& call);
void handle_editions(const Calling& call);
void handle_edition(const Calling& call);
void handle_calendars(const Calling& call);
void handle_calendar(const Calling& call);
void handle_metrics(const Calling& call);
void handle_openapi(const Calling& call);
void handle_test_clock(const Calling& call);

// Folds a case as known at a position: its commits up to there. Null: not known then.
void fold_case_until(const Calling& call, const CaseId& case_id, Position until,
                     std::function<void(std::shared_ptr<const CaseState>)> done);

// Reads `known_at` (a position or an instant) into a position, then goes on; answers 400 itself when it is
// ill-formed or past the durable head.
void with_known_at(const Calling& call, std::function<void(std::optional<Position>)> next);

}  // namespace reviewd
