// The deterministic simulator: from one seed, a run of the daemon over a medium that fails, with a clock that
// steps and jumps and clients that send commands, retry and read. It plays the loop, the log thread and the
// world around them on one thread; all that happens comes from a queue in order of (time, tie-break from the
// seed). There is no HTTP, no file and no real clock in it; sealing draws its nonces from the system, and
// nothing in a run depends on them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <vector>

#include "tests/sim/client.hpp"
#include "tests/sim/deadline_check.hpp"
#include "tests/sim/findings.hpp"
#include "tests/sim/receipts.hpp"
#include "tests/sim/simulated_process.hpp"
#include "tests/sim/simulated_receivers.hpp"

namespace reviewd {

// What happened in a run, to see that the runs reach what they are for.
struct RunCounts {
  std::size_t commits = 0;
  std::size_t acknowledged = 0;
  std::size_t repeated_receipts = 0;
  std::size_t crashes = 0;
  std::size_t failed_writes = 0;
  std::size_t fenced_writes = 0;
  std::size_t refused_starts = 0;
  std::size_t batches_of_many = 0;
  std::size_t clock_steps_back = 0;
  std::size_t passings = 0;
  std::size_t reminders = 0;
  std::size_t corrections = 0;
  std::size_t adoptions = 0;
  std::size_t deliveries = 0;
  std::size_t deliveries_again = 0;
  std::size_t deliveries_exhausted = 0;

  void add(const RunCounts& other);
};

// One run; made, run once, asked for its findings.
class Simulator {
 public:
  Simulator(std::uint64_t seed, const SimulatedFaults& faults, std::shared_ptr<const RuleBook> rules);
  ~Simulator();

  // Runs to the end, or to the first finding.
  void run();
  const std::vector<Breach>& findings() const { return findings_.all(); }
  const RunCounts& counts() const { return counts_; }

 private:
  enum class Kind {
    client_acts,
    log_takes,
    log_writes,
    loop_learns,
    timers,
    clock_moves,
    trouble,
    start,
    deliveries,
    attempt_ends
  };
  struct Happening {
    std::int64_t at = 0;  // milliseconds of the simulation's own clock, which never steps
    std::uint64_t tie = 0;
    Kind kind = Kind::client_acts;
    std::uint64_t life = 0;  // of the process that it belongs to; zero: of the world
    Position position;
    bool operator>(const Happening& other) const {
      return std::pair{at, tie} > std::pair{other.at, other.tie};
    }
  };

  void schedule(std::int64_t delay, Kind kind, Position position = {});
  void handle(const Happening& happening);
  Instant wall();
  Day today();
  bool up() const { return process_ != nullptr; }

  void client_acts();
  CommandMeta as_looked_up(CommandMeta meta);
  void read_a_case();
  void change_the_register();
  void adopt_a_calendar();
  void adoption_reached_all();
  void work_off_timers();
  void carry_out(std::vector<Output>& outputs);
  void leave(const GiveReply& reply);
  Position on_medium() const;

  // ---- deliveries ----
  void subscribe();
  void look_for_deliveries();
  void look_for_deliveries_now();
  void attempt_leaves(const DeliveryId& delivery);
  void attempt_ends(std::uint64_t number);
  void submit_delivery(const DeliveryCommand& command);
  void a_person_looks_after_deliveries();
  void deliver_the_rest();

  void log_takes();
  void log_writes();
  void move_clock();
  void make_trouble();
  void second_writer();
  void damage_while_down();
  void expect_refusal(const std::string& what);
  void crash();
  void start();
  void compare_with_replay(const SimulatedProcess& dead);
  void finish();
  void drain();

  Dice dice_;
  SimulatedFaults faults_;
  SimulatedRules rules_;
  Findings findings_;
  RunCounts counts_;
  Medium medium_;
  Client client_;
  Receipts receipts_;
  SimulatedReceivers receivers_;
  struct AttemptUnderWay {
    DeliveryId delivery;
    AttemptEnd end;
  };
  std::map<std::uint64_t, AttemptUnderWay> attempts_;  // those of this life that have not come back
  std::uint64_t attempts_made_ = 0;
  std::vector<Identifier> webhook_ids_;
  std::unique_ptr<DeadlineCheck> deadlines_;
  std::unique_ptr<SimulatedProcess> process_;
  std::priority_queue<Happening, std::vector<Happening>, std::greater<>> queue_;
  std::int64_t now_ = 0;
  std::int64_t wall_highest_ = 0;
  std::int64_t clock_ahead_ = 0;  // of the wall clock against the simulation's own
  std::int64_t log_slow_until_ = 0;
  std::uint64_t life_ = 0;
  Ticket next_ticket_ = 1;
  std::optional<Position> intruded_;  // where another writer's record stands in the way of this process
  std::size_t acts_left_ = 0;
};

}  // namespace reviewd
