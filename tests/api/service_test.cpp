// What the service judges before a handler is asked: the order of path, method and token, media types, and
// which commands want a version.
#include "api/service.hpp"

#include <catch2/catch.hpp>

#include "tests/support/command_bodies.hpp"
#include "tests/support/service_bench.hpp"

namespace reviewd {
namespace {

ServiceBench with_manager() {
  ServiceBench bench;
  bench.issue("manager", {Role::board_manager});
  return bench;
}

std::string field(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return "";
}

std::string path_of_case(ServiceBench& bench) {
  return field(bench.send("POST /v1/cases", "manager", "", opening_on("2010-01-31")), "Location");
}

}  // namespace

TEST_CASE("service: the wrong method on a path without a token is 405, elsewhere 401 before it") {
  ServiceBench bench = with_manager();
  for (const std::string path : {"/livez", "/readyz"}) {
    const Response refused = bench.send("POST " + path, "");
    CHECK(refused.status == 405);
    CHECK(field(refused, "Allow") == "GET, HEAD");
  }
  CHECK(bench.send("DELETE /v1/cases", "").status == 401);
  CHECK(bench.send("DELETE /v1/cases", "manager").status == 405);
  CHECK(bench.send("GET /nowhere", "").status == 401);
}

TEST_CASE("service: a clock is never paused, whatever version is named or none") {
  ServiceBench bench = with_manager();
  const std::string line = "POST " + path_of_case(bench) + "/pause-clock";
  for (const std::string fields : {"", "If-Match: *\r\n", "If-Match: \"999\"\r\n"}) {
    const Response refused = bench.send(line, "manager", fields, "{}");
    CHECK(refused.status == 409);
    CHECK(refused.body->contains("clocks_do_not_pause"));
  }
  CHECK(bench.send("POST " + path_of_case(bench) + "/record-facts", "manager", "", "{}").status == 428);
}

TEST_CASE("service: what the client accepts is read as media ranges with their weights") {
  ServiceBench bench = with_manager();
  const auto status = [&](const std::string& accept) {
    return bench.send("GET /v1/cases", "manager", "Accept: " + accept + "\r\n").status;
  };
  for (const std::string taken :
       {"APPLICATION/JSON", "*/*", "application/*", "text/html, application/json;q=0.1",
        "text/html,*/*;q=0.5", "application/json; charset=utf-8", "application/json;note=\"a,b;q=0\"",
        "application/*;q=0, application/json", ""})
    CHECK(status(taken) == 200);
  for (const std::string refused :
       {"text/html", "application/*;q=0", "application/json;q=0", "*/*, application/json;q=0.000",
        "application/jsonp", "text/plain;note=\"application/json\"", "application/json;q=2", "application"})
    CHECK(status(refused) == 406);
  const Response metrics = bench.send("GET /metrics", "manager", "Accept: text/plain\r\n");
  CHECK(metrics.status == 200);
}

}  // namespace reviewd
