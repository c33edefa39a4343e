// How the daemon comes to an end.
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include "daemon/admin_socket.hpp"
#include "daemon/daemon.hpp"
#include "daemon/logging.hpp"
#include "daemon/systemd_notices.hpp"
#include "daemon/verification.hpp"

namespace reviewd {
namespace {

namespace asio = boost::asio;

constexpr std::size_t cases_each_notice = 10'000;

}  // namespace

void Daemon::stop() {
  if (stopping_) return;
  stopping_ = true;
  log_info("Stopping.");
  notify_stopping();
  stop_asked_.request_stop();
  timers_.cancel();
  if (admin_socket_) admin_socket_->close();
  if (deliveries_) deliveries_->stop();
  server_->drain(std::chrono::seconds{settings_.limits.shutdown_seconds}, [this] {
    drained_ = true;
    close_when_still();
  });
  finish_mail();
}

// Not while a request is under way, nor while the log is being opened.
void Daemon::close_when_still() {
  if (!drained_ || !mailed_ || opener_.joinable() || closing_) return;
  closing_ = true;
  // What only a person waited for who is gone is not begun any more.
  people_.stop();
  std::shared_ptr<const Snapshot> last;
  if (log_thread_) last = std::make_shared<const Snapshot>(snapshot_of(store_->engine()));
  // Off the loop, which goes on to feed the watchdog: the hash takes as long as the state is large.
  closer_ = std::thread([this, last, work = asio::make_work_guard(loop_)] { close_down(last); });
}

// On a thread of its own. `last` is null where the log was never folded.
void Daemon::close_down(const std::shared_ptr<const Snapshot>& last) {
  people_.join();
  long_.join();
  if (last) {
    log_thread_->stop();
    std::size_t cases = 0;
    const auto hash = hash_of(*last, [&cases] {
      if (cases++ % cases_each_notice == 0) notify_progress(time_for_progress);
      return true;
    });
    if (const auto written = write_clean_stop(store_->paths().clean_stop, *hash); !written)
      log_warning(written.error());
  }
  asio::post(loop_, [this] { closed(); });
}

void Daemon::closed() {
  closer_.join();
  admin_socket_.reset();
  exit_code_ = 0;
  log_info("Stopped.");
  loop_.stop();
}

}  // namespace reviewd
