// The daemon: what the routes need (Application), put together from the store, the engine, the log thread,
// the gate, the timers and the bulk threads. Everything here is on the loop thread unless it says otherwise.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "api/application.hpp"
#include "api/http_server.hpp"
#include "api/service.hpp"
#include "config/settings.hpp"
#include "daemon/administration.hpp"
#include "daemon/clock.hpp"
#include "daemon/delivery_resolver.hpp"
#include "daemon/delivery_runner.hpp"
#include "daemon/durability_gate.hpp"
#include "daemon/log_thread.hpp"
#include "daemon/metrics.hpp"
#include "daemon/reminders.hpp"
#include "daemon/store.hpp"
#include "daemon/verification.hpp"

namespace reviewd {

class AdminSocket;

// What the command line says to `serve` beyond the settings. With `test_clock` time starts there and moves
// only by request, so that a run over years can be shown in seconds; absent, the system's clock holds.
struct ServeOptions {
  std::optional<Instant> test_clock;
};

// The composition root: owns every part and the order in which they begin and end. Nothing it hands out may
// outlive it. It answers `/livez` from the moment it listens, and everything else once the log is folded.
class Daemon final : public Application {
 public:
  Daemon(boost::asio::io_context& loop, const Settings& settings, const ServeOptions& options);
  ~Daemon() override;
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;

  // Begins to listen and to fold the log, which goes on while the loop runs. The fault: the socket cannot be
  // had.
  [[nodiscard]] std::expected<void, std::string> start();
  // Finishes the requests under way, breaks long work off, syncs, leaves the state's hash for `verify`, and
  // lets the loop run out. Returns at once; a second call does nothing.
  void stop();
  // After the loop has run out: 0 after a clean stop, 1 when the start was refused.
  int exit_code() const { return exit_code_; }
  std::uint16_t port() const { return server_->port(); }

  // ---- Application ----
  Engine* engine() override { return store_ && ready_ ? &store_->engine() : nullptr; }
  Instant now() override;
  std::optional<std::string> not_ready() override;
  std::optional<Refusing> refusing_commands() override;
  std::optional<Refusing> refusing_revocations() override;
  PageLimits page_limits() const override;
  std::size_t case_entries_max() const override {
    return static_cast<std::size_t>(settings_.limits.case_entries);
  }
  const NotificationForms& notification_forms() const override { return forms_; }
  std::size_t event_streams_max() const override {
    return static_cast<std::size_t>(settings_.limits.event_streams);
  }
  bool test_clock() const override { return clock_.test(); }
  bool set_test_clock(Instant now) override;
  std::string metrics() override;
  Identifier random_identifier() override;
  CaseId random_case_id() override;
  std::string random_secret() override;
  GiveReply submit(const CaseCommand& command, const CommandMeta& meta) override;
  GiveReply submit_register(const RegisterCommand& command, const CommandMeta& meta) override;
  GiveReply submit_delivery(const DeliveryCommand& command, const CommandMeta& meta) override;
  WebhookWork& webhook_work() override { return *deliveries_; }
  void touch(const CaseId& case_id) override;
  void when_durable(Position position, std::function<void()> done) override;
  std::shared_ptr<const RuleBook> rules_at(Position position) override {
    return store_->rules().at(position);
  }
  void read_commits(std::vector<Position> positions, std::function<void(Commits)> done) override;
  void read_range(Position from, std::size_t count, std::function<void(Commits)> done) override;
  void position_at(Instant moment, std::function<void(std::expected<Position, LogFault>)> done) override;
  void open_personal(CaseId case_id, std::vector<PersonalShown> places,
                     std::function<void(std::vector<PersonalShown>)> done) override;
  void cases_known(Position position, std::function<void(std::shared_ptr<const KnownCases>)> done) override;
  void compute(std::function<void()> work, std::function<void()> done) override;
  void adopt_calendar(const AdoptCalendar& wanted, const CommandMeta& meta,
                      std::function<void(Result<CalendarAdoption>)> done) override;
  void compute_long(std::function<void()> work, std::function<void()> done) override;

 private:
  void work_apart(boost::asio::thread_pool& thread, std::function<void()> work, std::function<void()> done);
  void let_go_of_known_cases();
  void fold_log_in_background();
  void folded(std::expected<std::unique_ptr<Store>, std::string> opened);
  void begin_work();
  DeliveryMeans delivery_means();
  void open_sealed(const std::string& owner, std::vector<PersonalShown> places,
                   std::function<void(std::vector<PersonalShown>)> done);
  std::optional<GiveReply> carry_out(std::vector<Output> outputs);
  void durable(Position position);
  void administer(const AdminRequest& request, const std::function<void(AdminAnswer)>& answer);
  void verify_running(const std::function<void(AdminAnswer)>& answer);

  void wake_every_second();
  void check_disk();
  void check_clock();
  void hold_timers_in_doubt();
  void feed_watchdog();
  void run_timers();
  void run_timers_after(std::chrono::steady_clock::duration pause);
  bool disk_low() const;
  void begin_mail();
  void look_after_mail();
  void finish_mail();
  void close_when_still();
  void close_down(const std::shared_ptr<const Snapshot>& last);
  void closed();

  boost::asio::io_context& loop_;
  Settings settings_;
  DaemonClock clock_;
  NotificationForms forms_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<HttpServer> server_;
  std::stop_source stop_asked_;  // ends the opening and long work
  std::thread opener_;
  std::thread closer_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<LogThread> log_thread_;
  std::unique_ptr<Administration> administration_;
  std::unique_ptr<AdminSocket> admin_socket_;
  std::unique_ptr<Reminders> reminders_;
  std::unique_ptr<DeliveryResolver> resolver_;
  std::unique_ptr<DeliveryRunner> deliveries_;
  DurabilityGate gate_;
  boost::asio::thread_pool people_;  // what a person waits for
  boost::asio::thread_pool long_;    // long work
  boost::asio::steady_timer second_;
  boost::asio::steady_timer timers_;
  boost::asio::steady_timer mail_patience_;
  std::shared_ptr<const KnownCases> known_;  // the fold asked for last
  std::chrono::steady_clock::time_point known_asked_;
  DaemonFigures figures_;
  std::atomic<std::uint64_t> folded_position_ = 0;  // by the opening thread
  double fold_seconds_ = 0;                         // written by the opening thread, read once it is joined
  bool told_of_late_clock_ = false;
  std::array<std::uint8_t, 4096> random_{};  // drawn ahead, for identifiers only; used from its end
  std::size_t random_left_ = 0;
  std::uint64_t commands_at_last_tick_ = 0;
  std::uint64_t free_bytes_ = UINT64_MAX;
  bool timers_running_ = false;
  bool ready_ = false;
  bool stopping_ = false;  // a stop was asked for: requests under way are still answered
  bool drained_ = false;   // the last of them is
  bool mailed_ = false;    // so is the last mail
  bool closing_ = false;   // the state has come to its end: nothing is submitted any more
  bool log_thread_answered_ = true;
  int exit_code_ = 1;
};

}  // namespace reviewd
