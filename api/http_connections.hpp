// All open connections of one server and what they share: service, limits, counters, clocks, the Date text.
// Admits or refuses new connections, looks at their deadlines, drains them. Loop thread only. It does not
// listen (http_acceptor) and reads no byte (http_session). Included by the sources of the HTTP server alone.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "api/http_host.hpp"
#include "api/http_server.hpp"
#include "api/http_session.hpp"

namespace reviewd {

// Shared with each session, so that a completion which comes after the server is gone still finds it.
class HttpConnections : public std::enable_shared_from_this<HttpConnections> {
 public:
  // Keeps references to loop and service.
  HttpConnections(boost::asio::io_context& loop, HttpService& service, HttpServerSettings settings);

  // Which Host is ours; called before the first admit, once the port is known.
  void set_host_names(HttpHostNames names) { host_names_ = std::move(names); }

  // Takes a connected, non-blocking socket. Over a limit it is answered 503 and closed.
  void admit(int descriptor, std::string peer_address);
  // Answers 503 in one attempt and closes: for a socket that nothing can be kept for.
  void shed(int descriptor);
  // As HttpServer::drain, without the accepting.
  void drain(std::chrono::milliseconds within, std::function<void()> done);
  // Closes everything; the service is never called again.
  void close_all();
  // Looks at every deadline.
  void check_deadlines();

  // A session has closed its socket; it is forgotten.
  void remove(const HttpSession& session);

  [[nodiscard]] HttpService& service() { return *service_; }
  [[nodiscard]] const HttpLimits& limits() const { return settings_.limits; }
  [[nodiscard]] const HttpHostNames& host_names() const { return host_names_; }
  [[nodiscard]] HttpCounters& counters() { return counters_; }
  [[nodiscard]] bool draining() const { return draining_; }
  [[nodiscard]] HttpSession::TimePoint now() const { return settings_.now(); }
  // The Date field of this second.
  [[nodiscard]] std::string_view date();
  // 503 with Retry-After.
  [[nodiscard]] Response over_limit_answer();
  [[nodiscard]] bool logs_access() const { return settings_.access_log != nullptr; }
  void record_access(const HttpAccess& access) { settings_.access_log(access); }
  void log(std::string_view line) const;

 private:
  [[nodiscard]] static bool is_counted(const std::string& peer_address);
  [[nodiscard]] bool over_limit(const std::string& peer_address) const;
  void enlist(const std::shared_ptr<HttpSession>& session);
  void arm_timer();
  void report_drained();

  boost::asio::io_context& loop_;
  HttpService* service_;
  HttpServerSettings settings_;
  HttpHostNames host_names_;
  HttpCounters counters_;
  boost::asio::steady_timer timer_;
  bool timer_armed_ = false;
  bool draining_ = false;
  HttpSession::TimePoint drained_by_ = HttpSession::TimePoint::max();
  std::function<void()> drained_;
  std::unordered_map<const HttpSession*, std::shared_ptr<HttpSession>> sessions_;
  std::unordered_map<std::string, std::size_t> by_address_;
  std::chrono::sys_seconds date_second_{std::chrono::seconds{-1}};
  std::string date_;
};

}  // namespace reviewd
