#include "storage/rocks_watch.hpp"

#include <array>
#include <charconv>
#include <cstdarg>
#include <cstdio>
#include <string_view>

namespace reviewd {
namespace {

constexpr std::uint64_t largest_message_file = 4 * 1024 * 1024;

std::string_view name_of(rocksdb::BackgroundErrorReason reason) {
  switch (reason) {
    case rocksdb::BackgroundErrorReason::kFlush:
      return "a flush";
    case rocksdb::BackgroundErrorReason::kCompaction:
      return "a compaction";
    case rocksdb::BackgroundErrorReason::kWriteCallback:
      return "a write";
    case rocksdb::BackgroundErrorReason::kMemTable:
      return "a write to memory";
    case rocksdb::BackgroundErrorReason::kManifestWrite:
      return "a write of the manifest";
    case rocksdb::BackgroundErrorReason::kFlushNoWAL:
      return "a flush";
    case rocksdb::BackgroundErrorReason::kManifestWriteNoWAL:
      return "a write of the manifest";
  }
  return "its background work";
}

std::unexpected<LogFault> cannot_keep(const std::error_code& error) {
  return std::unexpected(
      LogFault{LogFaultKind::failed,
               "The write-ahead log cannot be set aside before the opening: " + error.message() + "."});
}

void keep_file(const std::filesystem::path& file, const std::filesystem::path& directory,
               std::error_code& error) {
  std::filesystem::create_hard_link(file, directory / file.filename(), error);
  if (error) std::filesystem::copy_file(file, directory / file.filename(), error);
}

}  // namespace

void FailStop::fail(const std::string& sentence) {
  failed_ = true;
  if (!armed_ || !stop_) return;
  std::call_once(once_, [&] { stop_(sentence); });
}

void BackgroundErrorListener::OnBackgroundError(rocksdb::BackgroundErrorReason reason,
                                                rocksdb::Status* error) {
  fail_stop_->fail("RocksDB failed in " + std::string(name_of(reason)) + ": " + error->ToString() + ".");
}

RecoveryWatch::RecoveryWatch(const std::filesystem::path& message_file)
    : rocksdb::Logger(rocksdb::InfoLogLevel::INFO_LEVEL), messages_(message_file, largest_message_file) {}

void RecoveryWatch::Logv(const char* format, va_list arguments) {
  std::array<char, 4096> text{};
  std::vsnprintf(text.data(), text.size(), format, arguments);
  if (recovering_) look_at(format, text.data());
  messages_.write(text.data());
}

void RecoveryWatch::look_at(std::string_view format, std::string_view line) {
  // "…/000004.log: dropping 1234 bytes; Corruption: …" is how RocksDB 7.8.3 says that it left a record out; a
  // test that damages a file holds this to the library in use.
  constexpr std::string_view sign = ": dropping ";
  const auto at = line.find(sign);
  if (format.find(sign) == std::string_view::npos || at == std::string_view::npos) return;
  std::uint64_t bytes = 0;
  std::from_chars(line.data() + at + sign.size(), line.data() + line.size(), bytes);
  ++reports_;
  bytes_ += bytes;
}

std::expected<KeptWriteAheadLog, LogFault> KeptWriteAheadLog::make(const std::filesystem::path& database,
                                                                   const std::filesystem::path& beside) {
  KeptWriteAheadLog kept{beside / "opening"};
  std::error_code error;
  std::filesystem::remove_all(kept.directory_, error);
  if (error || !std::filesystem::create_directory(kept.directory_, error)) return cannot_keep(error);
  if (!std::filesystem::exists(database, error)) return kept;
  std::filesystem::directory_iterator files(database, error);
  for (; !error && files != std::filesystem::directory_iterator(); files.increment(error)) {
    if (files->path().extension() != ".log") continue;
    keep_file(files->path(), kept.directory_, error);
    if (error) break;
  }
  if (error) return cannot_keep(error);
  return kept;
}

void KeptWriteAheadLog::drop() {
  // Names left behind are removed by the next opening.
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

std::filesystem::path KeptWriteAheadLog::keep() {
  std::error_code error;
  for (unsigned number = 1; number < 1000; ++number) {
    const auto name = directory_.parent_path() / ("lost-" + std::to_string(number));
    if (std::filesystem::exists(name, error)) continue;
    std::filesystem::rename(directory_, name, error);
    if (!error) return name;
    break;
  }
  return {};
}

}  // namespace reviewd
