// The mail thread: takes what is to be sent from a short queue, one mail after the other, and reports what
// became of each. `offer` and `stop` from the loop; it touches neither the engine nor the log.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "daemon/mail_relay.hpp"

namespace reviewd {

// Owns the relay and the queue. A mail that was taken is reported once, whatever becomes of it.
class MailThread {
 public:
  // Called on the mail thread once for each mail that was taken.
  using Report = std::function<void(const MailOutcome&)>;

  explicit MailThread(const MailSettings& settings);
  ~MailThread();  // as stop()
  MailThread(const MailThread&) = delete;
  MailThread& operator=(const MailThread&) = delete;

  // False when the queue is full: the mail stays owed, and is offered again later.
  bool offer(MailMessage message, Report report);
  // Ends what is under way and the thread. What waited is reported as unreachable.
  void stop();

 private:
  struct Taken {
    MailMessage message;
    Report report;
  };
  static constexpr std::size_t queue_max = 16;

  void run();

  MailRelay relay_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Taken> queue_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace reviewd
