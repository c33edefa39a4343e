// Where the HTTP server listens: a TCP address, a Unix socket, or a socket that systemd opened for it. Parses
// the text of the settings and opens the listening socket. Called once at start; it does not accept, and it
// does not judge whether an address is allowed (loopback only, until there is TLS: is_loopback tells the
// caller).
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>

namespace reviewd {

// A numeric address, IPv4 or IPv6 without brackets. Port 0: the kernel chooses one.
struct TcpListen {
  std::string address;
  std::uint16_t port = 0;
};

// A Unix socket: made with mode 0660, a stale one is replaced, removed when the server stops.
struct UnixListen {
  std::filesystem::path path;
};

// An already listening stream socket, as systemd hands it over. The server takes it and closes it.
struct InheritedListen {
  int descriptor = -1;
};

using ListenAddress = std::variant<TcpListen, UnixListen, InheritedListen>;

// Why a socket could not be opened or a text is no address: one plain sentence for the operator.
struct ListenFault {
  std::string text;
};

// A listening socket, owned by whoever holds the descriptor.
struct ListeningSocket {
  int descriptor = -1;
  // The numeric address without brackets; empty for a Unix socket.
  std::string address;
  // The bound port; 0 for a Unix socket.
  std::uint16_t port = 0;
};

// Reads "127.0.0.1:8080", "[::1]:8080", "localhost:8080" (the IPv4 loopback) or "unix:/path/of/socket". The
// fault says what is wrong with the text; the caller shows it and stops.
[[nodiscard]] std::expected<ListenAddress, ListenFault> parse_listen_address(std::string_view text);

// Whether only this machine can connect: a loopback address or a Unix socket. Of an inherited socket it looks
// at the address it is bound to.
[[nodiscard]] bool is_loopback(const ListenAddress& address);

// Opens (or takes over) the listening socket, non-blocking and closed on exec. The fault names address and
// cause (in use, no right, not a listening socket); the caller shows it and stops.
[[nodiscard]] std::expected<ListeningSocket, ListenFault> open_listening_socket(const ListenAddress& address);

}  // namespace reviewd
