// A thread that gives way does so alone.
#include "daemon/thread_priority.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>

namespace reviewd {
namespace {

int niceness() {
  return ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()));
}

}  // namespace

TEST_CASE("thread priority: a thread makes itself nicer, and no other") {
  const int usual = niceness();
  int made = usual;
  std::thread([&] {
    give_way(2);
    made = niceness();
  }).join();
  CHECK(made == std::min(usual + 2, 19));
  CHECK(niceness() == usual);
}

}  // namespace reviewd
