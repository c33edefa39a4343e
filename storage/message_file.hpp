// The file of RocksDB's own messages (settings, flushes, compactions), for whoever looks into a fault later.
// It stands in for RocksDB's logger, which in 7.8.3 as Debian builds it ends the process by an assertion when
// a message cannot be written (a full disk); here such a message is lost and nothing else happens. Any
// thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string_view>

namespace reviewd {

// Takes lines until it is destroyed. Bounded: a file that is full makes place for a new one, and one old one
// is kept.
class MessageFile {
 public:
  // Puts what an earlier opening wrote aside as "<file>.old" and begins a new file. A file that cannot be
  // made takes no messages; that is no fault.
  MessageFile(std::filesystem::path file, std::uint64_t largest);
  MessageFile(const MessageFile&) = delete;
  MessageFile& operator=(const MessageFile&) = delete;
  ~MessageFile();

  // Adds a line with the time before it; loses it where the medium refuses.
  void write(std::string_view text);

 private:
  void begin();

  const std::filesystem::path path_;
  const std::uint64_t largest_;
  std::mutex mutex_;
  int descriptor_ = -1;
  std::uint64_t written_ = 0;
};

}  // namespace reviewd
