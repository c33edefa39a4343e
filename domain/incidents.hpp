// Incidents: what does not go on without a person, drawn from the state of the register, of its deliveries
// and of its mail. Pure; nothing is recorded of them beside the events that began them. Loop thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/delivery_ledger.hpp"
#include "domain/mail.hpp"
#include "domain/register.hpp"

namespace reviewd {

// `delivery_exhausted`: its schedule is over. `delivery_held_up`: of a statutory webhook, and not done so
// long after it was recorded, because it waits behind another one or its webhook does not send; it is still
// on its way. `mail_failing`: to one office, of one kind, and also what came back.
enum class IncidentKind {
  webhook_unreachable,
  webhook_disabled,
  webhook_waits_after_restore,
  delivery_exhausted,
  delivery_held_up,
  mail_failing
};

template <>
struct Words<IncidentKind> {
  static constexpr std::array<Word<IncidentKind>, 6> values{
      {{IncidentKind::webhook_unreachable, "webhook_unreachable"},
       {IncidentKind::webhook_disabled, "webhook_disabled"},
       {IncidentKind::webhook_waits_after_restore, "webhook_waits_after_restore"},
       {IncidentKind::delivery_exhausted, "delivery_exhausted"},
       {IncidentKind::delivery_held_up, "delivery_held_up"},
       {IncidentKind::mail_failing, "mail_failing"}}};
};

// One that is open now. Points into the state that it was drawn from. Either a webhook, and of a delivery
// that too, or an office with its progress.
struct OpenIncident {
  IncidentKind kind = IncidentKind::webhook_unreachable;
  Instant since;
  std::string id;  // the event that began it; of one that is held up the delivery
  std::string_view cause;
  const Webhook* webhook = nullptr;
  const Delivery* delivery = nullptr;
  const MailOfficeState* office = nullptr;
  const MailProgress* mail = nullptr;
};

// All of them, longest standing first.
std::vector<OpenIncident> open_incidents(const RegisterState& state, const DeliveryLedger& ledger,
                                         Instant now);

}  // namespace reviewd
