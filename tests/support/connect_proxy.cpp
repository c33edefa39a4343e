#include "tests/support/connect_proxy.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace reviewd {
namespace {

bool pass_on(int from, int to) {
  char bytes[16'384];
  const auto size = ::recv(from, bytes, sizeof bytes, 0);
  return size > 0 && ::send(to, bytes, static_cast<std::size_t>(size), MSG_NOSIGNAL) == size;
}

// Until either side ends.
void pass_between(int client, int target) {
  pollfd both[2] = {{client, POLLIN, 0}, {target, POLLIN, 0}};
  while (::poll(both, 2, -1) > 0) {
    if (both[0].revents != 0 && !pass_on(client, target)) return;
    if (both[1].revents != 0 && !pass_on(target, client)) return;
  }
}

// To "127.0.0.1:4711"; -1 when nobody is there.
int connected_to(const std::string& place) {
  const auto colon = place.rfind(':');
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(place.substr(colon + 1))));
  ::inet_pton(AF_INET, place.substr(0, colon).c_str(), &address.sin_addr);
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return socket;
  ::close(socket);
  return -1;
}

}  // namespace

ConnectProxy::ConnectProxy(std::string answer) : answer_(std::move(answer)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("the proxy of the test cannot listen");
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept_all(); });
}

ConnectProxy::~ConnectProxy() {
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  ::close(listener_);
  {
    const std::lock_guard lock(mutex_);
    for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
  }
  for (std::thread& thread : threads_) thread.join();
  for (const int socket : sockets_) ::close(socket);
}

std::vector<std::string> ConnectProxy::asked() {
  const std::lock_guard lock(mutex_);
  return asked_;
}

void ConnectProxy::accept_all() {
  while (true) {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    const std::lock_guard lock(mutex_);
    sockets_.push_back(client);
    threads_.emplace_back([this, client] { serve(client); });
  }
}

void ConnectProxy::serve(int client) {
  std::string request;
  char byte = 0;
  while (!request.ends_with("\r\n\r\n")) {
    if (::recv(client, &byte, 1, 0) != 1) return;
    request += byte;
  }
  const std::string line = request.substr(0, request.find("\r\n"));
  {
    const std::lock_guard lock(mutex_);
    asked_.push_back(line);
  }
  const std::string place = line.substr(8, line.find(' ', 8) - 8);
  const int target = answer_.empty() ? connected_to(place) : -1;
  const std::string answer = target >= 0       ? "HTTP/1.1 200 Connected\r\n\r\n"
                             : answer_.empty() ? "HTTP/1.1 502 Nobody\r\n\r\n"
                                               : answer_;
  ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
  if (target < 0) {
    ::shutdown(client, SHUT_RDWR);
    return;
  }
  pass_between(client, target);
  ::shutdown(client, SHUT_RDWR);
  ::close(target);
}

}  // namespace reviewd
