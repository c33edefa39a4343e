#include "tests/sim/simulator.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "domain/assert.hpp"
#include "storage/commit_codec.hpp"
#include "storage/hash.hpp"
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

// A later revision of the calendar: the fourth to the seventh of October of each year become holidays.
SimulatedRules amend(std::shared_ptr<const RuleBook> shipped) {
  Calendar calendar = *shipped->calendar("england-and-wales");
  calendar.revision += 1;
  for (int year = 2009; year <= 2018; ++year)
    for (int day = 4; day <= 7; ++day)
      calendar.holidays.push_back({*Day::of(year, 10, day), "Autumn", "", ""});
  std::sort(calendar.holidays.begin(), calendar.holidays.end(),
            [](const Holiday& left, const Holiday& right) { return left.day < right.day; });
  AdoptedDocument document{DocumentKind::calendar,
                           calendar.id,
                           calendar.revision,
                           Digest{},
                           std::make_shared<const std::string>("the calendar with an autumn holiday"),
                           Position{}};
  auto amended = std::make_shared<RuleBook>(*shipped);
  amended->add(std::move(calendar));
  return {std::move(shipped), std::move(amended), std::move(document)};
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
  adoptions += other.adoptions;
  deliveries += other.deliveries;
  deliveries_again += other.deliveries_again;
  deliveries_exhausted += other.deliveries_exhausted;
}

Simulator::Simulator(std::uint64_t seed, const SimulatedFaults& faults, std::shared_ptr<const RuleBook> rules)
    : dice_(seed),
      faults_(faults),
      rules_(amend(std::move(rules))),
      client_(dice_),
      receipts_(findings_, faults.blind_to_early_replies),
      receivers_(dice_, findings_) {
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
  counts_.deliveries = receivers_.seen();
  counts_.deliveries_again = receivers_.seen_again();
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
    case Kind::deliveries:
      return look_for_deliveries();
    case Kind::attempt_ends:
      return attempt_ends(happening.position.number());
  }
}

Instant Simulator::wall() {
  wall_highest_ = std::max(wall_highest_, now_ + clock_ahead_);
  return Instant{now_ + clock_ahead_};
}

Day Simulator::today() {
  return london_day(process_->engine().moment(wall()));
}

// ---- clients and the loop ----

void Simulator::client_acts() {
  --acts_left_;
  schedule(dice_.chance(50) ? dice_.between(0, 5) : dice_.between(0, 4 * hour_ms), Kind::client_acts);
  if (!up()) return;
  if (dice_.chance(15)) return read_a_case();
  if (dice_.chance(4)) return change_the_register();
  if (dice_.chance(1)) return adopt_a_calendar();
  if (dice_.chance(4)) return a_person_looks_after_deliveries();
  const SimulatedRequest request = client_.draw(process_->engine(), today());
  const Ticket ticket = next_ticket_++;
  std::vector<Output> outputs;
  process_->engine().submit(ticket, request.command, as_looked_up(request.meta), wall(), outputs);
  receipts_.sent(ticket, request, process_->engine().head(), process_->engine().moment(wall()));
  carry_out(outputs);
}

// Under the fault no two requests have the same key, whatever the client wrote.
CommandMeta Simulator::as_looked_up(CommandMeta meta) {
  if (faults_.keys_never_found && meta.request)
    meta.request->key = sha256(meta.request->key.text() + std::to_string(next_ticket_));
  return meta;
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
  receipts_.sent_other(ticket, engine.head(), engine.moment(wall()), Receipts::Asked::read);
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
  receipts_.sent_other(ticket, process_->engine().head(), process_->engine().moment(wall()),
                       Receipts::Asked::command);
  carry_out(outputs);
}

// Every deadline that is open is worked out again, some cases a tick; a crash may come in between.
void Simulator::adopt_a_calendar() {
  Engine& engine = process_->engine();
  CommandMeta meta;
  meta.actor = {"token-admin", "Administration"};
  meta.command_id = client_.draw_identifier();
  const Ticket ticket = next_ticket_++;
  std::vector<Output> outputs;
  engine.submit(ticket, RegisterCommand{AdoptRules{{rules_.document}, std::nullopt}}, meta, wall(), outputs);
  receipts_.sent_other(ticket, engine.head(), engine.moment(wall()), Receipts::Asked::command);
  if (std::holds_alternative<AppendCommits>(outputs.front())) {
    ++counts_.adoptions;
    process_->follow_adoption();
  }
  carry_out(outputs);
}

void Simulator::adoption_reached_all() {
  const Engine& engine = process_->engine();
  if (!process_->has_adopted()) return;
  for (const CaseId& case_id : engine.cases_in_order()) {
    const auto state = engine.find(case_id);
    // A closed case is left alone, and a reopened one comes back with its old days.
    const bool rested = newest<CaseReopened>(state->facts) != nullptr;
    if (rested || status_of(state->facts) == CaseStatus::closed) continue;
    for (const Deadline& deadline : state->deadlines)
      if (is_open(deadline) && last_due(deadline.terms) &&
          deadline.terms->calendar_revision != rules_.document.revision)
        findings_.add(Check::deadlines_take_effect, "the adopted calendar did not reach deadline " +
                                                        deadline.terms->deadline_id + " of case " +
                                                        std::string{case_id.text()});
  }
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
    if (commit.recorded_at > Instant{wall_highest_})
      findings_.add(Check::deadlines_take_effect, "a time that no clock has shown yet");
    deadlines_->take(commit);
    receivers_.take(commit);
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

// ---- lives ----

void Simulator::crash() {
  ++counts_.crashes;
  medium_.log = medium_.log->reopen();
  if (!intruded_) compare_with_replay(*process_);
  process_.reset();
  intruded_.reset();
  receipts_.crashed();
  ++life_;
  attempts_.clear();
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
  receivers_.forget_from(Position{1});
  for (const ReadBack& read : *history) receivers_.take(read.commit);
  receipts_.compare(*history);
  std::vector<Output> outputs;
  if (history->empty()) process_->begin_log(client_.draw_identifier(), wall(), outputs);
  carry_out(outputs);
  subscribe();
  schedule(0, Kind::deliveries);
  schedule(dice_.between(0, second_ms), Kind::timers);
}

void Simulator::compare_with_replay(const SimulatedProcess& dead) {
  FaultyEngine fresh{rules_.shipped, faults_.engine};
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
  if (findings_.empty()) adoption_reached_all();
  if (findings_.empty()) drain();
  if (findings_.empty()) deliver_the_rest();
  if (!findings_.empty()) return;
  crash();
  if (findings_.empty()) start();
  if (findings_.empty()) receipts_.compare_personal(*medium_.log, *medium_.keys);
}

}  // namespace reviewd
