#include "storage/message_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <ctime>
#include <string>
#include <system_error>

namespace reviewd {
namespace {

// UTC, to the second.
std::string time_text() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ ", &parts);
  return {text.data(), length};
}

}  // namespace

MessageFile::MessageFile(std::filesystem::path file, std::uint64_t largest)
    : path_(std::move(file)), largest_(largest) {
  begin();
}

MessageFile::~MessageFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void MessageFile::begin() {
  if (descriptor_ >= 0) ::close(descriptor_);
  std::filesystem::path old = path_;
  old += ".old";
  std::error_code ignored;
  std::filesystem::rename(path_, old, ignored);
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
  written_ = 0;
}

void MessageFile::write(std::string_view text) {
  std::string line = time_text().append(text);
  if (!line.ends_with('\n')) line.push_back('\n');
  const std::scoped_lock lock(mutex_);
  if (written_ + line.size() > largest_) begin();
  if (descriptor_ < 0) return;
  const ssize_t count = ::write(descriptor_, line.data(), line.size());
  if (count > 0) written_ += static_cast<std::uint64_t>(count);
}

}  // namespace reviewd
