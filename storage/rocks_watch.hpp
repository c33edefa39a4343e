// What RocksDB tells while it works, and how the log hears it: background errors through a listener, records
// that a recovery left out through its log of messages (there is no other way to learn of them in 7.8.3), and
// a second name for the files of the write-ahead log, because recovery deletes them with whatever it left
// out. Used by RocksLog only; the listener and the logger are called on RocksDB's threads.
#pragma once

#include <rocksdb/env.h>
#include <rocksdb/listener.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "storage/message_file.hpp"
#include "storage/rocks_log.hpp"

namespace reviewd {

// Remembers that the medium failed and calls `stop` once. Any thread.
class FailStop {
 public:
  explicit FailStop(RocksLog::Stop stop) : stop_(std::move(stop)) {}
  // From now on a fault stops the process; before, in the opening, it is only remembered.
  void arm() { armed_ = true; }
  void fail(const std::string& sentence);
  bool failed() const { return failed_; }

 private:
  RocksLog::Stop stop_;
  std::atomic<bool> armed_ = false;
  std::atomic<bool> failed_ = false;
  std::once_flag once_;
};

// Hands every background error to the fail-stop.
class BackgroundErrorListener final : public rocksdb::EventListener {
 public:
  explicit BackgroundErrorListener(std::shared_ptr<FailStop> fail_stop) : fail_stop_(std::move(fail_stop)) {}
  void OnBackgroundError(rocksdb::BackgroundErrorReason reason, rocksdb::Status* error) override;

 private:
  std::shared_ptr<FailStop> fail_stop_;
};

// Passes each message on to a file, and counts what a recovery says that it left out.
class RecoveryWatch final : public rocksdb::Logger {
 public:
  explicit RecoveryWatch(const std::filesystem::path& message_file);
  // Messages after this are no longer looked at.
  void end_of_recovery() { recovering_ = false; }
  std::uint64_t reports() const { return reports_; }
  std::uint64_t bytes() const { return bytes_; }

  using rocksdb::Logger::Logv;
  void Logv(const char* format, va_list arguments) override;

 private:
  void look_at(std::string_view format, std::string_view line);

  MessageFile messages_;
  std::atomic<bool> recovering_ = true;
  std::atomic<std::uint64_t> reports_ = 0;
  std::atomic<std::uint64_t> bytes_ = 0;
};

// Second names (hard links, or copies where there are none) of the files of the write-ahead log, made before
// an opening: dropped after one that lost nothing, kept for the sysadmin after one that did.
class KeptWriteAheadLog {
 public:
  // `failed`: a file can be neither linked nor copied.
  [[nodiscard]] static std::expected<KeptWriteAheadLog, LogFault> make(const std::filesystem::path& database,
                                                                       const std::filesystem::path& beside);
  // Removes the second names.
  void drop();
  // Gives their directory a name that stays, the first free one of "lost-1", "lost-2", …; empty when it
  // cannot.
  std::filesystem::path keep();

 private:
  explicit KeptWriteAheadLog(std::filesystem::path directory) : directory_(std::move(directory)) {}
  std::filesystem::path directory_;
};

}  // namespace reviewd
