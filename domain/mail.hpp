// Mail to offices about deadlines, as the register knows it: who is told what, how far each is told, and what
// stands in the way. Addresses stand in the settings and never here. Values; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/day.hpp"
#include "domain/rejection.hpp"
#include "domain/schema.hpp"
#include "domain/types.hpp"

namespace reviewd {

// What an office may be told: the reminders of a day in one digest, that a deadline has passed, and that it
// is still open a week after that.
enum class MailKind { reminders, passed, still_open };
// Why a mail did not get through. `deferred` and `refused` are the relay's own words (4xx, 5xx); `bounced`
// came back later.
enum class MailFault { unreachable, security, credentials, deferred, refused, bounced };

template <>
struct Words<MailKind> {
  static constexpr std::array<Word<MailKind>, 3> values{{{MailKind::reminders, "reminders"},
                                                         {MailKind::passed, "passed"},
                                                         {MailKind::still_open, "still_open"}}};
};
template <>
struct Words<MailFault> {
  static constexpr std::array<Word<MailFault>, 6> values{{{MailFault::unreachable, "unreachable"},
                                                          {MailFault::security, "security"},
                                                          {MailFault::credentials, "credentials"},
                                                          {MailFault::deferred, "deferred"},
                                                          {MailFault::refused, "refused"},
                                                          {MailFault::bounced, "bounced"}}};
};

// ---- events ----

// One office that is told by mail. `office` is a plain word, and unique.
struct MailOffice {
  std::string office;
  std::vector<MailKind> told;
  std::vector<std::string> boards;  // names; none: every board
  bool operator==(const MailOffice&) const = default;
};

// Who is told what from now on; nobody, when the list is empty. Of what was recorded before an office stood
// here it is never told.
struct MailOfficesSet {
  std::vector<MailOffice> offices;
};

// A mail is of the deadlines of a stretch of the log: of what stands after `after`, up to `upto` included.
struct MailStretch {
  std::string office;
  MailKind mail = MailKind::reminders;
  Position after;
  Position upto;
  bool operator==(const MailStretch&) const = default;
};

// The relay took the mail over. From now on the office counts as told up to the end of the stretch.
struct MailSent {
  MailStretch stretch;
  Day day;  // in London
  int deadlines = 0;
  int attempts = 1;
  std::string status;  // what the relay answered: "250 2.0.0"
};

// The first attempt that failed, or one that failed for another reason than the one before.
struct MailFailed {
  MailStretch stretch;
  MailFault fault = MailFault::unreachable;
  std::optional<std::string> status;
  int attempts = 1;  // since the event before
};

// A mail that the relay had taken came back. The office counts as not told of its stretch.
struct MailBounced {
  MailStretch stretch;
  std::optional<std::string> status;
};

// The name of a mail (Message-ID, without what follows the @): the same whenever the same stretch of the same
// log is told to the same office, so that a mail that was sent twice is known by it.
std::string mail_name(const MailStretch& stretch, const Identifier& log_id);
// What such a name says, with or without the rest of the Message-ID; nothing for any other text, or one of
// another log.
std::optional<MailStretch> stretch_named(std::string_view name, const Identifier& log_id);

// ---- commands of the register ----

// What is sent to report that a mail came back.
struct BounceReport {
  std::string message_id;
  std::optional<std::string> status;
};
// "wrong_value" of the status: the enhanced code of the refusal and nothing else.
std::vector<Fault> bounce_faults(const BounceReport& report);

// `not_allowed` "unchanged" when it says so already.
struct SetMailOffices {
  std::vector<MailOffice> offices;
};
// `not_allowed` "mail_out_of_turn" when the stretch does not begin where the office is told up to.
struct RecordMailSent {
  MailSent sent;
};
// The same; `not_allowed` "unchanged" when this very trouble is on record.
struct RecordMailFailed {
  MailFailed failed;
};
// `not_found` "no_such_mail" when no such mail was taken by the relay.
struct ReportMailBounced {
  MailBounced bounced;
};

// ---- state ----

// What stands in the way of one kind of mail to one office, since when: an incident, until a mail gets
// through.
struct MailTrouble {
  MailFault fault = MailFault::unreachable;
  std::optional<std::string> status;
  Instant since;  // however often its cause changed
  EventId event;  // that began it
};

// How far an office is told one kind of thing.
struct MailProgress {
  MailKind mail = MailKind::reminders;
  Position upto;
  std::optional<Day> sent_on;  // the day of the newest mail that the relay took
  std::optional<MailTrouble> trouble;
};

// An office, and how far it is told each of the things that it is told.
struct MailOfficeState {
  MailOffice office;
  std::vector<MailProgress> told;
};

// Part of the state of the register.
struct MailState {
  std::vector<MailOfficeState> offices;

  const MailProgress* progress(std::string_view office, MailKind mail) const;  // null when it is not told
  // The position up to which every office is told everything; nothing while nobody is told anything.
  std::optional<Position> told_all() const;
};

// What is recorded of each command, or why it is refused: see the commands.
[[nodiscard]] Result<MailOfficesSet> decide_mail(const MailState& state, const SetMailOffices& command);
[[nodiscard]] Result<MailSent> decide_mail(const MailState& state, const RecordMailSent& command);
[[nodiscard]] Result<MailFailed> decide_mail(const MailState& state, const RecordMailFailed& command);
[[nodiscard]] Result<MailBounced> decide_mail(const MailState& state, const ReportMailBounced& command);

// Total. `event` and `at` are those of the commit.
void evolve_mail(MailState& state, const MailOfficesSet& body, EventId event, Instant at);
void evolve_mail(MailState& state, const MailSent& body, EventId event, Instant at);
void evolve_mail(MailState& state, const MailFailed& body, EventId event, Instant at);
void evolve_mail(MailState& state, const MailBounced& body, EventId event, Instant at);

}  // namespace reviewd
