// The HTTP/1.1 server: accepts connections, reads one request at a time from each, asks the service, writes
// the answer. Everything that could be read in two ways is refused and the connection closed; limits and
// deadlines are those of HttpLimits. All of it runs on the thread that runs the io_context, and every
// function here is called on that thread. It knows no route, no token and no JSON, and it has no TLS.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http_limits.hpp"
#include "api/http_listen.hpp"
#include "api/http_message.hpp"

namespace boost::asio {
class io_context;
}

namespace reviewd {

// What answers the requests. Called on the loop thread only; must not block. The server never calls two of
// these at once, but many requests (of different connections) may be waiting for their respond.
class HttpService {
 public:
  virtual ~HttpService() = default;

  // Asked as soon as the header section has passed the server's checks: before the body is read and before
  // "100 Continue" is sent. Token, route, method, media type and announced length are judged here. An answer
  // ends the request; the connection is then closed if a body was announced. None: go on.
  [[nodiscard]] virtual std::optional<Response> before_body(const RequestHead& head) = 0;

  // The whole request. `respond` is called exactly once, on the loop thread, at once or later; a second call
  // aborts the process. When the client has gone meanwhile the answer is dropped. A respond that is destroyed
  // without a call leaves the connection waiting: the service answers everything it is given.
  virtual void handle(Request request, std::function<void(Response)> respond) = 0;

  // The text of a refusal that the server itself makes. `code` is stable, `detail` is a sentence that carries
  // nothing of the request. The fields that the status wants (Retry-After of 503) are in it; closing is added
  // by the server.
  [[nodiscard]] virtual Response problem(unsigned status, std::string_view code, std::string_view detail) = 0;

  // The pattern of the request's path ("/v1/cases/{case_id}"), for the access log: a constant of the program,
  // empty where nothing is at the path. Asked only where there is an access log.
  [[nodiscard]] virtual std::string_view route_of(const RequestHead& head) = 0;
};

// Counted since the start, but connections_open and connections_refused_open, which go down too.
struct HttpCounters {
  std::uint64_t connections_open = 0;
  std::uint64_t connections_accepted = 0;
  // Answered 503 because a connection limit was reached or no file descriptor was left.
  std::uint64_t connections_refused = 0;
  // Refused connections that still linger.
  std::uint64_t connections_refused_open = 0;
  // accept() that failed: no descriptors, no memory.
  std::uint64_t accept_failures = 0;
  // Answers begun, by the first digit of the status: [2] counts 200 to 299. [1] counts "100 Continue".
  std::array<std::uint64_t, 6> answers{};
  // Refusals of the server itself: framing, Host, limits, deadlines.
  std::uint64_t refusals = 0;
  // Deadlines passed while reading a header section, reading a body, idle, or writing.
  std::uint64_t header_timeouts = 0;
  std::uint64_t body_timeouts = 0;
  std::uint64_t idle_timeouts = 0;
  std::uint64_t write_timeouts = 0;
  // Bodies that come bit by bit: open now, and ended because the client took too long.
  std::uint64_t streams_open = 0;
  std::uint64_t streams_dropped = 0;
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_written = 0;
};

// One line of the access log. Nothing that a client wrote is in it but the method, which the server knows.
struct HttpAccess {
  // Empty when the request line could not be read.
  std::string_view method;
  // Of its path; empty where nothing is there.
  std::string_view route;
  unsigned status = 0;
  // From the end of the header section to the beginning of the answer.
  std::chrono::microseconds duration{0};
};

// Everything the server is given, once. The functions are called on the loop thread and must not block.
struct HttpServerSettings {
  ListenAddress listen = TcpListen{"127.0.0.1", 8080};
  // Values of Host that are ours beside the listening address and "localhost": "name" (without a port or with
  // the listening port) or "name:port". Anything else is 421.
  std::vector<std::string> names;
  HttpLimits limits;
  // The clock of the deadlines. Empty: the steady clock of the system.
  std::function<std::chrono::steady_clock::time_point()> now;
  // The clock of the Date field. Empty: the system clock.
  std::function<std::chrono::sys_seconds()> wall_clock;
  // Takes one line about the server's own troubles, without anything of a request. Empty: dropped.
  std::function<void(std::string_view)> log;
  // Called for every answer. Empty: not called.
  std::function<void(const HttpAccess&)> access_log;
};

// The server itself. Destroying it closes every connection without an answer; handlers still in the
// io_context find it gone and do nothing, and a respond called after that is dropped.
class HttpServer {
 public:
  // Keeps references to both; they outlive the server. Opens nothing yet.
  HttpServer(boost::asio::io_context& loop, HttpService& service, HttpServerSettings settings);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Opens the listening socket and begins to accept. The fault says in a sentence why not; the caller shows
  // it and stops. Called once.
  [[nodiscard]] std::expected<void, ListenFault> start();

  // The bound TCP port after start(); 0 for a Unix socket.
  [[nodiscard]] std::uint16_t port() const;

  // Takes a connected stream socket as if it had been accepted, limits included: for tests over a socket
  // pair.
  void adopt(int descriptor, std::string peer_address);

  // Stops accepting, closes idle connections, answers what is under way with Connection: close, and closes
  // what is left when `within` has passed. `done` (may be empty) is called once, from the loop, when no
  // connection is left. Called once.
  void drain(std::chrono::milliseconds within, std::function<void()> done);

  // Looks at every deadline now. The server's own timer does this while a connection is open; a test that
  // gives its own clock calls it after moving the clock.
  void check_deadlines();

  [[nodiscard]] const HttpCounters& counters() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reviewd
