#include "api/http_connections.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <vector>

#include "api/http_answer.hpp"
#include "api/http_date.hpp"
#include "domain/assert.hpp"

namespace reviewd {
namespace {

namespace asio = boost::asio;

int socket_family(int descriptor) {
  int family = AF_UNSPEC;
  socklen_t size = sizeof(family);
  return getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &family, &size) == 0 ? family : AF_UNSPEC;
}

}  // namespace

HttpConnections::HttpConnections(asio::io_context& loop, HttpService& service, HttpServerSettings settings)
    : loop_(loop),
      service_(&service),
      settings_(std::move(settings)),
      host_names_({}, 0, settings_.names),
      timer_(loop) {
  if (!settings_.now) settings_.now = [] { return std::chrono::steady_clock::now(); };
  if (!settings_.wall_clock) {
    settings_.wall_clock = [] {
      return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    };
  }
}

void HttpConnections::admit(int descriptor, std::string peer_address) {
  if (draining_) {
    ::close(descriptor);
    return;
  }
  const bool refused = over_limit(peer_address);
  if (refused && counters_.connections_refused_open >= limits().refused_connections) {
    shed(descriptor);
    return;
  }
  ++counters_.connections_accepted;
  if (refused) ++counters_.connections_refused;
  const int family = socket_family(descriptor);
  if (family != AF_UNIX) {
    const int on = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  }
  HttpSocket socket(loop_);
  boost::system::error_code error;
  socket.assign(asio::generic::stream_protocol(family, 0), descriptor, error);
  if (error) {
    ::close(descriptor);
    return;
  }
  enlist(
      std::make_shared<HttpSession>(shared_from_this(), std::move(socket), std::move(peer_address), refused));
}

void HttpConnections::enlist(const std::shared_ptr<HttpSession>& session) {
  ++(session->refused() ? counters_.connections_refused_open : counters_.connections_open);
  if (!session->refused() && is_counted(session->peer_address())) ++by_address_[session->peer_address()];
  sessions_.emplace(session.get(), session);
  arm_timer();
  session->start();
}

void HttpConnections::remove(const HttpSession& session) {
  --(session.refused() ? counters_.connections_refused_open : counters_.connections_open);
  const auto counted = session.refused() ? by_address_.end() : by_address_.find(session.peer_address());
  if (counted != by_address_.end() && --counted->second == 0) by_address_.erase(counted);
  sessions_.erase(&session);
  if (draining_ && sessions_.empty()) report_drained();
}

// From loopback or a Unix socket the address does not tell clients apart.
bool HttpConnections::is_counted(const std::string& peer_address) {
  return peer_address != "unix" && peer_address != "::1" && !peer_address.starts_with("127.");
}

bool HttpConnections::over_limit(const std::string& peer_address) const {
  if (counters_.connections_open >= limits().connections) return true;
  const auto counted = by_address_.find(peer_address);
  return counted != by_address_.end() && counted->second >= limits().connections_per_address;
}

Response HttpConnections::over_limit_answer() {
  Response response =
      service_->problem(503, "too_many_connections", "The server has no connection to spare.");
  response.close = true;
  return response;
}

void HttpConnections::shed(int descriptor) {
  ++counters_.connections_accepted;
  ++counters_.connections_refused;
  HttpAnswer answer;
  if (answer.prepare(over_limit_answer(), {.date = date(), .keep_alive = false})) {
    const std::string text = answer.text();
    const auto sent = ::send(descriptor, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0) counters_.bytes_written += static_cast<std::uint64_t>(sent);
  }
  ::close(descriptor);
}

void HttpConnections::arm_timer() {
  if (timer_armed_ || sessions_.empty()) return;
  timer_armed_ = true;
  timer_.expires_after(limits().deadline_check);
  timer_.async_wait([self = shared_from_this()](boost::system::error_code error) {
    self->timer_armed_ = false;
    if (error) return;
    self->check_deadlines();
    self->arm_timer();
  });
}

void HttpConnections::check_deadlines() {
  const auto moment = now();
  std::vector<std::shared_ptr<HttpSession>> open;
  open.reserve(sessions_.size());
  for (const auto& [key, session] : sessions_) open.push_back(session);
  for (const auto& session : open) session->check_deadline(moment);
  if (moment < drained_by_) return;
  for (const auto& session : open) session->close_now();
}

void HttpConnections::drain(std::chrono::milliseconds within, std::function<void()> done) {
  REVIEWD_ASSERT(!draining_);
  draining_ = true;
  drained_by_ = now() + within;
  drained_ = std::move(done);
  std::vector<std::shared_ptr<HttpSession>> open;
  for (const auto& [key, session] : sessions_) open.push_back(session);
  if (open.empty()) report_drained();
  for (const auto& session : open) session->drain();
}

void HttpConnections::report_drained() {
  if (!drained_) return;
  asio::post(loop_, std::exchange(drained_, nullptr));
}

void HttpConnections::close_all() {
  service_ = nullptr;
  drained_ = nullptr;
  timer_.cancel();
  for (const auto& [key, session] : sessions_) session->close_socket();
  sessions_.clear();
  counters_.connections_open = counters_.connections_refused_open = 0;
}

std::string_view HttpConnections::date() {
  const auto second = settings_.wall_clock();
  if (second != date_second_) {
    date_second_ = second;
    date_ = http_date(second);
  }
  return date_;
}

void HttpConnections::log(std::string_view line) const {
  if (settings_.log) settings_.log(line);
}

}  // namespace reviewd
