// Webhooks as the register knows them: subscriptions, what was made of them, and what came of each attempt to
// deliver. Events, commands and state; see docs/decisions/deliveries.md. Values; any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/rejection.hpp"
#include "domain/schema.hpp"
#include "domain/types.hpp"

namespace reviewd {

struct RegisterState;

// What is sent of an event: a reference to it, or its open members too.
enum class WebhookPayload { thin, full };
// How a delivery is signed: by a shared secret (HMAC) or by a key of ours (Ed25519).
enum class WebhookSignature { v1, v1a };
// What a subscription does at the moment. Only `active` ones send.
enum class WebhookStatus { active, awaiting_confirmation, paused, disabled, waiting_after_restore, removed };
enum class DeliveryOutcome { delivered, failed };
// Why an attempt failed. From `redirected` on the receiver answered, and its status stands beside it.
enum class DeliveryCause {
  unresolvable,
  forbidden_address,
  unreachable,
  timed_out,
  tls_failed,
  proxy_refused,
  connection_closed,
  answer_malformed,
  answer_too_long,
  redirected,
  gone,
  too_many_requests,
  refused,
  receiver_failed
};

template <>
struct Words<WebhookPayload> {
  static constexpr std::array<Word<WebhookPayload>, 2> values{
      {{WebhookPayload::thin, "thin"}, {WebhookPayload::full, "full"}}};
};
template <>
struct Words<WebhookSignature> {
  static constexpr std::array<Word<WebhookSignature>, 2> values{
      {{WebhookSignature::v1, "v1"}, {WebhookSignature::v1a, "v1a"}}};
};
template <>
struct Words<WebhookStatus> {
  static constexpr std::array<Word<WebhookStatus>, 6> values{
      {{WebhookStatus::active, "active"},
       {WebhookStatus::awaiting_confirmation, "awaiting_confirmation"},
       {WebhookStatus::paused, "paused"},
       {WebhookStatus::disabled, "disabled"},
       {WebhookStatus::waiting_after_restore, "waiting_after_restore"},
       {WebhookStatus::removed, "removed"}}};
};
template <>
struct Words<DeliveryOutcome> {
  static constexpr std::array<Word<DeliveryOutcome>, 2> values{
      {{DeliveryOutcome::delivered, "delivered"}, {DeliveryOutcome::failed, "failed"}}};
};
template <>
struct Words<DeliveryCause> {
  static constexpr std::array<Word<DeliveryCause>, 14> values{
      {{DeliveryCause::unresolvable, "unresolvable"},
       {DeliveryCause::forbidden_address, "forbidden_address"},
       {DeliveryCause::unreachable, "unreachable"},
       {DeliveryCause::timed_out, "timed_out"},
       {DeliveryCause::tls_failed, "tls_failed"},
       {DeliveryCause::proxy_refused, "proxy_refused"},
       {DeliveryCause::connection_closed, "connection_closed"},
       {DeliveryCause::answer_malformed, "answer_malformed"},
       {DeliveryCause::answer_too_long, "answer_too_long"},
       {DeliveryCause::redirected, "redirected"},
       {DeliveryCause::gone, "gone"},
       {DeliveryCause::too_many_requests, "too_many_requests"},
       {DeliveryCause::refused, "refused"},
       {DeliveryCause::receiver_failed, "receiver_failed"}}};
};

// ---- events of the register ----

// A key pair made for one webhook. The public half is 32 bytes in base64url, the private one the same,
// sealed.
struct WebhookKey {
  Identifier kid;
  std::string public_key;
  Personal private_key;
};

// A subscription. It begins with the commit it stands in: what was recorded before is not sent.
struct WebhookAdded {
  Identifier webhook_id;
  std::string url;
  std::vector<std::string> event_types;  // names of types of events about cases, or "*" alone: all of them
  std::vector<Identifier> boards;        // none: every board
  WebhookPayload payload = WebhookPayload::thin;
  bool ordered = true;  // of one case only the oldest open event is on its way
  std::vector<WebhookSignature> signatures;
  std::optional<Personal> secret;  // as it is shown: whsec_ and base64
  std::optional<WebhookKey> key;
  std::vector<std::string> allowed_ranges;  // "10.1.0.0/16"
  bool statutory = false;
  std::optional<std::string> recipient;           // who is told by it: a delivery meets the duty to tell him
  bool imported = false;                          // also what was imported
  std::optional<std::string> owner;               // the office that answers for it
  std::optional<std::string> authorities;         // PEM; none: those of the system
  std::optional<std::string> client_certificate;  // PEM
  std::optional<Personal> client_key;             // PEM
  std::optional<std::string> proxy;               // "http://10.1.0.1:3128"
  std::string source;                             // the public address of this daemon
};
struct WebhookConfirmed {
  Identifier webhook_id;
};
struct WebhookPaused {
  Identifier webhook_id;
  std::optional<Personal> reason;
};
// Goes on, be it after a pause, after it was disabled or after a restore. What lies before `skip_to` is
// passed over.
struct WebhookResumed {
  Identifier webhook_id;
  std::optional<Position> skip_to;
};
// The receiver said that it is gone.
struct WebhookDisabled {
  Identifier webhook_id;
  DeliveryCause cause = DeliveryCause::gone;
};
struct WebhookRemoved {
  Identifier webhook_id;
};
// Both stay in use until then, the new one first.
struct WebhookSecretRotated {
  Identifier webhook_id;
  std::optional<Personal> secret;
  std::optional<WebhookKey> key;
  Instant old_until;
};
// So many attempts failed one after the other that only probes are made. Ends with the next success.
struct WebhookUnreachable {
  Identifier webhook_id;
  DeliveryCause cause = DeliveryCause::unreachable;
};
struct WebhookPinged {
  Identifier webhook_id;
  DeliveryOutcome outcome = DeliveryOutcome::delivered;
  std::optional<DeliveryCause> cause;
  std::optional<int> status;
};

// The other end of a TLS connection.
struct TlsPeer {
  std::string protocol;  // "TLSv1.3"
  Digest certificate;    // SHA-256 of its DER
  std::string subject;
  std::string issuer;
  bool operator==(const TlsPeer&) const = default;
};

// One attempt that came to something new; `repeated` counts those before it that did not.
struct DeliveryAttempted {
  Identifier webhook_id;
  EventId event;
  Instant started_at;
  int milliseconds = 0;
  DeliveryOutcome outcome = DeliveryOutcome::delivered;
  std::optional<DeliveryCause> cause;
  std::optional<int> status;
  Digest request_hash;                  // SHA-256 of the body
  std::optional<Digest> response_hash;  // SHA-256 of the body, as far as it was read
  std::optional<int> response_bytes;
  std::optional<std::string> address;  // connected to
  std::optional<TlsPeer> tls;
  int repeated = 0;
  std::optional<Instant> retry_at;
  std::optional<Position> before;  // where the record before this one stands
};
// The schedule is over; a person has it sent again, or waives it.
struct DeliveryExhausted {
  Identifier webhook_id;
  EventId event;
  Instant failing_since;
};
struct DeliveryWaived {
  Identifier webhook_id;
  EventId event;
  Personal reason;
  std::optional<Position> before;
};
// A person wants it sent, or sent again.
struct DeliveryAskedAgain {
  Identifier webhook_id;
  EventId event;
  std::optional<Position> before;
};
// The same for a stretch of the log, both ends included: all that matched the webhook, or only what is
// exhausted.
struct DeliveriesReplayed {
  Identifier webhook_id;
  Position from;
  Position to;
  std::vector<std::string> event_types;  // none: all of the webhook
  bool only_failed = false;
};

// The log was brought back from a copy: what stood in it after its last commit is lost, and others may know
// of it. From this commit on events have names of the new id.
struct LogRestored {
  Identifier log_id;
  Position position_before;
};

// ---- commands of the register ----

// `added.source`, ids, secrets and keys are the shell's. `invalid`: the URL, a range, an unknown type of
// event, a certificate; `not_allowed` "too_many_webhooks".
struct AddWebhook {
  WebhookAdded added;
  bool http_allowed = false;  // the listener itself is on loopback
};
// By another administrator than the one who added it: `not_allowed` "second_person_needed",
// "already_confirmed".
struct ConfirmWebhook {
  Identifier webhook_id;
  std::string by;  // the id of the token
};
struct PauseWebhook {
  Identifier webhook_id;
  std::optional<Personal> reason;
};
struct ResumeWebhook {
  Identifier webhook_id;
  std::optional<Position> skip_to;
  Position head;  // of the log
};
struct RemoveWebhook {
  Identifier webhook_id;
};
struct RotateWebhookSecret {
  WebhookSecretRotated rotated;
};
struct RecordPing {
  WebhookPinged pinged;
};
struct RestoreLog {
  Identifier log_id;
  Position position_before;
};

// ---- state ----

// Where a secret or a private key is sealed, and until when it is in use.
struct SealedSecret {
  EventId event;
  std::string pointer;
  std::optional<Instant> until;  // none: the newest
};
struct PublishedKey {
  Identifier kid;
  std::string public_key;
  SealedSecret sealed;
};

// A webhook as the events of the register make it.
struct Webhook {
  WebhookAdded added;  // without what is sealed
  EventId added_in;
  Instant added_at;
  std::string added_by;  // the id of the token
  bool confirmed = false;
  bool paused = false;
  std::optional<DeliveryCause> disabled;
  EventId disabled_in;
  Instant disabled_at;
  bool removed = false;
  std::optional<Position> restored_at;  // waits since that commit
  Instant restored_when;
  std::optional<DeliveryCause> unreachable;
  EventId unreachable_in;
  Instant unreachable_since;
  std::optional<Instant> delivered_at;  // the newest success
  std::vector<SealedSecret> secrets;    // newest first
  std::vector<PublishedKey> keys;       // newest first

