// The head anchor: a small file outside RocksDB that remembers the newest head of the log, so that a log which
// comes back shorter, or different, is noticed (storage/FORMAT.md, "The head anchor"). Log thread only.
#pragma once

#include <expected>
#include <filesystem>
#include <optional>

#include "domain/types.hpp"
#include "storage/log.hpp"

namespace reviewd {

struct Head {
  Identifier log_id;
  Position position;
  Digest link;
  bool operator==(const Head&) const = default;
};

class HeadAnchor {
 public:
  // Opens the file, creating and preallocating it when `create` (an empty log only).
  // `damaged`: neither slot can be read, or there is no file beside a log that is not empty.
  [[nodiscard]] static std::expected<HeadAnchor, LogFault> open(const std::filesystem::path& file, bool create);
  HeadAnchor(HeadAnchor&&) noexcept;
  HeadAnchor& operator=(HeadAnchor&&) noexcept;
  ~HeadAnchor();

  // The newest readable slot; nothing in a file that was just created.
  const std::optional<Head>& newest() const { return newest_; }
  // Written (pwrite) after every append that returned and before any answer leaves. `failed`: the process stops.
  [[nodiscard]] std::expected<void, LogFault> write(const Head& head);
  // fdatasync: at most a second after a write, and on a clean stop.
  [[nodiscard]] std::expected<void, LogFault> sync();

 private:
  explicit HeadAnchor(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
  unsigned next_slot_ = 0;
  std::uint64_t generation_ = 0;
  std::optional<Head> newest_;
};

}  // namespace reviewd
