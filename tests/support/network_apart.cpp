#include "tests/support/network_apart.hpp"

#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>

#include "tests/support/skip.hpp"

namespace reviewd {
namespace {

bool bring_loopback_up() {
  const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  ifreq request{};
  std::strcpy(request.ifr_name, "lo");
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  const bool up = ::ioctl(socket, SIOCSIFFLAGS, &request) == 0;
  ::close(socket);
  return up;
}

}  // namespace

NetworkApart::NetworkApart() {
  before_ = ::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
  made_ = before_ >= 0 && ::unshare(CLONE_NEWNET) == 0 && bring_loopback_up();
  if (!made_) skip_test("the right to make a network namespace");
}

NetworkApart::~NetworkApart() {
  if (before_ < 0) return;
  ::setns(before_, CLONE_NEWNET);
  ::close(before_);
}

}  // namespace reviewd
