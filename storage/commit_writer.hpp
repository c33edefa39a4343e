// Writes commits: encodes, seals, links and appends a batch as one synced write, then moves the head anchor.
// Log thread only, blocking. Nothing is acknowledged here: the caller does that after `write` has returned.
#pragma once

#include <expected>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "domain/events.hpp"
#include "storage/head_anchor.hpp"
#include "storage/log.hpp"
#include "storage/record.hpp"
#include "storage/sealer.hpp"

namespace reviewd {

// Keeps the head it has written up to, from which the next link is taken. A commit of the register is read
// back before it is stored. After a fault it is not used again.
class CommitWriter {
 public:
  // Goes on after `head`. `anchor` may be null (a log in memory). All must outlive the writer; `sealer` has
  // been told of every key in use. `version` of the program goes into each record.
  CommitWriter(Log& log, Sealer& sealer, HeadAnchor* anchor, const Head& head, std::string_view version = {})
      : log_(log), sealer_(sealer), anchor_(anchor), head_(head), version_(version) {}

  // All commits or none are on the medium when it returns, and the anchor says so. The commits follow the
  // head. `fenced`, `failed`: what is stored is known only after opening again; the process stops.
  [[nodiscard]] std::expected<void, LogFault> write(std::span<const std::shared_ptr<const Commit>> commits);

  // Puts the anchor on the medium: at most a second after a write, and on a clean stop. `failed`: the process
  // stops.
  [[nodiscard]] std::expected<void, LogFault> sync_anchor();

  const Head& head() const { return head_; }

 private:
  [[nodiscard]] std::expected<EncodedCommit, LogFault> encoded(const Commit& commit, Head& head);

  Log& log_;
  Sealer& sealer_;
  HeadAnchor* anchor_;
  Head head_;
  std::string version_;
  std::vector<EncodedCommit> batch_;
};

}  // namespace reviewd
