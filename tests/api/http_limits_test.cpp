// Each limit on both of its sides: the largest request that is taken, and one byte more.
#include <catch2/catch.hpp>

#include "tests/api/http_fixture.hpp"

namespace reviewd {
namespace {

std::vector<int> answers_to(HttpFixture& fixture, std::string_view bytes) {
  return statuses(fixture.ask(bytes));
}

std::string with_line_of(std::size_t size) {
  const std::string rest = " HTTP/1.1";
  std::string line = "GET /";
  line.append(size - line.size() - rest.size(), 'a');
  return line + rest + "\r\nHost: localhost\r\n\r\n";
}

std::string with_section_of(std::size_t size) {
  std::string section = "Host: localhost\r\nX-A: ";
  section.append(size - section.size() - 4, 'a');
  return "GET /a HTTP/1.1\r\n" + section + "\r\n\r\n";
}

std::string with_fields(int count) {
  std::string text = "GET /a HTTP/1.1\r\nHost: localhost\r\n";
  for (int i = 1; i < count; ++i) text += "X: y\r\n";
  return text + "\r\n";
}

std::string with_body_of(std::size_t size) {
  return "POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
         std::string(size, 'x');
}

// `count` chunks of one byte each: five bytes of overhead a chunk and five at the end.
std::string with_chunks(int count) {
  std::string text = "POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < count; ++i) text += "1\r\nx\r\n";
  return text + "0\r\n\r\n";
}

}  // namespace

TEST_CASE("http limits: the request line has 8 KB") {
  HttpFixture fixture;
  CHECK(answers_to(fixture, with_line_of(8192)) == std::vector<int>{200});
  CHECK(answers_to(fixture, with_line_of(8193)) == std::vector<int>{414});
}

TEST_CASE("http limits: a request line without an end is refused as soon as it is too long") {
  HttpFixture fixture;
  CHECK(answers_to(fixture, std::string(8192, 'a')).empty());
  CHECK(fixture.ask(std::string(8194, 'a')) ==
        expected_refusal("HTTP/1.1 414 URI Too Long", "request_line_too_long"));
}

TEST_CASE("http limits: the header section has 16 KB") {
  HttpFixture fixture;
  CHECK(answers_to(fixture, with_section_of(16 * 1024)) == std::vector<int>{200});
  CHECK(fixture.ask(with_section_of(16 * 1024 + 1)) ==
        expected_refusal("HTTP/1.1 431 Request Header Fields Too Large", "header_section_too_large"));
  CHECK(answers_to(fixture, "GET /a HTTP/1.1\r\n" + std::string(16 * 1024 + 1, 'a')) ==
        std::vector<int>{431});
}

TEST_CASE("http limits: a field of 70 KB is refused and nothing throws") {
  HttpFixture fixture;
  CHECK(answers_to(fixture, with_section_of(70'000)) == std::vector<int>{431});
}

TEST_CASE("http limits: the longest line and the largest section fit together") {
  HttpFixture fixture;
  const auto section = with_section_of(16 * 1024);
  const auto line = with_line_of(8192);
  CHECK(answers_to(fixture, line.substr(0, 8194) + section.substr(section.find("Host"))) ==
        std::vector<int>{200});
}

TEST_CASE("http limits: a request has 100 fields") {
  HttpFixture fixture;
  CHECK(answers_to(fixture, with_fields(100)) == std::vector<int>{200});
  CHECK(fixture.ask(with_fields(101)) ==
        expected_refusal("HTTP/1.1 431 Request Header Fields Too Large", "too_many_fields"));
}

TEST_CASE("http limits: the body has 1 MB") {
  HttpFixture fixture;
  CHECK(answers_to(fixture, with_body_of(1024 * 1024)) == std::vector<int>{200});
  CHECK(fixture.service.handled.at(0).body.size() == 1024 * 1024);
  CHECK(fixture.ask(with_body_of(1024 * 1024 + 1)) ==
        expected_refusal("HTTP/1.1 413 Payload Too Large", "body_too_large"));
}

TEST_CASE("http limits: a body is refused by its announced length, before the service is asked") {
  HttpFixture fixture;
  CHECK(answers_to(fixture,
                   "POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n"
                   "Expect: 100-continue\r\n\r\n") == std::vector<int>{413});
  CHECK(fixture.service.judged.empty());
}

TEST_CASE("http limits: chunks add up to the same limit") {
  HttpFixture fixture;
  const std::string head = "POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string half = "80000\r\n" + std::string(0x80000, 'x') + "\r\n";
  CHECK(answers_to(fixture, head + half + half + "0\r\n\r\n") == std::vector<int>{200});
  CHECK(answers_to(fixture, head + half + half + "1\r\nx\r\n0\r\n\r\n") == std::vector<int>{413});
}

TEST_CASE("http limits: a chunked body has 64 KB of overhead") {
  HttpFixture fixture;
  CHECK(answers_to(fixture, with_chunks((64 * 1024 - 5) / 5)) == std::vector<int>{200});
  CHECK(fixture.ask(with_chunks((64 * 1024 - 5) / 5 + 1)) ==
        expected_refusal("HTTP/1.1 413 Payload Too Large", "chunk_overhead"));
}

TEST_CASE("http limits: a client that sends on after its refusal still gets to read it") {
  HttpFixture fixture;
  auto client = fixture.connect();
  client.send(with_body_of(5'000'000));
  CHECK(statuses(client.receive()) == std::vector<int>{413});
  client.finish_sending();
  CHECK(client.receive().empty());
  CHECK(fixture.server->counters().connections_open == 0);
}

TEST_CASE("http limits: the connection over the limit is told so and closed, and the next is taken") {
  HttpLimits limits;
  limits.connections = 2;
  HttpFixture fixture(limits);
  auto first = fixture.connect();
  {
    auto second = fixture.connect();
    auto third = fixture.connect();
    third.send("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(third.receive() ==
          expected_answer("HTTP/1.1 503 Service Unavailable",
                          "Content-Type: application/problem+json\r\nCache-Control: no-store\r\n"
                          "Retry-After: 1\r\nContent-Length: 20\r\nConnection: close\r\n",
                          "too_many_connections"));
    CHECK(third.closed());
    CHECK(fixture.server->counters().connections_refused == 1);
    CHECK(fixture.server->counters().connections_open == 2);
  }
  fixture.run();
  CHECK(fixture.server->counters().connections_refused_open == 0);
  CHECK(answers_to(fixture, "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n") == std::vector<int>{200});
}

TEST_CASE("http limits: one address has its share, loopback and Unix sockets are not counted") {
  HttpLimits limits;
  limits.connections_per_address = 1;
  HttpFixture fixture(limits);
  std::vector<HttpClient> clients;
  for (const auto* address :
       {"192.0.2.1", "192.0.2.1", "192.0.2.2", "127.0.0.1", "127.0.0.1", "::1", "::1", "unix", "unix"}) {
    clients.push_back(fixture.connect(address));
  }
  std::vector<std::size_t> refused;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    if (statuses(clients[i].receive()) == std::vector<int>{503}) refused.push_back(i);
  }
  CHECK(refused == std::vector<std::size_t>{1});
  clients.clear();
  fixture.run();
  CHECK(fixture.server->counters().connections_open == 0);
  auto again = fixture.connect("192.0.2.1");
  CHECK(again.receive().empty());
}

TEST_CASE("http limits: refused connections that linger are limited too") {
  HttpLimits limits;
  limits.connections = 0;
  limits.refused_connections = 1;
  HttpFixture fixture(limits);
  auto first = fixture.connect();
  auto second = fixture.connect();
  CHECK(statuses(first.receive()) == std::vector<int>{503});
  CHECK(fixture.server->counters().connections_refused_open == 1);
  CHECK(statuses(second.receive()) == std::vector<int>{503});
  CHECK(second.closed());
  CHECK(fixture.server->counters().connections_refused == 2);
  CHECK(fixture.server->counters().connections_refused_open == 1);
}

}  // namespace reviewd
