// Where a delivery may go: URLs, and the judgement of addresses.
#include "domain/delivery_target.hpp"

#include <catch2/catch.hpp>

namespace reviewd {
namespace {

std::string fault_of(std::string_view url, bool http_allowed = false) {
  const auto target = read_target(url, http_allowed);
  return target ? "" : target.error().code;
}

std::string verdict_of(std::string_view address, const std::vector<std::string>& ranges = {}) {
  std::vector<IpRange> allowed;
  for (const std::string& range : ranges) allowed.push_back(*IpRange::parse(range));
  switch (judge(*IpAddress::parse(address), allowed)) {
    case AddressVerdict::allowed:
      return "allowed";
    case AddressVerdict::needs_a_range:
      return "needs a range";
    case AddressVerdict::never:
      return "never";
  }
  return "";
}

}  // namespace

TEST_CASE("delivery target: a URL is taken apart") {
  const auto target = read_target("https://Receiver.Example:8443/Hooks?x=1", false);
  REQUIRE(target);
  CHECK(target->host == "receiver.example");
  CHECK(target->authority == "receiver.example:8443");
  CHECK(target->port == 8443);
  CHECK(target->path == "/Hooks?x=1");
  CHECK_FALSE(target->address);
  CHECK(read_target("https://receiver.example", false)->path == "/");
  CHECK(read_target("https://receiver.example?x", false)->path == "/?x");
  CHECK(read_target("https://[2001:db8::1]:8/", false)->address == IpAddress::parse("2001:db8::1"));
  CHECK(read_target("http://127.0.0.1:8080/", true)->tls == false);
}

TEST_CASE("delivery target: what is no https URL is refused by its kind") {
  CHECK(fault_of("http://receiver.example/") == "not_https");
  CHECK(fault_of("ftp://receiver.example/", true) == "not_https");
  CHECK(fault_of("https://user:word@receiver.example/") == "credentials_in_url");
  for (const char* url : {"", "https://", "https:/receiver.example", "receiver.example", "https://h/#part",
                          "https://h:0/", "https://h:65536/", "https://h:x/", "https://a..b/", "https://-a/",
                          "https://h/a b", "https://h\\@x/", "https://h/\r\nx: y", "https://xn--\xc3\xa9/"})
    CHECK(fault_of(url) == "not_a_url");
  CHECK(fault_of("https://h/" + std::string(2000, 'x')) == "not_a_url");
}

TEST_CASE("delivery target: odd spellings of addresses are refused") {
  for (const char* host : {"127.1", "0x7f000001", "0x7f.0.0.1", "2130706433", "0177.0.0.1", "127.0.0.01",
                           "1.2.3.4.5", "256.0.0.1", "[::1%25lo]", "[127.0.0.1]", "[::g]", "10.0.0.0x1"})
    CHECK(fault_of("https://" + std::string{host} + "/") == "odd_address");
}

TEST_CASE("delivery target: addresses that are not public need a range that holds them") {
  for (const char* address : {"127.0.0.1",        "10.1.2.3",        "172.16.0.1", "172.31.255.255",
                              "192.168.0.1",      "169.254.169.254", "100.64.0.1", "192.0.2.1",
                              "198.18.0.1",       "203.0.113.9",     "240.0.0.1",  "::1",
                              "fd00::1",          "fe80::1",         "fec0::1",    "2001:db8::1",
                              "::ffff:127.0.0.1", "::ffff:8.8.8.8",  "::10.0.0.1", "64:ff9b::7f00:1",
                              "64:ff9b:1::1",     "2002:7f00:1::1",  "2001::1",    "0.1.2.3"})
    CHECK(verdict_of(address) == "needs a range");
  for (const char* address : {"8.8.8.8", "172.32.0.1", "172.15.255.255", "11.0.0.1", "2a00:1450:4009::1"})
    CHECK(verdict_of(address) == "allowed");
  for (const char* address : {"0.0.0.0", "255.255.255.255", "224.0.0.1", "239.1.1.1", "::", "ff02::1",
                              "::ffff:0.0.0.0", "::ffff:224.0.0.1", "64:ff9b::"})
    CHECK(verdict_of(address, {"10.0.0.0/8"}) == "never");
}

TEST_CASE("delivery target: a range allows what it holds and nothing else") {
  CHECK(verdict_of("10.1.2.3", {"10.1.0.0/16"}) == "allowed");
  CHECK(verdict_of("10.2.2.3", {"10.1.0.0/16"}) == "needs a range");
  CHECK(verdict_of("::ffff:10.1.2.3", {"10.1.0.0/16"}) == "allowed");
  CHECK(verdict_of("169.254.169.254", {"10.1.0.0/16"}) == "needs a range");
  CHECK(verdict_of("127.0.0.1", {"127.0.0.1/32"}) == "allowed");
  CHECK(verdict_of("127.0.0.2", {"127.0.0.1/32"}) == "needs a range");
  CHECK(verdict_of("::1", {"::1/128"}) == "allowed");
  CHECK(verdict_of("fd00:12::5", {"fd00:12::/32"}) == "allowed");
}

TEST_CASE("delivery target: a range is a prefix, and not wider than a private network") {
  for (const char* range : {"10.0.0.0", "10.0.0.0/7", "0.0.0.0/0", "10.0.0.1/8", "10.0.0.0/33", "10.0/8",
                            "10.0.0.0/08", "::/0", "fc00::/7", "fd00::1/32", "x/8", "/8", "10.0.0.0/-8"})
    CHECK_FALSE(IpRange::parse(range));
  CHECK(IpRange::parse("10.0.0.0/8"));
  CHECK(IpRange::parse("fd00:12::/32"));
}

}  // namespace reviewd
