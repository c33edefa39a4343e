// Accepts connections from one listening socket for as long as the server lives: no error ends it, and none
// makes it spin. With no file descriptor left it gives up a spare one to accept, refuse and close, so that
// clients are told and the queue of the kernel empties. Loop thread only; it counts no connection and reads
// no byte. Included by the sources of the HTTP server alone.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>

namespace reviewd {

class HttpConnections;

// Kept alive by its own pending wait; stop() ends that.
class HttpAcceptor : public std::enable_shared_from_this<HttpAcceptor> {
 public:
  // Takes the listening descriptor and closes it in the end.
  HttpAcceptor(boost::asio::io_context& loop, std::shared_ptr<HttpConnections> connections, int descriptor);
  ~HttpAcceptor();
  HttpAcceptor(const HttpAcceptor&) = delete;
  HttpAcceptor& operator=(const HttpAcceptor&) = delete;

  // Begins to accept.
  void start() { wait(); }
  // Closes the listening socket. Safe to call twice.
  void stop();

 private:
  // What to do after one accept.
  enum class Next { again, wait, pause };

  void wait();
  void pause();
  void accept_waiting();
  [[nodiscard]] Next accept_one();
  [[nodiscard]] Next after_failure(int error);
  [[nodiscard]] Next shed_one();

  boost::asio::posix::stream_descriptor listening_;
  boost::asio::steady_timer timer_;
  std::shared_ptr<HttpConnections> connections_;
  int spare_;
};

}  // namespace reviewd
