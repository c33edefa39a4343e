#include "tests/sim/simulated_receivers.hpp"

#include <algorithm>

namespace reviewd {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

}  // namespace

std::vector<WebhookAdded> SimulatedReceivers::subscriptions(const std::vector<Identifier>& ids,
                                                            bool ordered) {
  std::vector<WebhookAdded> all;
  for (const Identifier& id : ids) {
    WebhookAdded added;
    added.webhook_id = id;
    added.url = "https://receiver.example/hook";
    added.event_types = all.empty() ? std::vector<std::string>{"*"}
                                    : std::vector<std::string>{"case_opened", "decision_recorded"};
    added.ordered = ordered;
    added.signatures = {WebhookSignature::v1};
    added.secret = Personal::of("whsec_");
    added.source = "https://reviewd.example";
    receivers_[id].some_types = !all.empty();
    all.push_back(std::move(added));
  }
  return all;
}

bool SimulatedReceivers::is_meant(const Receiver& receiver, const Event& event) {
  return !receiver.some_types || std::holds_alternative<CaseOpened>(event.body) ||
         std::holds_alternative<DecisionRecorded>(event.body);
}

void SimulatedReceivers::take(const Commit& commit) {
  for (const Event& event : commit.events) {
    if (const auto* added = std::get_if<WebhookAdded>(&event.body))
      receivers_.at(added->webhook_id).added = commit.position;
    if (const auto* waived = std::get_if<DeliveryWaived>(&event.body))
      receivers_.at(waived->webhook_id).waived.insert(waived->event);
  }
  if (!commit.subject.case_id) return;
  for (auto& [id, receiver] : receivers_) {
    if (receiver.added == Position{}) continue;
    for (std::uint32_t index = 0; index < commit.events.size(); ++index) {
      if (!is_meant(receiver, commit.events[index])) continue;
      receiver.meant[*commit.subject.case_id].push_back({commit.position, index});
      receiver.case_of[{commit.position, index}] = *commit.subject.case_id;
    }
  }
}

void SimulatedReceivers::forget_from(Position position) {
  for (auto& [id, receiver] : receivers_) {
    if (position <= receiver.added) receiver.added = Position{};
    for (auto& [case_id, events] : receiver.meant)
      std::erase_if(events, [&](const EventId& event) { return position <= event.position; });
    std::erase_if(receiver.case_of, [&](const auto& entry) { return position <= entry.first.position; });
    std::erase_if(receiver.waived, [&](const EventId& event) { return position <= event.position; });
  }
}

void SimulatedReceivers::check_order(const Receiver& receiver, EventId event) {
  for (const EventId& before : receiver.meant.at(receiver.case_of.at(event))) {
    if (before == event) return;
    if (!receiver.seen.contains(before) && !receiver.waived.contains(before))
      findings_.add(Check::deliveries_are_whole,
                    "event " + event.text() + " was sent before " + before.text() + " of the same case");
  }
}

Reception SimulatedReceivers::receive(const DeliveryId& delivery, Position kept, std::int64_t now) {
  Receiver& receiver = receivers_.at(delivery.webhook_id);
  const EventId event = delivery.event;
  if (kept < event.position)
    findings_.add(Check::deliveries_are_whole,
                  "event " + event.text() + " was sent when the medium ended at " + kept.text());
  if (!receiver.case_of.contains(event)) {
    findings_.add(Check::deliveries_are_whole, "event " + event.text() + " was meant for nobody");
    return Reception::refused;
  }
  check_order(receiver, event);
  static constexpr unsigned weights[] = {60, 10, 12, 18};
  Reception reception = static_cast<Reception>(dice_.weighted(weights));
  if (dice_.chance(3)) receiver.down_until = now + dice_.between(0, 12 * day_ms);
  if (now < receiver.down_until) reception = Reception::not_reached;
  if (good_) reception = Reception::accepted;
  if (reception == Reception::accepted || reception == Reception::accepted_unheard)
    ++(receiver.seen.insert(event).second ? seen_count_ : seen_again_);
  return reception;
}

void SimulatedReceivers::expect_all() {
  for (const auto& [id, receiver] : receivers_)
    for (const auto& [case_id, events] : receiver.meant)
      for (const EventId& event : events)
        if (!receiver.seen.contains(event) && !receiver.waived.contains(event))
          findings_.add(Check::deliveries_are_whole, "event " + event.text() + " was never seen");
}

}  // namespace reviewd
