#include "storage/disk_space.hpp"

#include <system_error>

#include "storage/file.hpp"

namespace reviewd {
namespace {

std::unexpected<LogFault> failed(std::string_view what, const std::error_code& error) {
  return std::unexpected(LogFault{LogFaultKind::failed, std::string(what) + ": " + error.message() + "."});
}

std::expected<void, LogFault> allocate(const std::filesystem::path& path, std::uint64_t size) {
  auto file = File::open(path, FileUse::make_new);
  if (!file) return std::unexpected(file.error());
  if (auto allocated = file->allocate(size); !allocated) return allocated;
  return file->sync();
}

}  // namespace

std::expected<std::uint64_t, LogFault> free_bytes(const std::filesystem::path& directory) {
  std::error_code error;
  const auto space = std::filesystem::space(directory, error);
  if (error) return failed("The free space of the data directory cannot be read", error);
  return space.available;
}

bool reserve_is_held(const std::filesystem::path& file, std::uint64_t size) {
  std::error_code error;
  const auto found = std::filesystem::file_size(file, error);
  return !error && found == size;
}

std::expected<void, LogFault> hold_reserve(const std::filesystem::path& file, std::uint64_t size) {
  if (reserve_is_held(file, size)) return {};
  auto allocated = allocate(file, size);
  if (allocated) return allocated;
  // A part of a reserve would take space from the log and give none back that was counted on.
  if (auto removed = give_up_reserve(file); !removed) return removed;
  return allocated;
}

std::expected<void, LogFault> give_up_reserve(const std::filesystem::path& file) {
  std::error_code error;
  std::filesystem::remove(file, error);
  if (error) return failed("The reserve file cannot be removed", error);
  return {};
}

}  // namespace reviewd
