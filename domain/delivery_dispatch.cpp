#include "domain/delivery_dispatch.hpp"

#include <algorithm>

namespace reviewd {
namespace {

bool sends(const Webhook& webhook) {
  return webhook.status() == WebhookStatus::active;
}

Instant later(Instant moment, std::int64_t milliseconds) {
  return Instant{moment.milliseconds_since_1970() + milliseconds};
}

DeliveryAttempted as_event(const DeliveryId& delivery, const AttemptEnd& end, int repeated) {
  DeliveryAttempted event;
  event.webhook_id = delivery.webhook_id;
  event.event = delivery.event;
  event.started_at = end.started_at;
  event.milliseconds = end.milliseconds;
  event.outcome = end.cause ? DeliveryOutcome::failed : DeliveryOutcome::delivered;
  event.cause = end.cause;
  event.status = end.status;
  event.request_hash = end.request_hash;
  event.response_hash = end.response_hash;
  event.response_bytes = end.response_bytes;
  event.address = end.address;
  event.tls = end.tls;
  event.repeated = repeated;
  return event;
}

// What a receiver says of itself, and not of the one event.
bool speaks_for_all(const AttemptEnd& end) {
  return end.status == 429 || end.status == 503;
}

}  // namespace

void DeliveryDispatch::Line::set_due(EventId event, Instant at) {
  if (const auto known = due.find(event); known != due.end()) by_time.erase({known->second, event});
  due[event] = at;
  by_time.emplace(at, event);
}

void DeliveryDispatch::Line::forget(EventId event) {
  if (const auto known = due.find(event); known != due.end()) {
    by_time.erase({known->second, event});
    due.erase(known);
  }
  repeated.erase(event);
}

// What is failing and has no time yet: after a start, or after another event of its case was done. Goes
// through all of them only where there is something to learn: many may be failing, and this is asked after
// each commit.
void DeliveryDispatch::learn(Line& line, const WebhookDeliveries& deliveries, Instant now,
                             Jitter jitter) const {
  const auto& failing = deliveries.failing_heads();
  const auto on_their_way =
      std::ranges::count_if(line.in_flight, [&](const EventId& event) { return failing.contains(event); });
  const bool all_known = line.due.size() + static_cast<std::size_t>(on_their_way) == failing.size();
  if (all_known && line.changes_by_people == deliveries.changes_by_people()) return;
  line.changes_by_people = deliveries.changes_by_people();
  std::erase_if(line.by_time, [&](const auto& entry) { return !failing.contains(entry.second); });
  std::erase_if(line.due, [&](const auto& entry) { return !failing.contains(entry.first); });
  for (const EventId& event : failing)
    if (!line.due.contains(event) && !line.in_flight.contains(event)) {
      const auto failure = deliveries.failures().find(event);
      const auto at = next_retry(failure->second.since, now, jitter);
      line.set_due(event, at.value_or(now));
    }
}

std::optional<EventId> DeliveryDispatch::probe(const WebhookDeliveries& deliveries, Line& line) {
  std::optional<EventId> next;
  for (const auto* heads : {&deliveries.waiting_heads(), &deliveries.failing_heads()}) {
    const auto at = line.probed ? heads->upper_bound(*line.probed) : heads->begin();
    if (at != heads->end() && (!next || *at < *next)) next = *at;
  }
  line.probed = next ? next : deliveries.oldest_head();
  return line.probed;
}

std::optional<EventId> DeliveryDispatch::pick(const Webhook& webhook, const WebhookDeliveries& deliveries,
                                              Line& line, Instant now, Jitter jitter) const {
  if (line.held_until && *line.held_until <= now) line.held_until.reset();
  if (line.in_flight.size() >= in_flight_max_ || line.held_until) return std::nullopt;
  if (webhook.unreachable) {
    if (!line.probe_at) line.probe_at = next_probe(webhook.unreachable_since, now, jitter);
    if (!line.in_flight.empty() || now < *line.probe_at) return std::nullopt;
    return probe(deliveries, line);
  }
  while (!line.by_time.empty() && line.by_time.begin()->first <= now) {
    const EventId event = line.by_time.begin()->second;
    if (deliveries.failing_heads().contains(event) && !line.in_flight.contains(event)) return event;
    line.by_time.erase(line.by_time.begin());
    line.due.erase(event);
  }
  for (const EventId& event : deliveries.waiting_heads())
    if (!line.in_flight.contains(event)) return event;
  return std::nullopt;
}

std::vector<DeliveryId> DeliveryDispatch::due(const RegisterState& state, const DeliveryLedger& ledger,
                                              Instant now, Jitter jitter) {
  std::vector<DeliveryId> attempts;
  for (const Webhook& webhook : state.webhooks) {
    if (!sends(webhook)) continue;
    const WebhookDeliveries& deliveries = *ledger.of(webhook.id());
    Line& line = lines_[webhook.id()];
    learn(line, deliveries, now, jitter);
    while (const auto event = pick(webhook, deliveries, line, now, jitter)) {
      line.in_flight.insert(*event);
      if (const auto due = line.due.find(*event); due != line.due.end()) {
        line.by_time.erase({due->second, *event});
        line.due.erase(due);
      }
      attempts.push_back({webhook.id(), *event});
    }
  }
  return attempts;
}

void DeliveryDispatch::succeeded(Line& line, EventId event, Instant now) {
  line.forget(event);
  line.failures_in_a_row = 0;
  line.held_until.reset();
  if (!line.probe_at) return;
  line.probe_at.reset();
  line.probed.reset();
  // It can be reached again: everything that failed meanwhile is tried at once.
  std::vector<EventId> failing;
  for (const auto& [waiting, at] : line.due) failing.push_back(waiting);
  for (const EventId& waiting : failing) line.set_due(waiting, now);
}

std::optional<RecordAttempt> DeliveryDispatch::failed(Line& line, const Webhook& webhook,
                                                      const WebhookDeliveries& deliveries,
                                                      RecordAttempt record, const AttemptEnd& end,
                                                      Instant now, Jitter jitter) {
  const EventId event = record.attempted.event;
  ++line.failures_in_a_row;
  const auto known = deliveries.failures().find(event);
  const bool first = known == deliveries.failures().end();
  const bool same = !first && known->second.cause == *end.cause && known->second.status == end.status;
  auto retry_at = next_retry(first ? end.started_at : known->second.since, now, jitter);
  if (end.not_again) retry_at.reset();
  if (retry_at && end.retry_after_seconds) {
    const std::int64_t asked = std::min(*end.retry_after_seconds * 1000, retry_after_milliseconds_max);
    const Instant allowed = later(now, std::max<std::int64_t>(asked, 0));
    if (speaks_for_all(end)) line.held_until = allowed;
    retry_at = std::max(*retry_at, allowed);
  }
  const Delivery* delivery = deliveries.find(event);
  const bool open = delivery != nullptr &&
                    (delivery->state == DeliveryState::waiting || delivery->state == DeliveryState::failing);
  record.exhausted = open && !retry_at;
  record.unreachable =
      !webhook.unreachable && (line.failures_in_a_row >= failures_until_unreachable ||
                               (*end.cause == DeliveryCause::gone && webhook.added.statutory));
  record.attempted.retry_at = retry_at;
  if (webhook.unreachable) line.probe_at = next_probe(webhook.unreachable_since, now, jitter);
  if (record.unreachable) line.probe_at = next_probe(now, now, jitter);
  if (retry_at && open) line.set_due(event, *retry_at);
  const bool disables = *end.cause == DeliveryCause::gone && !webhook.added.statutory;
  if (same && !record.exhausted && !record.unreachable && !disables) {
    ++line.repeated[event];
    return std::nullopt;
  }
  line.repeated.erase(event);
  return record;
}

std::optional<RecordAttempt> DeliveryDispatch::came_back(const RegisterState& state,
                                                         const DeliveryLedger& ledger,
                                                         const DeliveryId& delivery, const AttemptEnd& end,
                                                         Instant now, Jitter jitter) {
  Line& line = lines_[delivery.webhook_id];
  line.in_flight.erase(delivery.event);
  const auto counted = line.repeated.find(delivery.event);
  RecordAttempt record{as_event(delivery, end, counted == line.repeated.end() ? 0 : counted->second)};
  if (!end.cause) {
    succeeded(line, delivery.event, now);
    return record;
  }
  const Webhook* webhook = state.webhook(delivery.webhook_id);
  return failed(line, *webhook, *ledger.of(delivery.webhook_id), std::move(record), end, now, jitter);
}

void DeliveryDispatch::never_left(const DeliveryId& delivery) {
  lines_[delivery.webhook_id].in_flight.erase(delivery.event);
}

std::optional<Instant> DeliveryDispatch::next(const RegisterState& state,
                                              const DeliveryLedger& ledger) const {
  std::optional<Instant> soonest;
  const auto consider = [&](Instant at) { soonest = soonest ? std::min(*soonest, at) : at; };
  for (const Webhook& webhook : state.webhooks) {
    const auto known = lines_.find(webhook.id());
    if (!sends(webhook) || known == lines_.end()) continue;
    const Line& line = known->second;
    if (!ledger.of(webhook.id())->oldest_head() || line.in_flight.size() >= in_flight_max_) continue;
    std::optional<Instant> at;
    if (webhook.unreachable)
      at = line.in_flight.empty() ? line.probe_at : std::nullopt;
    else if (!line.by_time.empty())
      at = line.by_time.begin()->first;
    if (line.held_until && (!at || *at < *line.held_until)) at = line.held_until;
    if (at) consider(*at);
  }
  return soonest;
}

std::size_t DeliveryDispatch::in_flight(const Identifier& webhook_id) const {
  const auto line = lines_.find(webhook_id);
  return line == lines_.end() ? 0 : line->second.in_flight.size();
}

std::optional<Instant> DeliveryDispatch::retry_at(const DeliveryId& delivery) const {
  const auto line = lines_.find(delivery.webhook_id);
  if (line == lines_.end()) return std::nullopt;
  const auto due = line->second.due.find(delivery.event);
  if (due == line->second.due.end()) return std::nullopt;
  return due->second;
}

}  // namespace reviewd
