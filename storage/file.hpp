// A file that is read and written at given places and synced: what the key file, the head anchor and the
// reserve stand on. Blocking. `read_at` from any thread, the rest from one thread at a time. Buffers nothing,
// locks nothing.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

#include "storage/log.hpp"

namespace reviewd {

// How a file is opened. All are closed on exec; a file that is made is readable by its owner only (0600).
enum class FileUse { read, read_write, make_new, read_write_or_make };

// An open file, closed by its destructor. Every fault is `failed` and names the file and the system's reason.
class File {
 public:
  [[nodiscard]] static std::expected<File, LogFault> open(const std::filesystem::path& path, FileUse use);
  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;
  ~File();

  // Up to `size` bytes from `offset`; fewer only at the end of the file.
  [[nodiscard]] std::expected<std::string, LogFault> read_at(std::uint64_t offset, std::size_t size) const;
  // All of `bytes`, or a fault; after a fault some of them may be written.
  [[nodiscard]] std::expected<void, LogFault> write_at(std::uint64_t offset, std::string_view bytes);
  // fdatasync: what was written, and the length, are on the medium.
  [[nodiscard]] std::expected<void, LogFault> sync();
  // Takes space for the first `size` bytes from the file system.
  [[nodiscard]] std::expected<void, LogFault> allocate(std::uint64_t size);
  // Locks the file against every other opening of it, in this process or another, until it is closed.
  // `in_use`: another one has the lock.
  [[nodiscard]] std::expected<void, LogFault> lock();
  // The length in bytes.
  [[nodiscard]] std::expected<std::uint64_t, LogFault> size() const;

 private:
  File(int descriptor, std::filesystem::path path) : descriptor_(descriptor), path_(std::move(path)) {}
  std::unexpected<LogFault> fault(std::string_view what, int error) const;
  int descriptor_ = -1;
  std::filesystem::path path_;
};

// Puts the names in a directory on the medium: after a file in it was made, renamed or removed.
[[nodiscard]] std::expected<void, LogFault> sync_directory(const std::filesystem::path& directory);

// Makes `path` hold `bytes` and nothing else, on the medium, or leaves it as it was: written beside it,
// synced, renamed over it. `failed`: the system's reason.
[[nodiscard]] std::expected<void, LogFault> replace_file(const std::filesystem::path& path,
                                                         std::string_view bytes);

}  // namespace reviewd
