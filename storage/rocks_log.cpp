#include "storage/rocks_log.hpp"

#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/utilities/checkpoint.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <array>

#include "domain/assert.hpp"
#include "storage/big_endian.hpp"
#include "storage/log_directory.hpp"
#include "storage/rocks_options.hpp"
#include "storage/rocks_watch.hpp"

namespace reviewd {
namespace {

constexpr std::size_t key_size = 8;
constexpr std::uint64_t long_read = 512;  // records; a shorter read fetches no megabytes ahead

std::unexpected<LogFault> fault(LogFaultKind kind, std::string detail) {
  return std::unexpected(LogFault{kind, std::move(detail)});
}

using Key = std::array<char, key_size>;

Key key_of(std::uint64_t number) {
  Key key;
  store_big_endian(key.data(), number);
  return key;
}

rocksdb::Slice slice_of(const Key& key) {
  return {key.data(), key.size()};
}
std::string_view view_of(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

// Why RocksDB did not open the files.
LogFault opening_fault(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  const bool locked =
      text.find("/LOCK: ") != std::string::npos || text.find("lock hold") != std::string::npos;
  if (locked) return {LogFaultKind::in_use, "Another process has the database of the log open."};
  const bool medium = status.IsIOError() && !status.IsPathNotFound();
  return {medium ? LogFaultKind::failed : LogFaultKind::damaged,
          "RocksDB cannot open the files of the log (" + text + ")."};
}

LogFault reading_fault(const rocksdb::Status& status) {
  return {status.IsCorruption() ? LogFaultKind::damaged : LogFaultKind::failed,
          "RocksDB cannot read the log (" + status.ToString() + ")."};
}

LogFault missing(std::uint64_t number) {
  return {LogFaultKind::damaged, "The record at position " + std::to_string(number) + " is missing."};
}

}  // namespace

struct RocksLog::Database {
  Database(LogDirectory opened, RocksLog::Stop stop)
      : directory(std::move(opened)), fail_stop(std::make_shared<FailStop>(std::move(stop))) {}
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  std::expected<void, LogFault> open();
  rocksdb::Status open_files();

