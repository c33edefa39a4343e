// One answer on its way out: Beast's message and serializer around the Response of a service. Header and body
// go out in one gathered write where the socket takes it. One per connection, used again for each of its
// answers; loop thread. It decides nothing about the connection.
#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "api/http_message.hpp"

namespace reviewd {

class HttpSession;

// A TCP or a Unix stream socket.
using HttpSocket = boost::asio::generic::stream_protocol::socket;

// What the server adds to a Response.
struct AnswerFrame {
  // The text of the Date field.
  std::string_view date;
  // To HEAD: everything but the body.
  bool head_only = false;
  // Otherwise "Connection: close" is said.
  bool keep_alive = true;
  // The body comes bit by bit, after this head.
  bool streamed = false;
  // 0 for an HTTP/1.0 client, who must be told "Connection: keep-alive".
  unsigned minor_version = 1;
};

// Beast's types live behind the pointer.
class HttpAnswer {
 public:
  HttpAnswer();
  ~HttpAnswer();
  HttpAnswer(const HttpAnswer&) = delete;
  HttpAnswer& operator=(const HttpAnswer&) = delete;

  // Takes the response. False, and nothing taken, when it cannot be sent: a status outside 200 to 599, or a
  // field whose name or value would break out of its line. The caller sends a problem instead.
  [[nodiscard]] bool prepare(const Response& response, const AnswerFrame& frame);

  // Writes what was prepared; ends in HttpSession::on_written. Both stay alive until then.
  void write(HttpSocket& socket, std::shared_ptr<HttpSession> session);

  // The whole of what was prepared as text.
  [[nodiscard]] std::string text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reviewd
