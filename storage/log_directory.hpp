// The directory of a log: the file FORMAT, which says who wrote it and is locked while it is open, and the
// database in a directory below (storage/FORMAT.md, "The directory of the log"). Used by RocksLog only; one
// thread at a time.
#pragma once

#include <expected>
#include <filesystem>

#include "storage/file.hpp"
#include "storage/log.hpp"

namespace reviewd {

// An open and locked directory; its destructor gives it free.
class LogDirectory {
 public:
  // Makes the directory and its FORMAT where there is none. `in_use`: locked by another. `not_supported`:
  // FORMAT names a newer version. `damaged`: a database without a FORMAT, or a FORMAT that this program never
  // wrote.
  [[nodiscard]] static std::expected<LogDirectory, LogFault> open(const std::filesystem::path& directory);

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path database() const { return database_in(path_); }
  // Where the database lies below a directory of a log.
  static std::filesystem::path database_in(const std::filesystem::path& directory);

  // A copy is made in three steps; until the last one it does not open as a log.
  // `failed`: the directory is there already, or cannot be made.
  [[nodiscard]] static std::expected<void, LogFault> begin_copy(const std::filesystem::path& new_directory);
  [[nodiscard]] static std::expected<void, LogFault> finish_copy(const std::filesystem::path& new_directory);
  // Removes what a copy that failed left.
  static void abandon_copy(const std::filesystem::path& new_directory);

 private:
  LogDirectory(std::filesystem::path path, File format)
      : path_(std::move(path)), format_(std::move(format)) {}
  std::filesystem::path path_;
  File format_;
};

}  // namespace reviewd
