// The log over RocksDB: key is the position as 8 big-endian bytes, value the record. One synced write per
// append; it stops the process at the first fault of a write (storage/FORMAT.md, "The directory of the log").
// Threads as Log says. It compares no link and no anchor: storage/recovery.hpp does, after each opening.
#pragma once

#include <atomic>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "storage/log.hpp"

namespace reviewd {

// What an opening found at the end of RocksDB's write-ahead log and could not use.
struct RecoveryLoss {
  std::uint64_t reports = 0;  // how often RocksDB said that it left something out
  std::uint64_t bytes = 0;    // how much, as far as it said
  std::filesystem::path
      kept_files;  // where the write-ahead log is kept as it was; empty when nothing was lost
  bool nothing() const { return reports == 0; }
};

// An open log, in a directory of its own. The directory is locked against a second opening until the
// destructor.
class RocksLog final : public Log {
 public:
  // Called with one sentence at the first write that fails and at any background error of RocksDB, from
  // whatever thread met it (RocksDB's own included). Expected to end the process; where it returns, every
  // later append answers `failed`. It must do nothing that calls this log.
  using Stop = std::function<void(const std::string& sentence)>;

  // Opens the log in `directory`, made where it does not exist (its parent must).
  // `in_use`: another process or this one has it open. `not_supported`: a newer version of this program wrote
  // it. `damaged`: RocksDB refuses its files, or they are not those of a log. `failed`: the medium refused.
  // In every case the start is refused and nothing was stopped.
  [[nodiscard]] static std::expected<std::unique_ptr<RocksLog>, LogFault> open(
      const std::filesystem::path& directory, Stop stop);
  ~RocksLog() override;

  // Called by `append` when its records are on the medium and nobody sees them yet: where a test looks.
  void before_showing(std::function<void()> hook) { before_showing_ = std::move(hook); }

  // What the opening could not recover: a write that was cut off before it was acknowledged, or damage. Which
  // of them, only the anchor can tell.
  const RecoveryLoss& recovery_loss() const;

  std::expected<Position, LogFault> tail() override;
  std::expected<void, LogFault> append(Position expected_tail,
                                       std::span<const EncodedCommit> commits) override;
  // A visitor may call this log; an iterator is open meanwhile, which keeps old files alive until it returns.
  std::expected<void, LogFault> read(Position from, Position to, const CommitVisitor& visitor) override;
  // The copy opens with `open`. Unchanged files are shared as hard links: it is a backup only once copied
  // away.
  std::expected<void, LogFault> checkpoint(const std::filesystem::path& new_directory) override;

 private:
  struct Database;
  explicit RocksLog(std::unique_ptr<Database> database);
  [[nodiscard]] std::expected<Position, LogFault> newest_key() const;

  std::unique_ptr<Database> database_;
  std::atomic<std::uint64_t> tail_ = 0;  // what append returned for, and so all that anyone sees
  std::function<void()> before_showing_;
};

}  // namespace reviewd
