#include "storage/file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace reviewd {
namespace {

int flags_of(FileUse use) {
  switch (use) {
    case FileUse::read:
      return O_RDONLY | O_CLOEXEC;
    case FileUse::read_write:
      return O_RDWR | O_CLOEXEC;
    case FileUse::make_new:
      return O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC;
    case FileUse::read_write_or_make:
      return O_RDWR | O_CREAT | O_CLOEXEC;
  }
  std::unreachable();
}

LogFault fault_of(std::string_view what, const std::filesystem::path& path, int error) {
  return {LogFaultKind::failed, "The file " + path.string() + " cannot be " + std::string(what) + ": " +
                                    std::generic_category().message(error) + "."};
}

}  // namespace

std::expected<File, LogFault> File::open(const std::filesystem::path& path, FileUse use) {
  const int descriptor = ::open(path.c_str(), flags_of(use), S_IRUSR | S_IWUSR);
  if (descriptor < 0) return std::unexpected(fault_of("opened", path, errno));
  return File{descriptor, path};
}

File::File(File&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

File& File::operator=(File&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  return *this;
}

File::~File() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::expected<std::string, LogFault> File::read_at(std::uint64_t offset, std::size_t size) const {
  std::string bytes(size, '\0');
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count =
        ::pread(descriptor_, bytes.data() + done, size - done, static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fault("read", errno);
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  bytes.resize(done);
  return bytes;
}

std::expected<void, LogFault> File::write_at(std::uint64_t offset, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fault("written", errno);
    if (count == 0) return fault("written", ENOSPC);
    offset += static_cast<std::uint64_t>(count);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

std::expected<void, LogFault> File::sync() {
  // Never tried a second time: after a refused sync the kernel may have dropped the pages and report success.
  if (::fdatasync(descriptor_) != 0) return fault("synced", errno);
  return {};
}

std::expected<void, LogFault> File::allocate(std::uint64_t size) {
  int error = EINTR;
  while (error == EINTR) error = ::posix_fallocate(descriptor_, 0, static_cast<off_t>(size));
  if (error != 0) return fault("given its space", error);
  return {};
}

std::expected<void, LogFault> File::lock() {
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return {};
  if (errno != EWOULDBLOCK) return fault("locked", errno);
  return std::unexpected(LogFault{LogFaultKind::in_use, "Another process holds " + path_.string() + "."});
}

std::expected<std::uint64_t, LogFault> File::size() const {
  struct stat status{};
  if (::fstat(descriptor_, &status) != 0) return fault("measured", errno);
  return static_cast<std::uint64_t>(status.st_size);
}

std::unexpected<LogFault> File::fault(std::string_view what, int error) const {
  return std::unexpected(fault_of(what, path_, error));
}

std::expected<void, LogFault> sync_directory(const std::filesystem::path& directory) {
  const auto& path = directory.empty() ? std::filesystem::path(".") : directory;
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return std::unexpected(fault_of("opened", path, errno));
  const int error = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (error != 0) return std::unexpected(fault_of("synced", path, error));
  return {};
}

std::expected<void, LogFault> replace_file(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::path beside = path;
  beside += ".new";
  auto file = File::open(beside, FileUse::make_new);
  if (!file) return std::unexpected(file.error());
  if (auto written = file->write_at(0, bytes); !written) return written;
  if (auto synced = file->sync(); !synced) return synced;
  std::error_code error;
  std::filesystem::rename(beside, path, error);
  if (error) return std::unexpected(fault_of("renamed", beside, error.value()));
  return sync_directory(path.parent_path());
}

}  // namespace reviewd
