// The route table: every path, who may ask it, which parameters it takes. One table drives the check of each
// request, the API description and the test that walks every route with every role. Constant; any thread.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/vocabulary.hpp"

namespace reviewd {

// Which handler answers a route. Several routes share one: every command on a case is a `case_command` and
// differs by the name in `Route::command`.
enum class Endpoint {
  open_case,
  list_cases,
  read_case,
  read_personal,
  list_case_events,
  read_explanation,
  notification_pack,
  case_command,
  check_publication,
  list_deadlines,
  deadline_calendar,
  make_feed,
  read_mail,
  report_bounce,
  list_feeds,
  revoke_feed,
  what_if,
  adopt_calendar,
  annual_report,
  period_report,
  list_events,
  create_webhook,
  list_webhooks,
  read_webhook,
  remove_webhook,
  confirm_webhook,
  pause_webhook,
  resume_webhook,
  ping_webhook,
  rotate_webhook_secret,
  replay_deliveries,
  list_deliveries,
  read_delivery,
  redeliver,
  waive_delivery,
  list_incidents,
  published_keys,
  list_editions,
  resolve_editions,
  read_edition,
  list_calendars,
  read_calendar,
  livez,
  readyz,
  metrics,
  openapi,
  test_clock,
};

// A set of roles, one bit each.
class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(std::initializer_list<Role> roles) {
    for (const Role role : roles) bits_ |= 1U << static_cast<unsigned>(role);
  }
  constexpr bool has(Role role) const { return (bits_ >> static_cast<unsigned>(role) & 1U) != 0; }
  constexpr bool empty() const { return bits_ == 0; }

 private:
  unsigned bits_ = 0;
};

// A parameter that a route takes after "?"; `doc` goes into the API description. Any other is 400.
struct QueryParameter {
  std::string_view name;
  std::string_view doc;
};

// One row of the table. All texts are constants of the program.
struct Route {
  std::string_view method;
  std::string_view path;  // "{name}" stands for one segment
  Endpoint endpoint;
  std::string_view command;  // of a case_command or open_case: its name in the command codec
  Roles roles;               // empty: no token is needed
  std::span<const QueryParameter> parameters;
  std::string_view summary;
};

// Every route there is, in the order of the API description; the first whose pattern fits is taken.
std::span<const Route> route_table();

// The route of a request; null when none has this path, or not with this method. HEAD is answered wherever
// GET is.
const Route* find_route(std::string_view method, const std::vector<std::string>& segments);

// The pattern of a path, whatever the method; empty when there is no such path.
std::string_view pattern_of(const std::vector<std::string>& segments);

// The methods of a path, as Allow names them; empty when there is no such path.
std::string methods_of(const std::vector<std::string>& segments);

// Whether every route of the path takes requests without a token; false where there is no such path.
bool is_open_to_all(const std::vector<std::string>& segments);

// Whether a command on a case wants the version that it was decided on (If-Match). What is refused whatever
// the case is like wants none.
bool demands_version(const Route& route);

// Whether a POST may come without a body: what it does stands in its path.
bool wants_no_body(const Route& route);

// Whether a route is about cases: who may see no case gets 404 there, not 403.
bool about_one_case(const Route& route);

}  // namespace reviewd
