#include "daemon/thread_priority.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace reviewd {

// Under Linux niceness is of a thread, whatever the names of the calls say.
void give_way(int steps) {
  const auto thread = static_cast<id_t>(::gettid());
  ::setpriority(PRIO_PROCESS, thread, ::getpriority(PRIO_PROCESS, thread) + steps);
}

}  // namespace reviewd
