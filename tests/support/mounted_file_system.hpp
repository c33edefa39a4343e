// A file system of its own for a test, mounted in a scratch directory: ext4 in an image on a loop device,
// whose power can be cut, or a small one in memory. Wants root; unmounted when it goes. Test thread only.
#pragma once

#include <filesystem>
#include <string>

#include "tests/support/scratch_directory.hpp"

namespace reviewd {

class MountedFileSystem {
 public:
  enum class Kind { ext4_image, memory };

  // Makes and mounts it; not mounted() where this machine lacks the means.
  MountedFileSystem(Kind kind, std::size_t megabytes);
  MountedFileSystem(const MountedFileSystem&) = delete;
  MountedFileSystem& operator=(const MountedFileSystem&) = delete;
  ~MountedFileSystem();

  bool mounted() const { return mounted_; }
  const std::filesystem::path& root() const { return root_; }
  // What the medium does not hold yet is lost, and every later use of the file system fails (ext4 only).
  bool cut_power() const;
  // Unmounts, and mounts what the medium holds. False where either fails.
  bool mount_again();

 private:
  bool mount();
  bool unmount();

  ScratchDirectory scratch_;
  Kind kind_;
  std::size_t megabytes_;
  std::filesystem::path root_ = scratch_ / "mounted";
  bool mounted_ = false;
};

}  // namespace reviewd
