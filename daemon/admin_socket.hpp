// The admin socket in the data directory: a Unix socket (mode 0600) over which the command line reaches a
// running daemon. One line of JSON in, one line out, then it closes. Loop thread; `ask_running` is the
// blocking other end.
#pragma once

#include <chrono>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "daemon/administration.hpp"

namespace boost::asio {
class io_context;
}

namespace reviewd {

// What the askers may take of the daemon. A request that is being worked on has no deadline: a verification
// of a large log takes its time.
struct AdminBounds {
  std::size_t connections = 16;                // at a time; one more is told so and closed
  std::chrono::milliseconds deadline{10'000};  // for the request to come, and for its answer to be taken
  std::chrono::milliseconds pause{100};        // after an accept that failed, before the next
};

// The listening end. Who may open the file may do all that the command line can: mode 0600 is the whole
// check.
class AdminSocket {
 public:
  using Handler = std::function<void(const AdminRequest&, std::function<void(AdminAnswer)>)>;

  // Replaces a stale socket: the log's lock has shown that no other daemon is there. The fault is one
  // sentence (the path is too long for a socket, or its directory refuses); the daemon does not start without
  // it.
  [[nodiscard]] static std::expected<std::unique_ptr<AdminSocket>, std::string> open(
      boost::asio::io_context& loop, const std::filesystem::path& path, const AdminBounds& bounds,
      Handler handler);
  ~AdminSocket();  // removes the socket

  // Takes no more requests.
  void close();

 private:
  struct State;
  class Conversation;
  static void accept_next(const std::shared_ptr<State>& state);
  static void accept_after_pause(const std::shared_ptr<State>& state);
  explicit AdminSocket(std::shared_ptr<State> state) : state_(std::move(state)) {}
  std::shared_ptr<State> state_;
};

// Asks a running daemon, blocking. Nothing when none listens there.
[[nodiscard]] std::optional<AdminAnswer> ask_running(const std::filesystem::path& path,
                                                     const AdminRequest& request);

}  // namespace reviewd
