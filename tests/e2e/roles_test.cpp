// Every route with every role, through the real program: what the route table allows is allowed, and nothing
// else.
#include <catch2/catch.hpp>

#include "api/routes.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"

namespace reviewd {
namespace {

std::string replaced(std::string path, const std::string& name, const std::string& value) {
  const auto at = path.find(name);
  return at == std::string::npos ? path : path.replace(at, name.size(), value);
}

// A route's path for a case that is there.
std::string path_of(const Route& route, const ApiAnswer& opened) {
  std::string path = replaced(std::string(route.path), "{case_id}", opened.at("/case_id"));
  const bool pack = route.endpoint == Endpoint::notification_pack;
  path = replaced(path, "{deadline_id}",
                  pack ? "notify-possible-review" : opened.at("/deadlines/0/deadline_id"));
  path = replaced(path, "{feed_id}", std::string(32, '0'));
  path = replaced(path, "{webhook_id}", std::string(32, '0'));
  path = replaced(path, "{delivery_id}", std::string(32, '0') + ".1.0");
  if (route.endpoint == Endpoint::annual_report) path += "?year=2010";
  if (route.endpoint == Endpoint::period_report) path += "?from=2010-01-01&to=2010-12-31";
  return replaced(replaced(path, "{edition}", "wt2010"), "{calendar}", "england-and-wales");
}

// A body that is refused for its content, so that no walk changes the case; the check of the role is before.
ApiAnswer ask(ApiClient& client, const Route& route, const std::string& path) {
  if (route.method == "GET") return client.get(path);
  if (route.method == "DELETE") return client.ask("DELETE", path);
  return client.command(path, R"({"no_such_member":1})");
}

// So that somebody is to be told.
constexpr const char* a_child_died = R"(,"facts":{"died":"yes"})";

bool needs_a_role(const Route& route) {
  return !route.roles.empty();
}

}  // namespace

TEST_CASE("e2e: every route answers every role as the route table says", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start({.test_clock = "2010-02-01T09:00:00Z"});
  ApiClient entering(daemon->address(), installation.token({"administrator", "board_manager"}));
  const ApiAnswer opened = entering.post("/v1/cases", opening_on("2010-01-31", a_child_died));
  REQUIRE(opened.status == 201);
  std::size_t refused = 0;
  for (const auto& [role, name] : Words<Role>::values) {
    ApiClient client(daemon->address(), installation.token({std::string(name)}));
    for (const Route& route : route_table()) {
      const ApiAnswer answer = ask(client, route, path_of(route, opened));
      INFO(name << " " << route.method << " " << route.path << " " << answer.status << " " << answer.body);
      if (!needs_a_role(route) || route.roles.has(role)) {
        // There is no feed, webhook or delivery yet.
        const bool named = route.path.find("feed_id") != std::string_view::npos ||
                           route.path.find("webhook_id") != std::string_view::npos ||
                           route.path.find("delivery_id") != std::string_view::npos;
        const bool missing = named && answer.status == 404;
        CHECK((answer.status == 200 || answer.status == 422 || answer.status == 409 || missing));
        continue;
      }
      // An administrator may not even know which cases there are.
      const bool hidden = about_one_case(route) && role == Role::administrator;
      CHECK(answer.status == (hidden ? 404 : 403));
      CHECK(answer.header("content-type") == "application/problem+json");
      ++refused;
    }
  }
  CHECK(refused > 30);
  CHECK(entering.get(opened.header("location")).header("etag") == opened.header("etag"));
}

TEST_CASE("e2e: every route that needs a role answers 401 without a token", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start({.test_clock = "2010-02-01T09:00:00Z"});
  ApiClient entering(daemon->address(), installation.token({"administrator", "board_manager"}));
  const ApiAnswer opened = entering.post("/v1/cases", opening_on("2010-01-31", a_child_died));
  REQUIRE(opened.status == 201);
  ApiClient stranger(daemon->address(), "");
  for (const Route& route : route_table()) {
    INFO(route.method << " " << route.path);
    CHECK(ask(stranger, route, path_of(route, opened)).status == (needs_a_role(route) ? 401 : 200));
  }
  // What is not there looks the same to a stranger.
  CHECK(stranger.get("/v1/nothing").status == 401);
  CHECK(stranger.get("/v1/cases/caaaaaaaaaaaaaaaaaaaa").status == 401);
}

TEST_CASE("e2e: a chair decides and closes, and only that", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start();
  ApiClient manager(daemon->address(), installation.token({"administrator", "board_manager"}));
  ApiClient chair(daemon->address(), installation.token({"chair"}));
  const ApiAnswer opened = manager.post("/v1/cases", opening_on("2010-01-31"));
  const std::string path = opened.header("location");
  CHECK(chair.command(path + "/record-decision", decision_on("do_not_conduct", "2010-02-20")).status == 200);
  CHECK(chair.command(path + "/close-case", closing_on("2010-02-21")).status == 200);
  CHECK(chair.command(path + "/reopen-case", reopening()).status == 200);
  CHECK(chair.command(path + "/record-facts", R"({"facts":{"died":"yes"}})").status == 403);
  CHECK(chair.post("/v1/cases", opening_on("2010-01-31")).status == 403);
  CHECK(chair.get(path + "/personal").status == 200);
}

}  // namespace reviewd
