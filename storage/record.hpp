// The record of one commit: the open part, the sealed personal values, the link to the record before
// (storage/FORMAT.md). Pure functions over bytes; any thread. Decrypts nothing.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/types.hpp"
#include "storage/log.hpp"

namespace reviewd {

// A personal value as it lies in the record: its ciphertext, or only its digest once it was withheld.
struct SealedValue {
  std::uint64_t key_number = 0;  // names the key in the key file
  std::string box;               // nonce (12), ciphertext, tag (16); empty when withheld
  Digest digest;                 // SHA-256 of key number and box; what the link is taken over
};

// What a record consists of. `open` is JSON; a personal field in it is {"sealed": n}, the n-th of `sealed`.
struct RecordView {
  std::string_view open;
  std::vector<SealedValue> sealed;
  Digest link;
};

// SHA-256 over the link before, the open bytes and the digests of the sealed values.
Digest link_of(const Digest& previous, std::string_view open, const std::vector<SealedValue>& sealed);

std::string build_record(std::string_view open, const std::vector<SealedValue>& sealed, const Digest& link);

// `damaged`: the framing is not that of a record of a known format version, or a digest does not fit its box.
// The views point into `record`.
[[nodiscard]] std::expected<RecordView, LogFault> parse_record(std::string_view record);

// The link before the first record: all zero.
inline Digest first_link() { return Digest{}; }

}  // namespace reviewd
