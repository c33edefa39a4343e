// Reminders by mail: asks the engine what is owed, hands it to the mail thread once what it rests on is
// durable, and records what became of it. Loop thread. Keeps nothing that a restart would miss: how far each
// office is told stands in the log.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "daemon/mail_thread.hpp"
#include "domain/engine.hpp"

namespace reviewd {

// One for the daemon. Each office has at most one mail of a kind under way.
class Reminders {
 public:
  struct Means {
    std::function<Instant()> now;
    std::function<void(const RegisterCommand&)> submit;  // a refusal is nobody's business
    std::function<void(Position, std::function<void()>)> when_durable;
    std::function<void(std::function<void()>)> on_loop;  // from the mail thread
  };

  // Keeps a reference to the engine, which outlives it.
  Reminders(const Engine& engine, const MailSettings& settings, Means means);
  Reminders(const Reminders&) = delete;
  Reminders& operator=(const Reminders&) = delete;

  // Sends what is owed and not under way. Cheap when nothing happened since the last look. The first look
  // records which offices are told what, when the settings say another thing than the register. To be called
  // only while something can be recorded.
  void look();
  // No mail is begun any more; calls back once the ones under way have ended.
  void finish(std::function<void()> done);
  // After `finish`: does not wait for them any longer. They stay owed.
  void break_off();

  std::uint64_t sent() const { return sent_; }
  std::uint64_t failed_attempts() const { return failed_attempts_; }

 private:
  using Key = std::pair<std::string, MailKind>;
  struct Attempts {
    int failed = 0;       // since the mail before
    int since_event = 0;  // of them since the newest event about them
    Instant not_before;
  };

  void say_offices();
  void send(const OwedMail& owed);
  void end(const OwedMail& owed);
  bool nothing_under_way() const;
  void settle(const OwedMail& owed, const MailOutcome& outcome);
  void taken(const OwedMail& owed, const MailOutcome& outcome);
  void failed(const OwedMail& owed, const MailOutcome& outcome);

  const Engine& engine_;
  MailSettings settings_;
  Means means_;
  std::map<Key, Attempts> attempts_;
  std::map<Key, bool> under_way_;
  Position looked_at_;
  std::int64_t looked_minute_ = -1;
  std::function<void()> finished_;
  bool said_offices_ = false;
  bool finishing_ = false;
  bool broken_off_ = false;
  std::uint64_t sent_ = 0;
  std::uint64_t failed_attempts_ = 0;
  std::unique_ptr<MailThread> thread_;  // null where no mail is sent
};

}  // namespace reviewd
