// The log thread: takes all commits that wait, writes them as one batch, tells the loop. Group commit is this
// loop. `submit` from the loop; everything else happens on the thread. It never touches the engine.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "domain/events.hpp"
#include "storage/commit_writer.hpp"

namespace reviewd {

// The only writer of the log. The time one sync takes is the time in which the next batch gathers: no batch
// waits for company, and none is split between two syncs.
class LogThread {
 public:
  // Called on the log thread.
  struct Reports {
    std::function<void(Position)> durable;        // everything up to here is on the medium
    std::function<void(const LogFault&)> failed;  // the process is to end; nothing is written any more
  };

  // Keeps a reference to the writer, which from now on belongs to the thread.
  LogThread(CommitWriter& writer, Reports reports);
  ~LogThread();  // as stop()
  LogThread(const LogThread&) = delete;
  LogThread& operator=(const LogThread&) = delete;

  // The commits of one call are written all or none.
  void submit(std::vector<std::shared_ptr<const Commit>> commits);
  // Calls `answer` on the log thread, after what was submitted before: the watchdog's question whether it
  // lives.
  void ask(std::function<void()> answer);
  // Writes what waits, syncs the anchor and ends the thread.
  void stop();

 private:
  struct Work {
    std::vector<std::vector<std::shared_ptr<const Commit>>> groups;
    std::vector<std::function<void()>> questions;
    bool stop = false;
    bool nothing() const { return groups.empty() && questions.empty(); }
  };

  using Clock = std::chrono::steady_clock;

  void run();
  Work take();
  bool carry_out(Work& work);

  CommitWriter& writer_;
  Reports reports_;
  std::optional<Clock::time_point> anchor_due_;  // a second after the first write that it does not hold
  std::mutex mutex_;
  std::condition_variable wake_;
  Work waiting_;
  std::thread thread_;
};

}  // namespace reviewd
