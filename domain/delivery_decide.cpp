// What may be done about deliveries, and what is recorded of it.
#include "domain/content_checks.hpp"
#include "domain/delivery_ledger.hpp"
#include "domain/register.hpp"

namespace reviewd {
namespace {

using Events = std::vector<Event>;

std::optional<Position> before(const Delivery& delivery) {
  if (delivery.newest == Position{}) return std::nullopt;
  return delivery.newest;
}

std::unexpected<Rejection> no_such_delivery() {
  return not_found("no_such_delivery", "There is no such delivery.");
}

class DeliveryDecider {
 public:
  DeliveryDecider(const RegisterState& state, const DeliveryLedger& ledger)
      : state_(state), ledger_(ledger) {}

  Result<Events> operator()(const RecordAttempt& command) const {
    DeliveryAttempted attempted = command.attempted;
    const Webhook* webhook = state_.webhook(attempted.webhook_id);
    const Delivery* delivery = ledger_.find({attempted.webhook_id, attempted.event});
    if (webhook == nullptr || delivery == nullptr) return no_such_delivery();
    attempted.before = before(*delivery);
    Events events;
    const bool disables = attempted.cause == DeliveryCause::gone && !webhook->added.statutory;
    events.push_back({std::nullopt, attempted});
    if (command.exhausted) events.push_back({std::nullopt, exhausted(attempted)});
    if (disables && !webhook->disabled)
      events.push_back({std::nullopt, WebhookDisabled{attempted.webhook_id, DeliveryCause::gone}});
    if (command.unreachable && !webhook->unreachable && !disables)
      events.push_back({std::nullopt, WebhookUnreachable{attempted.webhook_id, *attempted.cause}});
    return events;
  }

  Result<Events> operator()(const WaiveDelivery& command) const {
    const Delivery* delivery = found(command.delivery);
    if (delivery == nullptr) return no_such_delivery();
    if (auto faults = reason_faults(command.reason, "/reason"); !faults.empty())
      return invalid_content(std::move(faults));
    if (delivery->state == DeliveryState::delivered || delivery->state == DeliveryState::waived ||
        delivery->state == DeliveryState::skipped)
      return not_allowed("delivery_done", "There is nothing left to waive.");
    return one(
        DeliveryWaived{command.delivery.webhook_id, delivery->event, command.reason, before(*delivery)});
  }

  Result<Events> operator()(const AskDeliveryAgain& command) const {
    const Delivery* delivery = found(command.delivery);
    if (delivery == nullptr) return no_such_delivery();
    if (delivery->state == DeliveryState::waiting || delivery->state == DeliveryState::failing)
      return not_allowed("delivery_under_way", "It is being delivered already.");
    return one(DeliveryAskedAgain{command.delivery.webhook_id, delivery->event, before(*delivery)});
  }

  Result<Events> operator()(const ReplayDeliveries& command) const {
    const DeliveriesReplayed& replayed = command.replayed;
    const Webhook* webhook = state_.webhook(replayed.webhook_id);
    if (webhook == nullptr || webhook->removed)
      return not_found("no_such_webhook", "There is no such webhook.");
    if (replayed.to < replayed.from) return invalid("/to", "ends_before_it_begins", "It ends before /from.");
    for (std::size_t at = 0; at < replayed.event_types.size(); ++at)
      if (event_types_of({replayed.event_types[at]}).none())
        return invalid("/event_types/" + std::to_string(at), "unknown_event_type",
                       "Cases have no events of this type.");
    return one(replayed);
  }

 private:
  // Of a webhook that is there still.
  const Delivery* found(const DeliveryId& id) const {
    const Webhook* webhook = state_.webhook(id.webhook_id);
    return webhook == nullptr || webhook->removed ? nullptr : ledger_.find(id);
  }

  DeliveryExhausted exhausted(const DeliveryAttempted& attempted) const {
    const auto& failures = ledger_.of(attempted.webhook_id)->failures();
    const auto failing = failures.find(attempted.event);
    return {attempted.webhook_id, attempted.event,
            failing == failures.end() ? attempted.started_at : failing->second.since};
  }

  static Events one(EventBody body) {
    Events events;
    events.push_back({std::nullopt, std::move(body)});
    return events;
  }

  static std::unexpected<Rejection> invalid_content(std::vector<Fault> faults) {
    return std::unexpected(Rejection{RejectionKind::invalid, "invalid_content",
                                     "The content of the request is not valid.", "", std::move(faults)});
  }

  const RegisterState& state_;
  const DeliveryLedger& ledger_;
};

}  // namespace

Result<std::vector<Event>> decide(const RegisterState& state, const DeliveryLedger& ledger,
                                  const DeliveryCommand& command) {
  return std::visit(DeliveryDecider{state, ledger}, command);
}

}  // namespace reviewd
