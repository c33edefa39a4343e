// A connection from its first byte to its last, every byte of the answers compared.
#include <catch2/catch.hpp>

#include "tests/api/http_fixture.hpp"

namespace reviewd {
namespace {

constexpr std::string_view get_a = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";
constexpr std::string_view get_b = "GET /b HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::string echo(std::string_view body, std::string_view connection = "") {
  return expected_answer("HTTP/1.1 200 OK",
                         "Content-Type: text/plain\r\nContent-Length: " + std::to_string(body.size()) +
                             "\r\n" + std::string(connection),
                         body);
}

}  // namespace

TEST_CASE("http: a request is answered and the connection stays open for the next") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send(get_a);
  CHECK(client.receive() == echo("GET /a|"));
  CHECK_FALSE(client.closed());
  client.send("POST /c HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nxyz");
  CHECK(client.receive() == echo("POST /c|xyz"));
  CHECK_FALSE(client.closed());
  CHECK(fixture.server->counters().answers[2] == 2);
  CHECK(fixture.server->counters().connections_open == 1);
}

TEST_CASE("http: pipelined requests are answered in order, one after the other") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n" + std::string(get_b));
  CHECK(client.receive().empty());
  REQUIRE(fixture.service.waiting.size() == 1);
  CHECK(fixture.service.judged.size() == 1);
  fixture.service.waiting[0](text_response("first"));
  CHECK(client.receive() == echo("first") + echo("GET /b|"));
}

TEST_CASE("http: the second of two pipelined requests may lie in two pieces") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send(std::string(get_a) + "GET /b HT");
  CHECK(client.receive() == echo("GET /a|"));
  client.send("TP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(client.receive() == echo("GET /b|"));
}

TEST_CASE("http: HEAD gets the fields of GET and no body") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\n" + std::string(get_b));
  const auto head =
      expected_answer("HTTP/1.1 200 OK", "Content-Type: text/plain\r\nContent-Length: 8\r\n", "");
  CHECK(client.receive() == head + echo("GET /b|"));
}

TEST_CASE("http: a refusal after HEAD has its body again") {
  HttpFixture fixture;
  CHECK(fixture.ask("HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/3.0\r\n\r\n") ==
        expected_answer("HTTP/1.1 200 OK", "Content-Type: text/plain\r\nContent-Length: 8\r\n", "") +
            expected_refusal("HTTP/1.1 505 HTTP Version Not Supported", "version_not_supported"));
}

TEST_CASE("http: 204 and 304 have neither body nor length") {
  HttpFixture fixture;
  fixture.service.judge = [](const RequestHead& head) {
    Response response = text_response("not to be sent");
    response.headers = {{"ETag", "\"7\""}};
    response.status = head.path == "/a" ? 304 : 204;
    return std::optional(response);
  };
  CHECK(fixture.ask(get_a) == expected_answer("HTTP/1.1 304 Not Modified", "ETag: \"7\"\r\n", ""));
  CHECK(fixture.ask(get_b) == expected_answer("HTTP/1.1 204 No Content", "ETag: \"7\"\r\n", ""));
}

TEST_CASE("http: a response without a body has length 0") {
  HttpFixture fixture;
  fixture.service.judge = [](const RequestHead&) { return std::optional(Response{404, {}, nullptr}); };
  CHECK(fixture.ask(get_a) == expected_answer("HTTP/1.1 404 Not Found", "Content-Length: 0\r\n", ""));
}

TEST_CASE("http: the client's Connection: close and the service's are both obeyed") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("GET /a HTTP/1.1\r\nHost: localhost\r\nConnection: te, Close\r\n\r\n" + std::string(get_b));
  CHECK(client.receive() == echo("GET /a|", "Connection: close\r\n"));
  CHECK(client.closed());

  auto other = fixture.connect();
  other.send("GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n");
  fixture.run();
  Response last = text_response("bye");
  last.close = true;
  fixture.service.waiting.at(0)(last);
  CHECK(other.receive() == echo("bye", "Connection: close\r\n"));
  CHECK(other.closed());
}

TEST_CASE("http: an HTTP/1.0 client is closed unless it asks to stay") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("GET /a HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n");
  CHECK(client.receive() == echo("GET /a|", "Connection: keep-alive\r\n"));
  client.send("GET /b HTTP/1.0\r\nHost: localhost\r\n\r\n");
  CHECK(client.receive() == echo("GET /b|", "Connection: close\r\n"));
  CHECK(client.closed());
}

TEST_CASE("http: 100 Continue is sent only after the head has passed") {
  HttpFixture fixture;
  constexpr std::string_view head =
      "POST /c HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n";
  auto client = fixture.connect();
  client.send(head);
  CHECK(client.receive() == "HTTP/1.1 100 Continue\r\n\r\n");
  CHECK(fixture.service.judged.size() == 1);
  client.send("ok");
  CHECK(client.receive() == echo("POST /c|ok"));

  fixture.service.judge = [](const RequestHead&) { return std::optional(Response{401, {}, nullptr}); };
  auto stranger = fixture.connect();
  stranger.send(head);
  CHECK(stranger.receive() ==
        expected_answer("HTTP/1.1 401 Unauthorized", "Content-Length: 0\r\nConnection: close\r\n", ""));
  CHECK(stranger.closed());
}

