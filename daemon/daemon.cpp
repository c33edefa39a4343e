#include "daemon/daemon.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include "api/http_listen.hpp"
#include "config/notification_form_reader.hpp"
#include "daemon/access_log.hpp"
#include "daemon/admin_socket.hpp"
#include "daemon/log_reader.hpp"
#include "daemon/logging.hpp"
#include "daemon/system_clock.hpp"
#include "daemon/systemd_notices.hpp"
#include "daemon/thread_priority.hpp"
#include "storage/disk_space.hpp"
#include "storage/hash.hpp"

namespace reviewd {

namespace asio = boost::asio;

namespace {

HttpLimits http_limits(const Limits& limits) {
  using std::chrono::seconds;
  HttpLimits made;
  made.request_line_bytes = static_cast<std::size_t>(limits.request_line_bytes);
  made.header_bytes = static_cast<std::size_t>(limits.header_bytes);
  made.header_fields = static_cast<std::size_t>(limits.header_fields);
  made.body_bytes = static_cast<std::uint64_t>(limits.body_bytes);
  made.chunk_overhead_bytes = static_cast<std::uint64_t>(limits.chunk_overhead_bytes);
  made.header_deadline = seconds{limits.header_seconds};
  made.body_deadline = seconds{limits.body_seconds};
  made.body_bytes_per_second = static_cast<std::uint64_t>(limits.body_bytes_per_second);
  made.idle_deadline = seconds{limits.idle_seconds};
  made.write_deadline = seconds{limits.write_seconds};
  made.heartbeat = seconds{limits.heartbeat_seconds};
  made.connections = static_cast<std::size_t>(limits.connections);
  made.connections_per_address = static_cast<std::size_t>(limits.connections_per_address);
  return made;
}

DeliveryBounds delivery_bounds(const Limits& limits) {
  return {static_cast<std::size_t>(limits.deliveries_in_flight),
          std::chrono::seconds{limits.delivery_seconds},
          static_cast<std::size_t>(limits.delivery_answer_bytes)};
}

AdminBounds admin_bounds(const Limits& limits) {
  AdminBounds made;
  made.connections = static_cast<std::size_t>(limits.admin_connections);
  made.deadline = std::chrono::seconds{limits.admin_seconds};
  return made;
}

// What a read cannot give is not repaired in flight either (storage/log.hpp): the start that follows says
// what is the matter, and refuses where it must. Any thread.
template <class Read>
Read or_stop(Read read) {
  if (!read) stop_at_once("The log cannot be read. " + read.error().detail);
  return read;
}

// Commands come first; what is worked out beside them has a third of a turn.
constexpr int bulk_gives_way = 5;

// The nightly `verify` may hold the log when a start begins.
constexpr std::chrono::seconds wait_for_the_log{5};
constexpr std::uint64_t records_each_notice = 10'000;

}  // namespace

Daemon::Daemon(asio::io_context& loop, const Settings& settings, const ServeOptions& options)
    : loop_(loop),
      settings_(settings),
      clock_(options.test_clock, settings.limits.clock_jump_seconds),
      service_(std::make_unique<Service>(*this)),
      people_(1),
      long_(1),
      second_(loop),
      timers_(loop),
      mail_patience_(loop) {
  asio::post(people_, [] { give_way(bulk_gives_way); });
  asio::post(long_, [] { give_way(bulk_gives_way); });
  figures_.started_seconds_since_1970 = static_cast<double>(system_now().milliseconds_since_1970()) / 1000;
}

Daemon::~Daemon() {
  if (opener_.joinable()) opener_.join();
  if (closer_.joinable()) closer_.join();
}

// ---- the start ----

std::expected<void, std::string> Daemon::start() {
  auto forms = load_notification_forms(settings_.rules.directory);
  if (!forms) return std::unexpected(forms.error().text());
  forms_ = std::move(*forms);
  if (auto checked = check_mail_files(settings_.mail); !checked) return checked;
  HttpServerSettings http;
  if (const auto descriptor = inherited_socket()) {
    http.listen = InheritedListen{*descriptor};
  } else {
    const auto address = parse_listen_address(settings_.listen.address);
    if (!address) return std::unexpected(address.error().text);
    http.listen = *address;
  }
  if (!is_loopback(http.listen))
    return std::unexpected(
        "The address '" + settings_.listen.address +
        "' can be reached from elsewhere; without TLS only loopback and Unix sockets are served.");
  http.names = settings_.listen.names;
  http.limits = http_limits(settings_.limits);
  http.log = [](std::string_view line) { log_warning(line); };
  http.access_log = access_log(settings_.log.requests);
  server_ = std::make_unique<HttpServer>(loop_, *service_, std::move(http));
  if (auto started = server_->start(); !started) return std::unexpected(started.error().text);
  fold_log_in_background();
  return {};
}

void Daemon::fold_log_in_background() {
  // A stop that is asked for meanwhile leaves the loop nothing else to wait for.
  opener_ = std::thread([this, work = asio::make_work_guard(loop_)] {
    const DataPaths paths(settings_.storage.directory);
    const auto free = free_bytes(paths.directory);
    // A disk that is full already must still be opened and read: the reserve is there for that.
    if (free && *free < static_cast<std::uint64_t>(settings_.storage.free_space_floor)) {
      if (const auto given = give_up_reserve(paths.reserve); !given) log_warning(given.error().detail);
    }
    OpenOptions options;
    options.stop = [](const std::string& sentence) { stop_at_once(sentence); };
    options.tell = [](const std::string& sentence) { log_warning(sentence); };
    options.now = [this] { return clock_.now(); };
    options.wait = wait_for_the_log;
    options.go_on = [this, asked = stop_asked_.get_token()](Position folded) {
      folded_position_ = folded.number();
      if (folded.number() % records_each_notice == 0) notify_progress(time_for_progress);
      return !asked.stop_requested();
    };
    const auto begun = std::chrono::steady_clock::now();
    auto opened =
        std::make_shared<std::expected<std::unique_ptr<Store>, std::string>>(Store::open(settings_, options));
    fold_seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    asio::post(loop_, [this, opened] { folded(std::move(*opened)); });
  });
}

void Daemon::folded(std::expected<std::unique_ptr<Store>, std::string> opened) {
  opener_.join();
  figures_.fold_seconds = fold_seconds_;
  if (!opened && !stopping_) {
    log_error("The start is refused. " + opened.error());
    return loop_.stop();
  }
  if (!opened) log_info("The start was not finished. " + opened.error());
  if (opened) store_ = std::move(*opened);
  if (stopping_) return close_when_still();
  for (const RuleDocument& document : store_->not_adopted())
    log_warning("Revision " + std::to_string(document.revision) + " of '" + document.id +
                "' is not adopted; 'reviewd rules adopt' takes it up.");
  begin_work();
}

void Daemon::begin_work() {
  std::error_code ignored;
  std::filesystem::remove(store_->paths().clean_stop, ignored);
  gate_.on_durable(store_->engine().head());
  LogThread::Reports reports;
  reports.durable = [this](Position position) { asio::post(loop_, [this, position] { durable(position); }); };
  reports.failed = [](const LogFault& fault) { stop_at_once("The log cannot be written. " + fault.detail); };
  log_thread_ = std::make_unique<LogThread>(store_->writer(), std::move(reports));
  Administration::Means means;
  means.submit = [this](const RegisterCommand& command, const CommandMeta& meta,
                        const std::function<void(Reply)>& done) {
    GiveReply given = submit_register(command, meta);
    gate_.when_durable(given.depends_on, [done, reply = std::move(given.reply)] { done(reply); });
  };
  means.now = [this] { return store_->engine().moment(now()); };
  means.clock_accepted = [this] {
    clock_.accept();
    hold_timers_in_doubt();
    run_timers();
  };
  means.apart = [this](std::function<void()> work, std::function<void()> next) {
    compute(std::move(work), std::move(next));
  };
  means.rules_in_use = [this] { run_timers(); };
  means.stop = stop_at_once;
  administration_ = std::make_unique<Administration>(*store_, settings_, std::move(means));
  auto socket =
      AdminSocket::open(loop_, store_->paths().admin_socket, admin_bounds(settings_.limits),
                        [this](const AdminRequest& request, std::function<void(AdminAnswer)> answer) {
                          administer(request, answer);
                        });
  if (socket)
    admin_socket_ = std::move(*socket);
  else
    log_warning(socket.error());
  begin_mail();
  resolver_ = std::make_unique<DeliveryResolver>(loop_);
  deliveries_ = std::make_unique<DeliveryRunner>(loop_, delivery_means(), delivery_bounds(settings_.limits));
  ready_ = true;
  deliveries_->begin();
  check_disk();
  // The fold may have taken long, and the clock may have jumped meanwhile.
  check_clock();
  hold_timers_in_doubt();
  wake_every_second();
  run_timers();
  look_after_mail();
  log_info("Ready at position " + store_->engine().head().text() + ".");
  notify_ready();
}

// ---- commands ----

// Hands the commits to the log thread; what is left is the reply, when a command asked for one.
std::optional<GiveReply> Daemon::carry_out(std::vector<Output> outputs) {
  std::optional<GiveReply> given;
  for (Output& output : outputs) {
    if (auto* append = std::get_if<AppendCommits>(&output)) {
      figures_.commits += append->commits.size();
      if (deliveries_)
        for (const auto& commit : append->commits) deliveries_->note(commit);
      log_thread_->submit(std::move(append->commits));
    } else {
      given = std::move(std::get<GiveReply>(output));
    }
  }
  if (deliveries_) deliveries_->look();
  return given;
}

void Daemon::durable(Position position) {
  store_->engine().on_durable(position);
  gate_.on_durable(position);
}

GiveReply Daemon::submit(const CaseCommand& command, const CommandMeta& meta) {
  // Nobody hears it: the connection is closed.
  if (closing_)
    return {0, store_->engine().durable(), not_allowed("stopping", "The daemon is stopping.").error()};
  ++figures_.commands;
  std::vector<Output> outputs;
  store_->engine().submit(figures_.commands, command, meta, now(), outputs);
  return *carry_out(std::move(outputs));
}

GiveReply Daemon::submit_register(const RegisterCommand& command, const CommandMeta& meta) {
  if (closing_)
    return {0, store_->engine().durable(), not_allowed("stopping", "The daemon is stopping.").error()};
  ++figures_.commands;
  std::vector<Output> outputs;
  store_->engine().submit(figures_.commands, command, meta, now(), outputs);
  return *carry_out(std::move(outputs));
}

void Daemon::touch(const CaseId& case_id) {
  // Reads do not pile up commits in front of commands; what is due is worked off by the timers then.
  const std::uint64_t undurable = store_->engine().head().number() - gate_.durable().number();
  if (closing_ || undurable > static_cast<std::uint64_t>(settings_.limits.undurable_commits)) return;
  std::vector<Output> outputs;
  store_->engine().touch(case_id, now(), outputs);
  carry_out(std::move(outputs));
}

void Daemon::when_durable(Position position, std::function<void()> done) {
  gate_.when_durable(position, std::move(done));
}

bool Daemon::set_test_clock(Instant to) {
  if (to < store_->engine().newest_recorded_at()) return false;
  clock_.set_test(to);
  run_timers();
  deliveries_->look();
  return true;
}

// ---- what commands and probes are told ----

std::optional<std::string> Daemon::not_ready() {
  if (stopping_) return "The daemon is stopping.";
  if (!ready_) return "The log is being folded.";
  if (clock_.jumped()) return "The clock jumped forward; deadlines wait until 'reviewd clock accept'.";
  if (disk_low()) return "There is too little space on the disk; commands are refused.";
  return std::nullopt;
}

std::optional<Refusing> Daemon::refusing_commands() {
  if (disk_low())
    return Refusing{507, "disk_low",
                    "There is too little space on the disk; nothing is recorded until there is more."};
  const std::uint64_t undurable = store_->engine().head().number() - gate_.durable().number();
  if (undurable > static_cast<std::uint64_t>(settings_.limits.undurable_commits))
    return Refusing{503, "busy", "Too many commands wait for the disk; try again soon."};
  return std::nullopt;
}

std::optional<Refusing> Daemon::refusing_revocations() {
  if (free_bytes_ >= static_cast<std::uint64_t>(settings_.storage.revocation_floor)) return std::nullopt;
  return Refusing{507, "disk_low", "There is too little space on the disk even to take a right away."};
}

PageLimits Daemon::page_limits() const {
  return {static_cast<std::size_t>(settings_.limits.page_size),
          static_cast<std::size_t>(settings_.limits.page_size_most)};
}

std::string Daemon::metrics() {
  figures_.clock_jumped = clock_.jumped();
  figures_.ready = !not_ready();
  figures_.folded_position = folded_position_;
  if (engine() == nullptr) return metrics_text(figures_, server_->counters(), nullptr);
  figures_.free_bytes = free_bytes_;
  figures_.now = store_->engine().moment(now());
  figures_.mail_sent = reminders_->sent();
  figures_.mail_failed_attempts = reminders_->failed_attempts();
  figures_.delivery_attempts = deliveries_->figures().attempts;
  figures_.delivered = deliveries_->figures().delivered;
  figures_.deliveries_failed = deliveries_->figures().failed;
  const std::int64_t behind =
      store_->engine().newest_recorded_at().milliseconds_since_1970() - now().milliseconds_since_1970();
  figures_.clock_behind_seconds = behind > 0 ? static_cast<double>(behind) / 1000 : 0;
  return metrics_text(figures_, server_->counters(), engine());
}

// Every command takes one, and asking the generator costs the same for one as for many.
Identifier Daemon::random_identifier() {
  if (random_left_ == 0) {
    random_bytes(random_);
    random_left_ = random_.size();
  }
  std::array<std::uint8_t, 16> random{};
  random_left_ -= random.size();
  std::copy_n(random_.begin() + static_cast<std::ptrdiff_t>(random_left_), random.size(), random.begin());
  return Identifier::from_random(random);
}

CaseId Daemon::random_case_id() {
  std::array<std::uint8_t, 13> random{};
  random_bytes(random);
  return CaseId::from_random(random);
}

std::string Daemon::random_secret() {
  std::array<std::uint8_t, 32> random{};
  random_bytes(random);
  return hexadecimal_text(random.data(), random.size());
}

// ---- off the loop ----

void Daemon::read_commits(std::vector<Position> positions, std::function<void(Commits)> done) {
  asio::post(people_, [this, positions = std::move(positions), done = std::move(done)]() mutable {
    auto commits = std::make_shared<Commits>(or_stop(reviewd::read_commits(store_->log(), positions)));
    asio::post(loop_, [commits, done = std::move(done)] { done(std::move(*commits)); });
  });
}

void Daemon::read_range(Position from, std::size_t count, std::function<void(Commits)> done) {
  const Position to{std::min(gate_.durable().number(), from.number() + count - 1)};
  asio::post(people_, [this, from, to, done = std::move(done)]() mutable {
    auto commits = std::make_shared<Commits>(or_stop(reviewd::read_commits(store_->log(), from, to)));
    asio::post(loop_, [commits, done = std::move(done)] { done(std::move(*commits)); });
  });
}

void Daemon::position_at(Instant moment, std::function<void(std::expected<Position, LogFault>)> done) {
  asio::post(people_, [this, moment, tail = gate_.durable(), done = std::move(done)]() mutable {
    const auto position = or_stop(reviewd::position_at(store_->log(), tail, moment));
    asio::post(loop_, [position, done = std::move(done)] { done(position); });
  });
}

void Daemon::compute(std::function<void()> work, std::function<void()> done) {
  work_apart(people_, std::move(work), std::move(done));
}

void Daemon::compute_long(std::function<void()> work, std::function<void()> done) {
  work_apart(long_, std::move(work), std::move(done));
}

void Daemon::work_apart(asio::thread_pool& thread, std::function<void()> work, std::function<void()> done) {
  asio::post(thread, [this, work = std::move(work), done = std::move(done)]() mutable {
    work();
    asio::post(loop_, std::move(done));
  });
}

// The long thread takes one piece of work after the other, so that two folds never run side by side.
void Daemon::cases_known(Position position, std::function<void(std::shared_ptr<const KnownCases>)> done) {
  known_asked_ = std::chrono::steady_clock::now();
  if (known_ && known_->position == position) return done(known_);
  asio::post(long_, [this, position, done = std::move(done), asked = stop_asked_.get_token()]() mutable {
    const auto folded = fold_snapshot(store_->log(), store_->paths().anchor, position,
                                      [&asked] { return !asked.stop_requested(); });
    if (!folded && !asked.stop_requested()) stop_at_once("The log cannot be read. " + folded.error());
    std::shared_ptr<const KnownCases> known;
    if (folded) known = std::make_shared<const KnownCases>(KnownCases{position, folded->cases.states()});
    asio::post(loop_, [this, known = std::move(known), done = std::move(done)] {
      if (known) known_ = known;
      done(known);
    });
  });
}

// Whoever pages through a list comes back within minutes.
void Daemon::let_go_of_known_cases() {
  constexpr std::chrono::minutes unasked{5};
  if (known_ && std::chrono::steady_clock::now() - known_asked_ > unasked) known_.reset();
}

// ---- administration ----

void Daemon::adopt_calendar(const AdoptCalendar& wanted, const CommandMeta& meta,
                            std::function<void(Result<CalendarAdoption>)> done) {
  const AdoptionAsked asked{wanted.calendar, wanted.text, wanted.accept.value_or(false), wanted.reason, meta};
  administration_->adoption().run(
      asked, [this, id = wanted.calendar, done = std::move(done)](Result<AdoptionAnswer> made) {
        if (!made) return done(std::unexpected(std::move(made.error())));
        done(outcome_of(std::move(*made), store_->engine().register_state(), id));
      });
}

void Daemon::administer(const AdminRequest& request, const std::function<void(AdminAnswer)>& answer) {
  if (request.name == "verify") return verify_running(answer);
  // A token must not wait for a bigger disk to be revoked; everything else that writes waits like a command.
  const bool writes = !request.name.ends_with("-list");
  const auto floor = request.name == "token-revoke" ? settings_.storage.revocation_floor
                                                    : settings_.storage.free_space_floor;
  if (writes && free_bytes_ < static_cast<std::uint64_t>(floor))
    return answer({false, "There is too little space on the disk; nothing is recorded until there is more."});
  // Lists, plans and refusals show the state, which may be ahead of the disk.
  administration_->run(request, [this, answer](const AdminAnswer& given) {
    gate_.when_durable(store_->engine().head(), [answer, given] { answer(given); });
  });
}

void Daemon::verify_running(const std::function<void(AdminAnswer)>& answer) {
  auto snapshot = std::make_shared<const Snapshot>(snapshot_of(store_->engine()));
  gate_.when_durable(snapshot->position, [this, snapshot, answer] {
    asio::post(long_, [this, snapshot, answer, asked = stop_asked_.get_token()] {
      const auto verified = verify_in_use(store_->log(), store_->paths().anchor, *snapshot,
                                          [&asked] { return !asked.stop_requested(); });
      const AdminAnswer found{verified.has_value(), verified ? *verified : verified.error()};
      asio::post(loop_, [found, answer] { answer(found); });
    });
  });
}

}  // namespace reviewd
