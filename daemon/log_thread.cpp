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

LogThread::Work LogThread::take(bool anchor_behind) {
  std::unique_lock lock(mutex_);
  const auto something = [&] { return waiting_.stop || !waiting_.nothing(); };
  if (anchor_behind)
    wake_.wait_for(lock, anchor_sync_interval, something);
  else
    wake_.wait(lock, something);
  Work work = std::move(waiting_);
  waiting_ = Work{};
  waiting_.stop = work.stop;
  return work;
}

bool LogThread::carry_out(Work& work, bool& anchor_behind) {
  std::vector<std::shared_ptr<const Commit>> batch;
  for (std::size_t at = 0; at < work.groups.size(); ++at) {
    std::move(work.groups[at].begin(), work.groups[at].end(), std::back_inserter(batch));
    if (batch.size() < batch_commits_max && at + 1 < work.groups.size()) continue;
    if (const auto written = writer_.write(batch); !written) {
      reports_.failed(written.error());
      return false;
    }
    batch.clear();
    anchor_behind = true;
    reports_.durable(writer_.head().position);
  }
  for (const auto& answer : work.questions) answer();
  return true;
}

void LogThread::run() {
  bool anchor_behind = false;
  auto anchor_synced_at = std::chrono::steady_clock::now();
  while (true) {
    Work work = take(anchor_behind);
    if (!carry_out(work, anchor_behind)) return;
    const auto now = std::chrono::steady_clock::now();
    if (anchor_behind && (work.stop || now - anchor_synced_at >= anchor_sync_interval)) {
      if (const auto synced = writer_.sync_anchor(); !synced) return reports_.failed(synced.error());
      anchor_behind = false;
      anchor_synced_at = now;
    }
    if (work.stop) return;
  }
}

}  // namespace reviewd
