// What the world does to the daemon: its clock, its medium, another writer, damage while it is down.
#include <array>

#include "domain/assert.hpp"
#include "tests/sim/simulator.hpp"

namespace reviewd {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;

}  // namespace

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
  SimulatedRequest request = client_.draw(other.engine(), london_day(other.engine().moment(wall())));
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

}  // namespace reviewd
