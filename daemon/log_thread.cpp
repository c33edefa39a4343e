#include "daemon/log_thread.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace reviewd {
namespace {

// The anchor is at most this far behind on the medium (storage/FORMAT.md).
constexpr std::chrono::seconds anchor_sync_interval{1};
// One batch is bounded, so that the first of many waiting commits does not wait for all of them.
constexpr std::size_t batch_commits_max = 1024;
// Fewer are not worth waking a thread for.
constexpr std::size_t worth_preparing = 8;

// At most so many as are worth it, from the front.
template <class Group>
std::vector<Group> some_of(std::deque<Group>& groups) {
  std::vector<Group> some;
  while (!groups.empty() && some.size() < worth_preparing) {
    some.push_back(std::move(groups.front()));
    groups.pop_front();
  }
  return some;
}

}  // namespace

LogThread::LogThread(CommitWriter& writer, Reports reports)
    : writer_(writer),
      reports_(std::move(reports)),
      thread_([this] { run(); }),
      ahead_([this] { run_ahead(); }) {}

LogThread::~LogThread() {
  stop();
}

void LogThread::submit(std::vector<std::shared_ptr<const Commit>> commits) {
  const std::lock_guard lock(mutex_);
  groups_.push_back(std::move(commits));
  // While it writes, the log thread looks again by itself.
  if (!writing_)
    wake_.notify_one();
  else if (groups_.size() == worth_preparing)
    wake_ahead_.notify_one();
}

void LogThread::ask(std::function<void()> answer) {
  const std::lock_guard lock(mutex_);
  questions_.push_back(std::move(answer));
  wake_.notify_one();
}

void LogThread::stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    wake_ahead_.notify_one();
  }
  if (ahead_.joinable()) ahead_.join();
}

// ---- preparing ahead ----

bool LogThread::many_wait() const {
  return writing_ && !fault_ && groups_.size() >= worth_preparing && commits_ahead_ < batch_commits_max;
}

LogThread::Written LogThread::prepare(const std::vector<Group>& groups) {
  for (const Group& group : groups)
    if (auto prepared = writer_.prepare(group); !prepared) return prepared;
  return {};
}

void LogThread::run_ahead() {
  while (true) {
    {
      std::unique_lock lock(mutex_);
      wake_ahead_.wait(lock, [&] { return ended_ || many_wait(); });
      if (ended_) return;
    }
    const std::lock_guard order(preparing_);
    std::vector<Group> groups;
    {
      const std::lock_guard lock(mutex_);
      if (!many_wait()) continue;
      groups = some_of(groups_);
      for (const Group& group : groups) commits_ahead_ += group.size();
    }
    if (auto prepared = prepare(groups); !prepared) {
      const std::lock_guard lock(mutex_);
      fault_ = prepared.error();
    }
  }
}

// ---- writing ----

void LogThread::wait() {
  std::unique_lock lock(mutex_);
  const auto something = [&] {
    return stop_ || commits_ahead_ > 0 || !groups_.empty() || !questions_.empty();
  };
  if (anchor_due_)
    wake_.wait_until(lock, *anchor_due_, something);
  else
    wake_.wait(lock, something);
}

// While this prepares, the medium rests: so for no longer than a quarter of what the last write took. What
// waits beyond that is prepared beside the next one.
std::expected<LogThread::Taken, LogFault> LogThread::take() {
  const std::lock_guard order(preparing_);
  const Clock::time_point enough = Clock::now() + last_write_ / 4;
  Taken taken;
  std::size_t commits = 0;
  bool more = true;
  while (more && commits < batch_commits_max) {
    std::vector<Group> groups;
    {
      const std::lock_guard lock(mutex_);
      if (fault_) return std::unexpected(*fault_);
      groups = some_of(groups_);
      commits += std::exchange(commits_ahead_, 0);
      more = !groups_.empty();
      // What was asked or ordered after these commits waits until all of them are written.
      if (!more) {
        taken.questions = std::exchange(questions_, {});
        taken.stop = stop_;
      }
    }
    for (const Group& group : groups) commits += group.size();
    if (auto prepared = prepare(groups); !prepared) return std::unexpected(prepared.error());
    if (Clock::now() >= enough) break;
  }
  taken.batch = writer_.take_prepared();
  return taken;
}

void LogThread::set_writing(bool writing) {
  const std::lock_guard lock(mutex_);
  writing_ = writing;
  if (many_wait()) wake_ahead_.notify_one();
}

LogThread::Written LogThread::write(const PreparedBatch& batch) {
  if (batch.commits.empty()) return {};
  set_writing(true);
  const Clock::time_point begun = Clock::now();
  auto written = writer_.write(batch);
  last_write_ = Clock::now() - begun;
  set_writing(false);
  if (!written) return written;
  if (!anchor_due_) anchor_due_ = Clock::now() + anchor_sync_interval;
  reports_.durable(writer_.head().position);
  return {};
}

LogThread::Written LogThread::keep_anchor(bool stopping) {
  if (!anchor_due_ || (!stopping && Clock::now() < *anchor_due_)) return {};
  anchor_due_.reset();
  return writer_.sync_anchor();
}

void LogThread::run() {
  while (true) {
    wait();
    auto taken = take();
    if (!taken) return reports_.failed(taken.error());
    if (auto written = write(taken->batch); !written) return reports_.failed(written.error());
    for (const auto& answer : taken->questions) answer();
    if (auto kept = keep_anchor(taken->stop); !kept) return reports_.failed(kept.error());
    if (taken->stop) return;
  }
}

}  // namespace reviewd
