#include "daemon/mail_thread.hpp"

namespace reviewd {

MailThread::MailThread(const MailSettings& settings) : relay_(settings), thread_([this] { run(); }) {}

MailThread::~MailThread() {
  stop();
}

bool MailThread::offer(MailMessage message, Report report) {
  const std::lock_guard lock(mutex_);
  if (stop_ || queue_.size() >= queue_max) return false;
  queue_.push_back({std::move(message), std::move(report)});
  wake_.notify_one();
  return true;
}

void MailThread::stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
    wake_.notify_one();
  }
  relay_.abort();
  if (thread_.joinable()) thread_.join();
}

void MailThread::run() {
  while (true) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stop_ || !queue_.empty(); });
    if (queue_.empty()) return;
    const Taken taken = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    taken.report(relay_.send(taken.message));
  }
}

}  // namespace reviewd
