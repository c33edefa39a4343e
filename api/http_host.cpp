#include "api/http_host.hpp"

#include <algorithm>
#include <charconv>

#include "api/http_characters.hpp"

namespace reviewd {
namespace {

struct Authority {
  std::string_view host;
  std::optional<std::uint16_t> port;
};

bool is_address_literal(std::string_view host) {
  return host.size() > 4 && host.starts_with('[') && host.ends_with(']') &&
         std::ranges::all_of(host.substr(1, host.size() - 2),
                             [](char c) { return hex_value(c) >= 0 || c == ':' || c == '.'; });
}

bool is_host(std::string_view host) {
  return is_address_literal(host) || (!host.empty() && std::ranges::all_of(host, is_name_char));
}

std::optional<Authority> parse_authority(std::string_view text) {
  const std::size_t bracket = text.starts_with('[') ? text.find(']') : 0;
  if (bracket == std::string_view::npos) return std::nullopt;
  const std::size_t colon = text.find(':', bracket);
  Authority authority{text.substr(0, colon), std::nullopt};
  if (!is_host(authority.host)) return std::nullopt;
  if (colon == std::string_view::npos) return authority;
  const std::string_view digits = text.substr(colon + 1);
  std::uint16_t port = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) return std::nullopt;
  authority.port = port;
  return authority;
}

}  // namespace

HttpHostNames::HttpHostNames(std::string_view address, std::uint16_t port,
                             const std::vector<std::string>& names)
    : listening_port_(port) {
  const bool six = address.contains(':');
  if (!address.empty()) names_.push_back({six ? '[' + std::string(address) + ']' : std::string(address), {}});
  names_.push_back({"localhost", {}});
  for (const auto& name : names) {
    if (const auto authority = parse_authority(name)) {
      names_.push_back({std::string(authority->host), authority->port});
    }
  }
}

std::expected<void, HttpRefusal> HttpHostNames::check(const HeaderFields& fields) const {
  const auto value = fields.first("host");
  if (!value) return refuse(400, "missing_host", "The request has no Host field.");
  if (fields.count("host") > 1)
    return refuse(400, "duplicate_host", "The request has more than one Host field.");
  const auto authority = parse_authority(*value);
  if (!authority) return refuse(400, "malformed_host", "The Host field does not name a host.");
  const auto ours = [&](const Name& name) {
    const bool port_fits =
        name.port ? authority->port == name.port : !authority->port || authority->port == listening_port_;
    return port_fits && equal_ignoring_case(name.host, authority->host);
  };
  if (std::ranges::any_of(names_, ours)) return {};
  return refuse(421, "misdirected_request",
                "The Host field names a host that this server does not answer for.");
}

}  // namespace reviewd
