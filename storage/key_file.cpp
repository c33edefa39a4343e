// The file of keys (storage/FORMAT.md, "The key file"), and the keys in memory of tests and simulations.
#include <algorithm>
#include <atomic>

#include "storage/big_endian.hpp"
#include "storage/file.hpp"
#include "storage/hash.hpp"
#include "storage/sealer.hpp"

namespace reviewd {
namespace {

constexpr std::string_view magic = "RVKEYS";
constexpr std::uint32_t format_version = 1;
constexpr std::uint32_t kind_plain = 1;
constexpr std::size_t entry_size = 128;  // the header is as long as an entry
constexpr std::size_t key_at = 16;
constexpr std::size_t checksum_at = 96;
constexpr std::size_t log_id_at = 16;  // in the header

std::unexpected<LogFault> fault(LogFaultKind kind, std::string_view what) {
  return std::unexpected(LogFault{kind, "The key file " + std::string(what) + "."});
}

std::string_view view_of(const KeyFile::Key& key) {
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

std::string with_checksum(std::string bytes) {
  bytes.resize(checksum_at, '\0');
  return bytes.append(bytes_of(sha256(bytes)));
}

bool checksum_fits(std::string_view entry) {
  return entry.substr(checksum_at) == bytes_of(sha256(entry.substr(0, checksum_at)));
}

std::string header(const std::optional<Identifier>& log_id) {
  std::string bytes(magic);
  bytes.resize(8, '\0');
  append_big_endian(bytes, format_version);
  bytes.resize(log_id_at, '\0');
  if (log_id) bytes.append(log_id->text());
  return with_checksum(std::move(bytes));
}

std::string entry_of(std::uint64_t number, const KeyFile::Key& key) {
  std::string bytes;
  bytes.reserve(entry_size);
  append_big_endian(bytes, number);
  append_big_endian(bytes, kind_plain);
  append_big_endian(bytes, std::uint32_t{0});
  return with_checksum(std::move(bytes.append(view_of(key))));
}

std::string fresh_entry(std::uint64_t number) {
  KeyFile::Key key;
  random_bytes(key);
  return entry_of(number, key);
}

// Never written: what a crash leaves of a block whose sync had not returned, so no value lies under such a
// key.
bool is_blank(std::string_view entry) {
  return entry.find_first_not_of('\0') == std::string_view::npos;
}

std::expected<void, LogFault> check_entry(std::uint64_t number, std::string_view entry) {
  if (!checksum_fits(entry) || load_big_endian<std::uint64_t>(entry.data()) != number) {
    return fault(LogFaultKind::damaged, "is damaged at key " + std::to_string(number));
  }
  if (load_big_endian<std::uint32_t>(entry.data() + 8) != kind_plain) {
    return fault(LogFaultKind::not_supported, "was written by a newer version of this program");
  }
  return {};
}

std::expected<void, LogFault> check_header(std::string_view bytes, const std::optional<Identifier>& log_id) {
  if (bytes.size() != entry_size || !bytes.starts_with(magic) || !checksum_fits(bytes)) {
    return fault(LogFaultKind::damaged, "does not begin as a key file does");
  }
  if (load_big_endian<std::uint32_t>(bytes.data() + 8) != format_version) {
    return fault(LogFaultKind::not_supported, "was written by a newer version of this program");
  }
  if (log_id && bytes.substr(log_id_at, Identifier::length) != log_id->text())
    return fault(LogFaultKind::damaged, "belongs to another log");
  return {};
}

constexpr std::uint64_t place_of(std::uint64_t number) {
  return entry_size * (number + 1);
}

class KeyFileOnDisk final : public KeyFile {
 public:
  explicit KeyFileOnDisk(File file) : file_(std::move(file)) {}

  // Checks every entry and completes the last block; nothing is written where a key is damaged or lost.
  std::expected<void, LogFault> load(const KeyFileOwner& owner);
  std::uint64_t count() const override { return count_.load(std::memory_order_acquire); }
  std::expected<void, LogFault> reserve(std::uint64_t number) override;
  std::expected<Key, LogFault> key(std::uint64_t number) const override;

 private:
  std::expected<void, LogFault> load_block(std::uint64_t first, bool last, std::uint64_t keys_named);

  File file_;
  std::atomic<std::uint64_t> count_ = 0;
};

std::expected<void, LogFault> KeyFileOnDisk::load(const KeyFileOwner& owner) {
  const auto bytes = file_.read_at(0, entry_size);
  if (!bytes) return std::unexpected(bytes.error());
  if (auto checked = check_header(*bytes, owner.log_id); !checked) return checked;
  const auto size = file_.size();
  if (!size) return std::unexpected(size.error());
  const std::uint64_t entries = (*size - 1) / entry_size;
  for (std::uint64_t first = 0; first < entries; first += block) {
    if (auto loaded = load_block(first, first + block >= entries, owner.keys_named); !loaded) return loaded;
  }
  return {};
}

std::expected<void, LogFault> KeyFileOnDisk::load_block(std::uint64_t first, bool last,
                                                        std::uint64_t keys_named) {
  auto bytes = file_.read_at(place_of(first), entry_size * block);
  if (!bytes) return std::unexpected(bytes.error());
  const std::size_t whole = bytes->size() - bytes->size() % entry_size;
  bytes->resize(whole);
  bytes->resize(entry_size * block, '\0');
  bool completed = false;
  for (std::uint64_t number = first; number < first + block; ++number) {
    const auto entry = std::string_view(*bytes).substr((number - first) * entry_size, entry_size);
    if (last && is_blank(entry) && number >= keys_named) {
      const std::string fresh = fresh_entry(number);
      bytes->replace((number - first) * entry_size, entry_size, fresh);
      completed = true;
    } else if (auto checked = check_entry(number, entry); !checked) {
      return checked;
    }
  }
  if (completed) {
    if (auto written = file_.write_at(place_of(first), *bytes); !written) return written;
    if (auto synced = file_.sync(); !synced) return synced;
  }
  count_.store(first + block, std::memory_order_release);
  return {};
}

std::expected<void, LogFault> KeyFileOnDisk::reserve(std::uint64_t number) {
  while (number >= count()) {
    const std::uint64_t first = count();
    std::string bytes;
    bytes.reserve(entry_size * block);
    for (std::uint64_t at = first; at < first + block; ++at) bytes.append(fresh_entry(at));
    if (auto written = file_.write_at(place_of(first), bytes); !written) return written;
    if (auto synced = file_.sync(); !synced) return synced;
    count_.store(first + block, std::memory_order_release);
  }
  return {};
}

std::expected<KeyFile::Key, LogFault> KeyFileOnDisk::key(std::uint64_t number) const {
  if (number >= count()) return fault(LogFaultKind::damaged, "has no key " + std::to_string(number));
  const auto entry = file_.read_at(place_of(number), entry_size);
  if (!entry) return std::unexpected(entry.error());
  if (entry->size() != entry_size) return fault(LogFaultKind::damaged, "has become shorter");
  if (auto checked = check_entry(number, *entry); !checked) return std::unexpected(checked.error());
  Key key;
  std::copy_n(entry->begin() + key_at, key.size(), key.begin());
  return key;
}

class KeysInMemory final : public KeyFile {
 public:
  explicit KeysInMemory(std::uint64_t seed) : seed_(seed) {}

  std::uint64_t count() const override { return count_.load(); }
  std::expected<void, LogFault> reserve(std::uint64_t number) override {
    while (number >= count_.load()) count_ += block;
    return {};
  }
  std::expected<Key, LogFault> key(std::uint64_t number) const override {
    if (number >= count()) return fault(LogFaultKind::damaged, "has no key " + std::to_string(number));
    std::string bytes = "keys in memory";
    append_big_endian(bytes, seed_);
    append_big_endian(bytes, number);
    return sha256(bytes).bytes();
  }

 private:
  std::uint64_t seed_;
  std::atomic<std::uint64_t> count_ = 0;
};

}  // namespace

std::expected<std::unique_ptr<KeyFile>, LogFault> KeyFile::open(const std::filesystem::path& path,
                                                                const KeyFileOwner& owner) {
  std::error_code error;
  const bool there = std::filesystem::exists(path, error);
  if (error) return fault(LogFaultKind::failed, "cannot be looked for: " + error.message());
  if (!there && owner.keys_named > 0)
    return fault(LogFaultKind::damaged, "is gone, and the log names keys of it");
  if (!there) {
    if (auto made = replace_file(path, header(owner.log_id)); !made) return std::unexpected(made.error());
  }
  auto file = File::open(path, FileUse::read_write);
  if (!file) return std::unexpected(file.error());
  auto keys = std::make_unique<KeyFileOnDisk>(std::move(*file));
  if (auto loaded = keys->load(owner); !loaded) return std::unexpected(loaded.error());
  return keys;
}

std::unique_ptr<KeyFile> KeyFile::in_memory(std::uint64_t seed) {
  return std::make_unique<KeysInMemory>(seed);
}

}  // namespace reviewd
