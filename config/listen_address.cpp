#include <arpa/inet.h>

#include <charconv>

#include "config/settings.hpp"

namespace reviewd {
namespace {

constexpr std::size_t longest_socket_path = 107;  // of sockaddr_un, without the closing zero
constexpr std::string_view socket_prefix = "unix:";

std::expected<ConfiguredAddress, std::string> socket_address(std::string_view path) {
  if (path.empty() || path.front() != '/') return std::unexpected("must name a socket by an absolute path");
  if (path.size() > longest_socket_path)
    return std::unexpected("must name a socket by a path of at most 107 bytes");
  return ConfiguredAddress{true, "", 0, std::string{path}};
}

// Only what the machine itself can reach: without TLS the tokens would cross the network in the clear.
bool loopback(const std::string& host) {
  if (host == "localhost") return true;
  in_addr four{};
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24U) == 127;
  in6_addr six{};
  return inet_pton(AF_INET6, host.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

}  // namespace

std::expected<ConfiguredAddress, std::string> parse_configured_address(std::string_view text) {
  if (text.starts_with(socket_prefix)) return socket_address(text.substr(socket_prefix.size()));
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0)
    return std::unexpected("must be written ADDRESS:PORT or unix:/path");
  std::string_view host = text.substr(0, colon);
  const bool bracketed = host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  if (bracketed != host.contains(':')) return std::unexpected("must have an IPv6 address in brackets");
  const std::string_view digits = text.substr(colon + 1);
  std::uint16_t port = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (digits.empty() || read.ec != std::errc{} || read.ptr != digits.data() + digits.size())
    return std::unexpected("must end in a port from 0 to 65535");
  if (!loopback(std::string{host}))
    return std::unexpected("must be on loopback (127.0.0.1, [::1]) or a Unix socket until there is TLS");
  return ConfiguredAddress{false, host == "localhost" ? "127.0.0.1" : std::string{host}, port, ""};
}

}  // namespace reviewd
