#include "domain/delivery_ledger.hpp"

#include <algorithm>

#include "domain/register.hpp"

namespace reviewd {
namespace {

bool is_open(DeliveryState state) {
  return state == DeliveryState::waiting || state == DeliveryState::failing ||
         state == DeliveryState::exhausted;
}

bool is_imported(const Commit& commit) {
  return commit.actor.id == "import";
}

}  // namespace

std::optional<DeliveryId> DeliveryId::parse(std::string_view text) {
  if (text.size() <= Identifier::length || text[Identifier::length] != '.') return std::nullopt;
  const auto webhook_id = Identifier::parse(text.substr(0, Identifier::length));
  const auto event = EventId::parse(text.substr(Identifier::length + 1));
  if (!webhook_id || !event) return std::nullopt;
  return DeliveryId{*webhook_id, *event};
}

// ---- one webhook ----

WebhookDeliveries::WebhookDeliveries(const WebhookAdded& added, Position added_in, Tally& tally)
    : types_(event_types_of(added.event_types)),
      boards_(added.boards),
      imported_(added.imported),
      ordered_(added.ordered),
      added_in_(added_in),
      tally_(tally) {}

const Delivery* WebhookDeliveries::find(EventId event) const {
  const auto found = std::ranges::lower_bound(all_, event, {}, &Delivery::event);
  return found != all_.end() && found->event == event ? &*found : nullptr;
}

Delivery* WebhookDeliveries::entry(EventId event) {
  return const_cast<Delivery*>(find(event));
}

std::optional<EventId> WebhookDeliveries::oldest_head() const {
  if (waiting_heads_.empty() && failing_heads_.empty()) return std::nullopt;
  if (waiting_heads_.empty()) return *failing_heads_.begin();
  if (failing_heads_.empty()) return *waiting_heads_.begin();
  return std::min(*waiting_heads_.begin(), *failing_heads_.begin());
}

std::vector<EventId> WebhookDeliveries::not_done_since(Instant moment) const {
  std::vector<EventId> found;
  for (const EventId& event : open_) {
    const Delivery& delivery = *find(event);
    if (delivery.state != DeliveryState::exhausted && delivery.since <= moment) found.push_back(event);
  }
  return found;
}

std::optional<Position> WebhookDeliveries::cursor() const {
  if (open_.empty()) return std::nullopt;
  return open_.begin()->position;
}

void WebhookDeliveries::take(const Commit& commit, const Identifier& board_id) {
  if (is_imported(commit) && !imported_) return;
  if (!boards_.empty() && std::ranges::find(boards_, board_id) == boards_.end()) return;
  const CaseId& case_id = *commit.subject.case_id;
  // Behind one that is open already the new ones wait, and the head of the case is what it was.
  const bool waits = open_of_case_.contains(case_id);
  bool any = false;
  for (std::uint32_t index = 0; index < commit.events.size(); ++index) {
    const std::size_t type = commit.events[index].body.index();
    if (!types_.test(type)) continue;
    all_.push_back({{commit.position, index},
                    case_id,
                    static_cast<std::uint32_t>(type),
                    DeliveryState::waiting,
                    {},
                    commit.recorded_at});
    enter(all_.back());
    if (!ordered_) set_head(all_.back().event, true);
    any = true;
  }
  if (any && ordered_ && !waits) refresh_head(case_id);
}

void WebhookDeliveries::enter(const Delivery& delivery) {
  ++counts_[static_cast<std::size_t>(delivery.state)];
  tally_.add(added_in_, delivery.event.position, std::uint64_t{delivery.event.index},
             static_cast<std::uint64_t>(delivery.state), delivery.newest);
  if (removed_ || !is_open(delivery.state)) return;
  open_.insert(open_.end(), delivery.event);
  open_of_case_[delivery.case_id].insert(delivery.event);
}

void WebhookDeliveries::leave(const Delivery& delivery) {
  --counts_[static_cast<std::size_t>(delivery.state)];
  tally_.remove(added_in_, delivery.event.position, std::uint64_t{delivery.event.index},
                static_cast<std::uint64_t>(delivery.state), delivery.newest);
  set_head(delivery.event, false);
  open_.erase(delivery.event);
  const auto of_case = open_of_case_.find(delivery.case_id);
  if (of_case == open_of_case_.end()) return;
  of_case->second.erase(delivery.event);
  if (of_case->second.empty()) open_of_case_.erase(of_case);
}

void WebhookDeliveries::move_to(Delivery& delivery, DeliveryState state, std::optional<Position> at) {
  leave(delivery);
  delivery.state = state;
  if (at) delivery.newest = *at;
  enter(delivery);
  if (!is_open(state)) failures_.erase(delivery.event);
  if (ordered_)
    refresh_head(delivery.case_id);
  else
    set_head(delivery.event, true);
}

void WebhookDeliveries::set_head(EventId event, bool is_head) {
  waiting_heads_.erase(event);
  failing_heads_.erase(event);
  const Delivery* delivery = is_head && !removed_ ? find(event) : nullptr;
  if (delivery == nullptr) return;
  if (delivery->state == DeliveryState::waiting) waiting_heads_.insert(event);
  if (delivery->state == DeliveryState::failing) failing_heads_.insert(event);
}

void WebhookDeliveries::refresh_head(const CaseId& case_id) {
  const auto open = open_of_case_.find(case_id);
  if (const auto head = head_of_case_.find(case_id); head != head_of_case_.end()) {
    set_head(head->second, false);
    head_of_case_.erase(head);
  }
  if (open == open_of_case_.end()) return;
  const EventId head = *open->second.begin();
  head_of_case_[case_id] = head;
  set_head(head, true);
}

void WebhookDeliveries::attempted(const DeliveryAttempted& attempt, Position at, Instant recorded_at) {
  Delivery* delivery = entry(attempt.event);
  if (delivery == nullptr) return;
  DeliveryState state = delivery->state;
  if (attempt.outcome == DeliveryOutcome::delivered) {
    state = DeliveryState::delivered;
    delivery->since = recorded_at;
  } else if (state == DeliveryState::waiting || state == DeliveryState::failing) {
    state = DeliveryState::failing;
    DeliveryFailure& failure =
        failures_.try_emplace(attempt.event, DeliveryFailure{attempt.started_at, {}, {}, {}}).first->second;
    failure.cause = attempt.cause.value_or(DeliveryCause::unreachable);
    failure.status = attempt.status;
  }
  move_to(*delivery, state, at);
}

void WebhookDeliveries::exhausted(EventId event, EventId in) {
  Delivery* delivery = entry(event);
  if (delivery == nullptr || !is_open(delivery->state)) return;
  failures_[event].exhausted_in = in;
  move_to(*delivery, DeliveryState::exhausted, std::nullopt);
}

void WebhookDeliveries::waived(EventId event, Position at) {
  ++changes_by_people_;
  if (Delivery* delivery = entry(event)) move_to(*delivery, DeliveryState::waived, at);
}

// The schedule begins anew.
void WebhookDeliveries::reopen(Delivery& delivery, std::optional<Position> at, Instant recorded_at) {
  ++changes_by_people_;
  failures_.erase(delivery.event);
  delivery.since = recorded_at;
  move_to(delivery, DeliveryState::waiting, at);
}

void WebhookDeliveries::again(EventId event, Position at, Instant recorded_at) {
  if (Delivery* delivery = entry(event)) reopen(*delivery, at, recorded_at);
}

void WebhookDeliveries::replayed(const DeliveriesReplayed& replay, Instant recorded_at) {
  const EventTypes types = replay.event_types.empty() ? types_ : event_types_of(replay.event_types);
  auto delivery = std::ranges::lower_bound(all_, EventId{replay.from, 0}, {}, &Delivery::event);
  for (; delivery != all_.end() && delivery->event.position <= replay.to; ++delivery) {
    if (!types.test(delivery->type)) continue;
    const bool wanted = replay.only_failed ? delivery->state == DeliveryState::exhausted
                                           : delivery->state != DeliveryState::waiting &&
                                                 delivery->state != DeliveryState::failing;
    if (wanted) reopen(*delivery, std::nullopt, recorded_at);
  }
}

void WebhookDeliveries::skip_to(Position position) {
  ++changes_by_people_;
  std::vector<EventId> passed;
  for (const EventId& event : open_)
    if (event.position < position) passed.push_back(event);
  for (const EventId& event : passed) move_to(*entry(event), DeliveryState::skipped, std::nullopt);
}

// What became of each stays; nothing is on its way any more.
void WebhookDeliveries::removed() {
  removed_ = true;
  types_.reset();
  waiting_heads_.clear();
  failing_heads_.clear();
  head_of_case_.clear();
  open_of_case_.clear();
  open_.clear();
}

// ---- all of them ----

// Sees each event of the register.
class LedgerFold {
 public:
  LedgerFold(DeliveryLedger& ledger, EventId event, Instant recorded_at)
      : ledger_(ledger), event_(event), recorded_at_(recorded_at) {}

