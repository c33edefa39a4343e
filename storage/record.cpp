#include "storage/record.hpp"

#include "domain/assert.hpp"
#include "storage/big_endian.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

// The bytes of storage/FORMAT.md, "The record".
constexpr std::string_view magic = "RV";
constexpr unsigned char format_version = 1;
constexpr std::size_t header_size = 4 + Digest::size + 4 + 4;
constexpr std::size_t value_header_size = 8 + 4;
constexpr std::size_t smallest_box = 12 + 16;

// A different first byte of what is hashed, so that no value's digest is ever the link of a record.
constexpr std::string_view value_tag = "V";
constexpr std::string_view link_tag = "L";

Sha256& hash_of_this_thread() {
  thread_local Sha256 hash;
  return hash;
}

template <class Values>
Digest link_over(const Digest& previous, std::string_view open, const Values& sealed) {
  char lengths[12];
  store_big_endian(lengths, static_cast<std::uint64_t>(open.size()));
  store_big_endian(lengths + 8, static_cast<std::uint32_t>(sealed.size()));
  Sha256& hash = hash_of_this_thread();
  hash.add(link_tag).add(previous).add({lengths, sizeof lengths}).add(open);
  for (const auto& value : sealed) hash.add(value.digest);
  return hash.finish();
}

std::unexpected<LogFault> damaged(std::string_view what) {
  return std::unexpected(LogFault{LogFaultKind::damaged, "A record of the log " + std::string(what) + "."});
}

std::expected<void, LogFault> check_header(std::string_view record) {
  if (record.size() < header_size) return damaged("is shorter than its header");
  if (!record.starts_with(magic)) return damaged("does not begin as a record of this program does");
  const auto version = static_cast<unsigned char>(record[2]);
  if (version > format_version)
    return damaged("has format " + std::to_string(version) + ", newer than this program");
  if (version != format_version || record[3] != 0)
    return damaged("has a header that this program never wrote");
  return {};
}

// Takes one sealed value off the front of `rest`.
std::expected<SealedValueView, LogFault> take_value(std::string_view& rest) {
  if (rest.size() < value_header_size) return damaged("ends within a sealed value");
  SealedValueView value;
  value.key_number = load_big_endian<std::uint64_t>(rest.data());
  const std::size_t length = load_big_endian<std::uint32_t>(rest.data() + 8);
  rest.remove_prefix(value_header_size);
  const std::size_t bytes = length == 0 ? Digest::size : length;
  if (length != 0 && length < smallest_box) return damaged("has a sealed value too short to be one");
  if (rest.size() < bytes) return damaged("ends within a sealed value");
  if (length == 0) {
    value.digest = digest_from(rest.substr(0, Digest::size));
  } else {
    value.box = rest.substr(0, length);
    value.digest = value_digest(value.key_number, value.box);
  }
  rest.remove_prefix(bytes);
  return value;
}

std::size_t size_of_record(std::string_view open, const std::vector<SealedValue>& sealed) {
  std::size_t size = header_size + open.size();
  for (const SealedValue& value : sealed) {
    size += value_header_size + (value.box.empty() ? Digest::size : value.box.size());
  }
  return size;
}

}  // namespace

Digest value_digest(std::uint64_t key_number, std::string_view box) {
  char number[8];
  store_big_endian(number, key_number);
  return hash_of_this_thread().add(value_tag).add({number, sizeof number}).add(box).finish();
}

Digest link_of(const Digest& previous, std::string_view open, const std::vector<SealedValue>& sealed) {
  return link_over(previous, open, sealed);
}

Digest link_of(const Digest& previous, const RecordOutline& record) {
  return link_over(previous, record.open, record.sealed);
}

std::string build_record(std::string_view open, const std::vector<SealedValue>& sealed, const Digest& link) {
  REVIEWD_ASSERT(open.size() <= UINT32_MAX && sealed.size() <= UINT32_MAX);
  std::string record;
  record.reserve(size_of_record(open, sealed));
  record.append(magic).push_back(static_cast<char>(format_version));
  record.push_back('\0');
  record.append(bytes_of(link));
  append_big_endian(record, static_cast<std::uint32_t>(open.size()));
  append_big_endian(record, static_cast<std::uint32_t>(sealed.size()));
  record.append(open);
  for (const SealedValue& value : sealed) {
    REVIEWD_ASSERT(value.box.size() <= UINT32_MAX && (value.box.empty() || value.box.size() >= smallest_box));
    append_big_endian(record, value.key_number);
    append_big_endian(record, static_cast<std::uint32_t>(value.box.size()));
    record.append(value.box.empty() ? bytes_of(value.digest) : std::string_view(value.box));
  }
  return record;
}

std::expected<void, LogFault> outline_record(std::string_view record, RecordOutline& outline) {
  if (auto header = check_header(record); !header) return header;
  outline.link = digest_from(record.substr(4, Digest::size));
  const std::size_t open_size = load_big_endian<std::uint32_t>(record.data() + 4 + Digest::size);
  const std::uint32_t values = load_big_endian<std::uint32_t>(record.data() + 8 + Digest::size);
  std::string_view rest = record.substr(header_size);
  if (rest.size() < open_size) return damaged("ends within its open part");
  outline.open = rest.substr(0, open_size);
  rest.remove_prefix(open_size);
  outline.sealed.clear();
  for (std::uint32_t number = 0; number < values; ++number) {
    auto value = take_value(rest);
    if (!value) return std::unexpected(std::move(value.error()));
    outline.sealed.push_back(*value);
  }
  if (!rest.empty()) return damaged("goes on after its end");
  return {};
}

std::expected<RecordView, LogFault> parse_record(std::string_view record) {
  RecordOutline outline;
  if (auto parsed = outline_record(record, outline); !parsed)
    return std::unexpected(std::move(parsed.error()));
  RecordView view{.open = outline.open, .sealed = {}, .link = outline.link};
  view.sealed.reserve(outline.sealed.size());
  for (const SealedValueView& value : outline.sealed) {
    view.sealed.push_back({value.key_number, std::string(value.box), value.digest});
  }
  return view;
}

}  // namespace reviewd
