#include "tests/sim/simulator.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>

#include "domain/assert.hpp"
#include "storage/commit_codec.hpp"
#include "storage/record.hpp"
#include "tests/sim/replay_comparison.hpp"

namespace reviewd {
namespace {

constexpr std::int64_t second_ms = 1000;
constexpr std::int64_t hour_ms = 3600 * second_ms;
constexpr std::int64_t day_ms = 24 * hour_ms;

std::uint64_t count_of(const std::vector<Event>& events, auto is) {
  return static_cast<std::uint64_t>(std::count_if(events.begin(), events.end(), is));
}

template <class Body>
bool holds(const Event& event) {
  return std::holds_alternative<Body>(event.body);
}

void count_events(RunCounts& counts, const Commit& commit) {
  ++counts.commits;
  counts.passings += count_of(commit.events, holds<DeadlinePassed>);
  counts.reminders += count_of(commit.events, holds<ReminderFired>);
  counts.corrections += count_of(commit.events, holds<FactCorrected>);
}

// With REVIEWD_SIM_TRACE=1: one line for each commit as it is made, to read a run that went red.
void trace(const Commit& commit, Instant wall) {
  static const bool wanted = std::getenv("REVIEWD_SIM_TRACE") != nullptr;
  if (!wanted) return;
  std::cerr << commit.position.text() << ' ' << commit.recorded_at.text() << " (wall " << wall.text() << ") "
            << (commit.subject.case_id ? commit.subject.case_id->text() : "register") << " by "
            << commit.actor.id << ':';
  for (const Event& event : commit.events) std::cerr << ' ' << type_of(event.body);
  std::cerr << std::endl;
}

}  // namespace

void RunCounts::add(const RunCounts& other) {
  commits += other.commits;
  acknowledged += other.acknowledged;
  repeated_receipts += other.repeated_receipts;
  crashes += other.crashes;
  failed_writes += other.failed_writes;
  fenced_writes += other.fenced_writes;
  refused_starts += other.refused_starts;
  batches_of_many += other.batches_of_many;
  clock_steps_back += other.clock_steps_back;
  passings += other.passings;
  reminders += other.reminders;
  corrections += other.corrections;
}

Simulator::Simulator(std::uint64_t seed, const SimulatedFaults& faults, std::shared_ptr<const RuleBook> rules)
    : dice_(seed),
      faults_(faults),
      rules_(std::move(rules)),
      client_(dice_),
      receipts_(findings_, faults.blind_to_early_replies) {
  medium_.keys = KeyFile::in_memory(seed);
  const Day first = *Day::of(2009, 6, 1);
  clock_ahead_ = london_midnight(first.plus_days(static_cast<std::int32_t>(dice_.below(6 * 365))))
                     .milliseconds_since_1970();
  acts_left_ = 60 + dice_.below(120);
}

Simulator::~Simulator() = default;

// ---- the queue ----

void Simulator::schedule(std::int64_t delay, Kind kind, Position position) {
  const bool of_the_world = kind == Kind::client_acts || kind == Kind::clock_moves || kind == Kind::trouble;
  queue_.push({now_ + delay, dice_.next(), kind, of_the_world ? 0 : life_, position});
}

void Simulator::run() {
  start();
  schedule(0, Kind::client_acts);
  schedule(dice_.between(0, day_ms), Kind::clock_moves);
  schedule(dice_.between(0, 2 * day_ms), Kind::trouble);
  while (findings_.empty() && acts_left_ > 0) {
    const Happening next = queue_.top();
    queue_.pop();
    now_ = next.at;
    if (next.life == 0 || next.life == life_) handle(next);
  }
  if (findings_.empty()) finish();
  counts_.acknowledged = receipts_.acknowledged();
  counts_.repeated_receipts = receipts_.repeated();
}

void Simulator::handle(const Happening& happening) {
  switch (happening.kind) {
    case Kind::client_acts:
      return client_acts();
    case Kind::log_takes:
      return log_takes();
    case Kind::log_writes:
      return log_writes();
    case Kind::loop_learns:
      return process_->on_durable(happening.position);
    case Kind::timers:
      return work_off_timers();
    case Kind::clock_moves:
      return move_clock();
    case Kind::trouble:
      return make_trouble();
    case Kind::start:
      return start();
  }
}

Instant Simulator::wall() {
  return Instant{now_ + clock_ahead_};
}

Day Simulator::today() {
  return london_day(process_->engine().time(wall()));
}

// ---- clients and the loop ----

void Simulator::client_acts() {
  --acts_left_;
  schedule(dice_.chance(50) ? dice_.between(0, 5) : dice_.between(0, 4 * hour_ms), Kind::client_acts);
  if (!up()) return;
  if (dice_.chance(15)) return read_a_case();
  if (dice_.chance(4)) return change_the_register();
  const Request request = client_.draw(process_->engine(), today());
  const Ticket ticket = next_ticket_++;
  std::vector<Output> outputs;
  process_->engine().submit(ticket, request.command, request.meta, wall(), outputs);
  receipts_.sent(ticket, request, process_->engine().head(), process_->engine().time(wall()));
  carry_out(outputs);
}

void Simulator::read_a_case() {
  Engine& engine = process_->engine();
  if (engine.cases_in_order().empty()) return;
  const CaseId case_id = dice_.pick(engine.cases_in_order());
  std::vector<Output> outputs;
  engine.touch(case_id, wall(), outputs);
  const Ticket ticket = next_ticket_++;
  const auto state = engine.find(case_id);
  outputs.emplace_back(GiveReply{ticket, engine.head(), Done{state->version, state}});
  receipts_.sent_other(ticket, engine.head(), engine.time(wall()), Receipts::Asked::read);
  carry_out(outputs);
  deadlines_->worked_off(case_id, today());
}

void Simulator::change_the_register() {
  CommandMeta meta;
  meta.actor = {"token-admin", "Administration"};
  meta.command_id = client_.draw_identifier();
  const RegisterCommand command =
      dice_.chance(50)
          ? RegisterCommand{EnterBoard{client_.draw_identifier(), "Board " + std::to_string(dice_.below(3))}}
          : RegisterCommand{NameBoard{"Anytown LSCB", "Board " + std::to_string(dice_.below(3))}};
  const Ticket ticket = next_ticket_++;
  std::vector<Output> outputs;
  process_->engine().submit(ticket, command, meta, wall(), outputs);
  receipts_.sent_other(ticket, process_->engine().head(), process_->engine().time(wall()),
                       Receipts::Asked::command);
  carry_out(outputs);
}

void Simulator::work_off_timers() {
  std::vector<Output> outputs;
  const bool more = process_->engine().tick(wall(), 1 + dice_.below(3), outputs);
  carry_out(outputs);
  if (!more) deadlines_->worked_off(today());
  schedule(more ? 1 : dice_.between(1, 6 * hour_ms), Kind::timers);
}

void Simulator::carry_out(std::vector<Output>& outputs) {
  const auto seen = [this](const Commit& commit) {
    count_events(counts_, commit);
    trace(commit, wall());
    deadlines_->take(commit);
  };
  process_->carry_out(outputs, seen, [this](const GiveReply& reply) { leave(reply); });
  if (!process_->idle()) schedule(dice_.between(0, 3), Kind::log_takes);
}

void Simulator::leave(const GiveReply& reply) {
  if (const auto* done = std::get_if<Done>(&reply.reply)) {
    const auto commit = process_->lived(done->position);
    return receipts_.left(reply, on_medium(), commit.get());
  }
  if (const auto* before = std::get_if<DoneBefore>(&reply.reply)) {
    const auto found = read_back(*medium_.log, before->position, before->position);
    return receipts_.left(reply, on_medium(), found.empty() ? nullptr : &found.front().commit);
  }
  receipts_.left(reply, on_medium(), nullptr);
}

// The newest position at which a crash would leave a record of this process or of those before it.
Position Simulator::on_medium() const {
  const Position kept{medium_.log->kept()};
  return intruded_ && *intruded_ <= kept ? Position{intruded_->number() - 1} : kept;
}

// ---- the log thread ----

void Simulator::log_takes() {
  if (!process_->take_all_that_waits()) return;
  const bool slow = now_ < log_slow_until_;
  schedule(slow ? dice_.between(second_ms, hour_ms) : dice_.between(1, 20), Kind::log_writes);
}

void Simulator::log_writes() {
  const std::size_t before = medium_.log->kept();
  const bool in_the_way = intruded_.has_value();
  const auto written = process_->write();
  if (medium_.log->kept() > before + 1) ++counts_.batches_of_many;
  if (!written) {
    ++(written.error().kind == LogFaultKind::fenced ? counts_.fenced_writes : counts_.failed_writes);
    return crash();
  }
  if (in_the_way) intruded_.reset();
  // The anchor is written at once and synced a little later: a power cut may bring back an older one.
  if (dice_.chance(80)) medium_.anchor = process_->head_written();
  schedule(dice_.between(0, 3), Kind::loop_learns, *written);
  schedule(0, Kind::log_takes);
}

// ---- the world ----

void Simulator::move_clock() {
  schedule(dice_.between(hour_ms, 2 * day_ms), Kind::clock_moves);
  static constexpr unsigned weights[] = {40, 25, 10, 15, 10};
  switch (dice_.weighted(weights)) {
    case 0:
      clock_ahead_ += dice_.between(hour_ms, 2 * day_ms);
      break;
    case 1:
      clock_ahead_ += dice_.between(5 * day_ms, 30 * day_ms);
      break;
    case 2:
      clock_ahead_ += dice_.between(60 * day_ms, 200 * day_ms);
      break;
    case 3:
      clock_ahead_ -= dice_.between(0, hour_ms);
      ++counts_.clock_steps_back;
      break;
    default:
      clock_ahead_ -= dice_.between(day_ms, 10 * day_ms);
      ++counts_.clock_steps_back;
  }
}

void Simulator::make_trouble() {
  schedule(dice_.between(hour_ms, 2 * day_ms), Kind::trouble);
  if (!up()) return;
  static constexpr std::array faults{AppendFault::crash_before_sync, AppendFault::crash_torn,
                                     AppendFault::crash_after_sync,  AppendFault::full,
                                     AppendFault::sync_failed_lost,  AppendFault::sync_failed_kept};
  static constexpr unsigned weights[] = {6, 2, 2, 3, 2};
  switch (dice_.weighted(weights)) {
    case 0:
      return medium_.log->arm(faults[dice_.below(faults.size())], dice_.below(4));
    case 1:
      return crash();
    case 2:
      log_slow_until_ = now_ + dice_.between(hour_ms, day_ms);
      return;
    case 3:
      return second_writer();
    default:
      crash();
      return damage_while_down();
  }
}

// A daemon that does not know of this one: it opens the same log, writes and acknowledges.
void Simulator::second_writer() {
  if (intruded_) return;
  SimulatedProcess other{SimulatedFaults{}, medium_, rules_};
  const auto history = other.start();
  if (!history || other.engine().cases_in_order().empty()) return;
  std::vector<Output> outputs;
  Request request = client_.draw(other.engine(), london_day(other.engine().time(wall())));
  request.meta.request.reset();
  other.engine().submit(next_ticket_++, request.command, request.meta, wall(), outputs);
  std::vector<std::shared_ptr<const Commit>> commits;
  for (Output& output : outputs)
    if (auto* append = std::get_if<AppendCommits>(&output))
      commits.insert(commits.end(), append->commits.begin(), append->commits.end());
  if (commits.empty()) return;
  intruded_ = Position{medium_.log->kept()}.next();
  for (const std::string& record : other.records_of(commits)) medium_.log->intrude(record);
  for (const auto& commit : commits) receipts_.acknowledged_elsewhere(*commit);
}

void Simulator::crash() {
  ++counts_.crashes;
  medium_.log = medium_.log->reopen();
  if (!intruded_) compare_with_replay(*process_);
  process_.reset();
  intruded_.reset();
  receipts_.crashed();
  ++life_;
  schedule(dice_.between(second_ms, 2 * hour_ms), Kind::start);
}

void Simulator::start() {
  if (up()) return;
  if (life_ == 0) ++life_;
  process_ = std::make_unique<SimulatedProcess>(faults_, medium_, rules_);
  deadlines_ = std::make_unique<DeadlineCheck>(findings_);
  const auto history = process_->start();
  if (!history)
    return findings_.add(Check::damage_refuses_the_start,
                         "the start was refused and nothing was damaged: " + history.error().detail);
  for (const ReadBack& read : *history) deadlines_->take(read.commit);
  receipts_.compare(*history);
  std::vector<Output> outputs;
  if (history->empty()) process_->begin_log(client_.draw_identifier(), wall(), outputs);
  carry_out(outputs);
  schedule(dice_.between(0, second_ms), Kind::timers);
}

void Simulator::compare_with_replay(const SimulatedProcess& dead) {
  Engine fresh{rules_, faults_.engine};
  Position read;
  for (const ReadBack& each : read_back(*medium_.log, Position{1}, Position{UINT64_MAX})) {
    fresh.replay(each.commit);
    read = each.commit.position;
  }
  for (const auto& commit : dead.not_written())
    if (commit->position > read) fresh.replay(*commit);
  fresh.replayed();
  for (const std::string& difference : differences(dead.engine(), fresh))
    findings_.add(Check::replay_equals_life, difference);
}

void Simulator::expect_refusal(const std::string& what) {
  SimulatedProcess trial{faults_, medium_, rules_};
  if (trial.start())
    findings_.add(Check::damage_refuses_the_start, "the start was not refused: " + what);
  else
    ++counts_.refused_starts;
}

// A person then brings the medium back as it was: what is lost to damage is not what a run is about.
void Simulator::damage_while_down() {
  MemoryLog& log = *medium_.log;
  if (log.kept() == 0) return;
  std::vector<std::string> records;
  const auto read = log.read(Position{1}, Position{UINT64_MAX}, [&](Position, std::string_view record) {
    records.emplace_back(record);
    return true;
  });
  REVIEWD_ASSERT(read.has_value());
  const std::uint64_t place = dice_.below(records.size());
  const std::size_t bit = dice_.below(records[place].size() * 8);
  log.flip_bit(Position{place + 1}, bit);
  expect_refusal("bit " + std::to_string(bit) + " of position " + std::to_string(place + 1) + " is flipped");
  log.flip_bit(Position{place + 1}, bit);
  if (!medium_.anchor) return;
  log.cut(Position{dice_.below(medium_.anchor->position.number())});
  expect_refusal("the log is behind its anchor");
  for (std::size_t at = log.kept(); at < records.size(); ++at) log.intrude(records[at]);
}

// ---- the end ----

void Simulator::drain() {
  for (int attempt = 0; attempt < 4 && findings_.empty(); ++attempt) {
    if (!up()) start();
    if (!findings_.empty()) return;
    while (up() && !process_->idle()) {
      process_->take_all_that_waits();
      const auto written = process_->write();
      if (!written) {
        crash();
        break;
      }
      intruded_.reset();
      medium_.anchor = process_->head_written();
      process_->on_durable(*written);
    }
    if (up()) return;
  }
}

void Simulator::finish() {
  drain();
  clock_ahead_ += dice_.between(0, 400 * day_ms);
  while (findings_.empty() && up()) {
    std::vector<Output> outputs;
    const bool more = process_->engine().tick(wall(), 2, outputs);
    carry_out(outputs);
    if (!more) break;
  }
  if (findings_.empty()) deadlines_->worked_off(today());
  if (findings_.empty()) drain();
  if (!findings_.empty()) return;
  crash();
  if (findings_.empty()) start();
  if (findings_.empty()) receipts_.compare_personal(*medium_.log, *medium_.keys);
}

}  // namespace reviewd