  const Identifier& id() const { return added.webhook_id; }
  WebhookStatus status() const;
};

// How many there may be, removed ones not counted: each may have attempts of its own in flight.
inline constexpr int webhooks_max = 64;
// A schedule ends so long after the first failure.
inline constexpr std::int64_t delivery_schedule_milliseconds = 7LL * 86'400'000;

// Each answers what is to be recorded; the refusals are said at the commands.
[[nodiscard]] Result<WebhookAdded> decide_webhook(const RegisterState& state, const AddWebhook& command);
[[nodiscard]] Result<WebhookConfirmed> decide_webhook(const RegisterState& state,
                                                      const ConfirmWebhook& command);
[[nodiscard]] Result<WebhookPaused> decide_webhook(const RegisterState& state, const PauseWebhook& command);
[[nodiscard]] Result<WebhookResumed> decide_webhook(const RegisterState& state, const ResumeWebhook& command);
[[nodiscard]] Result<WebhookRemoved> decide_webhook(const RegisterState& state, const RemoveWebhook& command);
[[nodiscard]] Result<WebhookSecretRotated> decide_webhook(const RegisterState& state,
                                                          const RotateWebhookSecret& command);
[[nodiscard]] Result<WebhookPinged> decide_webhook(const RegisterState& state, const RecordPing& command);
[[nodiscard]] Result<LogRestored> decide_webhook(const RegisterState& state, const RestoreLog& command);

}  // namespace reviewd
