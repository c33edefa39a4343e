#include "api/http_target.hpp"

#include <catch2/catch.hpp>

namespace reviewd {
namespace {

using Segments = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string refusal_of(std::string_view target) {
  const auto parsed = parse_target(target);
  return parsed ? "accepted" : std::string(parsed.error().code);
}

}  // namespace

TEST_CASE("target: segments are split before they are decoded") {
  CHECK(parse_target("/")->segments == Segments{});
  CHECK(parse_target("/a")->segments == Segments{"a"});
  CHECK(parse_target("/a/")->segments == Segments{"a", ""});
  CHECK(parse_target("//a")->segments == Segments{"", "a"});
  CHECK(parse_target("/v1/a%2Fb/c")->segments == Segments{"v1", "a/b", "c"});
  CHECK(parse_target("/%41%2f%c3%A4")->segments == Segments{"A/\xC3\xA4"});
  CHECK(parse_target("/a:b@c!$&'()*+,;=-._~")->segments == Segments{"a:b@c!$&'()*+,;=-._~"});
  CHECK(parse_target("/a%2Fb?x=1")->path == "/a%2Fb");
  CHECK(parse_target("/...")->segments == Segments{"..."});
}

TEST_CASE("target: the query is a list of pairs and '+' is a plus sign") {
  CHECK(parse_target("/a")->query == Pairs{});
  CHECK(parse_target("/a?")->query == Pairs{});
  CHECK(parse_target("/a?x=1")->query == Pairs{{"x", "1"}});
  CHECK(parse_target("/a?x=1&x=2&y=")->query == Pairs{{"x", "1"}, {"x", "2"}, {"y", ""}});
  CHECK(parse_target("/a?x=1=2")->query == Pairs{{"x", "1=2"}});
  CHECK(parse_target("/a?x=a+b%20c%26d")->query == Pairs{{"x", "a+b c&d"}});
  CHECK(parse_target("/a?x=/?:@")->query == Pairs{{"x", "/?:@"}});
}

TEST_CASE("target: what is not origin-form or not RFC 3986 is refused") {
  for (const std::string_view target : {"",
                                        "*",
                                        "a",
                                        "http://localhost/a",
                                        "localhost:8080",
                                        "/a#b",
                                        "/a b",
                                        "/\x80",
                                        "/\xC3\xA4",
                                        "/\x01",
                                        "/a\tb",
                                        "/%",
                                        "/%4",
                                        "/%4g",
                                        "/%g4",
                                        "/%%41",
                                        "/.",
                                        "/..",
                                        "/a/./b",
                                        "/a/../b",
                                        "/a/..",
                                        "/%2e",
                                        "/%2E%2e",
                                        "/.%2e/a",
                                        "/%00",
                                        "/%0a",
                                        "/%1F",
                                        "/%7f",
                                        "/%80",
                                        "/%c3",
                                        "/%c3%28",
                                        "/%c0%80",
                                        "/%c0%af",
                                        "/%e0%80%af",
                                        "/%ed%a0%80",
                                        "/%f4%90%80%80",
                                        "/%f5%80%80%80",
                                        "/%ff",
                                        "/%c2%80",
                                        "/%c2%9f",
                                        "/a\\b",
                                        "/a\"b",
                                        "/<a>",
                                        "/a|b",
                                        "/a^b",
                                        "/a`b",
                                        "/{a}",
                                        "/[a]"}) {
    INFO(target);
    CHECK(refusal_of(target) == "malformed_target");
  }
}

TEST_CASE("target: a query that is not a list of pairs is refused") {
  for (const std::string_view target :
       {"/a?x", "/a?=", "/a?=1", "/a?&", "/a?x=1&", "/a?&x=1", "/a?x=1&&y=2", "/a?x=1#f", "/a?x=%", "/a?x=%4",
        "/a?x=%zz", "/a?x=%00", "/a?x=%0d%0a", "/a?x=\xC3", "/a?x= ", "/a?x=%ff", "/a?%ff=x", "/a?x=[1]",
        "/a?x={1}"}) {
    INFO(target);
    CHECK(refusal_of(target) == "malformed_query");
  }
}

TEST_CASE("target: well-formed UTF-8 at the edges of its ranges is taken") {
  for (const std::string_view target :
       {"/%c2%a0", "/%df%bf", "/%e0%a0%80", "/%ed%9f%bf", "/%ee%80%80", "/%f0%90%80%80", "/%f4%8f%bf%bf"}) {
    INFO(target);
    CHECK(refusal_of(target) == "accepted");
  }
}

}  // namespace reviewd
