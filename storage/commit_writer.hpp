// Writes commits: encodes, seals, links and appends a batch as one synced write, then moves the head anchor.
// Log thread only, blocking; but commits may be prepared on another thread while a batch is written. Nothing
// is acknowledged here: the caller does that after the write has returned.
#pragma once

#include <expected>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "domain/events.hpp"
#include "storage/head_anchor.hpp"
#include "storage/log.hpp"
#include "storage/record.hpp"
#include "storage/sealer.hpp"

namespace reviewd {

// Commits that are ready to be written, and the head that the log has afterwards.
struct PreparedBatch {
  std::vector<EncodedCommit> commits;
  Head head;
};

// Keeps the head it has written up to, from which the next link is taken. A commit of the register is read
// back before it is stored. After a fault it is not used again.
class CommitWriter {
 public:
  // Goes on after `head`. `anchor` may be null (a log in memory). All must outlive the writer; `sealer` has
  // been told of every key in use. `version` of the program goes into each record.
  CommitWriter(Log& log, Sealer& sealer, HeadAnchor* anchor, const Head& head, std::string_view version = {})
      : log_(log), sealer_(sealer), anchor_(anchor), head_(head), prepared_head_(head), version_(version) {}

  // All commits or none are on the medium when it returns, and the anchor says so. The commits follow the
  // head. `fenced`, `failed`: what is stored is known only after opening again; the process stops.
  [[nodiscard]] std::expected<void, LogFault> write(std::span<const std::shared_ptr<const Commit>> commits);

  // The same in its parts. Commits are prepared in their order, by one thread at a time; `failed`: no key
  // could be had, and the process stops. What was prepared is taken between two calls of `prepare`, and
  // written in the order in which it was taken.
  [[nodiscard]] std::expected<void, LogFault> prepare(std::span<const std::shared_ptr<const Commit>> commits);
  PreparedBatch take_prepared() { return {std::exchange(prepared_, {}), prepared_head_}; }
  [[nodiscard]] std::expected<void, LogFault> write(const PreparedBatch& batch);

  // Puts the anchor on the medium: at most a second after a write, and on a clean stop. `failed`: the process
  // stops.
  [[nodiscard]] std::expected<void, LogFault> sync_anchor();

  // Up to which it has written.
  const Head& head() const { return head_; }

 private:
  [[nodiscard]] std::expected<EncodedCommit, LogFault> encoded(const Commit& commit);

  Log& log_;
  Sealer& sealer_;
  HeadAnchor* anchor_;
  Head head_;
  Head prepared_head_;
  std::string version_;
  std::vector<EncodedCommit> prepared_;
};

}  // namespace reviewd
