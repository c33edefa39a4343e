#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <limits>
#include <map>
#include <thread>

#include "bench/parts/figures.hpp"
#include "bench/parts/running_servers.hpp"
#include "daemon/daemon.hpp"
#include "daemon/logging.hpp"

namespace reviewd {

struct RunningDaemon::State {
  State(const Settings& settings, Instant clock) : daemon(loop, settings, {clock}) {}
  boost::asio::io_context loop{1};
  Daemon daemon;
  std::map<std::uint64_t, std::chrono::steady_clock::time_point> durable;
  std::thread thread;

  void note_from(Position position) {
    daemon.when_durable(position, [this, position] {
      durable[position.number()] = std::chrono::steady_clock::now();
      note_from(position.next());
    });
  }
};

RunningDaemon::RunningDaemon(const Settings& settings, Instant clock)
    : state_(std::make_unique<State>(settings, clock)) {
  set_up_logging(settings.log.level);
  if (const auto started = state_->daemon.start(); !started) give_up(started.error());
  state_->thread = std::thread([this] { state_->loop.run(); });
  const auto ready = [](State& state) { return static_cast<std::int64_t>(state.daemon.engine() != nullptr); };
  while (on_loop(ready) == 0) std::this_thread::sleep_for(std::chrono::milliseconds{1});
}

RunningDaemon::~RunningDaemon() {
  boost::asio::post(state_->loop, [this] { state_->daemon.stop(); });
  state_->thread.join();
}

std::uint16_t RunningDaemon::port() const {
  return state_->daemon.port();
}

std::int64_t RunningDaemon::on_loop(const std::function<std::int64_t(State&)>& question) const {
  std::promise<std::int64_t> answer;
  boost::asio::post(state_->loop, [&] { answer.set_value(question(*state_)); });
  return answer.get_future().get();
}

void RunningDaemon::look(const std::function<void(const Engine&)>& at) const {
  on_loop([&](State& state) {
    at(*state.daemon.engine());
    return std::int64_t{0};
  });
}

void RunningDaemon::move_clock(Instant now) {
  on_loop([now](State& state) { return static_cast<std::int64_t>(state.daemon.set_test_clock(now)); });
}

std::uint64_t RunningDaemon::head() const {
  return static_cast<std::uint64_t>(on_loop(
      [](State& state) { return static_cast<std::int64_t>(state.daemon.engine()->head().number()); }));
}

void RunningDaemon::note_durable() {
  on_loop([](State& state) {
    state.note_from(state.daemon.engine()->head().next());
    return std::int64_t{0};
  });
}

std::chrono::steady_clock::time_point RunningDaemon::durable_at(std::uint64_t position) const {
  using std::chrono::steady_clock;
  return steady_clock::time_point{steady_clock::duration{
      on_loop([position](State& state) { return state.durable.at(position).time_since_epoch().count(); })}};
}

std::int64_t RunningDaemon::next_timer_day() const {
  return on_loop([](State& state) -> std::int64_t {
    const auto day = state.daemon.engine()->next_timer_day();
    return day ? *day - *Day::parse("1970-01-01") : std::numeric_limits<std::int64_t>::max();
  });
}

double RunningDaemon::loop_seconds() const {
  double seconds = 0;
  on_loop([&](State&) {
    seconds = thread_seconds();
    return std::int64_t{0};
  });
  return seconds;
}

}  // namespace reviewd
