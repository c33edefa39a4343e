#include "domain/webhook.hpp"

#include <algorithm>

#include "domain/content_checks.hpp"
#include "domain/delivery_target.hpp"
#include "domain/event_names.hpp"
#include "domain/register.hpp"

namespace reviewd {
namespace {

constexpr std::size_t ranges_max = 20;
constexpr std::size_t certificate_bytes_max = 65'536;

std::unexpected<Rejection> invalid_content(std::vector<Fault> faults) {
  return std::unexpected(Rejection{RejectionKind::invalid, "invalid_content",
                                   "The content of the request is not valid.", "", std::move(faults)});
}

std::unexpected<Rejection> no_such_webhook() {
  return not_found("no_such_webhook", "There is no such webhook.");
}

const Webhook* present(const RegisterState& state, const Identifier& webhook_id) {
  const Webhook* webhook = state.webhook(webhook_id);
  return webhook == nullptr || webhook->removed ? nullptr : webhook;
}

// Everything that is wrong with a new subscription.
class AddedFaults {
 public:
  AddedFaults(const WebhookAdded& added, bool http_allowed) : added_(added) {
    check_target(http_allowed);
    check_types();
    check_ranges();
    check_proxy();
    check_certificates();
    if (added.owner)
      for (Fault& fault : name_faults(*added.owner, "/owner")) faults_.push_back(std::move(fault));
    check_recipient();
    if (added.signatures.empty())
      fault("/signatures", "required", "A delivery is signed in one way at least.");
  }
  std::vector<Fault> take() { return std::move(faults_); }

 private:
  void fault(std::string pointer, std::string code, std::string detail) {
    faults_.push_back({std::move(pointer), std::move(code), std::move(detail)});
  }

  void check_address(const std::string& pointer, const DeliveryTarget& target) {
    if (target.address && judge(*target.address, ranges_) != AddressVerdict::allowed)
      fault(pointer, "forbidden_address",
            "This address is not public; it can only be delivered to where allowed_ranges holds it.");
  }

  void check_target(bool http_allowed) {
    for (const std::string& text : added_.allowed_ranges)
      if (const auto range = IpRange::parse(text)) ranges_.push_back(*range);
    const auto target = read_target(added_.url, http_allowed);
    if (!target) return fault("/url", target.error().code, target.error().detail);
    check_address("/url", *target);
  }

  void check_types() {
    if (added_.event_types.empty())
      fault("/event_types", "required", "At least one type of event is needed.");
    for (std::size_t at = 0; at < added_.event_types.size(); ++at)
      if (event_types_of({added_.event_types[at]}).none())
        fault("/event_types/" + std::to_string(at), "unknown_event_type",
              "Cases have no events of this type.");
  }

  void check_ranges() {
    if (added_.allowed_ranges.size() > ranges_max)
      fault("/allowed_ranges", "too_many", "At most 20 ranges can be named.");
    for (std::size_t at = 0; at < added_.allowed_ranges.size(); ++at)
      if (!IpRange::parse(added_.allowed_ranges[at]))
        fault("/allowed_ranges/" + std::to_string(at), "not_a_range",
              "This is no range of addresses as in 10.1.0.0/16, or it is wider than /8 (/32 of IPv6).");
  }

  void check_recipient() {
    if (!added_.recipient) return;
    for (Fault& each : name_faults(*added_.recipient, "/recipient")) faults_.push_back(std::move(each));
    if (!added_.statutory)
      fault("/recipient", "wrong_value", "Only what is delivered to a statutory webhook meets a duty.");
  }

  void check_proxy() {
    if (!added_.proxy) return;
    const auto proxy = read_target(*added_.proxy, true);
    if (!proxy || proxy->tls || proxy->path != "/")
      return fault("/proxy", "not_a_url", "A proxy is named as in http://10.1.0.1:3128.");
    check_address("/proxy", *proxy);
  }

  void check_certificates() {
    for (const auto& [text, pointer] : {std::pair{&added_.authorities, "/authorities"},
                                        std::pair{&added_.client_certificate, "/client_certificate"}})
      if (*text && (*text)->size() > certificate_bytes_max)
        fault(pointer, "too_long", "At most 65536 bytes of certificates are taken.");
    if (added_.client_certificate.has_value() != added_.client_key.has_value())
      fault(added_.client_key ? "/client_certificate" : "/client_key", "required",
            "A client certificate and its key belong together.");
  }

