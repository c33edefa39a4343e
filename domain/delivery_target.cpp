#include "domain/delivery_target.hpp"

#include <algorithm>
#include <charconv>

namespace reviewd {
namespace {

struct Special {
  std::string_view range;
  AddressVerdict verdict;
};

constexpr AddressVerdict by_range = AddressVerdict::needs_a_range;
constexpr AddressVerdict never = AddressVerdict::never;

// The special-purpose registries of IANA; the first that holds an address decides.
constexpr std::array special{
    Special{"0.0.0.0/32", never},         Special{"255.255.255.255/32", never},
    Special{"224.0.0.0/4", never},        Special{"0.0.0.0/8", by_range},
    Special{"10.0.0.0/8", by_range},      Special{"100.64.0.0/10", by_range},
    Special{"127.0.0.0/8", by_range},     Special{"169.254.0.0/16", by_range},
    Special{"172.16.0.0/12", by_range},   Special{"192.0.0.0/24", by_range},
    Special{"192.0.2.0/24", by_range},    Special{"192.88.99.0/24", by_range},
    Special{"192.168.0.0/16", by_range},  Special{"198.18.0.0/15", by_range},
    Special{"198.51.100.0/24", by_range}, Special{"203.0.113.0/24", by_range},
    Special{"240.0.0.0/4", by_range},     Special{"::/128", never},
    Special{"ff00::/8", never},           Special{"::/8", by_range},
    Special{"64:ff9b::/96", by_range},    Special{"64:ff9b:1::/48", by_range},
    Special{"100::/64", by_range},        Special{"2001::/23", by_range},
    Special{"2001:db8::/32", by_range},   Special{"2002::/16", by_range},
    Special{"3fff::/20", by_range},       Special{"5f00::/16", by_range},
    Special{"fc00::/7", by_range},        Special{"fe80::/10", by_range},
    Special{"fec0::/10", by_range},
};

// Wider than what a subscription may name.
IpRange range_of(std::string_view text) {
  const auto slash = text.find('/');
  IpRange range{*IpAddress::parse(text.substr(0, slash)), 0};
  const std::string_view bits = text.substr(slash + 1);
  std::from_chars(bits.data(), bits.data() + bits.size(), range.bits);
  return range;
}

AddressVerdict verdict_of(const IpAddress& address) {
  static const auto ranges = [] {
    std::vector<std::pair<IpRange, AddressVerdict>> read;
    for (const Special& each : special) read.emplace_back(range_of(each.range), each.verdict);
    return read;
  }();
  for (const auto& [range, verdict] : ranges)
    if (range.contains(address)) return verdict;
  return AddressVerdict::allowed;
}

// The IPv4 address that an IPv6 address stands for.
std::optional<IpAddress> embedded(const IpAddress& address) {
  static const std::array<std::pair<IpRange, std::size_t>, 4> where{{
      {range_of("::ffff:0:0/96"), 12},
      {range_of("::/96"), 12},
      {range_of("64:ff9b::/96"), 12},
      {range_of("2002::/16"), 2},
  }};
  if (!address.v6) return std::nullopt;
  for (const auto& [range, at] : where) {
    if (!range.contains(address)) continue;
    IpAddress inner;
    std::copy_n(address.bytes.begin() + static_cast<std::ptrdiff_t>(at), 4, inner.bytes.begin());
    return inner;
  }
  return std::nullopt;
}

bool within(const IpAddress& address, const std::vector<IpRange>& allowed) {
  return std::ranges::any_of(allowed, [&](const IpRange& range) { return range.contains(address); });
}

TargetFault not_a_url() {
  return {"not_a_url", "This is no URL of the form https://host/path."};
}

bool is_letter_or_digit(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

// Labels of letters, digits and hyphens, which also may begin with an underscore.
bool is_host_name(std::string_view host) {
  if (host.empty() || host.size() > 253) return false;
  while (!host.empty()) {
    const auto dot = std::min(host.find('.'), host.size());
    const std::string_view label = host.substr(0, dot);
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    for (const char letter : label)
      if (!is_letter_or_digit(letter) && letter != '-' && letter != '_') return false;
    if (dot + 1 == host.size()) return false;
    host.remove_prefix(std::min(dot + 1, host.size()));
  }
  return true;
}

// What the system would read as a number, and so as an address: the last label begins with a digit.
bool looks_like_an_address(std::string_view host) {
  const auto dot = host.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? host : host.substr(dot + 1);
  return !last.empty() && last.front() >= '0' && last.front() <= '9';
}

std::string in_lower_case(std::string_view text) {
  std::string lower{text};
  for (char& letter : lower)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
  return lower;
}

std::optional<std::uint16_t> port_of(std::string_view text) {
  unsigned port = 0;
  if (text.empty() || text.size() > 5) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port == 0 || port > 65535)
    return std::nullopt;
  return static_cast<std::uint16_t>(port);
}

// Host and port; the default port stands in `target` already.
std::optional<TargetFault> read_authority(std::string_view authority, DeliveryTarget& target) {
  std::string_view host = authority;
  std::string_view rest;
  if (authority.starts_with('[')) {
    const auto end = authority.find(']');
    if (end == std::string_view::npos) return not_a_url();
    host = authority.substr(1, end - 1);
    rest = authority.substr(end + 1);
    target.address = IpAddress::parse(host);
    if (!target.address || !target.address->v6)
      return TargetFault{"odd_address", "The host is no IPv6 address as it is usually spelt."};
  } else if (const auto colon = authority.find(':'); colon != std::string_view::npos) {
    host = authority.substr(0, colon);
    rest = authority.substr(colon);
  }
  if (!rest.empty()) {
    const auto port = rest.front() == ':' ? port_of(rest.substr(1)) : std::nullopt;
    if (!port) return not_a_url();
    target.port = *port;
  }
  target.host = in_lower_case(host);
  if (!target.address) target.address = IpAddress::parse(target.host);
  if (target.address) return std::nullopt;
  if (!is_host_name(target.host)) return not_a_url();
  if (looks_like_an_address(target.host))
    return TargetFault{"odd_address",
                       "The host looks like an address and is none as it is usually spelt: four decimal "
                       "numbers."};
  return std::nullopt;
}

}  // namespace

AddressVerdict judge(const IpAddress& address, const std::vector<IpRange>& allowed) {
  const AddressVerdict own = verdict_of(address);
  const auto inner = embedded(address);
  const AddressVerdict inside = inner ? verdict_of(*inner) : AddressVerdict::allowed;
  if (own == never || inside == never) return never;
  if (own == AddressVerdict::allowed && inside == AddressVerdict::allowed) return AddressVerdict::allowed;
  if (within(address, allowed) || (inner && within(*inner, allowed))) return AddressVerdict::allowed;
  return AddressVerdict::needs_a_range;
}

std::expected<DeliveryTarget, TargetFault> read_target(std::string_view url, bool http_allowed) {
  constexpr std::size_t longest = 2000;
  const bool printable =
      std::ranges::all_of(url, [](char letter) { return letter > ' ' && letter < 0x7f && letter != '\\'; });
  if (url.empty() || url.size() > longest || !printable) return std::unexpected(not_a_url());
  DeliveryTarget target;
  const std::string scheme = in_lower_case(url.substr(0, std::min(url.find("://"), url.size())));
  if (scheme.size() + 3 > url.size()) return std::unexpected(not_a_url());
  target.tls = scheme == "https";
  if (!target.tls && (scheme != "http" || !http_allowed))
    return std::unexpected(TargetFault{"not_https", "The URL must begin with https://."});
  if (!target.tls) target.port = 80;
  url.remove_prefix(scheme.size() + 3);
  const auto end = std::min(url.find_first_of("/?#"), url.size());
  const std::string_view authority = url.substr(0, end);
  target.path = std::string{url.substr(end)};
  if (target.path.find('#') != std::string::npos) return std::unexpected(not_a_url());
  if (!target.path.starts_with('/')) target.path.insert(0, "/");
  if (authority.find('@') != std::string_view::npos)
    return std::unexpected(
        TargetFault{"credentials_in_url", "A user or a password has no place in the URL."});
  if (auto fault = read_authority(authority, target)) return std::unexpected(std::move(*fault));
  target.authority = in_lower_case(authority);
  return target;
}

}  // namespace reviewd
