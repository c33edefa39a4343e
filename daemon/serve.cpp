#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <iostream>

#include "daemon/daemon.hpp"
#include "daemon/logging.hpp"
#include "daemon/subcommands.hpp"

namespace reviewd {

int serve(const Settings& settings, std::optional<Instant> test_clock) {
  // A client or a log reader that goes away must not end the daemon.
  std::signal(SIGPIPE, SIG_IGN);
  boost::asio::io_context loop{1};
  Daemon daemon(loop, settings, {test_clock});
  boost::asio::signal_set asked_to_stop(loop, SIGTERM, SIGINT);
  asked_to_stop.async_wait([&](const boost::system::error_code& error, int) {
    if (!error) daemon.stop();
  });
  if (const auto started = daemon.start(); !started) {
    std::cerr << "reviewd: " << started.error() << "\n";
    return 1;
  }
  if (daemon.port() != 0) log_info("Listening on port " + std::to_string(daemon.port()) + ".");
  loop.run();
  return daemon.exit_code();
}

}  // namespace reviewd
