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
  Digest digest;                 // value_digest of key number and box; what the link is taken over
};

// A sealed value of a record that is being read: the box points into the record.
struct SealedValueView {
  std::uint64_t key_number = 0;
  std::string_view box;  // empty when withheld
  Digest digest;         // computed from the box; read from the record where the box was withheld
};

// What parse_record gives, without a copy of any byte: for the fold, which reads every record of a log.
struct RecordOutline {
  std::string_view open;
  std::vector<SealedValueView> sealed;
  Digest link;
};

// What a record consists of. `open` is JSON; a personal field in it is {"sealed": n}, the n-th of `sealed`.
struct RecordView {
  std::string_view open;
  std::vector<SealedValue> sealed;
  Digest link;
};

// What stands for a sealed value in the link: SHA-256 over its key number and its box.
Digest value_digest(std::uint64_t key_number, std::string_view box);

// SHA-256 over the link before, the open bytes and the digests of the sealed values.
Digest link_of(const Digest& previous, std::string_view open, const std::vector<SealedValue>& sealed);

// The bytes to be stored: a value whose box is empty is written as withheld, by its digest.
std::string build_record(std::string_view open, const std::vector<SealedValue>& sealed, const Digest& link);

// The same, of a record as it was read.
Digest link_of(const Digest& previous, const RecordOutline& record);

// `damaged`: the framing is not that of a record of a known format version. An altered byte inside the
// framing is found by the link, which the caller compares. `open` points into `record`, the boxes are copies.
[[nodiscard]] std::expected<RecordView, LogFault> parse_record(std::string_view record);

// The same into `outline`, whose space is used again from call to call; everything points into `record`.
[[nodiscard]] std::expected<void, LogFault> outline_record(std::string_view record, RecordOutline& outline);

// The link before the first record: all zero.
inline Digest first_link() {
  return Digest{};
}

}  // namespace reviewd
