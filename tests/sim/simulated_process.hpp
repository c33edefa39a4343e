// One life of the daemon in a simulated run: the real engine, gate, commit writer and sealer over a log in
// memory, without threads. The simulator says when the log thread takes what waits, when its write ends and
// when the loop learns of it. It has no clock and no HTTP.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "daemon/durability_gate.hpp"
#include "domain/delivery_dispatch.hpp"
#include "storage/commit_writer.hpp"
#include "storage/memory_log.hpp"
#include "storage/sealer.hpp"
#include "tests/sim/faulty_engine.hpp"

namespace reviewd {

// Switches by which the simulator is shown able to fail; all off in an honest run.
struct SimulatedFaults {
  bool gate_off = false;                      // replies leave at once
  bool fence_off = false;                     // an append overwrites what another writer stored
  bool blind_to_early_replies = false;        // check 2 is off, so that check 1 has to find what it let pass
  bool keys_never_found = false;              // the lookup of idempotency keys finds nothing
  bool deliveries_ungated = false;            // attempts leave before what they rest on is durable
  bool deliveries_unordered = false;          // the events of a case go side by side
  bool failures_taken_for_successes = false;  // an attempt that failed is recorded as delivered
  PlantedFaults engine;
};

// What outlives a process: the log, the head anchor as the file system would give it back, and the keys.
struct Medium {
  std::unique_ptr<MemoryLog> log = std::make_unique<MemoryLog>();
  std::optional<Head> anchor;
  std::unique_ptr<KeyFile> keys;
};

// The rules of a run: as shipped, and with a later revision of the calendar, which an administrator may
// adopt.
struct SimulatedRules {
  std::shared_ptr<const RuleBook> shipped;
  std::shared_ptr<const RuleBook> amended;
  AdoptedDocument document;
};

// A commit as it was read from the log, and the bytes of its open part.
struct ReadBack {
  Commit commit;
  std::string open;
};

// From its start to its crash.
class SimulatedProcess {
 public:
  using CommitSeen = std::function<void(const Commit&)>;

  SimulatedProcess(const SimulatedFaults& faults, Medium& medium, const SimulatedRules& rules);

  // Checks the log against its links, its anchor and the keys, and replays it. Gives what it read; a fault:
  // the start is refused.
  [[nodiscard]] std::expected<std::vector<ReadBack>, LogFault> start();
  // The first commit of an empty log, and one board, as the first outputs of this process.
  void begin_log(const Identifier& log_id, Instant now, std::vector<Output>& outputs);

  Engine& engine() { return engine_; }
  const Engine& engine() const { return engine_; }
  // The loop: commits go to the log thread, replies to the gate; `leave` is called with each reply when it
  // leaves the process, now or later.
  void carry_out(std::vector<Output>& outputs, const CommitSeen& seen,
                 const std::function<void(const GiveReply&)>& leave);

  // Calls back once everything decided so far is durable; at once under the fault.
  void when_all_is_durable(const std::function<void()>& done);
  // What this life of the daemon knows of its attempts.
  DeliveryDispatch& dispatch() { return dispatch_; }

  bool has_adopted() const;
  // Goes over to the amended rules when they are adopted, and works out every case again. Also at each start:
  // what was left undone by a crash is done then, and what was done changes nothing.
  void follow_adoption();

  // The log thread: true when something waits and no write is under way; then all that waits is taken.
  bool take_all_that_waits();
  // The write of what was taken: gives the position that is now durable.
  [[nodiscard]] std::expected<Position, LogFault> write();
  // The loop learns of it.
  void on_durable(Position position);
  // Commits of this process as linked records, for a second writer that stores them itself.
  std::vector<std::string> records_of(const std::vector<std::shared_ptr<const Commit>>& commits);
  bool idle() const { return waiting_.empty() && batch_.empty(); }

  // The commits of this process that are not known to be on the medium, from the first position that is not.
  std::vector<std::shared_ptr<const Commit>> not_written() const;
  // A commit of this process; null when the log had it already.
  std::shared_ptr<const Commit> lived(Position position) const;
  const Head& head_written() const { return writer_->head(); }

 private:
  void overwrite_other_writers();

  SimulatedFaults faults_;
  Medium& medium_;
  const SimulatedRules& rules_;
  Sealer sealer_;
  FaultyEngine engine_;
  DurabilityGate gate_;
  DeliveryDispatch dispatch_{4};
  std::optional<CommitWriter> writer_;
  std::vector<std::shared_ptr<const Commit>> waiting_;
  std::vector<std::shared_ptr<const Commit>> batch_;
  std::map<Position, std::shared_ptr<const Commit>> lived_;
};

// Reads the commits of a log from `first` on, as far as they can be read.
std::vector<ReadBack> read_back(MemoryLog& log, Position first, Position last);

}  // namespace reviewd
