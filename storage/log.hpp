// The log: records by dense position, appended by one writer. No policy inside: what a record means, how it
// is linked to the one before and what is done about a fault is decided by the callers.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "domain/types.hpp"

namespace reviewd {

// One commit as bytes, ready to be stored (storage/FORMAT.md).
struct EncodedCommit {
  Position position;
  std::string record;
};

// What sort of fault it is, by what the process does about it. None is repaired in flight.
enum class LogFaultKind {
  // The tail is not what the writer expected: another writer was here. The process stops.
  fenced,
  // The medium refused a write, a sync or a read; what was written is indeterminate. The process stops.
  failed,
  // What was read cannot be what was written (checksum, a missing position). The process stops.
  damaged,
  // Another process holds this log. The start is refused.
  in_use,
  // This log does not offer the function (a checkpoint of a log backed up by its own means), or a newer
  // version of this program wrote what is to be opened: the start is refused.
  not_supported,
};

// What went wrong with the medium; `detail` is one sentence for the sysadmin, never data of a case.
struct LogFault {
  LogFaultKind kind = LogFaultKind::failed;
  std::string detail;
};

// Called for each record in order of position; answering false ends the read early without a fault.
// The bytes live only until the visitor returns.
using CommitVisitor = std::function<bool(Position, std::string_view record)>;

// Blocking. `append` from one thread only; `tail`, `read` and `checkpoint` from any thread meanwhile, and
// they see only what an `append` has returned for.
class Log {
 public:
  Log() = default;
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  virtual ~Log() = default;

  // The position of the newest record; zero for an empty log.
  [[nodiscard]] virtual std::expected<Position, LogFault> tail() = 0;

  // Stores all records or none, synced to the medium before it returns. They must begin right after
  // `expected_tail` and be dense. `fenced`: the tail is another one, nothing was stored.
  // `failed`: indeterminate, whether they are stored is known only after opening the log again.
  [[nodiscard]] virtual std::expected<void, LogFault> append(Position expected_tail,
                                                             std::span<const EncodedCommit> commits) = 0;

  // Visits the records from `from` to `to`, both included, ending at the tail when `to` lies past it.
  // `damaged`: a record is missing or unreadable; the visitor has seen every record before it.
  [[nodiscard]] virtual std::expected<void, LogFault> read(Position from, Position to,
                                                           const CommitVisitor& visitor) = 0;

  // A consistent copy of the log in a directory that does not exist yet, on the same file system.
  [[nodiscard]] virtual std::expected<void, LogFault> checkpoint(
      const std::filesystem::path& new_directory) = 0;
};

}  // namespace reviewd
