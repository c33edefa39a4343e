// What was delivered to a statutory webhook meets the duty to tell its recipient of that event: the notice is
// recorded as a person would record it, with the delivery as its reference.
#include <algorithm>

#include "daemon/delivery_runner.hpp"

namespace reviewd {
namespace {

// A duty of the case, still open, to tell this recipient of this event. One that arose, or was worked out
// again, after the delivery may be about more than was told then: it is left to a person.
bool rests_on(const Deadline& deadline, const std::string& recipient, const Delivery& delivery) {
  const auto& addressee = deadline.terms->addressee;
  return is_open(deadline) && addressee && addressee->recipient == recipient &&
         !addressee->subjects.empty() && deadline.terms->anchored_in == delivery.event &&
         deadline.explained_in.position < delivery.newest;
}

// A notice that stood there and was withdrawn is not recorded again.
bool was_recorded(const CaseState& state, const DeliveryId& id) {
  const std::string reference = id.text();
  return std::ranges::any_of(state.facts, [&](const Fact& fact) {
    const auto* notice = std::get_if<NotificationRecorded>(&fact.body);
    return notice != nullptr && notice->reference == reference;
  });
}

}  // namespace

void DeliveryRunner::record_notice(const CaseId& case_id, const DeliveryId& id, const DeadlineTerms& duty,
                                   Instant told_at) {
  RecordNotification notice;
  notice.recipient = duty.addressee->recipient;
  notice.subject = duty.addressee->subjects.front();
  notice.sent_on = london_day(told_at);
  notice.reference = id.text();
  CommandMeta meta;
  meta.actor = Actor::daemon();
  meta.command_id = means_.random_identifier();
  meta.case_id = case_id;
  meta.demand.any = true;
  // Where the process does not take it any more the delivery itself is the evidence.
  means_.submit_to_case(notice, meta);
}

void DeliveryRunner::meet_duties(const DeliveryId& id) {
  const Webhook* webhook = means_.engine->register_state().webhook(id.webhook_id);
  const Delivery* delivery = means_.engine->deliveries().find(id);
  if (webhook == nullptr || !webhook->added.recipient || delivery == nullptr) return;
  const auto state = means_.engine->find(delivery->case_id);
  if (was_recorded(*state, id)) return;
  for (const Deadline& deadline : state->deadlines)
    if (rests_on(deadline, *webhook->added.recipient, *delivery))
      record_notice(state->id, id, *deadline.terms, delivery->since);
}

// A stop may have come between the record of a delivery and that of its notice.
void DeliveryRunner::begin() {
  for (const Webhook& webhook : means_.engine->register_state().webhooks) {
    if (webhook.removed || !webhook.added.recipient) continue;
    const WebhookDeliveries& deliveries = *means_.engine->deliveries().of(webhook.id());
    std::vector<EventId> told;
    for (const DueEntry& due : means_.engine->due_list().entries())
      for (const Deadline& deadline : means_.engine->find(due.case_id)->deadlines) {
        const EventId event = deadline.terms->anchored_in;
        const Delivery* delivery = deliveries.find(event);
        if (delivery != nullptr && delivery->state == DeliveryState::delivered &&
            rests_on(deadline, *webhook.added.recipient, *delivery))
          told.push_back(event);
      }
    for (const EventId& event : told) meet_duties({webhook.id(), event});
  }
  look();
}

}  // namespace reviewd