  const WebhookAdded& added_;
  std::vector<IpRange> ranges_;
  std::vector<Fault> faults_;
};

// What was replaced stays in use until then, but never longer than it was to be.
template <class Secret>
void retire(std::vector<Secret>& secrets, Instant until, auto&& sealed) {
  for (Secret& each : secrets) {
    auto& in_use = sealed(each).until;
    in_use = in_use ? std::min(*in_use, until) : until;
  }
}

class WebhookEvolution {
 public:
  WebhookEvolution(RegisterState& state, const Commit& commit, EventId event)
      : state_(state), commit_(commit), event_(event) {}

  void operator()(const WebhookAdded& body) {
    Webhook webhook;
    webhook.added = body;
    webhook.added_in = event_;
    webhook.added_at = commit_.recorded_at;
    webhook.added_by = commit_.actor.id;
    webhook.confirmed = !body.statutory;
    // Nothing sealed stays in the state.
    if (webhook.added.secret) webhook.added.secret = Personal::sealed();
    if (webhook.added.client_key) webhook.added.client_key = Personal::sealed();
    webhook.added.key.reset();
    add_secret(webhook, body.secret.has_value(), body.key);
    state_.webhooks.push_back(std::move(webhook));
  }
  void operator()(const WebhookConfirmed& body) { of(body.webhook_id).confirmed = true; }
  void operator()(const WebhookPaused& body) { of(body.webhook_id).paused = true; }
  void operator()(const WebhookResumed& body) {
    Webhook& webhook = of(body.webhook_id);
    webhook.paused = false;
    webhook.disabled.reset();
    webhook.restored_at.reset();
  }
  void operator()(const WebhookDisabled& body) {
    of(body.webhook_id).disabled = body.cause;
    of(body.webhook_id).disabled_in = event_;
    of(body.webhook_id).disabled_at = commit_.recorded_at;
  }
  void operator()(const WebhookRemoved& body) { of(body.webhook_id).removed = true; }
  void operator()(const WebhookSecretRotated& body) {
    Webhook& webhook = of(body.webhook_id);
    if (body.secret)
      retire(webhook.secrets, body.old_until, [](SealedSecret& each) -> SealedSecret& { return each; });
    if (body.key)
      retire(webhook.keys, body.old_until, [](PublishedKey& each) -> SealedSecret& { return each.sealed; });
    add_secret(webhook, body.secret.has_value(), body.key);
  }
  void operator()(const WebhookUnreachable& body) {
    Webhook& webhook = of(body.webhook_id);
    webhook.unreachable = body.cause;
    webhook.unreachable_in = event_;
    webhook.unreachable_since = commit_.recorded_at;
  }
  void operator()(const DeliveryAttempted& body) {
    if (body.outcome != DeliveryOutcome::delivered) return;
    of(body.webhook_id).unreachable.reset();
    of(body.webhook_id).delivered_at = commit_.recorded_at;
  }
  void operator()(const LogRestored& body) {
    state_.restored.emplace_back(commit_.position, body.log_id);
    for (Webhook& webhook : state_.webhooks) {
      webhook.restored_at = commit_.position;
      webhook.restored_when = commit_.recorded_at;
    }
  }
  template <class Body>
  void operator()(const Body&) {}

 private:
  Webhook& of(const Identifier& webhook_id) {
    return *std::ranges::find(state_.webhooks, webhook_id, &Webhook::id);
  }

  void add_secret(Webhook& webhook, bool secret, const std::optional<WebhookKey>& key) const {
    if (secret) webhook.secrets.insert(webhook.secrets.begin(), {event_, "/secret", std::nullopt});
    if (key)
      webhook.keys.insert(webhook.keys.begin(),
                          {key->kid, key->public_key, {event_, "/key/private_key", std::nullopt}});
  }

