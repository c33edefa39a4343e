#include "storage/head_anchor.hpp"

#include <algorithm>

#include "storage/big_endian.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

// The bytes of storage/FORMAT.md, "The head anchor".
constexpr std::string_view magic = "RVANCHOR";
constexpr std::uint32_t format_version = 1;
constexpr std::size_t slot_size = 512;
constexpr std::size_t version_at = 8;
constexpr std::size_t generation_at = 16;
constexpr std::size_t log_id_at = 24;
constexpr std::size_t position_at = 56;
constexpr std::size_t link_at = 64;
constexpr std::size_t checksum_at = 96;
constexpr std::size_t rest_at = checksum_at + Digest::size;

std::unexpected<LogFault> fault(LogFaultKind kind, const std::filesystem::path& path, std::string_view what) {
  return std::unexpected(LogFault{kind, "The head anchor " + path.string() + " " + std::string(what) + "."});
}

void put(std::span<char> bytes, std::size_t at, std::string_view what) {
  std::copy(what.begin(), what.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace

HeadAnchor::SlotBytes HeadAnchor::bytes_of_slot(const Slot& slot) {
  SlotBytes bytes{};
  put(bytes, 0, magic);
  store_big_endian(bytes.data() + version_at, format_version);
  store_big_endian(bytes.data() + generation_at, slot.generation);
  put(bytes, log_id_at, slot.head.log_id.text());
  store_big_endian(bytes.data() + position_at, slot.head.position.number());
  put(bytes, link_at, bytes_of(slot.head.link));
  put(bytes, checksum_at, bytes_of(sha256({bytes.data(), checksum_at})));
  return bytes;
}

HeadAnchor::SlotState HeadAnchor::read_slot(std::string_view bytes, Slot& slot) {
  if (bytes.size() != slot_size || !bytes.starts_with(magic)) return SlotState::unreadable;
  if (bytes.substr(checksum_at, Digest::size) != bytes_of(sha256(bytes.substr(0, checksum_at)))) {
    return SlotState::unreadable;
  }
  const auto version = load_big_endian<std::uint32_t>(bytes.data() + version_at);
  if (version > format_version) return SlotState::newer_format;
  const auto log_id = Identifier::parse(bytes.substr(log_id_at, Identifier::length));
  const bool zero_to_the_end = bytes.find_first_not_of('\0', rest_at) == std::string_view::npos;
  if (version != format_version || !log_id || !zero_to_the_end) return SlotState::unreadable;
  slot.generation = load_big_endian<std::uint64_t>(bytes.data() + generation_at);
  slot.head.log_id = *log_id;
  slot.head.position = Position{load_big_endian<std::uint64_t>(bytes.data() + position_at)};
  slot.head.link = digest_from(bytes.substr(link_at, Digest::size));
  return SlotState::readable;
}

std::expected<void, LogFault> HeadAnchor::replace(const std::filesystem::path& file, const Head& head) {
  std::string bytes;
  // Both slots: from here on an unreadable slot always means damage.
  for (const std::uint64_t generation : {2U, 1U}) {
    const SlotBytes slot = bytes_of_slot({generation, head});
    bytes.append(slot.data(), slot.size());
  }
  return replace_file(file, bytes);
}

std::expected<HeadAnchor, LogFault> HeadAnchor::open(const std::filesystem::path& path, bool create) {
  std::error_code error;
  const bool there = std::filesystem::exists(path, error);
  if (error) return fault(LogFaultKind::failed, path, "cannot be looked for: " + error.message());
  if (!there && !create)
    return fault(LogFaultKind::damaged, path, "is missing beside a log that is not empty");
  if (!there) {
    if (auto made = replace(path, Head{}); !made) return std::unexpected(made.error());
  }
  auto file = File::open(path, FileUse::read_write);
  if (!file) return std::unexpected(file.error());
  HeadAnchor anchor{std::move(*file)};
  if (auto loaded = anchor.load(path); !loaded) return std::unexpected(loaded.error());
  return anchor;
}

std::expected<void, LogFault> HeadAnchor::load(const std::filesystem::path& path) {
  const auto bytes = file_.read_at(0, slot_size * 2);
  if (!bytes) return std::unexpected(bytes.error());
  std::optional<Slot> newest;
  unsigned readable = 0;
  for (std::size_t number = 0; number < 2; ++number) {
    Slot slot;
    const std::size_t at = std::min(number * slot_size, bytes->size());
    const SlotState state = read_slot(std::string_view(*bytes).substr(at, slot_size), slot);
    if (state == SlotState::newer_format) {
      return fault(LogFaultKind::not_supported, path, "was written by a newer version of this program");
    }
    if (state == SlotState::unreadable || slot.generation % 2 != number) continue;
    ++readable;
    if (!newest || slot.generation > newest->generation) newest = slot;
  }
  if (!newest) return fault(LogFaultKind::damaged, path, "cannot be read: both of its slots are damaged");
  one_slot_damaged_ = readable < 2;
  generation_ = newest->generation;
  if (newest->head.position != Position{}) newest_ = newest->head;
  return {};
}

std::expected<void, LogFault> HeadAnchor::write(const Head& head) {
  const Slot slot{generation_ + 1, head};
  const SlotBytes bytes = bytes_of_slot(slot);
  auto written = file_.write_at(slot.generation % 2 * slot_size, {bytes.data(), bytes.size()});
  if (!written) return written;
  generation_ = slot.generation;
  newest_ = head;
  return {};
}

std::expected<void, LogFault> HeadAnchor::sync() {
  return file_.sync();
}

}  // namespace reviewd
