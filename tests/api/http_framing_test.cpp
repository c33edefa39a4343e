// The battery: raw bytes in, and either they are one request with this body, or they are refused with this
// status and the connection is closed. Behind each row a second request is sent: after an accepted row it
// must be answered (the end of the first was found), after a refused one it must not.
#include <catch2/catch.hpp>

#include "tests/api/http_fixture.hpp"

namespace reviewd {
namespace {

struct Row {
  std::string name;
  std::string bytes;
  int status;
  // What the service got as the body, of an accepted row.
  std::string body = {};
};

const std::string probe = "GET /probe HTTP/1.1\r\nHost: localhost\r\n\r\n";

// A GET with these field lines beside Host.
std::string get(std::string_view fields) {
  return "GET /a HTTP/1.1\r\nHost: localhost\r\n" + std::string(fields) + "\r\n";
}

// A POST with these field lines beside Host, then these bytes.
std::string post(std::string_view fields, std::string_view body) {
  return "POST /a HTTP/1.1\r\nHost: localhost\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

std::string chunked(std::string_view body) {
  return post("Transfer-Encoding: chunked\r\n", body);
}

// With a NUL in it, say.
std::string raw(std::string_view bytes) {
  return std::string(bytes);
}

std::vector<Row> request_line_rows() {
  return {
      {"plain", get(""), 200},
      {"every known method: PUT", "PUT /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n", 200},
      {"every known method: PATCH", "PATCH /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 200},
      {"every known method: DELETE", "DELETE /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 200},
      {"every known method: OPTIONS", "OPTIONS /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 200},
      {"every known method: POST without a body", "POST /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 200},
      {"one empty line before", "\r\n" + get(""), 200},
      {"two empty lines before", "\r\n\r\n" + get(""), 400},
      {"empty line of LF before", "\n" + get(""), 400},
      {"lone CR before", "\r" + get(""), 400},
      {"blank before the method", " GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"two blanks after the method", "GET  /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"two blanks before the version", "GET /a  HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"tab for a blank", "GET\t/a HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"blank after the version", "GET /a HTTP/1.1 \r\nHost: localhost\r\n\r\n", 400},
      {"blank in the target", "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"no version", "GET /a\r\nHost: localhost\r\n\r\n", 400},
      {"no target", "GET HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"empty target", "GET  HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"version 0.9", "GET /a HTTP/0.9\r\nHost: localhost\r\n\r\n", 505},
      {"version 1.2", "GET /a HTTP/1.2\r\nHost: localhost\r\n\r\n", 505},
      {"version 2.0", "GET /a HTTP/2.0\r\nHost: localhost\r\n\r\n", 505},
      {"version 1.10", "GET /a HTTP/1.10\r\nHost: localhost\r\n\r\n", 400},
      {"version 01.1", "GET /a HTTP/01.1\r\nHost: localhost\r\n\r\n", 400},
      {"version without a minor", "GET /a HTTP/1\r\nHost: localhost\r\n\r\n", 400},
      {"version in small letters", "GET /a http/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"another protocol", "GET /a ICY/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"method in small letters", "get /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 501},
      {"unknown method", "BREW /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 501},
      {"TRACE", "TRACE /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 501},
      {"CONNECT", "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n", 501},
      {"method that is no token", "G(T /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"method with a colon", "GET: /a HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"absolute-form", "GET http://localhost/a HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"asterisk-form", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"fragment", "GET /a#b HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"raw UTF-8 in the target", "GET /\xC3\xA4 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"NUL in the target", raw({"GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n", 36}), 400},
      {"DEL in the target", "GET /\x7f HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"dot segments", "GET /a/../b HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"encoded dot segments", "GET /%2e%2E/b HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"lone CR in the request line", "GET /a\rb HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"request line ends in LF", "GET /a HTTP/1.1\nHost: localhost\r\n\r\n", 400},
      {"request line ends in CR CR LF", "GET /a HTTP/1.1\r\r\nHost: localhost\r\n\r\n", 400},
      {"binary noise", raw({"\x16\x03\x01\x00\xa5\x01\x00\r\n\r\n", 11}), 400},
  };
}

std::vector<Row> field_rows() {
  return {
      {"field without a value", get("X-A:\r\n"), 200},
      {"blanks around a value", get("X-A: \t v \t \r\n"), 200},
      {"no blank before a value", get("X-A:v\r\n"), 200},
      {"raw UTF-8 in a value", get("X-A: \xC3\xA4\r\n"), 200},
      {"every character of a token as a name", get("!#$%&'*+-.^_`|~09azAZ: v\r\n"), 200},
      {"field ends in LF", get("X-A: v\nX-B: w\r\n"), 400},
      {"section ends in LF LF", "GET /a HTTP/1.1\r\nHost: localhost\n\n", 400},
      {"section ends in CR LF LF", "GET /a HTTP/1.1\r\nHost: localhost\r\n\n", 400},
      {"section ends in LF CR LF", "GET /a HTTP/1.1\r\nHost: localhost\n\r\n", 400},
      {"field ends in CR CR LF", get("X-A: v\r\r\n"), 400},
      {"lone CR in a value", get("X-A: v\rX-B: w\r\n"), 400},
      {"lone CR in a name", get("X-\rA: v\r\n"), 400},
      {"folded line with a blank", get("X-A: v\r\n w\r\n"), 400},
      {"folded line with a tab", get("X-A: v\r\n\tw\r\n"), 400},
      {"first field begins with a blank", "GET /a HTTP/1.1\r\n Host: localhost\r\n\r\n", 400},
      {"blank line of blanks", get(" \r\n"), 400},
      {"blank before the colon", get("X-A : v\r\n"), 400},
      {"tab before the colon", get("X-A\t: v\r\n"), 400},
      {"blank before the colon of Content-Length", post("Content-Length : 2\r\n", "ok"), 400},
      {"blank before the colon of Transfer-Encoding", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"),
       400},
      {"no colon", get("X-A\r\n"), 400},
      {"empty name", get(": v\r\n"), 400},
      {"name with a blank", get("X A: v\r\n"), 400},
      {"name with a parenthesis", get("X(A): v\r\n"), 400},
      {"name with raw UTF-8", get("X-\xC3\xA4: v\r\n"), 400},
      {"name with NUL", get({"X-\0A: v\r\n", 9}), 400},
      {"value with NUL", get({"X-A: \0v\r\n", 9}), 400},
      {"value with BEL", get("X-A: \av\r\n"), 400},
      {"value with ESC", get("X-A: \x1bv\r\n"), 400},
      {"value with DEL", get("X-A: \x7fv\r\n"), 400},
      {"value with vertical tab", get("X-A: \vchunked\r\n"), 400},
  };
}

std::vector<Row> host_rows() {
  const auto with = [](std::string_view host) { return "GET /a HTTP/1.1\r\n" + std::string(host) + "\r\n"; };
  return {
      {"no Host", with(""), 400},
      {"no Host in HTTP/1.0", "GET /a HTTP/1.0\r\n\r\n", 400},
      {"empty Host", with("Host:\r\n"), 400},
      {"two Hosts", with("Host: localhost\r\nHost: localhost\r\n"), 400},
      {"two Hosts, one foreign", with("Host: localhost\r\nHost: evil.example\r\n"), 400},
      {"two Hosts in one", with("Host: localhost, evil.example\r\n"), 400},
      {"Host in capitals", with("HOST: LOCALHOST\r\n"), 200},
      {"Host by a configured name", with("Host: Reviews.Example\r\n"), 200},
      {"foreign Host", with("Host: evil.example\r\n"), 421},
      {"foreign Host with our name in it", with("Host: localhost.evil.example\r\n"), 421},
      {"Host with a dot at the end", with("Host: localhost.\r\n"), 421},
      {"Host with another port", with("Host: localhost:81\r\n"), 421},
      {"Host with an empty port", with("Host: localhost:\r\n"), 400},
      {"Host with a port that is no number", with("Host: localhost:x\r\n"), 400},
      {"Host with a signed port", with("Host: localhost:+80\r\n"), 400},
      {"Host with a port beyond 65535", with("Host: localhost:65536\r\n"), 400},
      {"Host with a user", with("Host: me@localhost\r\n"), 400},
      {"Host with a path", with("Host: localhost/a\r\n"), 400},
      {"Host with a blank", with("Host: local host\r\n"), 400},
      {"Host with a scheme", with("Host: http://localhost\r\n"), 400},
      {"Host with raw UTF-8", with("Host: \xC3\xA4.example\r\n"), 400},
      {"Host that is a foreign address", with("Host: [::1]\r\n"), 421},
      {"Host with an open bracket", with("Host: [::1\r\n"), 400},
      {"Host with text after the bracket", with("Host: [::1]x\r\n"), 400},
      {"Host with rubbish in brackets", with("Host: [localhost]\r\n"), 400},
  };
}

std::vector<Row> length_rows() {
  return {
      {"length", post("Content-Length: 2\r\n", "ok"), 200, "ok"},
      {"length 0", post("Content-Length: 0\r\n", ""), 200},
      {"length with zeros before it", post("Content-Length: 002\r\n", "ok"), 200, "ok"},
      {"body that looks like a request", post("Content-Length: 4\r\n", "GET "), 200, "GET "},
      {"body of line ends", post("Content-Length: 4\r\n", "\r\n\r\n"), 200, "\r\n\r\n"},
      {"body of NULs", post("Content-Length: 2\r\n", {"\0\0", 2}), 200, std::string(2, '\0')},
      {"GET with a body", get("Content-Length: 2\r\n") + "ok", 200, "ok"},
      {"length twice, the same", post("Content-Length: 2\r\nContent-Length: 2\r\n", "ok"), 400},
      {"length twice, different", post("Content-Length: 2\r\nContent-Length: 3\r\n", "ok"), 400},
      {"length as a list", post("Content-Length: 2, 2\r\n", "ok"), 400},
      {"length empty", post("Content-Length:\r\n", "ok"), 400},
      {"length with a plus", post("Content-Length: +2\r\n", "ok"), 400},
      {"length with a minus", post("Content-Length: -2\r\n", "ok"), 400},
      {"length in hexadecimal", post("Content-Length: 0x2\r\n", "ok"), 400},
      {"length with a fraction", post("Content-Length: 2.0\r\n", "ok"), 400},
      {"length in two pieces", post("Content-Length: 1 2\r\n", "ok"), 400},
      {"length in words", post("Content-Length: two\r\n", "ok"), 400},
      {"length in quotes", post("Content-Length: \"2\"\r\n", "ok"), 400},
      {"length over the limit", post("Content-Length: 1048577\r\n", "ok"), 413},
      {"length beyond 64 bits", post("Content-Length: 18446744073709551618\r\n", "ok"), 413},
      {"length of many digits", post("Content-Length: " + std::string(500, '9') + "\r\n", "ok"), 413},
  };
}

std::vector<Row> coding_rows() {
  const auto coded = [](std::string_view value) {
    return post("Transfer-Encoding: " + std::string(value) + "\r\n", "2\r\nok\r\n0\r\n\r\n");
  };
  return {
      {"chunked", coded("chunked"), 200, "ok"},
      {"chunked in capitals", coded("CHUNKED"), 200, "ok"},
      {"chunked with blanks around", coded(" \tchunked\t "), 200, "ok"},
      {"coding gzip", coded("gzip"), 501},
      {"coding identity", coded("identity"), 501},
      {"coding xchunked", coded("xchunked"), 501},
      {"coding chunkedx", coded("chunkedx"), 501},
      {"coding empty", coded(""), 501},
      {"coding gzip, chunked", coded("gzip, chunked"), 501},
      {"coding chunked, gzip", coded("chunked, gzip"), 501},
      {"coding chunked, chunked", coded("chunked, chunked"), 501},
      {"coding with a comma behind", coded("chunked,"), 501},
      {"coding with a comma before", coded(",chunked"), 501},
      {"coding with a parameter", coded("chunked;q=1"), 501},
      {"coding in quotes", coded("\"chunked\""), 501},
      {"coding after a vertical tab",
       coded("\x0b"
             "chunked"),
       400},
      {"two codings, the same",
       post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"two codings, different",
       post("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"length, then coding", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"coding, then length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"), 400},
      {"coding identity beside length", post("Transfer-Encoding: identity\r\nContent-Length: 2\r\n", "ok"),
       400},
      {"coding in HTTP/1.0",
       "POST /a HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\nTransfer-Encoding: "
       "chunked\r\n\r\n0\r\n\r\n",
       400},
      {"announced trailer", post("Transfer-Encoding: chunked\r\nTrailer: X-A\r\n", "0\r\nX-A: v\r\n\r\n"),
       400},
      {"announced trailer that does not come",
       post("Transfer-Encoding: chunked\r\nTrailer: X-A\r\n", "0\r\n\r\n"), 400},
      {"announced trailer without a body", get("Trailer: Authorization\r\n"), 400},
      {"unknown expectation", post("Content-Length: 2\r\nExpect: 200-ok\r\n", "ok"), 417},
      {"two expectations",
       post("Content-Length: 2\r\nExpect: 100-continue\r\nExpect: 100-continue\r\n", "ok"), 417},
      {"upgrade is passed over", get("Connection: upgrade\r\nUpgrade: h2c\r\n"), 200},
  };
}

std::vector<Row> chunk_rows() {
  return {
      {"no chunk", chunked("0\r\n\r\n"), 200},
      {"two chunks", chunked("2\r\nok\r\n3\r\nyes\r\n0\r\n\r\n"), 200, "okyes"},
      {"size in capitals", chunked("A\r\n0123456789\r\n0\r\n\r\n"), 200, "0123456789"},
      {"size in small letters", chunked("a\r\n0123456789\r\n0\r\n\r\n"), 200, "0123456789"},
      {"size with zeros before it", chunked("0002\r\nok\r\n000\r\n\r\n"), 200, "ok"},
      {"data of line ends", chunked("4\r\n\r\n\r\n\r\n0\r\n\r\n"), 200, "\r\n\r\n"},
      {"data that looks like the end", chunked("5\r\n0\r\n\r\n\r\n0\r\n\r\n"), 200, "0\r\n\r\n"},
      {"trailer", chunked("0\r\nX-A: v\r\n\r\n"), 400},
      {"trailer Authorization", chunked("2\r\nok\r\n0\r\nAuthorization: Bearer x\r\n\r\n"), 400},
      {"trailer Content-Length", chunked("0\r\nContent-Length: 2\r\n\r\n"), 400},
      {"extension", chunked("2;a=b\r\nok\r\n0\r\n\r\n"), 400},
      {"extension without a name", chunked("2;\r\nok\r\n0\r\n\r\n"), 400},
      {"extension in quotes with LF", chunked("2;a=\"\n\"\r\nok\r\n0\r\n\r\n"), 400},
      {"extension at the last chunk", chunked("2\r\nok\r\n0;a\r\n\r\n"), 400},
      {"blank before the size", chunked(" 2\r\nok\r\n0\r\n\r\n"), 400},
      {"blank after the size", chunked("2 \r\nok\r\n0\r\n\r\n"), 400},
      {"tab after the size", chunked("2\t\r\nok\r\n0\r\n\r\n"), 400},
      {"size with 0x", chunked("0x2\r\nok\r\n0\r\n\r\n"), 400},
      {"size with a plus", chunked("+2\r\nok\r\n0\r\n\r\n"), 400},
      {"size with a minus", chunked("-2\r\nok\r\n0\r\n\r\n"), 400},
      {"size empty", chunked("\r\nok\r\n0\r\n\r\n"), 400},
      {"size no number", chunked("xy\r\nok\r\n0\r\n\r\n"), 400},
      {"size with an underscore", chunked("1_0\r\nok\r\n0\r\n\r\n"), 400},
      {"size of seventeen digits", chunked("00000000000000002\r\nok\r\n0\r\n\r\n"), 400},
      {"size that wraps 64 bits", chunked("10000000000000002\r\nok\r\n0\r\n\r\n"), 400},
      {"size over the limit", chunked("100001\r\nok\r\n0\r\n\r\n"), 413},
      {"size line ends in LF", chunked("2\nok\r\n0\r\n\r\n"), 400},
      {"size line ends in CR", chunked("2\rok\r\n0\r\n\r\n"), 400},
      {"size line ends in CR CR LF", chunked("2\r\r\nok\r\n0\r\n\r\n"), 400},
      {"data longer than its size", chunked("2\r\noks\r\n0\r\n\r\n"), 400},
      {"data shorter than its size", chunked("3\r\nok\r\n0\r\n\r\n"), 400},
      {"data ends in LF", chunked("2\r\nok\n0\r\n\r\n"), 400},
      {"data ends in nothing", chunked("2\r\nok0\r\n\r\n"), 400},
      {"last chunk ends in LF", chunked("2\r\nok\r\n0\n\r\n"), 400},
      {"section after the last chunk ends in LF", chunked("2\r\nok\r\n0\r\n\n"), 400},
      {"rubbish after the last chunk", chunked("2\r\nok\r\n0\r\nx"), 400},
  };
}

// What came of it: the answers' statuses, then whether the connection was closed.
struct Outcome {
  std::vector<int> answers;
  bool closed;
};

void check_row(const Row& row, const HttpFixture& fixture, const Outcome& outcome) {
  INFO(row.name);
  if (row.status != 200) {
    CHECK(outcome.answers == std::vector<int>{row.status});
    CHECK(outcome.closed);
    CHECK(fixture.service.handled.empty());
    return;
  }
  CHECK(outcome.answers == std::vector<int>{200, 200});
  CHECK_FALSE(outcome.closed);
  REQUIRE(fixture.service.handled.size() == 2);
  CHECK(fixture.service.handled[0].head.path == "/a");
  CHECK(fixture.service.handled[0].body == row.body);
  CHECK(fixture.service.handled[1].head.path == "/probe");
}

void check_whole(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    HttpFixture fixture;
    auto client = fixture.connect();
    client.send(row.bytes + probe);
    const auto answers = statuses(client.receive());
    check_row(row, fixture, {answers, client.closed()});
  }
}

// The same bytes, one at a time, must come to the same end.
void check_byte_by_byte(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    HttpFixture fixture;
    auto client = fixture.connect();
    for (const char byte : row.bytes + probe) client.send(std::string(1, byte));
    const auto answers = statuses(client.receive());
    check_row(row, fixture, {answers, client.closed()});
  }
}

}  // namespace

TEST_CASE("http framing: request lines") {
  check_whole(request_line_rows());
}
TEST_CASE("http framing: fields") {
  check_whole(field_rows());
}
TEST_CASE("http framing: Host") {
  check_whole(host_rows());
}
TEST_CASE("http framing: Content-Length") {
  check_whole(length_rows());
}
TEST_CASE("http framing: Transfer-Encoding, Trailer, Expect") {
  check_whole(coding_rows());
}
TEST_CASE("http framing: chunks") {
  check_whole(chunk_rows());
}

TEST_CASE("http framing: the same one byte at a time") {
  for (const auto& rows :
       {request_line_rows(), field_rows(), host_rows(), length_rows(), coding_rows(), chunk_rows()}) {
    check_byte_by_byte(rows);
  }
}

TEST_CASE("http framing: a bare line feed is refused as it comes, not when the section ends") {
  HttpFixture fixture;
  CHECK(fixture.ask("GET /a HTTP/1.1\n") == expected_refusal("HTTP/1.1 400 Bad Request", "bare_line_feed"));
  CHECK(fixture.ask("GET /a HTTP/1.1\r\nHost: localhost\n") ==
        expected_refusal("HTTP/1.1 400 Bad Request", "bare_line_feed"));
}

TEST_CASE("http framing: a refusal names what is wrong") {
  HttpFixture fixture;
  CHECK(fixture.ask(get("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n")) ==
        expected_refusal("HTTP/1.1 400 Bad Request", "ambiguous_length"));
  CHECK(fixture.ask("GET /a HTTP/1.1\r\nHost: evil.example\r\n\r\n") ==
        expected_refusal("HTTP/1.1 421 Misdirected Request", "misdirected_request"));
  CHECK(fixture.ask(chunked("0\r\nX-A: v\r\n\r\n")) ==
        expected_refusal("HTTP/1.1 400 Bad Request", "trailers_refused"));
  CHECK(fixture.ask("BREW /a HTTP/1.1\r\nHost: localhost\r\n\r\n") ==
        expected_refusal("HTTP/1.1 501 Not Implemented", "unknown_method"));
  CHECK(fixture.ask(chunked("2;a\r\nok\r\n0\r\n\r\n")) ==
        expected_refusal("HTTP/1.1 400 Bad Request", "chunk_extension"));
  CHECK(fixture.ask(get("X-A : v\r\n")) == expected_refusal("HTTP/1.1 400 Bad Request", "malformed_field"));
  CHECK(fixture.server->counters().refusals == 6);
}

}  // namespace reviewd