TEST_CASE(
    "http: no 100 Continue when the body is here already, none was announced, or the client is HTTP/1.0") {
  HttpFixture fixture;
  CHECK(fixture.ask(
            "POST /c HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nok") ==
        echo("POST /c|ok"));
  CHECK(fixture.ask("GET /a HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n\r\n") == echo("GET /a|"));
  CHECK(
      fixture.ask("POST /c HTTP/1.0\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
          .empty());
}

TEST_CASE("http: an answer before the body closes only when a body was announced") {
  HttpFixture fixture;
  fixture.service.judge = [](const RequestHead&) { return std::optional(Response{403, {}, nullptr}); };
  auto client = fixture.connect();
  client.send(get_a);
  CHECK(client.receive() == expected_answer("HTTP/1.1 403 Forbidden", "Content-Length: 0\r\n", ""));
  CHECK_FALSE(client.closed());
  client.send("POST /c HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nok" + std::string(get_b));
  CHECK(client.receive() ==
        expected_answer("HTTP/1.1 403 Forbidden", "Content-Length: 0\r\nConnection: close\r\n", ""));
  CHECK(client.closed());
  CHECK(fixture.service.handled.empty());
}

TEST_CASE("http: the service sees decoded segments, query, fields and peer") {
  HttpFixture fixture;
  auto client = fixture.connect("192.0.2.7");
  client.send(
      "GET /v1/c%C3%A4se?q=a%20b+c&q=&x=%3D HTTP/1.1\r\nhOsT: localhost\r\nX-A:  one \r\nx-a:two\r\n\r\n");
  client.receive();
  REQUIRE(fixture.service.handled.size() == 1);
  const RequestHead& head = fixture.service.handled[0].head;
  CHECK(head.path == "/v1/c%C3%A4se");
  CHECK(head.segments == std::vector<std::string>{"v1", "c\xC3\xA4se"});
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  CHECK(head.query == Pairs{{"q", "a b+c"}, {"q", ""}, {"x", "="}});
  CHECK(head.fields.size() == 3);
  CHECK(head.fields.all("X-a") == std::vector<std::string_view>{"one", "two"});
  CHECK(head.fields.first("host") == "localhost");
  CHECK_FALSE(head.fields.first("absent"));
  CHECK(head.peer_address == "192.0.2.7");
}

TEST_CASE("http: one empty line before a request is skipped") {
  HttpFixture fixture;
  CHECK(fixture.ask("\r\n" + std::string(get_a) + "\r\n" + std::string(get_b)) ==
        echo("GET /a|") + echo("GET /b|"));
}

TEST_CASE("http: a request cut short by the client is told so") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("POST /c HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab");
  fixture.run();
  client.finish_sending();
  CHECK(client.receive() == expected_refusal("HTTP/1.1 400 Bad Request", "incomplete_request"));
  CHECK(client.closed());
  CHECK(fixture.service.handled.empty());
}

TEST_CASE("http: a client that goes between two requests is let go") {
  HttpFixture fixture;
  {
    auto client = fixture.connect();
    client.send(get_a);
    client.receive();
    client.finish_sending();
    CHECK(client.receive().empty());
    CHECK(client.closed());
  }
  CHECK(fixture.server->counters().connections_open == 0);
  CHECK(fixture.server->counters().refusals == 0);
}

TEST_CASE("http: an answer for a client that has gone is dropped") {
  HttpFixture fixture;
  {
    auto client = fixture.connect();
    client.send("GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n");
    fixture.run();
  }
  REQUIRE(fixture.service.waiting.size() == 1);
  fixture.service.waiting[0](text_response("too late"));
  fixture.service.waiting.clear();
  fixture.run();
  CHECK(fixture.server->counters().connections_open == 0);
}

TEST_CASE("http: an answer after the server is gone is dropped") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n");
  fixture.run();
  fixture.server.reset();
  REQUIRE(fixture.service.waiting.size() == 1);
  fixture.service.waiting[0](text_response("too late"));
  CHECK(client.receive().empty());
  CHECK(client.closed());
}

TEST_CASE("http: a field that would break out of its line is never sent") {
  HttpFixture fixture;
  fixture.service.judge = [](const RequestHead&) {
    return std::optional(Response{201, {{"Location", "/x\r\nSet-Cookie: a"}}, nullptr});
  };
  const auto answer = fixture.ask(get_a);
  CHECK(statuses(answer) == std::vector<int>{500});
  CHECK(answer.find("Set-Cookie") == std::string::npos);
  CHECK(fixture.log_lines.size() == 1);
}

TEST_CASE("http: the access log has the pattern of the path and nothing that the client wrote") {
  HttpFixture fixture;
  fixture.ask("GET /a?q=private HTTP/1.1\r\nHost: localhost\r\n\r\nBROKEN\r\n\r\n");
  CHECK(fixture.access_lines == std::vector<std::string>{"GET /{one} 200", "  400"});
}

TEST_CASE("http: a large body goes out whole while the client reads it piece by piece") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send("GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n");
  fixture.run();
  const std::string large(3'000'000, 'x');
  fixture.service.waiting.at(0)(text_response(large));
  CHECK(client.receive() == echo(large));
  CHECK(fixture.server->counters().bytes_written == echo(large).size());
}

}  // namespace reviewd
