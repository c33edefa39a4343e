// The log thread: takes all commits that wait, writes them as one batch, tells the loop. Group commit is this
// loop. `submit` and `ask` from the loop; everything else happens on the two threads here. They never touch
// the engine.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
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
// waits for company, and none is split between two syncs. Where many gather, a second thread prepares them
// (text, seals, links) while the first one waits for the medium.
class LogThread {
 public:
  // Called on the log thread.
  struct Reports {
    std::function<void(Position)> durable;        // everything up to here is on the medium
    std::function<void(const LogFault&)> failed;  // the process is to end; nothing is written any more
  };

  // Keeps a reference to the writer, which from now on belongs to the threads.
  LogThread(CommitWriter& writer, Reports reports);
  ~LogThread();  // as stop()
  LogThread(const LogThread&) = delete;
  LogThread& operator=(const LogThread&) = delete;

  // The commits of one call are written all or none.
  void submit(std::vector<std::shared_ptr<const Commit>> commits);
  // Calls `answer` on the log thread, after what was submitted before: the watchdog's question whether it
  // lives.
  void ask(std::function<void()> answer);
  // Writes what waits, syncs the anchor and ends the threads.
  void stop();

 private:
  using Clock = std::chrono::steady_clock;
  using Group = std::vector<std::shared_ptr<const Commit>>;
  using Written = std::expected<void, LogFault>;

  struct Taken {
    PreparedBatch batch;
    std::vector<std::function<void()>> questions;
    bool stop = false;
  };

  void run();
  void run_ahead();
  void wait();
  [[nodiscard]] std::expected<Taken, LogFault> take();
  [[nodiscard]] Written write(const PreparedBatch& batch);
  [[nodiscard]] Written keep_anchor(bool stopping);
  [[nodiscard]] Written prepare(const std::vector<Group>& groups);
  void set_writing(bool writing);
  bool many_wait() const;

  CommitWriter& writer_;
  Reports reports_;
  std::optional<Clock::time_point> anchor_due_;  // a second after the first write that it does not hold

  Clock::duration last_write_{};

  // Held while commits leave `groups_` and are prepared, so that they stay in order. Taken before `mutex_`.
  std::mutex preparing_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable wake_ahead_;
  std::deque<Group> groups_;
  std::vector<std::function<void()>> questions_;
  std::optional<LogFault> fault_;  // that preparing ahead ran into
  std::size_t commits_ahead_ = 0;  // prepared and not yet taken
  bool writing_ = false;
  bool stop_ = false;
  bool ended_ = false;

  std::thread thread_;
  std::thread ahead_;
};

}  // namespace reviewd
