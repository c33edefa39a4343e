#include "tests/support/mounted_file_system.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdint>

#include "tests/support/child_process.hpp"

namespace reviewd {
namespace {

// FS_IOC_SHUTDOWN of Linux, with the flag that leaves the journal unflushed.
constexpr unsigned long shutdown_request = _IOR('X', 125, std::uint32_t);
constexpr std::uint32_t without_flushing_the_journal = 2;

}  // namespace

MountedFileSystem::MountedFileSystem(Kind kind, std::size_t megabytes) : kind_(kind), megabytes_(megabytes) {
  std::filesystem::create_directory(root_);
  if (::geteuid() != 0) return;
  if (kind_ == Kind::ext4_image) {
    const std::string image = (scratch_ / "image").string();
    write_file(image, "");
    std::filesystem::resize_file(image, megabytes_ * 1024 * 1024);
    if (!program_exists("mkfs.ext4") || run_command({"mkfs.ext4", "-q", "-F", image}).code != 0) return;
  }
  mount();
}

MountedFileSystem::~MountedFileSystem() {
  unmount();
}

bool MountedFileSystem::mount() {
  const std::string size = "size=" + std::to_string(megabytes_) + "m";
  const FinishedCommand done =
      kind_ == Kind::memory
          ? run_command({"mount", "-t", "tmpfs", "-o", size, "reviewd-test", root_.string()})
          : run_command({"mount", "-o", "loop", (scratch_ / "image").string(), root_.string()});
  mounted_ = done.code == 0;
  return mounted_;
}

bool MountedFileSystem::unmount() {
  if (mounted_) mounted_ = run_command({"umount", root_.string()}).code != 0;
  return !mounted_;
}

bool MountedFileSystem::cut_power() const {
  const int directory = ::open(root_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return false;
  std::uint32_t how = without_flushing_the_journal;
  const bool done = ::ioctl(directory, shutdown_request, &how) == 0;
  ::close(directory);
  return done;
}

bool MountedFileSystem::mount_again() {
  return unmount() && mount();
}

}  // namespace reviewd
