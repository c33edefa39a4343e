// A process without a file descriptor left, for as long as this lives. Nothing may be judged meanwhile: a
// sanitizer that wants to report needs a descriptor itself. Tests only; one thread.
#pragma once

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace reviewd {

// Lowers the limit of descriptors to what is open and fills what is left; puts everything back.
class NoDescriptors {
 public:
  NoDescriptors() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    rlimit low = before_;
    low.rlim_cur = static_cast<rlim_t>(highest_descriptor() + 1);
    ::setrlimit(RLIMIT_NOFILE, &low);
    for (int copy = ::dup(2); copy >= 0; copy = ::dup(2)) copies_.push_back(copy);
  }
  ~NoDescriptors() {
    for (const int copy : copies_) ::close(copy);
    ::setrlimit(RLIMIT_NOFILE, &before_);
  }
  NoDescriptors(const NoDescriptors&) = delete;
  NoDescriptors& operator=(const NoDescriptors&) = delete;

 private:
  static int highest_descriptor() {
    int highest = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
      highest = std::max(highest, std::atoi(entry.path().filename().c_str()));
    return highest;
  }

  rlimit before_{};
  std::vector<int> copies_;
};

}  // namespace reviewd
