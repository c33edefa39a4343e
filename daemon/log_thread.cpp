#include "daemon/log_thread.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace reviewd {
namespace {

// The anchor is at most this far behind on the medium (storage/FORMAT.md).
constexpr std::chrono::seconds anchor_sync_interval{1};
// One batch is bounded, so that the first of many waiting commits does not wait for all of them.
constexpr std::size_t batch_commits_max = 1024;

}  // namespace

LogThread::LogThread(CommitWriter& writer, Reports reports)
    : writer_(writer), reports_(std::move(reports)), thread_([this] { run(); }) {}

LogThread::~LogThread() {
  stop();
}

void LogThread::submit(std::vector<std::shared_ptr<const Commit>> commits) {
  const std::lock_guard lock(mutex_);
  waiting_.groups.push_back(std::move(commits));
  wake_.notify_one();
}

void LogThread::ask(std::function<void()> answer) {
  const std::lock_guard lock(mutex_);
  waiting_.questions.push_back(std::move(answer));
  wake_.notify_one();
}

void LogThread::stop() {
  {
    const std::lock_guard lock(mutex_);
    waiting_.stop = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

LogThread::Work LogThread::take() {
  std::unique_lock lock(mutex_);
  const auto something = [&] { return waiting_.stop || !waiting_.nothing(); };
  if (anchor_due_)
    wake_.wait_until(lock, *anchor_due_, something);
  else
    wake_.wait(lock, something);
  Work work = std::move(waiting_);
  waiting_ = Work{};
  waiting_.stop = work.stop;
  return work;
}

bool LogThread::carry_out(Work& work) {
  std::vector<std::shared_ptr<const Commit>> batch;
  for (std::size_t at = 0; at < work.groups.size(); ++at) {
    std::move(work.groups[at].begin(), work.groups[at].end(), std::back_inserter(batch));
    if (batch.size() < batch_commits_max && at + 1 < work.groups.size()) continue;
    if (const auto written = writer_.write(batch); !written) {
      reports_.failed(written.error());
      return false;
    }
    batch.clear();
    if (!anchor_due_) anchor_due_ = Clock::now() + anchor_sync_interval;
    reports_.durable(writer_.head().position);
  }
  for (const auto& answer : work.questions) answer();
  return true;
}

void LogThread::run() {
  while (true) {
    Work work = take();
    if (!carry_out(work)) return;
    if (anchor_due_ && (work.stop || Clock::now() >= *anchor_due_)) {
      if (const auto synced = writer_.sync_anchor(); !synced) return reports_.failed(synced.error());
      anchor_due_.reset();
    }
    if (work.stop) return;
  }
}

}  // namespace reviewd
