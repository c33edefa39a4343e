// The descriptors of the register's events about webhooks and deliveries. See domain/schema.hpp; compile-time
// only.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/webhook.hpp"

namespace reviewd {

template <>
struct Schema<WebhookKey> {
  static constexpr std::string_view name = "webhook_key";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A key pair (Ed25519) that signs the deliveries of one webhook.";
  static constexpr auto fields =
      std::tuple{Field{"kid", &WebhookKey::kid, "Its id, as published."},
                 Field{"public_key", &WebhookKey::public_key, "The public half: 32 bytes in base64url."},
                 Field{"private_key", &WebhookKey::private_key, "The private half."}};
};

template <>
struct Schema<WebhookAdded> {
  static constexpr std::string_view name = "webhook_added";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A webhook was added: from here on events are delivered to it.";
  static constexpr auto fields = std::tuple{
      Field{"webhook_id", &WebhookAdded::webhook_id, "The webhook."},
      Field{"url", &WebhookAdded::url, "Where events are posted."},
      Field{"event_types", &WebhookAdded::event_types, "Which events; \"*\": every one about a case."},
      Field{"boards", &WebhookAdded::boards, "Of which boards; none: of every board.", FieldKind::optional},
      Field{"payload", &WebhookAdded::payload, "What is sent of an event."},
      Field{"ordered", &WebhookAdded::ordered,
            "Whether an event of a case waits until the one before it is delivered or waived."},
      Field{"signatures", &WebhookAdded::signatures, "How deliveries are signed."},
      Field{"secret", &WebhookAdded::secret, "The shared secret.", FieldKind::optional},
      Field{"key", &WebhookAdded::key, "The key that signs.", FieldKind::optional},
      Field{"allowed_ranges", &WebhookAdded::allowed_ranges,
            "Ranges of addresses that are not public and may be connected to.", FieldKind::optional},
      Field{"statutory", &WebhookAdded::statutory, "Whether a duty to tell rests on it."},
      Field{"recipient", &WebhookAdded::recipient,
            "Who is told by it; what is delivered meets the duty to tell him of that event.",
            FieldKind::optional},
      Field{"imported", &WebhookAdded::imported, "Whether imported events are sent too."},
      Field{"owner", &WebhookAdded::owner, "The office that answers for it.", FieldKind::optional},
      Field{"authorities", &WebhookAdded::authorities,
            "The only authorities whose certificates are trusted (PEM).", FieldKind::optional},
      Field{"client_certificate", &WebhookAdded::client_certificate,
            "The certificate shown to the receiver (PEM).", FieldKind::optional},
      Field{"client_key", &WebhookAdded::client_key, "Its key.", FieldKind::optional},
      Field{"proxy", &WebhookAdded::proxy, "The proxy by which it is reached.", FieldKind::optional},
      Field{"source", &WebhookAdded::source, "The public address of this daemon at that time."}};
};

template <>
struct Schema<WebhookConfirmed> {
  static constexpr std::string_view name = "webhook_confirmed";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A second administrator confirmed a statutory webhook.";
  static constexpr auto fields =
      std::tuple{Field{"webhook_id", &WebhookConfirmed::webhook_id, "The webhook."}};
};

template <>
struct Schema<WebhookPaused> {
  static constexpr std::string_view name = "webhook_paused";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A webhook was paused: its deliveries wait.";
  static constexpr auto fields =
      std::tuple{Field{"webhook_id", &WebhookPaused::webhook_id, "The webhook."},
                 Field{"reason", &WebhookPaused::reason, "Why.", FieldKind::optional}};
};

template <>
struct Schema<WebhookResumed> {
  static constexpr std::string_view name = "webhook_resumed";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "A webhook goes on, after a pause, after it was disabled or after a restore.";
  static constexpr auto fields = std::tuple{
      Field{"webhook_id", &WebhookResumed::webhook_id, "The webhook."},
      Field{"skip_to", &WebhookResumed::skip_to,
            "What lies before this position is passed over; absent: nothing.", FieldKind::optional}};
};

template <>
struct Schema<WebhookDisabled> {
  static constexpr std::string_view name = "webhook_disabled";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The receiver wants no more: deliveries wait for a person.";
  static constexpr auto fields = std::tuple{Field{"webhook_id", &WebhookDisabled::webhook_id, "The webhook."},
                                            Field{"cause", &WebhookDisabled::cause, "What it answered."}};
};

template <>
struct Schema<WebhookRemoved> {
  static constexpr std::string_view name = "webhook_removed";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A webhook was removed. What became of its deliveries stays.";
  static constexpr auto fields = std::tuple{Field{"webhook_id", &WebhookRemoved::webhook_id, "The webhook."}};
};

template <>
struct Schema<WebhookSecretRotated> {
  static constexpr std::string_view name = "webhook_secret_rotated";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A webhook got a new secret, a new key, or both.";
  static constexpr auto fields =
      std::tuple{Field{"webhook_id", &WebhookSecretRotated::webhook_id, "The webhook."},
                 Field{"secret", &WebhookSecretRotated::secret, "The new secret.", FieldKind::optional},
                 Field{"key", &WebhookSecretRotated::key, "The new key.", FieldKind::optional},
                 Field{"old_until", &WebhookSecretRotated::old_until, "Until then the old ones sign too."}};
};

template <>
struct Schema<WebhookUnreachable> {
  static constexpr std::string_view name = "webhook_unreachable";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "So many attempts failed in a row that only one delivery at a time is tried, until one succeeds.";
  static constexpr auto fields =
      std::tuple{Field{"webhook_id", &WebhookUnreachable::webhook_id, "The webhook."},
                 Field{"cause", &WebhookUnreachable::cause, "Why the last of them failed."}};
};

template <>
struct Schema<WebhookPinged> {
  static constexpr std::string_view name = "webhook_pinged";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A person tried a webhook with a message that is no event.";
  static constexpr auto fields =
      std::tuple{Field{"webhook_id", &WebhookPinged::webhook_id, "The webhook."},
                 Field{"outcome", &WebhookPinged::outcome, "What it came to."},
                 Field{"cause", &WebhookPinged::cause, "Why it failed.", FieldKind::optional},
                 Field{"status", &WebhookPinged::status, "What the receiver answered.", FieldKind::optional}};
};

template <>
struct Schema<TlsPeer> {
  static constexpr std::string_view name = "tls_peer";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The other end of a TLS connection.";
  static constexpr auto fields =
      std::tuple{Field{"protocol", &TlsPeer::protocol, "The version of TLS."},
                 Field{"certificate", &TlsPeer::certificate, "SHA-256 of its certificate (DER)."},
                 Field{"subject", &TlsPeer::subject, "Whom the certificate names."},
                 Field{"issuer", &TlsPeer::issuer, "Who issued it."}};
};

template <>
struct Schema<DeliveryAttempted> {
  static constexpr std::string_view name = "delivery_attempted";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "An attempt to deliver an event that came to something new: a success, a first failure, another cause "
      "of failure, or the end of the schedule.";
  static constexpr auto fields = std::tuple{
      Field{"webhook_id", &DeliveryAttempted::webhook_id, "The webhook."},
      Field{"event", &DeliveryAttempted::event, "The event."},
      Field{"started_at", &DeliveryAttempted::started_at, "When it began."},
      Field{"milliseconds", &DeliveryAttempted::milliseconds, "How long it took."},
      Field{"outcome", &DeliveryAttempted::outcome, "What it came to."},
      Field{"cause", &DeliveryAttempted::cause, "Why it failed.", FieldKind::optional},
      Field{"status", &DeliveryAttempted::status, "The status that the receiver answered.",
            FieldKind::optional},
      Field{"request_hash", &DeliveryAttempted::request_hash, "SHA-256 of the body that is sent."},
      Field{"response_hash", &DeliveryAttempted::response_hash,
            "SHA-256 of the body of the answer, as far as it was read.", FieldKind::optional},
      Field{"response_bytes", &DeliveryAttempted::response_bytes, "How many bytes of it were read.",
            FieldKind::optional},
      Field{"address", &DeliveryAttempted::address, "The address that it was connected to.",
            FieldKind::optional},
      Field{"tls", &DeliveryAttempted::tls, "Who was there.", FieldKind::optional},
      Field{"repeated", &DeliveryAttempted::repeated,
            "How many attempts before it failed as the one recorded before did."},
      Field{"retry_at", &DeliveryAttempted::retry_at, "When it is tried again.", FieldKind::optional},
      Field{"before", &DeliveryAttempted::before, "Where the record before this one stands.",
            FieldKind::optional}};
};

template <>
struct Schema<DeliveryExhausted> {
  static constexpr std::string_view name = "delivery_exhausted";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The schedule of a delivery is over: it waits for a person.";
  static constexpr auto fields =
      std::tuple{Field{"webhook_id", &DeliveryExhausted::webhook_id, "The webhook."},
                 Field{"event", &DeliveryExhausted::event, "The event."},
                 Field{"failing_since", &DeliveryExhausted::failing_since, "When the first attempt failed."}};
};

template <>
struct Schema<DeliveryWaived> {
  static constexpr std::string_view name = "delivery_waived";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A person decided that an event need not be delivered.";
  static constexpr auto fields = std::tuple{
      Field{"webhook_id", &DeliveryWaived::webhook_id, "The webhook."},
      Field{"event", &DeliveryWaived::event, "The event."}, Field{"reason", &DeliveryWaived::reason, "Why."},
      Field{"before", &DeliveryWaived::before, "Where the record before this one stands.",
            FieldKind::optional}};
};

template <>
struct Schema<DeliveryAskedAgain> {
  static constexpr std::string_view name = "delivery_asked_again";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A person wants an event sent again; its schedule begins anew.";
  static constexpr auto fields =
      std::tuple{Field{"webhook_id", &DeliveryAskedAgain::webhook_id, "The webhook."},
                 Field{"event", &DeliveryAskedAgain::event, "The event."},
                 Field{"before", &DeliveryAskedAgain::before, "Where the record before this one stands.",
                       FieldKind::optional}};
};

template <>
struct Schema<DeliveriesReplayed> {
  static constexpr std::string_view name = "deliveries_replayed";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A person wants a stretch of the log sent again.";
  static constexpr auto fields = std::tuple{
      Field{"webhook_id", &DeliveriesReplayed::webhook_id, "The webhook."},
      Field{"from", &DeliveriesReplayed::from, "The first position."},
      Field{"to", &DeliveriesReplayed::to, "The last position."},
      Field{"event_types", &DeliveriesReplayed::event_types,
            "Which events; none: all that the webhook wants.", FieldKind::optional},
      Field{"only_failed", &DeliveriesReplayed::only_failed, "Whether only those whose schedule is over."}};
};

template <>
struct Schema<LogRestored> {
  static constexpr std::string_view name = "log_restored";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "The log was brought back from a copy. Events are named by a new id from here on, and deliveries wait.";
  static constexpr auto fields =
      std::tuple{Field{"log_id", &LogRestored::log_id, "The new id."},
                 Field{"position_before", &LogRestored::position_before, "Where the copy ended."}};
};

}  // namespace reviewd
