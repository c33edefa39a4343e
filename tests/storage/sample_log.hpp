// Records that are linked as the daemon links them, for tests of the storage. Deterministic; test thread
// only.
#pragma once

#include <string>
#include <vector>

#include "storage/head_anchor.hpp"
#include "storage/log.hpp"
#include "storage/record.hpp"

namespace reviewd {

// Makes linked records one after the other.
class SampleChain {
 public:
  // The next `count` records, their open parts `size` bytes long.
  std::vector<EncodedCommit> next(std::size_t count, std::size_t size = 100);
  // The next one with these parts.
  EncodedCommit next_with(std::string_view open, const std::vector<SealedValue>& sealed);
  Position position() const { return position_; }
  Head head() const;

 private:
  Position position_;
  Digest link_ = first_link();
};

// Appends `count` records in one batch; fails the test where the log refuses them.
void append_samples(Log& log, SampleChain& chain, std::size_t count, std::size_t size = 100);
// The records of the whole log, in order; fails the test where it cannot be read.
std::vector<std::string> all_records(Log& log);

}  // namespace reviewd
