#include "api/http_server.hpp"

#include <unistd.h>

#include "api/http_acceptor.hpp"
#include "api/http_connections.hpp"
#include "domain/assert.hpp"

namespace reviewd {

struct HttpServer::State {
  boost::asio::io_context& loop;
  ListenAddress listen;
  std::vector<std::string> names;
  std::shared_ptr<HttpConnections> connections;
  std::shared_ptr<HttpAcceptor> acceptor;
  std::uint16_t port = 0;

  void stop_listening() {
    if (!acceptor) return;
    acceptor->stop();
    acceptor.reset();
    if (const auto* local = std::get_if<UnixListen>(&listen)) ::unlink(local->path.c_str());
  }
};

HttpServer::HttpServer(boost::asio::io_context& loop, HttpService& service, HttpServerSettings settings) {
  state_ = std::make_unique<State>(State{loop, settings.listen, settings.names, nullptr, nullptr});
  state_->connections = std::make_shared<HttpConnections>(loop, service, std::move(settings));
}

HttpServer::~HttpServer() {
  state_->stop_listening();
  state_->connections->close_all();
}

std::expected<void, ListenFault> HttpServer::start() {
  REVIEWD_ASSERT(!state_->acceptor);
  const auto listening = open_listening_socket(state_->listen);
  if (!listening) return std::unexpected(listening.error());
  state_->port = listening->port;
  state_->connections->set_host_names(HttpHostNames(listening->address, listening->port, state_->names));
  state_->acceptor = std::make_shared<HttpAcceptor>(state_->loop, state_->connections, listening->descriptor);
  state_->acceptor->start();
  return {};
}

std::uint16_t HttpServer::port() const {
  return state_->port;
}

void HttpServer::adopt(int descriptor, std::string peer_address) {
  state_->connections->admit(descriptor, std::move(peer_address));
}

void HttpServer::drain(std::chrono::milliseconds within, std::function<void()> done) {
  state_->stop_listening();
  state_->connections->drain(within, std::move(done));
}

void HttpServer::check_deadlines() {
  state_->connections->check_deadlines();
}

const HttpCounters& HttpServer::counters() const {
  return state_->connections->counters();
}

}  // namespace reviewd
