// What the daemon does by the clock: due deadlines, the disk, the watchdog.
#include <boost/asio/post.hpp>

#include "daemon/daemon.hpp"
#include "daemon/logging.hpp"
#include "daemon/systemd_notices.hpp"
#include "storage/disk_space.hpp"

namespace reviewd {
namespace {

using std::chrono::steady_clock;

// A clock this far behind the newest commit is said once.
constexpr std::int64_t late_clock_milliseconds = 60'000;
// While commands come in, timers take one part in this many of the loop's time; what they cost the log and
// the disk comes on top of that.
constexpr int share_of_the_loop = 40;
// Timers do not pile up more commits than this in front of the log thread.
constexpr std::uint64_t undurable_timer_commits_max = 1024;

}  // namespace

void Daemon::wake_every_second() {
  second_.expires_after(std::chrono::seconds{1});
  second_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    feed_watchdog();
    wake_every_second();
    if (stopping_) return;
    check_clock();
    check_disk();
    hold_timers_in_doubt();
    let_go_of_known_cases();
    if (!timers_running_) run_timers();
    deliveries_->look();
  });
}

// Every reading is compared, so that nothing falls due between a jump and the second in which it is looked
// for.
Instant Daemon::now() {
  const bool jumped_before = clock_.jumped();
  const Instant now = clock_.checked_now();
  if (clock_.jumped() && !jumped_before) {
    log_error(
        "The clock jumped forward by more than the limit; deadlines wait until 'reviewd clock accept'.");
    if (store_) hold_timers_in_doubt();
  }
  return now;
}

void Daemon::check_clock() {
  const std::int64_t behind =
      store_->engine().newest_recorded_at().milliseconds_since_1970() - now().milliseconds_since_1970();
  if (behind > late_clock_milliseconds && !told_of_late_clock_)
    log_warning(
        "The clock is behind the newest commit by more than a minute; commits carry its time meanwhile.");
  told_of_late_clock_ = behind > late_clock_milliseconds;
}

void Daemon::hold_timers_in_doubt() {
  store_->engine().hold_timers(clock_.jumped() || disk_low());
}

bool Daemon::disk_low() const {
  return free_bytes_ < static_cast<std::uint64_t>(settings_.storage.free_space_floor);
}

void Daemon::check_disk() {
  const auto free = free_bytes(store_->paths().directory);
  if (!free) return;
  const auto floor = static_cast<std::uint64_t>(settings_.storage.free_space_floor);
  const auto reserve = static_cast<std::uint64_t>(settings_.storage.reserve);
  if (*free < floor && free_bytes_ >= floor)
    log_error("There is too little space on the disk; commands are refused until there is more.");
  free_bytes_ = *free;
  // The reserve is taken back only where that leaves plenty.
  // Off the loop: taking it back syncs the disk.
  if (*free > floor + 2 * reserve && !reserve_is_held(store_->paths().reserve, reserve))
    boost::asio::post(long_, [file = store_->paths().reserve, reserve] {
      if (const auto held = hold_reserve(file, reserve); !held) log_warning(held.error().detail);
    });
}

void Daemon::feed_watchdog() {
  if (!watchdog_interval()) return;
  // The log thread ends before the loop does; what is hung after that is ended by the time for the stop.
  if (closing_) return notify_alive();
  if (!log_thread_answered_) return;
  // This runs on the loop, and the log thread has answered since the last time: both make progress.
  notify_alive();
  log_thread_answered_ = false;
  log_thread_->ask([this] { boost::asio::post(loop_, [this] { log_thread_answered_ = true; }); });
}

void Daemon::run_timers() {
  timers_running_ = false;
  if (!ready_ || stopping_ || clock_.jumped() || disk_low()) return;
  const std::uint64_t undurable = store_->engine().head().number() - gate_.durable().number();
  if (undurable > undurable_timer_commits_max) return run_timers_after(std::chrono::milliseconds{1});
  // While commands wait for the disk no others come, but what timers put into the log meanwhile delays them.
  const bool busy = figures_.commands != commands_at_last_tick_ || gate_.waiting() > 0;
  commands_at_last_tick_ = figures_.commands;
  const auto begun = steady_clock::now();
  std::vector<Output> outputs;
  const auto cases_max = static_cast<std::size_t>(settings_.limits.due_timers_per_tick);
  const bool more =
      store_->engine().tick(now(), busy ? std::max<std::size_t>(1, cases_max / 16) : cases_max, outputs);
  carry_out(std::move(outputs));
  ++figures_.timer_turns;
  if (!more) return look_after_mail();
  const auto taken = steady_clock::now() - begun;
  run_timers_after(busy ? taken * share_of_the_loop : steady_clock::duration::zero());
}

void Daemon::run_timers_after(steady_clock::duration pause) {
  timers_running_ = true;
  timers_.expires_after(pause);
  timers_.async_wait([this](const boost::system::error_code& error) {
    if (!error) run_timers();
  });
}

}  // namespace reviewd
