#include "storage/memory_log.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "domain/assert.hpp"
#include "storage/big_endian.hpp"

namespace reviewd {
namespace {

std::unexpected<LogFault> fault(LogFaultKind kind, std::string detail) {
  return std::unexpected(LogFault{kind, std::move(detail)});
}

std::unexpected<LogFault> process_is_dead() {
  return fault(LogFaultKind::failed, "The log is gone with its process and has to be reopened.");
}

void require_dense(Position expected_tail, std::span<const EncodedCommit> commits) {
  Position before = expected_tail;
  for (const EncodedCommit& commit : commits) {
    REVIEWD_ASSERT(commit.position == before.next());
    before = commit.position;
  }
}

}  // namespace

std::unique_ptr<MemoryLog> MemoryLog::reopen() {
  const std::scoped_lock lock(mutex_);
  auto next = std::make_unique<MemoryLog>();
  next->medium_ = medium_;
  next->visible_ = medium_.size();
  dead_ = true;
  return next;
}

void MemoryLog::arm(AppendFault fault, std::size_t records_kept) {
  armed_ = fault;
  records_kept_ = records_kept;
}

void MemoryLog::intrude(std::string record) {
  const std::scoped_lock lock(mutex_);
  medium_.push_back(std::make_shared<const std::string>(std::move(record)));
  visible_ = medium_.size();
}

void MemoryLog::flip_bit(Position position, std::size_t bit) {
  const std::scoped_lock lock(mutex_);
  REVIEWD_ASSERT(position.number() >= 1 && position.number() <= medium_.size());
  Record& record = medium_[position.number() - 1];
  REVIEWD_ASSERT(record != nullptr && bit / 8 < record->size());
  std::string bytes = *record;
  bytes[bit / 8] = static_cast<char>(static_cast<unsigned char>(bytes[bit / 8]) ^ (1U << bit % 8));
  record = std::make_shared<const std::string>(std::move(bytes));
}

void MemoryLog::remove(Position position) {
  const std::scoped_lock lock(mutex_);
  REVIEWD_ASSERT(position.number() >= 1 && position.number() <= medium_.size());
  medium_[position.number() - 1].reset();
  drop_missing_end();
}

void MemoryLog::cut(Position last) {
  const std::scoped_lock lock(mutex_);
  medium_.resize(std::min<std::size_t>(medium_.size(), last.number()));
  drop_missing_end();
}

std::size_t MemoryLog::kept() const {
  const std::scoped_lock lock(mutex_);
  return medium_.size();
}

std::expected<Position, LogFault> MemoryLog::tail() {
  const std::scoped_lock lock(mutex_);
  if (dead_) return process_is_dead();
  return Position{visible_};
}

std::expected<void, LogFault> MemoryLog::append(Position expected_tail,
                                                std::span<const EncodedCommit> commits) {
  require_dense(expected_tail, commits);
  if (before_append_) before_append_(commits);
  if (armed_ == AppendFault::fenced) intrude("a record of another writer");
  const std::scoped_lock lock(mutex_);
  const auto armed = std::exchange(armed_, std::nullopt);
  if (dead_) return process_is_dead();
  if (failed_) return fault(LogFaultKind::failed, "The log failed before and has to be reopened.");
  if (expected_tail.number() != medium_.size()) {
    return fault(LogFaultKind::fenced, "The log ends at " + std::to_string(medium_.size()) + ", not at " +
                                           expected_tail.text() + ": another writer was here.");
  }
  if (armed) return suffer(*armed, commits);
  keep(commits);
  visible_ = medium_.size();
  return {};
}

std::expected<void, LogFault> MemoryLog::read(Position from, Position to, const CommitVisitor& visitor) {
  std::size_t last = 0;
  {
    const std::scoped_lock lock(mutex_);
    if (dead_) return process_is_dead();
    last = std::min<std::size_t>(visible_, to.number());
  }
  for (std::size_t number = std::max<std::size_t>(from.number(), 1); number <= last; ++number) {
    Record record;
    {
      // Held for the copy of a pointer only: the visitor may call this log itself.
      const std::scoped_lock lock(mutex_);
      if (number <= medium_.size()) record = medium_[number - 1];
    }
    if (!record)
      return fault(LogFaultKind::damaged,
                   "The record at position " + std::to_string(number) + " is missing.");
    if (!visitor(Position{number}, *record)) return {};
  }
  return {};
}

std::expected<void, LogFault> MemoryLog::checkpoint(const std::filesystem::path& new_directory) {
  std::string bytes;
  const auto end = tail();
  if (!end) return std::unexpected(end.error());
  auto copied = read(Position{1}, *end, [&](Position, std::string_view record) {
    append_big_endian(bytes, static_cast<std::uint64_t>(record.size()));
    bytes.append(record);
    return true;
  });
  if (!copied) return copied;
  std::error_code error;
  if (!std::filesystem::create_directory(new_directory, error)) {
    return fault(LogFaultKind::failed, "The directory for the copy is there already or cannot be made.");
  }
  std::ofstream file(new_directory / "records", std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush();
  if (!file) return fault(LogFaultKind::failed, "The copy of the log cannot be written.");
  return {};
}

std::expected<std::unique_ptr<MemoryLog>, LogFault> MemoryLog::from_checkpoint(
    const std::filesystem::path& directory) {
  std::ifstream file(directory / "records", std::ios::binary);
  if (!file) return fault(LogFaultKind::failed, "The directory holds no copy of a log.");
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto log = std::make_unique<MemoryLog>();
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const std::uint64_t length = rest.size() < 8 ? UINT64_MAX : load_big_endian<std::uint64_t>(rest.data());
    if (length > rest.size() - std::min<std::size_t>(rest.size(), 8)) {
      return fault(LogFaultKind::damaged, "The copy of the log ends within a record.");
    }
    log->intrude(std::string(rest.substr(8, length)));
    rest.remove_prefix(8 + length);
  }
  return log;
}

std::expected<void, LogFault> MemoryLog::suffer(AppendFault what, std::span<const EncodedCommit> commits) {
  failed_ = true;
  dead_ = what == AppendFault::crash_before_sync || what == AppendFault::crash_torn ||
          what == AppendFault::crash_after_sync;
  if (what == AppendFault::crash_after_sync || what == AppendFault::sync_failed_kept) keep(commits);
  if (what == AppendFault::crash_torn) keep(commits.first(std::min(records_kept_, commits.size())));
  if (dead_) return process_is_dead();
  if (what == AppendFault::full) return fault(LogFaultKind::failed, "There is no space left for the log.");
  return fault(LogFaultKind::failed, "The log could not be synced to its medium.");
}

void MemoryLog::keep(std::span<const EncodedCommit> commits) {
  for (const EncodedCommit& commit : commits) {
    medium_.push_back(std::make_shared<const std::string>(commit.record));
  }
}

void MemoryLog::drop_missing_end() {
  while (!medium_.empty() && !medium_.back()) medium_.pop_back();
  visible_ = std::min(visible_, medium_.size());
}

}  // namespace reviewd
