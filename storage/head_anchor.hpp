// The head anchor: a small file outside RocksDB that remembers the newest head of the log, so that a log
// which comes back shorter, or different, is noticed (storage/FORMAT.md, "The head anchor"). Log thread only.
// It compares nothing itself: storage/recovery.hpp does.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>

#include "domain/types.hpp"
#include "storage/file.hpp"
#include "storage/log.hpp"

namespace reviewd {

// The newest record of a log: whose log, where, and its link, which stands for everything before it.
struct Head {
  Identifier log_id;
  Position position;
  Digest link;
  bool operator==(const Head&) const = default;
};

// The open anchor file: two slots of 512 bytes, written in turn, so that one that was torn leaves the other.
class HeadAnchor {
 public:
  // Opens the file; where there is none, makes and preallocates it, synced, when `create` (an empty log
  // only). `damaged`: neither slot can be read, or there is no file beside a log that is not empty.
  // `not_supported`: a newer version wrote it. In every case the start is refused, and a person decides.
  [[nodiscard]] static std::expected<HeadAnchor, LogFault> open(const std::filesystem::path& file,
                                                                bool create);
  // Puts a fresh anchor in the place of a damaged or missing one, because a person said so (`anchor accept`).
  // `failed`: it cannot be written; whatever was there before is there still.
  [[nodiscard]] static std::expected<void, LogFault> replace(const std::filesystem::path& file,
                                                             const Head& head);

  // The head in the newest readable slot; nothing while the anchor says that the log is empty.
  const std::optional<Head>& newest() const { return newest_; }
  // True when one of the slots could not be read and the other one, a write older at most, stands for both.
  bool one_slot_damaged() const { return one_slot_damaged_; }
  // Written (pwrite) after every append that returned and before any answer leaves. `failed`: the process
  // stops.
  [[nodiscard]] std::expected<void, LogFault> write(const Head& head);
  // fdatasync: at most a second after a write, and on a clean stop. `failed`: the process stops.
  [[nodiscard]] std::expected<void, LogFault> sync();

 private:
  struct Slot {
    std::uint64_t generation = 0;  // counts the writes; the higher one is the newer
    Head head;
  };
  enum class SlotState { readable, unreadable, newer_format };
  using SlotBytes = std::array<char, 512>;

  static SlotBytes bytes_of_slot(const Slot& slot);
  static SlotState read_slot(std::string_view bytes, Slot& slot);

  explicit HeadAnchor(File file) : file_(std::move(file)) {}
  [[nodiscard]] std::expected<void, LogFault> load(const std::filesystem::path& path);

  File file_;
  std::uint64_t generation_ = 0;  // of the newest slot; its place is generation modulo two
  std::optional<Head> newest_;
  bool one_slot_damaged_ = false;
};

}  // namespace reviewd
