#include "api/http_acceptor.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

#include "api/http_connections.hpp"

namespace reviewd {
namespace {

namespace asio = boost::asio;

// Connections taken before others get their turn.
constexpr int accepts_in_a_row = 64;

std::string address_text(const sockaddr_storage& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(address).sin_addr, text.data(), text.size());
  } else if (address.ss_family == AF_INET6) {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, text.data(), text.size());
  } else {
    return "unix";
  }
  std::string result(text.data());
  return result.starts_with("::ffff:") && result.contains('.') ? result.substr(7) : result;
}

int open_spare() {
  return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

}  // namespace

HttpAcceptor::HttpAcceptor(asio::io_context& loop, std::shared_ptr<HttpConnections> connections,
                           int descriptor)
    : listening_(loop, descriptor),
      timer_(loop),
      connections_(std::move(connections)),
      spare_(open_spare()) {}

HttpAcceptor::~HttpAcceptor() {
  if (spare_ >= 0) ::close(spare_);
}

void HttpAcceptor::stop() {
  boost::system::error_code ignored;
  listening_.close(ignored);
  timer_.cancel();
}

void HttpAcceptor::wait() {
  listening_.async_wait(asio::posix::stream_descriptor::wait_read,
                        [self = shared_from_this()](boost::system::error_code error) {
                          if (error || !self->listening_.is_open()) return;
                          self->accept_waiting();
                        });
}

void HttpAcceptor::pause() {
  timer_.expires_after(connections_->limits().accept_pause);
  timer_.async_wait([self = shared_from_this()](boost::system::error_code error) {
    if (error || !self->listening_.is_open()) return;
    self->accept_waiting();
  });
}

void HttpAcceptor::accept_waiting() {
  for (int i = 0; i < accepts_in_a_row; ++i) {
    const Next next = accept_one();
    if (next == Next::pause) return pause();
    if (next == Next::wait) break;
  }
  wait();
}

HttpAcceptor::Next HttpAcceptor::accept_one() {
  sockaddr_storage address{};
  socklen_t size = sizeof(address);
  const int descriptor = ::accept4(listening_.native_handle(), reinterpret_cast<sockaddr*>(&address), &size,
                                   SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor < 0) return after_failure(errno);
  connections_->admit(descriptor, address_text(address));
  return Next::again;
}

HttpAcceptor::Next HttpAcceptor::after_failure(int error) {
  if (error == EAGAIN || error == EWOULDBLOCK) return Next::wait;
  // On Linux accept also reports what happened to the waiting connection: that one is lost, the next is not.
  if (error == ECONNABORTED || error == EINTR || error == EPROTO || error == EPERM || error == ENETDOWN ||
      error == ENETUNREACH || error == EHOSTDOWN || error == EHOSTUNREACH || error == ENOPROTOOPT ||
      error == ENONET || error == EOPNOTSUPP) {
    return Next::again;
  }
  ++connections_->counters().accept_failures;
  if (error == EMFILE || error == ENFILE) return shed_one();
  connections_->log("accept failed; trying again");
  return Next::pause;
}

HttpAcceptor::Next HttpAcceptor::shed_one() {
  if (spare_ < 0) spare_ = open_spare();
  if (spare_ < 0) return Next::pause;
  ::close(spare_);
  const int descriptor =
      ::accept4(listening_.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  const bool accepted = descriptor >= 0;
  const bool empty = !accepted && (errno == EAGAIN || errno == EWOULDBLOCK);
  if (accepted) connections_->shed(descriptor);
  spare_ = open_spare();
  connections_->log("no file descriptor left; a connection was refused");
  if (empty) return Next::wait;
  return accepted && spare_ >= 0 ? Next::again : Next::pause;
}

}  // namespace reviewd
