#include "daemon/reminders.hpp"

#include <algorithm>

#include "daemon/logging.hpp"

namespace reviewd {
namespace {

constexpr std::int64_t milliseconds_of_minute = 60'000;
constexpr int doublings_max = 6;  // about an hour between attempts

Instant after_minutes(Instant now, std::int64_t minutes) {
  return Instant{now.milliseconds_since_1970() + minutes * milliseconds_of_minute};
}

// An address that is refused is not better in a minute; a relay that does not answer may be.
Instant next_attempt(MailFault fault, int failed, Instant now) {
  if (fault == MailFault::refused) return london_midnight(london_day(now).plus_days(1));
  return after_minutes(now, std::int64_t{1} << std::min(failed - 1, doublings_max));
}

std::optional<std::string> given(const std::string& status) {
  return status.empty() ? std::nullopt : std::optional{status};
}

}  // namespace

Reminders::Reminders(const Engine& engine, const MailSettings& settings, Means means)
    : engine_(engine), settings_(settings), means_(std::move(means)) {
  if (settings_.on()) thread_ = std::make_unique<MailThread>(settings_);
}

void Reminders::say_offices() {
  said_offices_ = true;
  const auto& known = engine_.register_state().mail.offices;
  const auto wanted = settings_.told();
  if (!std::ranges::equal(known, wanted, {}, &MailOfficeState::office)) means_.submit(SetMailOffices{wanted});
}

void Reminders::look() {
  if (finishing_) return;
  if (!said_offices_) say_offices();
  if (!thread_) return;
  const Instant now = means_.now();
  const std::int64_t minute = now.milliseconds_since_1970() / milliseconds_of_minute;
  if (engine_.head() == looked_at_ && minute == looked_minute_) return;
  looked_at_ = engine_.head();
  looked_minute_ = minute;
  for (const OwedMail& owed : engine_.owed_mail(now, settings_.digest_hour)) {
    const Key key{owed.stretch.office, owed.stretch.mail};
    const auto attempts = attempts_.find(key);
    if (under_way_[key] || (attempts != attempts_.end() && now < attempts->second.not_before)) continue;
    send(owed);
  }
}

void Reminders::send(const OwedMail& owed) {
  under_way_[{owed.stretch.office, owed.stretch.mail}] = true;
  // What it says was computed from the newest state.
  means_.when_durable(engine_.head(), [this, owed] {
    const Identifier log_id = *engine_.register_state().log_id;
    const auto report = [this, owed](const MailOutcome& outcome) {
      means_.on_loop([this, owed, outcome] { settle(owed, outcome); });
    };
    if (!thread_->offer(mail_message(owed, settings_, log_id, means_.now()), report)) end(owed);
  });
}

void Reminders::settle(const OwedMail& owed, const MailOutcome& outcome) {
  if (!outcome.fault)
    taken(owed, outcome);
  else if (!broken_off_)
    failed(owed, outcome);
  end(owed);
}

void Reminders::end(const OwedMail& owed) {
  under_way_[{owed.stretch.office, owed.stretch.mail}] = false;
  looked_minute_ = -1;  // something may have waited for it
  if (finishing_ && finished_ && nothing_under_way()) std::exchange(finished_, nullptr)();
}

bool Reminders::nothing_under_way() const {
  return std::ranges::none_of(under_way_, [](const auto& entry) { return entry.second; });
}

void Reminders::taken(const OwedMail& owed, const MailOutcome& outcome) {
  ++sent_;
  const Key key{owed.stretch.office, owed.stretch.mail};
  const int attempts = attempts_[key].failed + 1;
  attempts_.erase(key);
  means_.submit(RecordMailSent{
      MailSent{owed.stretch, owed.day, static_cast<int>(owed.lines.size()), attempts, outcome.status}});
}

// Repeats are counted in the next event.
void Reminders::failed(const OwedMail& owed, const MailOutcome& outcome) {
  ++failed_attempts_;
  Attempts& attempts = attempts_[{owed.stretch.office, owed.stretch.mail}];
  ++attempts.failed;
  ++attempts.since_event;
  attempts.not_before = next_attempt(*outcome.fault, attempts.failed, means_.now());
  const MailProgress* progress =
      engine_.register_state().mail.progress(owed.stretch.office, owed.stretch.mail);
  const bool known = progress != nullptr && progress->trouble && progress->trouble->fault == *outcome.fault &&
                     progress->trouble->status == given(outcome.status);
  if (known) return;
  log_warning("Mail to the office '" + owed.stretch.office +
              "' did not get through: " + std::string{word_of(*outcome.fault)} +
              (outcome.status.empty() ? "." : " (" + outcome.status + ")."));
  means_.submit(RecordMailFailed{MailFailed{owed.stretch, *outcome.fault, given(outcome.status),
                                            std::exchange(attempts.since_event, 0)}});
}

void Reminders::finish(std::function<void()> done) {
  finishing_ = true;
  if (nothing_under_way()) return done();
  finished_ = std::move(done);
}

void Reminders::break_off() {
  broken_off_ = true;
  if (thread_) thread_->stop();
}

}  // namespace reviewd
