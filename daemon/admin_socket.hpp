// The admin socket in the data directory: a Unix socket (mode 0600) over which the command line reaches a
// running daemon. One line of JSON in, one line out, then it closes. Loop thread; `ask_running` is the
// blocking other end.
#pragma once

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

// The listening end. Who may open the file may do all that the command line can: mode 0600 is the whole
// check.
class AdminSocket {
 public:
  using Handler = std::function<void(const AdminRequest&, std::function<void(AdminAnswer)>)>;

  // Replaces a stale socket: the log's lock has shown that no other daemon is there. The fault is one
  // sentence (the path is too long for a socket, or its directory refuses); the daemon does not start without
  // it.
  [[nodiscard]] static std::expected<std::unique_ptr<AdminSocket>, std::string> open(
      boost::asio::io_context& loop, const std::filesystem::path& path, Handler handler);
  ~AdminSocket();  // removes the socket

  // Takes no more requests.
  void close();

 private:
  struct State;
  explicit AdminSocket(std::shared_ptr<State> state) : state_(std::move(state)) {}
  std::shared_ptr<State> state_;
};

// Asks a running daemon, blocking. Nothing when none listens there.
[[nodiscard]] std::optional<AdminAnswer> ask_running(const std::filesystem::path& path,
                                                     const AdminRequest& request);

}  // namespace reviewd
