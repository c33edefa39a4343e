// The ledger of deliveries: for each webhook the events that match it and what became of each, folded from
// the log. It sends nothing and knows no time; when to try what is decided by the dispatch. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "domain/event_names.hpp"
#include "domain/events.hpp"
#include "domain/rejection.hpp"
#include "domain/tally.hpp"
#include "domain/webhook.hpp"

namespace reviewd {

// Where one delivery stands. `waiting` and `failing` go on by themselves, `exhausted` waits for a person, the
// others are done. `skipped`: passed over after a restore.
enum class DeliveryState { waiting, failing, exhausted, delivered, waived, skipped };

template <>
struct Words<DeliveryState> {
  static constexpr std::array<Word<DeliveryState>, 6> values{{{DeliveryState::waiting, "waiting"},
                                                              {DeliveryState::failing, "failing"},
                                                              {DeliveryState::exhausted, "exhausted"},
                                                              {DeliveryState::delivered, "delivered"},
                                                              {DeliveryState::waived, "waived"},
                                                              {DeliveryState::skipped, "skipped"}}};
};

// Which delivery: written "<webhook_id>.<position>.<index>".
struct DeliveryId {
  Identifier webhook_id;
  EventId event;

  static std::optional<DeliveryId> parse(std::string_view text);
  std::string text() const { return std::string{webhook_id.text()} + "." + event.text(); }
  auto operator<=>(const DeliveryId&) const = default;
};

// One delivery as the log tells it.
struct Delivery {
  EventId event;
  CaseId case_id;
  std::uint32_t type = 0;  // its place in EventVariant
  DeliveryState state = DeliveryState::waiting;
  Position newest;  // the commit with the newest record about it alone; zero: none
  // Recorded then, or asked for again then; of one that was delivered, when that was recorded.
  Instant since;
};

// What stands in the way of a delivery that is failing or exhausted.
struct DeliveryFailure {
  Instant since;
  DeliveryCause cause = DeliveryCause::unreachable;
  std::optional<int> status;
  EventId exhausted_in;  // the event that ended its schedule
};

// The deliveries of one webhook.
class WebhookDeliveries {
 public:
  WebhookDeliveries(const WebhookAdded& added, Position added_in, Tally& tally);

  // Null: the event does not match the webhook.
  const Delivery* find(EventId event) const;
  // All, in the order of the log.
  const std::vector<Delivery>& all() const { return all_; }
  // Those that may be on their way, oldest first: of an ordered webhook one for each case.
  const std::set<EventId>& waiting_heads() const { return waiting_heads_; }
  const std::set<EventId>& failing_heads() const { return failing_heads_; }
  // The oldest of both.
  std::optional<EventId> oldest_head() const;
  // Every one that is not done.
  const std::set<EventId>& open() const { return open_; }
  const std::map<EventId, DeliveryFailure>& failures() const { return failures_; }
  // Those that are on their way, or wait for it, since this moment or longer.
  std::vector<EventId> not_done_since(Instant moment) const;
  // How often a person changed what is on its way: waived, asked for again or passed over.
  std::uint64_t changes_by_people() const { return changes_by_people_; }
  std::uint64_t count(DeliveryState state) const { return counts_[static_cast<std::size_t>(state)]; }
  // Where it would go on: the position of the oldest that is not done.
  std::optional<Position> cursor() const;

  // ---- the fold ----
  void take(const Commit& commit, const Identifier& board_id);
  void attempted(const DeliveryAttempted& attempt, Position at, Instant recorded_at);
  void exhausted(EventId event, EventId in);
  void waived(EventId event, Position at);
  void again(EventId event, Position at, Instant recorded_at);
  void replayed(const DeliveriesReplayed& replay, Instant recorded_at);
  void skip_to(Position position);
  void removed();

 private:
  Delivery* entry(EventId event);
  void enter(const Delivery& delivery);
  void leave(const Delivery& delivery);
  void move_to(Delivery& delivery, DeliveryState state, std::optional<Position> at);
  void reopen(Delivery& delivery, std::optional<Position> at, Instant recorded_at);
  void refresh_head(const CaseId& case_id);
  void set_head(EventId event, bool is_head);

  EventTypes types_;
  std::vector<Identifier> boards_;
  bool imported_;
  bool ordered_;
  bool removed_ = false;
  Position added_in_;
  std::uint64_t changes_by_people_ = 0;
  Tally& tally_;
  std::vector<Delivery> all_;
  std::array<std::uint64_t, Words<DeliveryState>::values.size()> counts_{};
  std::set<EventId> open_;
  std::unordered_map<CaseId, std::set<EventId>> open_of_case_;
  std::unordered_map<CaseId, EventId> head_of_case_;
  std::set<EventId> waiting_heads_;
  std::set<EventId> failing_heads_;
  std::map<EventId, DeliveryFailure> failures_;
};

// ---- commands; the replies are those of the register ----

// What an attempt came to, and what follows from it.
struct RecordAttempt {
  DeliveryAttempted attempted;
  bool exhausted = false;
  bool unreachable = false;  // opens the circuit, unless it is open
};
// `not_allowed` "delivery_done" when there is nothing to waive.
struct WaiveDelivery {
  DeliveryId delivery;
  Personal reason;
};
// `not_allowed` "delivery_under_way" when it is being tried anyway.
struct AskDeliveryAgain {
  DeliveryId delivery;
};
// `invalid` when the stretch is none.
struct ReplayDeliveries {
  DeliveriesReplayed replayed;
};
using DeliveryCommand = std::variant<RecordAttempt, WaiveDelivery, AskDeliveryAgain, ReplayDeliveries>;

// Of all webhooks.
class DeliveryLedger {
 public:
  DeliveryLedger() = default;
  DeliveryLedger(const DeliveryLedger&) = delete;
  DeliveryLedger& operator=(const DeliveryLedger&) = delete;

  // After the register has taken the commit. `board_id` is that of the case of a commit about one.
  void note(const Commit& commit, const RegisterState& state, const std::optional<Identifier>& board_id);

  // Null: there was never such a webhook.
  const WebhookDeliveries* of(const Identifier& webhook_id) const;
  const Delivery* find(const DeliveryId& delivery) const;
  const Tally& tally() const { return tally_; }

 private:
  friend class LedgerFold;
  Tally tally_;
  std::map<Identifier, WebhookDeliveries> webhooks_;
};

// `not_found` "no_such_delivery" or "no_such_webhook" where the command names none; else as said at the
// commands.
[[nodiscard]] Result<std::vector<Event>> decide(const RegisterState& state, const DeliveryLedger& ledger,
                                                const DeliveryCommand& command);

}  // namespace reviewd
