// A log in memory that behaves as a log on a disk does, faults included: for tests and for the simulator.
// What is "on the medium" is kept apart from what an append returned for, so that a crash leaves exactly what
// a disk would have kept. Deterministic: it has no clock, no thread and no randomness. Threads as Log says;
// the switches are turned by the thread that appends. It is no cache and no store for production: it does not
// outlive the process.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "storage/log.hpp"

namespace reviewd {

// What befalls the next append. After every one but `fenced` the log answers `failed` to each append, as a
// log whose medium failed does, and has to be reopened; after the three crashes it answers so to everything.
enum class AppendFault {
  crash_before_sync,  // the process dies before the sync: nothing of the batch is kept
  crash_torn,         // the process dies in the sync: only the first records of the batch are kept
  crash_after_sync,   // the process dies after the sync, before anyone learns of it: the batch is kept
  full,               // no space: nothing is stored
  sync_failed_lost,   // the sync is refused, and the batch is not there after reopening
  sync_failed_kept,   // the sync is refused, and the batch is there after reopening all the same
  fenced,             // another writer appended a record first: `fenced`, nothing of the batch is stored
};

// Behaves by the contract of Log; the faults it can be told to have are those a disk has had.
class MemoryLog final : public Log {
 public:
  // Called by `append` with the batch before anything is stored: where a test makes an append slow, or looks
  // at it.
  using BeforeAppend = std::function<void(std::span<const EncodedCommit>)>;

  MemoryLog() = default;

  // The log as it is found by the next process: only what the medium kept, no fault armed, no hook. The old
  // one is from then on as a process that is dead.
  std::unique_ptr<MemoryLog> reopen();
  // A log that `checkpoint` wrote. `failed`: the directory holds none.
  [[nodiscard]] static std::expected<std::unique_ptr<MemoryLog>, LogFault> from_checkpoint(
      const std::filesystem::path& directory);

  // The fault of the next append. `records_kept` counts for `crash_torn` only: how many of the batch are
  // kept, all of them when it has fewer.
  void arm(AppendFault fault, std::size_t records_kept = 0);
  void before_append(BeforeAppend hook) { before_append_ = std::move(hook); }

  // Another writer stores a record behind this one's back; the next append with the old tail is `fenced`.
  void intrude(std::string record);
  // Turns one bit of a stored record over: bit 0 is the lowest of its first byte. The record must be there.
  void flip_bit(Position position, std::size_t bit);
  // Takes one record away. In the midst of the log a read then answers `damaged`; at its end the log is
  // shorter.
  void remove(Position position);
  // Loses every record after `last`, as a medium does that came back older.
  void cut(Position last);
  // Records on the medium, whether or not an append returned for them.
  std::size_t kept() const;

  std::expected<Position, LogFault> tail() override;
  std::expected<void, LogFault> append(Position expected_tail,
                                       std::span<const EncodedCommit> commits) override;
  std::expected<void, LogFault> read(Position from, Position to, const CommitVisitor& visitor) override;
  // Written as one file, `records`, with the lengths before the bytes.
  std::expected<void, LogFault> checkpoint(const std::filesystem::path& new_directory) override;

 private:
  using Record = std::shared_ptr<const std::string>;  // shared: a read goes on while the record is replaced

  [[nodiscard]] std::expected<void, LogFault> suffer(AppendFault fault,
                                                     std::span<const EncodedCommit> commits);
  void keep(std::span<const EncodedCommit> commits);
  void drop_missing_end();

  mutable std::mutex mutex_;
  std::vector<Record> medium_;  // the record of position n at n - 1; empty where it is missing
  std::size_t visible_ = 0;     // how many of them an append has returned for
  std::optional<AppendFault> armed_;
  std::size_t records_kept_ = 0;
  BeforeAppend before_append_;
  bool failed_ = false;
  bool dead_ = false;
};

}  // namespace reviewd
