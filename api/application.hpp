// What the routes need of the daemon: the engine, the time, the gate and the work that is done off the loop.
// Loop thread only; every callback comes back on the loop thread.
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/webhook_work.hpp"
#include "domain/adoption.hpp"
#include "domain/engine.hpp"
#include "domain/events.hpp"
#include "domain/moved_deadlines.hpp"
#include "domain/notification_form.hpp"
#include "storage/log.hpp"

namespace reviewd {

// One personal value as it is shown to those who may see it.
struct PersonalShown {
  EventId event;        // in which it stands
  std::string pointer;  // its place there
  EventId of;           // the fact it belongs to, which a correction leaves as it was
  std::string of_pointer;
  std::optional<std::string> value;  // empty: it cannot be opened
};

// Why commands are not taken at the moment.
struct Refusing {
  unsigned status = 503;  // 503 with Retry-After, or 507
  std::string code;
  std::string detail;
};

// How much may be asked of one page.
struct PageLimits {
  std::size_t usual = 100;
  std::size_t most = 1000;
};

// All cases as they were known at one position, in order of opening. Nobody changes them.
struct KnownCases {
  Position position;
  std::vector<std::shared_ptr<const CaseState>> states;
};

// A calendar as it was taken up, or as it would be. `revision` and `hash` are those of the document that is
// not adopted yet, or else of the newest adopted one.
struct CalendarAdoption {
  bool is_new = false;  // it was not adopted before
  int revision = 0;
  Digest hash;
  std::vector<MovedDeadline> moved;
  std::optional<Position> adopted_at;  // nothing: it was not accepted, or there was nothing to adopt
};

// The daemon as the routes see it; the composition root implements it, tests put a small one in its place.
// What is computed from the engine's state may leave only through `when_durable`.
class Application {
 public:
  virtual ~Application() = default;

  // Null until the log is replayed; then the same until the end.
  virtual Engine* engine() = 0;
  // In UTC; the engine makes sure that time never runs back.
  virtual Instant now() = 0;
  // Why the daemon is not ready (replaying, disk, clock); nothing when it is.
  virtual std::optional<std::string> not_ready() = 0;
  // Nothing while commands are taken.
  virtual std::optional<Refusing> refusing_commands() = 0;
  // The same for what takes a right away, which must not wait for a bigger disk.
  virtual std::optional<Refusing> refusing_revocations() = 0;
  // From the settings; the same until the end.
  virtual PageLimits page_limits() const = 0;
  // How many entries of people one case may hold; from the settings.
  virtual std::size_t case_entries_max() const = 0;
  // As they were read at the start; the same until the end.
  virtual const NotificationForms& notification_forms() const = 0;
  // How many readers the event stream may have at a time; from the settings.
  virtual std::size_t event_streams_max() const = 0;
  // Whether the daemon was started with a clock that only requests move; without one the route that moves it
  // answers 404.
  virtual bool test_clock() const = 0;
  // Only with a test clock. False when the time would run back behind the newest commit.
  virtual bool set_test_clock(Instant now) = 0;
  // In Prometheus' text format; of the process alone while `engine` is null.
  virtual std::string metrics() = 0;

  // 128 random bits; a fresh case id; a text that nobody can guess.
  virtual Identifier random_identifier() = 0;
  virtual CaseId random_case_id() = 0;
  virtual std::string random_secret() = 0;

  // Submits to the engine. The reply is known at once and may leave once what it depends on is durable.
  virtual GiveReply submit(const CaseCommand& command, const CommandMeta& meta) = 0;
  virtual GiveReply submit_register(const RegisterCommand& command, const CommandMeta& meta) = 0;
  virtual GiveReply submit_delivery(const DeliveryCommand& command, const CommandMeta& meta) = 0;
  // What webhooks need beside the engine; the same until the end.
  virtual WebhookWork& webhook_work() = 0;
  // Fires what is due in this case, before it is read.
  virtual void touch(const CaseId& case_id) = 0;
  // Calls back once this position is on the medium; at once when it is already. Never when the log fails: the
  // process ends then.
  virtual void when_durable(Position position, std::function<void()> done) = 0;

  // Shows what a new revision of a calendar would move, and takes it up where that is accepted: the answer is
  // durable then, and the cases follow. One at a time. The refusals are those of Adoption::run
  // (daemon/adoption.hpp).
  virtual void adopt_calendar(const AdoptCalendar& wanted, const CommandMeta& meta,
                              std::function<void(Result<CalendarAdoption>)> done) = 0;

  // The rules as adopted by this position.
  virtual std::shared_ptr<const RuleBook> rules_at(Position position) = 0;

  // ---- off the loop; the positions must be durable ----

  // A fault means that the medium refused the read or returned something else than was written; the handler
  // answers 503.
  using Commits = std::expected<std::vector<Commit>, LogFault>;
  // These commits, in order.
  virtual void read_commits(std::vector<Position> positions, std::function<void(Commits)> done) = 0;
  // Up to `count` commits from a position on.
  virtual void read_range(Position from, std::size_t count, std::function<void(Commits)> done) = 0;
  // The newest position recorded not after this moment; zero when there is none.
  virtual void position_at(Instant moment, std::function<void(std::expected<Position, LogFault>)> done) = 0;
  // Opens the personal values that stand at these places of a case.
  virtual void open_personal(CaseId case_id, std::vector<PersonalShown> places,
                             std::function<void(std::vector<PersonalShown>)> done) = 0;
  // The log folded up to a durable position: one fold at a time, and the newest one is kept for the pages
  // that follow. Null when the log could not be read.
  virtual void cases_known(Position position,
                           std::function<void(std::shared_ptr<const KnownCases>)> done) = 0;
  // Work without input or output: renders, folds, sorts. Neither is called when the daemon stops first.
  virtual void compute(std::function<void()> work, std::function<void()> done) = 0;
  // The same for what takes so long that nobody who reads a page should have to wait behind it.
  virtual void compute_long(std::function<void()> work, std::function<void()> done) = 0;
};

}  // namespace reviewd
