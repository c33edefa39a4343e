#include "storage/log_directory.hpp"

#include <string>
#include <system_error>

namespace reviewd {
namespace {

constexpr std::string_view format_name = "FORMAT";
constexpr std::string_view format_text = "reviewd log 1\n";
constexpr std::string_view format_beginning = "reviewd log ";

std::unexpected<LogFault> fault(LogFaultKind kind, const std::filesystem::path& path, std::string_view what) {
  return std::unexpected(LogFault{kind, "The directory " + path.string() + " " + std::string(what) + "."});
}

// Only its owner may list it; `failed` when it cannot be made, or is there already and `must_be_new`.
std::expected<void, LogFault> make_directory(const std::filesystem::path& path, bool must_be_new) {
  std::error_code error;
  const bool made = std::filesystem::create_directory(path, error);
  if (error) return fault(LogFaultKind::failed, path, "cannot be made: " + error.message());
  if (!made && must_be_new) return fault(LogFaultKind::failed, path, "is there already");
  if (!made) return {};
  std::filesystem::permissions(path, std::filesystem::perms::owner_all, error);
  if (error) return fault(LogFaultKind::failed, path, "cannot be closed to others: " + error.message());
  return sync_directory(path.parent_path());
}

std::expected<void, LogFault> write_format(const std::filesystem::path& directory, File& format) {
  std::error_code error;
  if (std::filesystem::exists(LogDirectory::database_in(directory), error) || error) {
    return fault(LogFaultKind::damaged, directory, "holds a database without the file that says its format");
  }
  if (auto written = format.write_at(0, format_text); !written) return written;
  if (auto synced = format.sync(); !synced) return synced;
  return sync_directory(directory);
}

std::expected<void, LogFault> check_format(const std::filesystem::path& directory, File& format) {
  const auto found = format.read_at(0, 64);
  if (!found) return std::unexpected(found.error());
  if (found->empty()) return write_format(directory, format);
  if (*found == format_text) return {};
  if (found->starts_with(format_beginning)) {
    return fault(LogFaultKind::not_supported, directory, "was written by a newer version of this program");
  }
  return fault(LogFaultKind::damaged, directory, "is not that of a log: its file FORMAT says something else");
}

}  // namespace

std::expected<LogDirectory, LogFault> LogDirectory::open(const std::filesystem::path& directory) {
  if (auto made = make_directory(directory, false); !made) return std::unexpected(made.error());
  auto format = File::open(directory / format_name, FileUse::read_write_or_make);
  if (!format) return std::unexpected(format.error());
  if (auto locked = format->lock(); !locked) {
    if (locked.error().kind != LogFaultKind::in_use) return std::unexpected(locked.error());
    return fault(LogFaultKind::in_use, directory, "is in use by another process");
  }
  if (auto checked = check_format(directory, *format); !checked) return std::unexpected(checked.error());
  return LogDirectory{directory, std::move(*format)};
}

std::filesystem::path LogDirectory::database_in(const std::filesystem::path& directory) {
  return directory / "rocksdb";
}

std::expected<void, LogFault> LogDirectory::begin_copy(const std::filesystem::path& new_directory) {
  return make_directory(new_directory, true);
}

std::expected<void, LogFault> LogDirectory::finish_copy(const std::filesystem::path& new_directory) {
  return replace_file(new_directory / format_name, format_text);
}

void LogDirectory::abandon_copy(const std::filesystem::path& new_directory) {
  // What cannot be removed has no FORMAT and so opens as no log.
  std::error_code ignored;
  std::filesystem::remove_all(new_directory, ignored);
}

}  // namespace reviewd
