#include "domain/incidents.hpp"

#include <algorithm>
#include <tuple>

namespace reviewd {
namespace {

constexpr std::string_view one_before_it = "waits_for_another";

class Found {
 public:
  Found(const RegisterState& state, const DeliveryLedger& ledger, Instant now)
      : ledger_(ledger), late_since_(now.milliseconds_since_1970() - delivery_schedule_milliseconds) {
    for (const Webhook& webhook : state.webhooks)
      if (!webhook.removed) of_webhook(webhook);
    for (const MailOfficeState& office : state.mail.offices)
      for (const MailProgress& progress : office.told)
        if (progress.trouble) of_mail(office, progress);
  }
  std::vector<OpenIncident> take() { return std::move(incidents_); }

 private:
  OpenIncident& add(IncidentKind kind, Instant since, std::string id, std::string_view cause) {
    return incidents_.emplace_back(OpenIncident{kind, since, std::move(id), cause});
  }

  void of_webhook(const Webhook& webhook) {
    if (webhook.unreachable)
      add(IncidentKind::webhook_unreachable, webhook.unreachable_since, webhook.unreachable_in.text(),
          word_of(*webhook.unreachable))
          .webhook = &webhook;
    if (webhook.disabled)
      add(IncidentKind::webhook_disabled, webhook.disabled_at, webhook.disabled_in.text(),
          word_of(*webhook.disabled))
          .webhook = &webhook;
    if (webhook.restored_at)
      add(IncidentKind::webhook_waits_after_restore, webhook.restored_when,
          EventId{*webhook.restored_at, 0}.text(), "")
          .webhook = &webhook;
    const WebhookDeliveries& deliveries = *ledger_.of(webhook.id());
    for (const auto& [event, failure] : deliveries.failures())
      if (const Delivery& delivery = *deliveries.find(event); delivery.state == DeliveryState::exhausted)
        of_delivery(IncidentKind::delivery_exhausted, webhook, delivery, failure.since,
                    failure.exhausted_in.text(), word_of(failure.cause));
    if (!webhook.added.statutory) return;
    for (const EventId& event : deliveries.not_done_since(late_since_)) {
      const Delivery& delivery = *deliveries.find(event);
      of_delivery(IncidentKind::delivery_held_up, webhook, delivery, delivery.since,
                  DeliveryId{webhook.id(), event}.text(), why(webhook, deliveries, event));
    }
  }

  void of_delivery(IncidentKind kind, const Webhook& webhook, const Delivery& delivery, Instant since,
                   std::string id, std::string_view cause) {
    OpenIncident& incident = add(kind, since, std::move(id), cause);
    incident.webhook = &webhook;
    incident.delivery = &delivery;
  }

  // What holds it up.
  static std::string_view why(const Webhook& webhook, const WebhookDeliveries& deliveries, EventId event) {
    if (webhook.status() != WebhookStatus::active) return word_of(webhook.status());
    if (const auto failure = deliveries.failures().find(event); failure != deliveries.failures().end())
      return word_of(failure->second.cause);
    if (webhook.unreachable) return word_of(*webhook.unreachable);
    return deliveries.waiting_heads().contains(event) ? std::string_view{} : one_before_it;
  }

  void of_mail(const MailOfficeState& office, const MailProgress& progress) {
    const MailTrouble& trouble = *progress.trouble;
    OpenIncident& incident =
        add(IncidentKind::mail_failing, trouble.since, trouble.event.text(), word_of(trouble.fault));
    incident.office = &office;
    incident.mail = &progress;
  }

  const DeliveryLedger& ledger_;
  Instant late_since_;
  std::vector<OpenIncident> incidents_;
};

}  // namespace

std::vector<OpenIncident> open_incidents(const RegisterState& state, const DeliveryLedger& ledger,
                                         Instant now) {
  auto incidents = Found(state, ledger, now).take();
  std::ranges::sort(incidents, {}, [](const OpenIncident& each) {
    return std::tuple{each.since, std::string_view{each.id}};
  });
  return incidents;
}

}  // namespace reviewd
