// What the tests of the HTTP server share: a service that answers with what it was asked, a clock that the
// test moves, and clients on the other end of a socket pair. Everything runs on the test's thread, and
// nothing waits: bytes written into a socket pair are there at once.
#pragma once

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http_server.hpp"

namespace reviewd {

// Echoes "METHOD path|body" as text/plain; what is asked of /later waits in `waiting`.
class EchoService : public HttpService {
 public:
  std::optional<Response> before_body(const RequestHead& head) override;
  void handle(Request request, std::function<void(Response)> respond) override;
  Response problem(unsigned status, std::string_view code, std::string_view detail) override;
  std::string_view route_of(const RequestHead& head) override;

  // Answers before the body, when set: by path.
  std::function<std::optional<Response>(const RequestHead&)> judge;
  std::vector<RequestHead> judged;
  std::vector<Request> handled;
  std::vector<std::function<void(Response)>> waiting;
};

// A text answer of status 200.
Response text_response(std::string body);

// One end of a connection. Closes it when destroyed.
class HttpClient {
 public:
  HttpClient(boost::asio::io_context& loop, int descriptor) : loop_(&loop), descriptor_(descriptor) {}
  ~HttpClient();
  HttpClient(HttpClient&& other) noexcept;
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // Sends everything, letting the server read in between when the socket is full.
  void send(std::string_view bytes);
  // No more bytes will come from here.
  void finish_sending() const;
  // What the server has answered since the last call; lets it work first.
  std::string receive();
  // The server has closed its side; known after receive().
  [[nodiscard]] bool closed() const { return closed_; }

 private:
  boost::asio::io_context* loop_;
  int descriptor_;
  bool closed_ = false;
};

// A server without a listening socket, "localhost" and "reviews.example" being its names.
class HttpFixture {
 public:
  explicit HttpFixture(HttpLimits limits = {});

  // A connection from `peer_address`.
  HttpClient connect(std::string peer_address = "unix");
  // Sends on a new connection, answers what came back.
  std::string ask(std::string_view bytes);
  // Moves the clock and lets the server notice.
  void pass(std::chrono::milliseconds time);
  // Lets the server work until it has nothing to do.
  void run() { run_until_idle(loop); }
  static void run_until_idle(boost::asio::io_context& loop);

  boost::asio::io_context loop;
  EchoService service;
  std::chrono::steady_clock::time_point now{};
  std::vector<std::string> log_lines;
  std::vector<std::string> access_lines;
  std::unique_ptr<HttpServer> server;
};

// The bytes of an answer as this server writes it under the fixture's clock.
std::string expected_answer(std::string_view status_line, std::string_view fields, std::string_view body);
// A refusal by the server itself: problem+json whose body is the code, and a closed connection.
std::string expected_refusal(std::string_view status_line, std::string_view code);
// The status of each answer in the bytes.
std::vector<int> statuses(std::string_view bytes);

}  // namespace reviewd
