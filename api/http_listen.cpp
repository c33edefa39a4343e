#include "api/http_listen.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

namespace reviewd {
namespace {

// Connections that may wait in the kernel before they are accepted.
constexpr int backlog = 1024;

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t size = 0;
  [[nodiscard]] const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

std::unexpected<ListenFault> fault(std::string text) {
  return std::unexpected(ListenFault{std::move(text)});
}

std::unexpected<ListenFault> system_fault(const std::string& what, int error) {
  return fault(what + ": " + std::generic_category().message(error));
}

// Closes the descriptor unless it is released.
class OwnedDescriptor {
 public:
  explicit OwnedDescriptor(int descriptor) : descriptor_(descriptor) {}
  ~OwnedDescriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OwnedDescriptor(const OwnedDescriptor&) = delete;
  OwnedDescriptor& operator=(const OwnedDescriptor&) = delete;
  [[nodiscard]] int get() const { return descriptor_; }
  [[nodiscard]] int release() { return std::exchange(descriptor_, -1); }

 private:
  int descriptor_;
};

std::optional<SocketAddress> tcp_address(const TcpListen& listen) {
  SocketAddress address;
  auto& four = reinterpret_cast<sockaddr_in&>(address.storage);
  if (inet_pton(AF_INET, listen.address.c_str(), &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    four.sin_port = htons(listen.port);
    address.size = sizeof(four);
    return address;
  }
  auto& six = reinterpret_cast<sockaddr_in6&>(address.storage);
  if (inet_pton(AF_INET6, listen.address.c_str(), &six.sin6_addr) != 1) return std::nullopt;
  six.sin6_family = AF_INET6;
  six.sin6_port = htons(listen.port);
  address.size = sizeof(six);
  return address;
}

std::optional<SocketAddress> bound_address(int descriptor) {
  SocketAddress address;
  address.size = sizeof(address.storage);
  if (getsockname(descriptor, reinterpret_cast<sockaddr*>(&address.storage), &address.size) != 0) return {};
  return address;
}

ListeningSocket describe(int descriptor, const SocketAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.storage.ss_family == AF_INET) {
    const auto& four = reinterpret_cast<const sockaddr_in&>(address.storage);
    inet_ntop(AF_INET, &four.sin_addr, text.data(), text.size());
    return {descriptor, text.data(), ntohs(four.sin_port)};
  }
  if (address.storage.ss_family == AF_INET6) {
    const auto& six = reinterpret_cast<const sockaddr_in6&>(address.storage);
    inet_ntop(AF_INET6, &six.sin6_addr, text.data(), text.size());
    return {descriptor, text.data(), ntohs(six.sin6_port)};
  }
  return {descriptor, {}, 0};
}

bool is_loopback_address(const SocketAddress& address) {
  if (address.storage.ss_family == AF_UNIX) return true;
  if (address.storage.ss_family == AF_INET) {
    const auto& four = reinterpret_cast<const sockaddr_in&>(address.storage);
    return (ntohl(four.sin_addr.s_addr) >> 24U) == 127;
  }
  const auto& six = reinterpret_cast<const sockaddr_in6&>(address.storage);
  return address.storage.ss_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&six.sin6_addr) != 0;
}

std::expected<ListeningSocket, ListenFault> finish_listening(OwnedDescriptor& socket,
                                                             const std::string& name) {
  if (::listen(socket.get(), backlog) != 0) return system_fault("cannot listen on " + name, errno);
  const auto address = bound_address(socket.get());
  if (!address) return system_fault("cannot tell the address of " + name, errno);
  return describe(socket.release(), *address);
}

std::expected<ListeningSocket, ListenFault> open_tcp(const TcpListen& listen) {
  const std::string name = listen.address + " port " + std::to_string(listen.port);
  const auto address = tcp_address(listen);
  if (!address) return fault(listen.address + " is not a numeric address");
  OwnedDescriptor socket(::socket(address->storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (socket.get() < 0) return system_fault("cannot open a socket for " + name, errno);
  const int on = 1;
  setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  if (::bind(socket.get(), address->get(), address->size) != 0)
    return system_fault("cannot bind " + name, errno);
  return finish_listening(socket, name);
}

// A socket file that nobody listens on is left over from a process that was killed.
bool is_stale(const SocketAddress& address) {
  const OwnedDescriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  return probe.get() >= 0 && ::connect(probe.get(), address.get(), address.size) != 0 &&
         errno == ECONNREFUSED;
}

std::expected<ListeningSocket, ListenFault> open_unix(const UnixListen& listen) {
  const std::string name = listen.path.string();
  SocketAddress address;
  auto& local = reinterpret_cast<sockaddr_un&>(address.storage);
  if (name.empty() || name.size() >= sizeof(local.sun_path))
    return fault(name + " is no path for a Unix socket");
  local.sun_family = AF_UNIX;
  std::memcpy(local.sun_path, name.c_str(), name.size() + 1);
  address.size = sizeof(local);
  if (is_stale(address)) ::unlink(name.c_str());
  OwnedDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (socket.get() < 0) return system_fault("cannot open a socket for " + name, errno);
  if (::bind(socket.get(), address.get(), address.size) != 0)
    return system_fault("cannot bind " + name, errno);
  if (::chmod(name.c_str(), 0660) != 0) return system_fault("cannot set the mode of " + name, errno);
  return finish_listening(socket, name);
}

std::expected<ListeningSocket, ListenFault> take_inherited(const InheritedListen& listen) {
  const std::string name = "inherited descriptor " + std::to_string(listen.descriptor);
  int listening = 0;
  socklen_t size = sizeof(listening);
  if (getsockopt(listen.descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) != 0) {
    return system_fault(name + " is no socket", errno);
  }
  if (listening == 0) return fault(name + " is not a listening socket");
  const int flags = ::fcntl(listen.descriptor, F_GETFL);
  if (flags < 0 || ::fcntl(listen.descriptor, F_SETFL, flags | O_NONBLOCK) != 0 ||
      ::fcntl(listen.descriptor, F_SETFD, FD_CLOEXEC) != 0) {
    return system_fault("cannot prepare the " + name, errno);
  }
  const auto address = bound_address(listen.descriptor);
  if (!address) return system_fault("cannot tell the address of the " + name, errno);
  return describe(listen.descriptor, *address);
}

}  // namespace

std::expected<ListenAddress, ListenFault> parse_listen_address(std::string_view text) {
  if (text.starts_with("unix:/")) return UnixListen{std::filesystem::path(text.substr(5))};
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return fault("a listening address is ADDRESS:PORT or unix:/PATH");
  const std::string_view digits = text.substr(colon + 1);
  TcpListen listen{std::string(text.substr(0, colon)), 0};
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), listen.port);
  if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) {
    return fault("the port of a listening address is a number from 0 to 65535");
  }
  const bool bracketed = listen.address.starts_with('[') && listen.address.ends_with(']');
  if (bracketed) listen.address = listen.address.substr(1, listen.address.size() - 2);
  if (listen.address == "localhost") listen.address = "127.0.0.1";
  const auto address = tcp_address(listen);
  if (!address || bracketed != (address->storage.ss_family == AF_INET6)) {
    return fault("a listening address is numeric, with brackets if it is IPv6");
  }
  return listen;
}

bool is_loopback(const ListenAddress& address) {
  if (const auto* tcp = std::get_if<TcpListen>(&address)) {
    const auto numeric = tcp_address(*tcp);
    return numeric && is_loopback_address(*numeric);
  }
  if (const auto* inherited = std::get_if<InheritedListen>(&address)) {
    const auto bound = bound_address(inherited->descriptor);
    return bound && is_loopback_address(*bound);
  }
  return true;
}

std::expected<ListeningSocket, ListenFault> open_listening_socket(const ListenAddress& address) {
  if (const auto* tcp = std::get_if<TcpListen>(&address)) return open_tcp(*tcp);
  if (const auto* local = std::get_if<UnixListen>(&address)) return open_unix(*local);
  return take_inherited(std::get<InheritedListen>(address));
}

}  // namespace reviewd