  LogDirectory directory;  // locked for as long as this lives
  std::shared_ptr<FailStop> fail_stop;
  std::shared_ptr<RecoveryWatch> watch;
  std::unique_ptr<rocksdb::DB> files;
  RecoveryLoss loss;
  const rocksdb::WriteOptions write_options = rocks_write_options();
  // The batch of every append, its space kept from one to the next.
  rocksdb::WriteBatch batch{0, 0, write_options.protection_bytes_per_key, 0};
};

RocksLog::Database::~Database() {
  // Background work first: a listener must not be called on an object half destroyed (a race in 7.8).
  if (files) rocksdb::CancelAllBackgroundWork(files.get(), true);
}

std::expected<void, LogFault> RocksLog::Database::open() {
  auto kept = KeptWriteAheadLog::make(directory.database(), directory.path());
  if (!kept) return std::unexpected(std::move(kept.error()));
  const rocksdb::Status status = open_files();
  if (watch) loss = {.reports = watch->reports(), .bytes = watch->bytes(), .kept_files = {}};
  if (loss.nothing()) {
    kept->drop();
  } else {
    loss.kept_files = kept->keep();
  }
  if (!status.ok()) return std::unexpected(opening_fault(status));
  if (fail_stop->failed()) return fault(LogFaultKind::failed, "RocksDB failed while it opened the log.");
  fail_stop->arm();
  return {};
}

rocksdb::Status RocksLog::Database::open_files() {
  rocksdb::Options options = rocks_options();
  const std::string path = directory.database().string();
  if (auto made = options.env->CreateDirIfMissing(path); !made.ok()) return made;
  watch = std::make_shared<RecoveryWatch>(directory.path() / "messages");
  options.info_log = watch;
  options.listeners.push_back(std::make_shared<BackgroundErrorListener>(fail_stop));
  rocksdb::DB* opened = nullptr;
  rocksdb::Status status = rocksdb::DB::Open(options, path, &opened);
  files.reset(opened);
  watch->end_of_recovery();
  return status;
}

RocksLog::RocksLog(std::unique_ptr<Database> database) : database_(std::move(database)) {}
RocksLog::~RocksLog() = default;

std::expected<std::unique_ptr<RocksLog>, LogFault> RocksLog::open(const std::filesystem::path& directory,
                                                                  Stop stop) {
  auto locked = LogDirectory::open(directory);
  if (!locked) return std::unexpected(std::move(locked.error()));
  auto database = std::make_unique<Database>(std::move(*locked), std::move(stop));
  if (auto opened = database->open(); !opened) return std::unexpected(std::move(opened.error()));
  std::unique_ptr<RocksLog> log{new RocksLog(std::move(database))};
  const auto newest = log->newest_key();
  if (!newest) return std::unexpected(newest.error());
  log->tail_ = newest->number();
  return log;
}

const RecoveryLoss& RocksLog::recovery_loss() const {
  return database_->loss;
}

std::expected<Position, LogFault> RocksLog::newest_key() const {
  const std::unique_ptr<rocksdb::Iterator> newest{database_->files->NewIterator(rocks_read_options(false))};
  newest->SeekToLast();
  if (!newest->Valid()) {
    if (!newest->status().ok()) return std::unexpected(reading_fault(newest->status()));
    return Position{};
  }
  if (newest->key().size() != key_size) {
    return fault(LogFaultKind::damaged, "The newest key of the log is not a position.");
  }
  return Position{load_big_endian<std::uint64_t>(newest->key().data())};
}

std::expected<Position, LogFault> RocksLog::tail() {
  return Position{tail_.load(std::memory_order_acquire)};
}

std::expected<void, LogFault> RocksLog::append(Position expected_tail,
                                               std::span<const EncodedCommit> commits) {
  const std::uint64_t tail = tail_.load(std::memory_order_relaxed);
  if (database_->fail_stop->failed()) {
    return fault(LogFaultKind::failed, "The log failed before and has to be reopened.");
  }
  if (expected_tail.number() != tail) {
    return fault(LogFaultKind::fenced, "The log ends at " + std::to_string(tail) + ", not at " +
                                           expected_tail.text() + ": another writer was here.");
  }
  rocksdb::WriteBatch& batch = database_->batch;
  batch.Clear();
  std::uint64_t number = tail;
  for (const EncodedCommit& commit : commits) {
    ++number;
    REVIEWD_ASSERT(commit.position.number() == number);
    const Key key = key_of(number);
    const rocksdb::Status put = batch.Put(slice_of(key), commit.record);
    REVIEWD_ASSERT(put.ok());  // only a batch with a size limit refuses
  }
  if (number == tail) return {};
  const rocksdb::Status status = database_->files->Write(database_->write_options, &batch);
  if (!status.ok()) {
    const std::string sentence = "The log could not be written (" + status.ToString() + ").";
    database_->fail_stop->fail(sentence);
    return fault(LogFaultKind::failed, sentence);
  }
  if (before_showing_) before_showing_();
  tail_.store(number, std::memory_order_release);
  return {};
}

std::expected<void, LogFault> RocksLog::read(Position from, Position to, const CommitVisitor& visitor) {
  const std::uint64_t last = std::min(to.number(), tail_.load(std::memory_order_acquire));
  std::uint64_t next = std::max<std::uint64_t>(from.number(), 1);
  if (next > last) return {};
  const Key first_key = key_of(next);
  const Key bound_key = key_of(last + 1);
  const rocksdb::Slice bound = slice_of(bound_key);
  rocksdb::ReadOptions options = rocks_read_options(last - next >= long_read);
  options.iterate_upper_bound = &bound;
  const std::unique_ptr<rocksdb::Iterator> record{database_->files->NewIterator(options)};
  for (record->Seek(slice_of(first_key)); record->Valid(); record->Next(), ++next) {
    const bool dense = record->key().size() == key_size && record->key() == slice_of(key_of(next));
    if (!dense) return std::unexpected(missing(next));
    if (!visitor(Position{next}, view_of(record->value()))) return {};
  }
  // The end of the loop is also how a read error looks.
  if (!record->status().ok()) return std::unexpected(reading_fault(record->status()));
  if (next <= last) return std::unexpected(missing(next));
  return {};
}

std::expected<void, LogFault> RocksLog::checkpoint(const std::filesystem::path& new_directory) {
  auto copy = LogDirectory::begin_copy(new_directory);
  if (!copy) return copy;
  rocksdb::Checkpoint* made = nullptr;
  rocksdb::Status status = rocksdb::Checkpoint::Create(database_->files.get(), &made);
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint{made};
  // Flushed whatever the size of the write-ahead log: a hard-linked one may be unsynced in this version.
  constexpr std::uint64_t log_size_for_flush = 0;
  const auto target = LogDirectory::database_in(new_directory).string();
  if (status.ok()) status = checkpoint->CreateCheckpoint(target, log_size_for_flush);
  if (!status.ok()) {
    LogDirectory::abandon_copy(new_directory);
    return fault(LogFaultKind::failed, "RocksDB could not copy the log (" + status.ToString() + ").");
  }
  return LogDirectory::finish_copy(new_directory);
}

}  // namespace reviewd
