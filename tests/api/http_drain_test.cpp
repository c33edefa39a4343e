// The end of a server's life: what is under way is answered, what is idle is closed, and nothing waits for
// ever.
#include <catch2/catch.hpp>

#include "tests/api/http_fixture.hpp"

namespace reviewd {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view later = "GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n";

// Runs the drain of a fixture and remembers whether it has ended.
struct Drain {
  explicit Drain(HttpFixture& fixture) {
    fixture.server->drain(milliseconds(10'000), [this] { ++ended; });
    fixture.run();
  }
  int ended = 0;
};

}  // namespace

TEST_CASE("http drain: without connections it ends at once") {
  HttpFixture fixture;
  CHECK(Drain(fixture).ended == 1);
}

TEST_CASE("http drain: idle and silent connections are closed") {
  HttpFixture fixture;
  auto silent = fixture.connect();
  auto idle = fixture.connect();
  idle.send("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n");
  idle.receive();
  const Drain drain(fixture);
  CHECK(drain.ended == 1);
  CHECK(silent.receive().empty());
  CHECK(silent.closed());
  CHECK(idle.receive().empty());
  CHECK(idle.closed());
}

TEST_CASE("http drain: a request under way is answered with Connection: close, the one behind it is not") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send(std::string(later) + "GET /b HTTP/1.1\r\nHost: localhost\r\n\r\n");
  fixture.run();
  const Drain drain(fixture);
  CHECK(drain.ended == 0);
  fixture.service.waiting.at(0)(text_response("done"));
  CHECK(client.receive() ==
        expected_answer("HTTP/1.1 200 OK",
                        "Content-Type: text/plain\r\nContent-Length: 4\r\nConnection: close\r\n", "done"));
  CHECK(client.closed());
  client.finish_sending();
  fixture.run();
  CHECK(drain.ended == 1);
  CHECK(fixture.service.handled.size() == 1);
}

TEST_CASE("http drain: a request half read may still be finished") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("POST /c HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\no");
  fixture.run();
  const Drain drain(fixture);
  client.send("k");
  CHECK(statuses(client.receive()) == std::vector<int>{200});
  CHECK(client.closed());
}

TEST_CASE("http drain: what is not done by the deadline is closed") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send(later);
  fixture.run();
  const Drain drain(fixture);
  fixture.pass(milliseconds(9'999));
  CHECK(drain.ended == 0);
  fixture.pass(milliseconds(1));
  CHECK(drain.ended == 1);
  CHECK(client.receive().empty());
  CHECK(client.closed());
  fixture.service.waiting.at(0)(text_response("too late"));
  fixture.run();
  CHECK(drain.ended == 1);
}

TEST_CASE("http drain: nobody new is let in") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send(later);
  fixture.run();
  const Drain drain(fixture);
  auto stranger = fixture.connect();
  CHECK(stranger.receive().empty());
  CHECK(stranger.closed());
  CHECK(drain.ended == 0);
}

}  // namespace reviewd