  void operator()(const WebhookAdded& body) {
    ledger_.webhooks_.try_emplace(body.webhook_id, body, event_.position, ledger_.tally_);
  }
  void operator()(const WebhookRemoved& body) { of(body.webhook_id).removed(); }
  void operator()(const WebhookResumed& body) {
    if (body.skip_to) of(body.webhook_id).skip_to(*body.skip_to);
  }
  void operator()(const DeliveryAttempted& body) {
    of(body.webhook_id).attempted(body, event_.position, recorded_at_);
  }
  void operator()(const DeliveryExhausted& body) { of(body.webhook_id).exhausted(body.event, event_); }
  void operator()(const DeliveryWaived& body) { of(body.webhook_id).waived(body.event, event_.position); }
  void operator()(const DeliveryAskedAgain& body) {
    of(body.webhook_id).again(body.event, event_.position, recorded_at_);
  }
  void operator()(const DeliveriesReplayed& body) { of(body.webhook_id).replayed(body, recorded_at_); }
  template <class Body>
  void operator()(const Body&) {}

 private:
  WebhookDeliveries& of(const Identifier& webhook_id) { return ledger_.webhooks_.at(webhook_id); }

  DeliveryLedger& ledger_;
  EventId event_;
  Instant recorded_at_;
};

void DeliveryLedger::note(const Commit& commit, const RegisterState& state,
                          const std::optional<Identifier>& board_id) {
  if (commit.subject.case_id) {
    if (!board_id) return;
    for (const Webhook& webhook : state.webhooks)
      if (!webhook.removed) webhooks_.at(webhook.id()).take(commit, *board_id);
    return;
  }
  for (std::uint32_t index = 0; index < commit.events.size(); ++index)
    std::visit(LedgerFold{*this, {commit.position, index}, commit.recorded_at}, commit.events[index].body);
}

const WebhookDeliveries* DeliveryLedger::of(const Identifier& webhook_id) const {
  const auto found = webhooks_.find(webhook_id);
  return found == webhooks_.end() ? nullptr : &found->second;
}

const Delivery* DeliveryLedger::find(const DeliveryId& delivery) const {
  const WebhookDeliveries* deliveries = of(delivery.webhook_id);
  return deliveries == nullptr ? nullptr : deliveries->find(delivery.event);
}

}  // namespace reviewd
