// Where a delivery may go: the reading of a webhook's URL, and the one check of an address that is made when
// it is saved, pinged and sent to. A way out of the council's network must not become a way in. Pure; any
// thread.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reviewd {

// An IPv4 or IPv6 address. IPv4 takes the first four bytes.
struct IpAddress {
  bool v6 = false;
  std::array<std::uint8_t, 16> bytes{};

  // "10.1.2.3" in four decimal numbers without leading zeros, or IPv6 as RFC 4291 spells it (without zone).
  static std::optional<IpAddress> parse(std::string_view text);
  std::string text() const;
  bool operator==(const IpAddress&) const = default;
};

// "10.1.0.0/16", "fd00:12::/32".
struct IpRange {
  IpAddress first;
  int bits = 0;  // of the prefix

  // Nothing when it is ill-formed, when bits are set behind the prefix, or when it is wider than a private
  // network is: /8, or /32 of IPv6.
  static std::optional<IpRange> parse(std::string_view text);
  bool contains(const IpAddress& address) const;
};

// Why an address is not to be connected to. `never`: no range can allow it.
enum class AddressVerdict { allowed, needs_a_range, never };

// Public addresses are allowed. Loopback, private, link-local (where clouds keep their metadata), shared,
// documentation and reserved ones are where a range holds them; multicast, broadcast and unspecified ones are
// not. What embeds an IPv4 address (mapped, NAT64, 6to4) is judged by that one as well, and a range may hold
// either.
AddressVerdict judge(const IpAddress& address, const std::vector<IpRange>& allowed);

// A URL taken apart: "https://receiver.example:8443/hooks?x=1".
struct DeliveryTarget {
  bool tls = true;
  std::string host;                  // in lower case; an IPv6 address without brackets
  std::optional<IpAddress> address;  // when the host is one
  std::uint16_t port = 443;
  std::string path;       // with the query; at least "/"
  std::string authority;  // as Host carries it
};

// Why a URL is refused: a stable code for `errors[]`, and a sentence. Never the URL.
struct TargetFault {
  std::string code;  // "not_a_url", "not_https", "odd_address", "credentials_in_url"
  std::string detail;
};

// At most 2,000 letters of ASCII; no user, no fragment. A host that only looks like an address ("127.1",
// "0x7f000001", "2130706433", "0177.0.0.1") is "odd_address".
[[nodiscard]] std::expected<DeliveryTarget, TargetFault> read_target(std::string_view url, bool http_allowed);

}  // namespace reviewd
