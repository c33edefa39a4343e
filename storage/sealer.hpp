// Personal values, sealed under the key of their case with AES-256-GCM (storage/FORMAT.md, "Sealed values"),
// and the file that holds the keys. Which thread may call what is said at each class. Decides nothing about
// who may see a value; wrapping, rotation and erasure of keys are not here.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "domain/types.hpp"
#include "storage/log.hpp"
#include "storage/record.hpp"

namespace reviewd {

// Where a value belongs. All of it is bound to the ciphertext: a value moved elsewhere does not open.
struct SealedPlace {
  std::string_view log_id;  // of log_created, for the life of the log
  std::string_view case_id;
  std::string_view event_type;  // "case_opened"
  std::string_view pointer;     // "/children/0/name"
};

// The file of keys beside the log: fixed-size entries, appended and synced in blocks ahead of use, so that a
// key is on the medium before the first value under it is. `key` from any thread; `reserve` from
// one thread at a time.
class KeyFile {
 public:
  static constexpr std::size_t key_size = 32;
  // Keys made and synced at a time: so many that the syncs of new cases are lost among those of the log.
  static constexpr std::uint64_t block = 1024;
  using Key = std::array<std::uint8_t, key_size>;
  virtual ~KeyFile() = default;

  // Opens or creates the file (mode 0600), checks every entry, and completes a last block that a crash left
  // unsynced. The file names the log it belongs to; with `log_id` one of another log is refused, so that no
  // value is ever sealed under a foreign key. `failed`: it cannot be read or written; `damaged`: an entry's
  // checksum, or another log; `not_supported`: a newer version wrote it. The start is refused.
  [[nodiscard]] static std::expected<std::unique_ptr<KeyFile>, LogFault> open(
      const std::filesystem::path& file, const std::optional<Identifier>& log_id = std::nullopt);
  // Keys in memory only, for tests and simulations; deterministic from `seed`.
  static std::unique_ptr<KeyFile> in_memory(std::uint64_t seed);

  virtual std::uint64_t count() const = 0;  // keys on the medium, numbered from 0
  // Makes sure that key `number` is on the medium; makes and syncs a block of keys where it is not.
  // `failed`: it could not be written or synced; the process stops.
  [[nodiscard]] virtual std::expected<void, LogFault> reserve(std::uint64_t number) = 0;
  // `failed`/`damaged`: the key cannot be read, or the file has none of that number; nothing under it can be
  // opened.
  [[nodiscard]] virtual std::expected<Key, LogFault> key(std::uint64_t number) const = 0;
};

// One thread at a time. Remembers which key is whose; after a restart it learns that from the records
// (`note`).
class Sealer {
 public:
  // `keys` must outlive the sealer.
  explicit Sealer(KeyFile& keys);
  ~Sealer();

  // From replay: this case's values lie under this key.
  void note(std::string_view case_id, std::uint64_t key_number);
  // Seals `text` under the key of its case; draws a key for a case that has none. `failed`: no key could be
  // made; the process stops.
  [[nodiscard]] std::expected<SealedValue, LogFault> seal(const SealedPlace& place, std::string_view text);

 private:
  struct Cipher;  // an OpenSSL context kept between calls
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  [[nodiscard]] std::expected<std::uint64_t, LogFault> key_number_of(std::string_view case_id);

  KeyFile& keys_;
  std::unordered_map<std::string, std::uint64_t, TextHash, std::equal_to<>> key_of_case_;
  std::uint64_t next_key_ = 0;
  std::unique_ptr<Cipher> cipher_;
};

// Opens one value; any thread. `damaged`: wrong key, wrong place, withheld or altered bytes (they cannot be
// told apart); the value is shown as unreadable.
[[nodiscard]] std::expected<std::string, LogFault> unseal(const KeyFile& keys, const SealedPlace& place,
                                                          const SealedValue& value);

}  // namespace reviewd