  RegisterState& state_;
  const Commit& commit_;
  EventId event_;
};

}  // namespace

WebhookStatus Webhook::status() const {
  if (removed) return WebhookStatus::removed;
  if (restored_at) return WebhookStatus::waiting_after_restore;
  if (!confirmed) return WebhookStatus::awaiting_confirmation;
  if (disabled) return WebhookStatus::disabled;
  return paused ? WebhookStatus::paused : WebhookStatus::active;
}

const Webhook* RegisterState::webhook(const Identifier& webhook_id) const {
  const auto found = std::ranges::find(webhooks, webhook_id, &Webhook::id);
  return found == webhooks.end() ? nullptr : &*found;
}

Identifier RegisterState::log_id_at(Position position) const {
  Identifier id = log_id.value_or(Identifier{});
  for (const auto& [from, restored_id] : restored)
    if (from <= position) id = restored_id;
  return id;
}

Result<WebhookAdded> decide_webhook(const RegisterState& state, const AddWebhook& command) {
  if (auto faults = AddedFaults(command.added, command.http_allowed).take(); !faults.empty())
    return invalid_content(std::move(faults));
  const auto there = std::ranges::count(state.webhooks, false, &Webhook::removed);
  if (there >= webhooks_max)
    return not_allowed("too_many_webhooks",
                       "There are " + std::to_string(webhooks_max) + " webhooks; one must be removed first.");
  return command.added;
}

Result<WebhookConfirmed> decide_webhook(const RegisterState& state, const ConfirmWebhook& command) {
  const Webhook* webhook = present(state, command.webhook_id);
  if (webhook == nullptr) return no_such_webhook();
  if (webhook->confirmed) return not_allowed("already_confirmed", "The webhook waits for no confirmation.");
  if (webhook->added_by == command.by)
    return not_allowed("second_person_needed",
                       "Another administrator than the one who added it confirms it.");
  return WebhookConfirmed{command.webhook_id};
}

Result<WebhookPaused> decide_webhook(const RegisterState& state, const PauseWebhook& command) {
  const Webhook* webhook = present(state, command.webhook_id);
  if (webhook == nullptr) return no_such_webhook();
  if (command.reason)
    if (auto faults = reason_faults(*command.reason, "/reason"); !faults.empty())
      return invalid_content(std::move(faults));
  if (webhook->paused) return not_allowed("already_paused", "The webhook is paused already.");
  return WebhookPaused{command.webhook_id, command.reason};
}

Result<WebhookResumed> decide_webhook(const RegisterState& state, const ResumeWebhook& command) {
  const Webhook* webhook = present(state, command.webhook_id);
  if (webhook == nullptr) return no_such_webhook();
  if (!webhook->paused && !webhook->disabled && !webhook->restored_at)
    return not_allowed("not_paused", "The webhook is neither paused nor disabled, nor does it wait.");
  if (command.skip_to && !webhook->restored_at)
    return invalid("/skip_to", "wrong_value",
                   "Only after a restore may a stretch be passed over; else waive.");
  if (command.skip_to && *command.skip_to > command.head.next())
    return invalid("/skip_to", "beyond_the_log", "The log does not reach that position.");
  return WebhookResumed{command.webhook_id, command.skip_to};
}

Result<WebhookRemoved> decide_webhook(const RegisterState& state, const RemoveWebhook& command) {
  if (present(state, command.webhook_id) == nullptr) return no_such_webhook();
  return WebhookRemoved{command.webhook_id};
}

Result<WebhookSecretRotated> decide_webhook(const RegisterState& state, const RotateWebhookSecret& command) {
  if (present(state, command.rotated.webhook_id) == nullptr) return no_such_webhook();
  return command.rotated;
}

Result<WebhookPinged> decide_webhook(const RegisterState& state, const RecordPing& command) {
  if (state.webhook(command.pinged.webhook_id) == nullptr) return no_such_webhook();
  return command.pinged;
}

Result<LogRestored> decide_webhook(const RegisterState&, const RestoreLog& command) {
  return LogRestored{command.log_id, command.position_before};
}

void evolve_webhooks(RegisterState& state, const Commit& commit) {
  for (std::uint32_t index = 0; index < commit.events.size(); ++index)
    std::visit(WebhookEvolution{state, commit, {commit.position, index}}, commit.events[index].body);
}

}  // namespace reviewd
