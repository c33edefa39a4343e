// What is checked when a log is opened, at `verify` and at `replay`: positions dense, every link right, and
// the head anchor's head among the records. The classes check record by record, on whatever thread reads;
// `open_and_check` is the plain form on one thread. Nothing here decrypts, repairs or stops: a fault is one
// sentence, and the start is refused with it.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "domain/types.hpp"
#include "storage/head_anchor.hpp"
#include "storage/log.hpp"
#include "storage/record.hpp"
#include "storage/sealer.hpp"

namespace reviewd {

// Checks that each record follows the one before. One thread at a time.
class LinkChecker {
 public:
  // Begins after the record at `position` whose link is known; by default before the first record.
  explicit LinkChecker(Position position = {}, const Digest& link = first_link())
      : position_(position), link_(link) {}

  // `damaged`: the position is not the next one, the bytes are no record, or the link is not that of its
  // bytes and of the record before; nothing is taken over then.
  [[nodiscard]] std::expected<void, LogFault> check(Position position, std::string_view record);
  // The record that `check` took last, in parts, so that it is parsed once; points into the bytes given to
  // it.
  const RecordOutline& record() const { return record_; }
  Position position() const { return position_; }
  const Digest& link() const { return link_; }
  // One more than the highest key number that a record named, so the keys that must be there; zero for none.
  std::uint64_t keys_named() const { return keys_named_; }

 private:
  Position position_;
  Digest link_;
  RecordOutline record_;
  std::uint64_t keys_named_ = 0;
};

// Compares a log with the head that the anchor remembers. One thread at a time.
class AnchorChecker {
 public:
  // Nothing: the anchor says that the log was empty, so whatever is there came after it.
  explicit AnchorChecker(std::optional<Head> anchored) : anchored_(std::move(anchored)) {}

  // Before anything is read. `damaged`: the log ends before the anchored head, so acknowledged records are
  // lost.
  [[nodiscard]] std::expected<void, LogFault> check_tail(Position tail) const;
  // After each record. `damaged`: this is the anchored position and the link is another one.
  [[nodiscard]] std::expected<void, LogFault> check_link(Position position, const Digest& link) const;
  // How many records lie beyond the anchored head: written, and perhaps acknowledged, after its last write.
  std::uint64_t beyond(Position tail) const;

 private:
  std::optional<Head> anchored_;
};

// What a log was found to be.
struct CheckedLog {
  Position position;                // of the newest record; zero for an empty log
  Digest link;                      // its link; first_link() for an empty log
  std::uint64_t beyond_anchor = 0;  // records after the anchored head; all of them are kept and count
  std::uint64_t keys_named = 0;     // see LinkChecker
  bool ended_early = false;         // the visitor wanted no more: what lies after `position` was not checked
};

// Called with each record after it was checked; answering false ends the reading.
using CheckedVisitor = std::function<bool(Position, const RecordOutline&)>;

// Reads the whole log through `visitor` and compares it with its anchor. Faults, each one sentence: the log
// is behind its anchor, the link at the anchor's position differs, the link at a position is broken, a
// position is missing, the medium failed. A record that fails its check is not shown to the visitor.
[[nodiscard]] std::expected<CheckedLog, LogFault> check_log(Log& log, const std::optional<Head>& anchored,
                                                            const CheckedVisitor& visitor);

// A log that was checked and its anchor, open for writing.
struct CheckedOpening {
  HeadAnchor anchor;
  CheckedLog log;
};

// Opens the anchor of `log` (made beside a log that is empty, and only there) and checks the log against it.
// Faults: those of HeadAnchor::open and of check_log.
[[nodiscard]] std::expected<CheckedOpening, LogFault> open_and_check(Log& log,
                                                                     const std::filesystem::path& anchor_file,
                                                                     const CheckedVisitor& visitor);

// `damaged`: the log names keys that the key file does not have, so personal values would be lost unseen.
[[nodiscard]] std::expected<void, LogFault> check_keys(const KeyFile& keys, const CheckedLog& log);

// The sentence about what RocksDB left out at the end of its write-ahead log, for a log that agreed with its
// anchor and ends at `kept`; nothing where it left out nothing. `lost_bytes` counts what it said it dropped,
// `kept_files` where it lies now.
std::optional<std::string> dropped_tail_report(std::uint64_t reports, std::uint64_t lost_bytes,
                                               const std::filesystem::path& kept_files, Position kept);

}  // namespace reviewd
