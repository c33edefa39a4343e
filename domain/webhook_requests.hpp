// What callers send about webhooks and deliveries, with its descriptors. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "domain/webhook.hpp"

namespace reviewd {

// A new subscription; what is left out is as said at its field.
struct CreateWebhook {
  std::string url;
  std::vector<std::string> event_types;
  std::vector<std::string> boards;
  std::optional<WebhookPayload> payload;
  std::optional<bool> ordered;
  std::vector<WebhookSignature> signatures;
  std::optional<Personal> secret;
  std::vector<std::string> allowed_ranges;
  std::optional<bool> statutory;
  std::optional<std::string> recipient;
  std::optional<bool> imported;
  std::optional<std::string> owner;
  std::optional<std::string> authorities;
  std::optional<std::string> client_certificate;
  std::optional<Personal> client_key;
  std::optional<std::string> proxy;
};

struct PauseRequest {
  std::optional<Personal> reason;
};
struct ResumeRequest {
  std::optional<Position> skip_to;
};
struct RotateSecret {
  std::optional<Personal> secret;
  std::optional<int> overlap_hours;
};
struct ReplayRequest {
  std::optional<Position> from;
  std::optional<Position> to;
  std::vector<std::string> event_types;
  std::optional<bool> only_failed;
};
struct WaiveRequest {
  Personal reason;
};

template <>
struct Schema<CreateWebhook> {
  static constexpr std::string_view name = "create_webhook";
  static constexpr std::string_view doc = "A new webhook: what is recorded from here on is posted to it.";
  static constexpr std::string_view example =
      R"({"url":"https://relay.anytown.example/reviews","event_types":["decision_recorded"],)"
      R"("boards":["Anytown LSCB"],"statutory":true,"owner":"Head of safeguarding"})";
  static constexpr auto fields = std::tuple{
      Field{"url", &CreateWebhook::url,
            "Where events are posted: https, to an address that is public or allowed."},
      Field{"event_types", &CreateWebhook::event_types,
            "Which types of events; \"*\", or nothing: every one about a case.", FieldKind::optional},
      Field{"boards", &CreateWebhook::boards, "Of which boards, by name; none: of all that the caller sees.",
            FieldKind::optional},
      Field{"payload", &CreateWebhook::payload,
            "What is sent of an event: thin, a reference (so unless said); full, its open members too.",
            FieldKind::optional},
      Field{
          "ordered", &CreateWebhook::ordered,
          "Whether an event of a case waits until the one before it is delivered or waived; so unless said.",
          FieldKind::optional},
      Field{"signatures", &CreateWebhook::signatures,
            "How deliveries are signed: v1 by a shared secret, v1a by a key of ours; both unless said.",
            FieldKind::optional},
      Field{"secret", &CreateWebhook::secret,
            "The shared secret: whsec_ and 24 to 64 bytes in base64; made, and shown once, unless given.",
            FieldKind::optional},
      Field{"allowed_ranges", &CreateWebhook::allowed_ranges,
            "Ranges of addresses that are not public and may be connected to: 10.1.0.0/16.",
            FieldKind::optional},
      Field{"statutory", &CreateWebhook::statutory,
            "Whether a duty to tell rests on it; then a second administrator confirms it.",
            FieldKind::optional},
      Field{"recipient", &CreateWebhook::recipient,
            "Of a statutory one: who is told by it, as in record-notification. What is delivered then meets "
            "the "
            "duty to tell him of that event.",
            FieldKind::optional},
      Field{"imported", &CreateWebhook::imported, "Whether imported events are sent too.",
            FieldKind::optional},
      Field{"owner", &CreateWebhook::owner, "The office that answers for it.", FieldKind::optional},
      Field{"authorities", &CreateWebhook::authorities,
            "The only authorities whose certificates are trusted (PEM); those of the system unless given.",
            FieldKind::optional},
      Field{"client_certificate", &CreateWebhook::client_certificate,
            "The certificate to show to the receiver (PEM).", FieldKind::optional},
      Field{"client_key", &CreateWebhook::client_key, "Its key (PEM, without a password).",
            FieldKind::optional},
      Field{"proxy", &CreateWebhook::proxy, "A proxy that takes CONNECT: http://10.1.0.1:3128.",
            FieldKind::optional}};
};

template <>
struct Schema<PauseRequest> {
  static constexpr std::string_view name = "pause_request";
  static constexpr std::string_view doc = "Deliveries are to wait.";
  static constexpr std::string_view example = R"({"reason":"The relay is being moved."})";
  static constexpr auto fields =
      std::tuple{Field{"reason", &PauseRequest::reason, "Why.", FieldKind::optional}};
};

template <>
struct Schema<ResumeRequest> {
  static constexpr std::string_view name = "resume_request";
  static constexpr std::string_view doc = "Deliveries are to go on.";
  static constexpr std::string_view example = R"({"skip_to":"1024"})";
  static constexpr auto fields = std::tuple{
      Field{"skip_to", &ResumeRequest::skip_to,
            "After a restore: what lies before this position is passed over.", FieldKind::optional}};
};

template <>
struct Schema<RotateSecret> {
  static constexpr std::string_view name = "rotate_secret";
  static constexpr std::string_view doc = "A new secret and a new key; the old ones sign too for a while.";
  static constexpr std::string_view example = R"({"overlap_hours":24})";
  static constexpr auto fields = std::tuple{
      Field{"secret", &RotateSecret::secret, "The new secret; made, and shown once, unless given.",
            FieldKind::optional},
      Field{"overlap_hours", &RotateSecret::overlap_hours,
            "How long the old ones sign too: 0 to 168 hours; 24 unless said.", FieldKind::optional}};
};

template <>
struct Schema<ReplayRequest> {
  static constexpr std::string_view name = "replay_request";
  static constexpr std::string_view doc = "A stretch of the log is to be sent again, with its first ids.";
  static constexpr std::string_view example = R"({"from":"1","to":"1024","only_failed":true})";
  static constexpr auto fields = std::tuple{
      Field{"from", &ReplayRequest::from, "The first position; from the beginning unless said.",
            FieldKind::optional},
      Field{"to", &ReplayRequest::to, "The last position; to the end unless said.", FieldKind::optional},
      Field{"event_types", &ReplayRequest::event_types, "Only these types of events.", FieldKind::optional},
      Field{"only_failed", &ReplayRequest::only_failed, "Only what its schedule gave up.",
            FieldKind::optional}};
};

template <>
struct Schema<WaiveRequest> {
  static constexpr std::string_view name = "waive_request";
  static constexpr std::string_view doc = "An event need not be delivered.";
  static constexpr std::string_view example = R"({"reason":"Told by telephone."})";
  static constexpr auto fields = std::tuple{Field{"reason", &WaiveRequest::reason, "Why."}};
};

}  // namespace reviewd
