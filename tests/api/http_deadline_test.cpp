// Deadlines, under a clock that the test moves: nothing here waits for time to pass.
#include <catch2/catch.hpp>

#include "tests/api/http_fixture.hpp"

namespace reviewd {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view get = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";

const std::string late = expected_refusal("HTTP/1.1 408 Request Timeout", "request_timeout");

}  // namespace

TEST_CASE("http deadline: a header section that trickles in is cut off ten seconds after its first byte") {
  HttpFixture fixture;
  auto client = fixture.connect();
  for (const char byte : std::string_view("GET /a HT")) {
    client.send(std::string(1, byte));
    CHECK(client.receive().empty());
    fixture.pass(milliseconds(1'000));
  }
  CHECK(client.receive().empty());
  fixture.pass(milliseconds(1'000));
  CHECK(client.receive() == late);
  CHECK(client.closed());
  CHECK(fixture.server->counters().header_timeouts == 1);
  CHECK(fixture.service.judged.empty());
}

TEST_CASE("http deadline: a connection that never says anything is closed without a word") {
  HttpFixture fixture;
  auto client = fixture.connect();
  fixture.pass(milliseconds(9'999));
  CHECK(client.receive().empty());
  CHECK_FALSE(client.closed());
  fixture.pass(milliseconds(1));
  CHECK(client.receive().empty());
  CHECK(client.closed());
}

TEST_CASE("http deadline: between two requests there are thirty seconds, then ten from the first byte") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send(get);
  client.receive();
  fixture.pass(milliseconds(29'000));
  client.send("G");
  fixture.pass(milliseconds(9'999));
  CHECK_FALSE(client.closed());
  client.send(get.substr(1));
  CHECK(statuses(client.receive()) == std::vector<int>{200});
  fixture.pass(milliseconds(30'000));
  CHECK(client.receive().empty());
  CHECK(client.closed());
  CHECK(fixture.server->counters().idle_timeouts == 1);
}

TEST_CASE("http deadline: a body that trickles in is cut off") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("POST /c HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n");
  for (int second = 0; second < 30; ++second) {
    client.send("x");
    CHECK(client.receive().empty());
    fixture.pass(milliseconds(1'000));
  }
  client.receive();
  fixture.pass(milliseconds(60));
  CHECK(client.receive() == late);
  CHECK(client.closed());
  CHECK(fixture.server->counters().body_timeouts == 1);
  CHECK(fixture.service.handled.empty());
}

TEST_CASE("http deadline: a large body may take longer while it keeps its pace, and no longer than that") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("POST /c HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n" +
              std::string(50'000, 'x'));
  fixture.pass(milliseconds(129'999));
  CHECK(client.receive().empty());
  CHECK_FALSE(client.closed());
  fixture.pass(milliseconds(1));
  CHECK(client.receive() == late);
}

TEST_CASE("http deadline: a chunked body has the same deadline") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("POST /c HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n00000");
  fixture.pass(milliseconds(31'000));
  CHECK(client.receive() == late);
}

TEST_CASE("http deadline: the service may think as long as it must") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n");
  fixture.pass(std::chrono::hours(24));
  CHECK_FALSE(client.closed());
  REQUIRE(fixture.service.waiting.size() == 1);
  fixture.service.waiting[0](text_response("at last"));
  CHECK(statuses(client.receive()) == std::vector<int>{200});
}

TEST_CASE("http deadline: a client that does not read its answer is closed") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n");
  fixture.run();
  fixture.service.waiting.at(0)(text_response(std::string(3'000'000, 'x')));
  fixture.pass(milliseconds(29'999));
  CHECK(fixture.server->counters().connections_open == 1);
  fixture.pass(milliseconds(1));
  CHECK(fixture.server->counters().connections_open == 0);
  CHECK(fixture.server->counters().write_timeouts == 1);
}

TEST_CASE("http deadline: a refused client that goes on sending is dropped two seconds later") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("BROKEN\r\n\r\n");
  CHECK(statuses(client.receive()) == std::vector<int>{400});
  client.send(std::string(100'000, 'x'));
  fixture.pass(milliseconds(1'999));
  CHECK(fixture.server->counters().connections_open == 1);
  fixture.pass(milliseconds(1));
  CHECK(fixture.server->counters().connections_open == 0);
}

TEST_CASE("http deadline: a client that waits for 100 Continue and never sends is told it was late") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("POST /c HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.receive() == "HTTP/1.1 100 Continue\r\n\r\n");
  fixture.pass(milliseconds(30'000));
  CHECK(client.receive() == late);
}

TEST_CASE("http deadline: zero has passed at once") {
  HttpLimits limits;
  limits.header_deadline = milliseconds(0);
  HttpFixture fixture(limits);
  auto client = fixture.connect();
  client.send("GET");
  fixture.pass(milliseconds(0));
  CHECK(client.receive() == late);
}

}  // namespace reviewd
