// Answers that come bit by bit: one piece at a time, heartbeats in between, and an end with a reason.
#include <catch2/catch.hpp>

#include "tests/api/http_fixture.hpp"

namespace reviewd {
namespace {

using std::chrono::seconds;

// Hands out what the test puts in, and remembers what it was told.
class TestStream final : public ResponseStream {
 public:
  void next(std::function<void(std::string)> give) override {
    ++asked;
    give_ = std::move(give);
  }
  std::string heartbeat() override { return ": still here\n\n"; }
  std::string last_words(StreamEnd why) override {
    return why == StreamEnd::too_slow ? "too slow\n\n" : "stopping\n\n";
  }
  void gone() override { told_gone = true; }

  void give(std::string piece) { std::exchange(give_, nullptr)(std::move(piece)); }
  bool waited_for() const { return give_ != nullptr; }

  int asked = 0;
  bool told_gone = false;

 private:
  std::function<void(std::string)> give_;
};

constexpr const char* get = "GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n";

struct StreamFixture {
  explicit StreamFixture(HttpLimits limits = {}) : http(limits), client(http.connect()) {}

  // Asks, and answers with the stream; gives the head of the answer.
  std::string begin(const char* request = get) {
    client.send(request);
    client.receive();
    Response response = text_response("");
    response.headers = {{"Content-Type", "text/event-stream"}};
    response.stream = stream;
    REQUIRE(http.service.waiting.size() == 1);
    http.service.waiting.front()(std::move(response));
    return client.receive();
  }

  HttpFixture http;
  HttpClient client;
  std::shared_ptr<TestStream> stream = std::make_shared<TestStream>();
};

}  // namespace

TEST_CASE("http stream: pieces come as chunks, the next is asked for when one was taken, an empty one ends") {
  StreamFixture fixture;
  const std::string head = fixture.begin();
  CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(head.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
  CHECK(head.find("Connection: close\r\n") != std::string::npos);
  CHECK(head.find("Content-Length") == std::string::npos);
  CHECK(head.ends_with("\r\n\r\n"));
  CHECK(fixture.stream->asked == 1);
  fixture.stream->give("data: 1\n\n");
  CHECK(fixture.client.receive() == "9\r\ndata: 1\n\n\r\n");
  CHECK(fixture.stream->asked == 2);
  fixture.stream->give("");
  CHECK(fixture.client.receive() == "0\r\n\r\n");
  CHECK(fixture.client.closed());
  CHECK(fixture.stream->told_gone);
}

TEST_CASE("http stream: a client of HTTP/1.0 is given the bytes as they are") {
  StreamFixture fixture;
  const std::string head = fixture.begin("GET /later HTTP/1.0\r\nHost: localhost\r\n\r\n");
  CHECK(head.find("Transfer-Encoding") == std::string::npos);
  fixture.stream->give("data: 1\n\n");
  CHECK(fixture.client.receive() == "data: 1\n\n");
  fixture.stream->give("");
  CHECK(fixture.client.receive().empty());
  CHECK(fixture.client.closed());
}

TEST_CASE("http stream: while nothing is to be said a heartbeat is sent, and no deadline passes") {
  StreamFixture fixture;
  fixture.begin();
  fixture.http.pass(seconds{14});
  CHECK(fixture.client.receive().empty());
  fixture.http.pass(seconds{1});
  CHECK(fixture.client.receive() == "e\r\n: still here\n\n\r\n");
  fixture.http.pass(std::chrono::hours{1});
  CHECK(fixture.client.receive() == "e\r\n: still here\n\n\r\n");
  CHECK(fixture.stream->asked == 1);
  fixture.stream->give("data: 1\n\n");
  CHECK(fixture.client.receive() == "9\r\ndata: 1\n\n\r\n");
}

TEST_CASE("http stream: when the client has gone the stream is told") {
  StreamFixture fixture;
  fixture.begin();
  {
    const HttpClient gone = std::move(fixture.client);
  }
  fixture.http.run();
  CHECK(fixture.stream->told_gone);
  fixture.stream->give("data: 1\n\n");
  fixture.http.run();
}

TEST_CASE("http stream: a client that does not read is told why it is dropped once it reads again") {
  HttpLimits limits;
  limits.write_deadline = seconds{10};
  StreamFixture fixture(limits);
  fixture.begin();
  fixture.stream->give(std::string(8U << 20U, 'x'));
  fixture.http.run();
  CHECK_FALSE(fixture.stream->waited_for());
  fixture.http.pass(seconds{10});
  CHECK_FALSE(fixture.stream->told_gone);

  SECTION("in time") {
    const std::string all = fixture.client.receive();
    CHECK(all.ends_with("\r\na\r\ntoo slow\n\n\r\n0\r\n\r\n"));
    CHECK(fixture.client.closed());
  }
  SECTION("never") {
    fixture.http.pass(seconds{10});
    CHECK(fixture.stream->told_gone);
  }
  CHECK(fixture.stream->asked == 1);
}

TEST_CASE("http stream: a stop ends it with a last word") {
  StreamFixture fixture;
  fixture.begin();
  bool drained = false;
  fixture.http.server->drain(seconds{10}, [&] { drained = true; });
  fixture.http.run();
  CHECK(fixture.client.receive() == "a\r\nstopping\n\n\r\n0\r\n\r\n");
  CHECK(fixture.stream->told_gone);
  fixture.http.pass(seconds{3});
  CHECK(drained);
}

TEST_CASE("http stream: HEAD is answered with the head alone") {
  StreamFixture fixture;
  const std::string head = fixture.begin("HEAD /later HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(fixture.stream->asked == 0);
}

}  // namespace reviewd
