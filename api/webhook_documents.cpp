#include "api/webhook_documents.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "domain/event_names.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

template <class T>
json::value text_or_null(const std::optional<T>& value) {
  return value ? json::value(value->text()) : json::value(nullptr);
}

json::value word_or_null(const std::optional<DeliveryCause>& cause) {
  return cause ? json::value(word_of(*cause)) : json::value(nullptr);
}

json::array texts(const std::vector<std::string>& list) {
  json::array array;
  for (const std::string& each : list) array.push_back(json::value(each));
  return array;
}

json::array board_names(const RegisterState& state, const std::vector<Identifier>& boards) {
  json::array names;
  for (const Identifier& board_id : boards)
    if (const Board* board = state.board(board_id)) names.push_back(json::value(board->names.front()));
  return names;
}

json::array signatures(const WebhookAdded& added) {
  json::array array;
  for (const WebhookSignature each : added.signatures) array.push_back(json::value(word_of(each)));
  return array;
}

json::array keys(const Webhook& webhook) {
  json::array array;
  for (const PublishedKey& key : webhook.keys)
    array.push_back(json::object{
        {"kid", key.kid.text()}, {"public_key", key.public_key}, {"until", text_or_null(key.sealed.until)}});
  return array;
}

json::object counts(const WebhookDeliveries& deliveries) {
  json::object object;
  for (const auto& [state, name] : Words<DeliveryState>::values) object[name] = deliveries.count(state);
  return object;
}

// After a restore: from where it would go on, and what the receiver may know that this log has lost.
json::value restore_document(const RegisterState& state, const Webhook& webhook,
                             const WebhookDeliveries& deliveries) {
  if (!webhook.restored_at) return nullptr;
  const Position before{webhook.restored_at->number() - 1};
  return json::object{
      {"restored_at", webhook.restored_at->text()},
      {"goes_on_from", text_or_null(deliveries.cursor())},
      {"waiting", deliveries.open().size()},
      {"receiver_may_have_after", std::string{state.log_id_at(before).text()} + "." + before.text()}};
}

json::value unreachable_document(const Webhook& webhook) {
  if (!webhook.unreachable) return nullptr;
  return json::object{{"since", webhook.unreachable_since.text()},
                      {"cause", word_of(*webhook.unreachable)},
                      {"event", webhook.unreachable_in.text()}};
}

json::value tls_document(const std::optional<TlsPeer>& tls) {
  if (!tls) return nullptr;
  return json::object{{"protocol", tls->protocol},
                      {"certificate", tls->certificate.text()},
                      {"subject", tls->subject},
                      {"issuer", tls->issuer}};
}

json::object attempt_document(const DeliveryAttempted& attempt) {
  json::object object{{"started_at", attempt.started_at.text()},
                      {"milliseconds", attempt.milliseconds},
                      {"outcome", word_of(attempt.outcome)},
                      {"cause", word_or_null(attempt.cause)},
                      {"status", attempt.status ? json::value(*attempt.status) : json::value(nullptr)},
                      {"request_hash", attempt.request_hash.text()},
                      {"response_hash", text_or_null(attempt.response_hash)},
                      {"response_bytes",
                       attempt.response_bytes ? json::value(*attempt.response_bytes) : json::value(nullptr)},
                      {"address", attempt.address ? json::value(*attempt.address) : json::value(nullptr)},
                      {"tls", tls_document(attempt.tls)},
                      {"repeated", attempt.repeated},
                      {"retry_at", text_or_null(attempt.retry_at)}};
  return object;
}

json::object headers_document(const std::vector<std::pair<std::string, std::string>>& headers) {
  json::object object;
  for (const auto& [name, value] : headers) {
    json::value& there = object[name];
    there = there.is_null() ? json::value(value) : json::value(std::string{there.as_string()} + ", " + value);
  }
  return object;
}

}  // namespace

json::object webhook_document(const Engine& engine, const Webhook& webhook,
                              const DeliveryDispatch& dispatch) {
  const WebhookAdded& added = webhook.added;
  const WebhookDeliveries& deliveries = *engine.deliveries().of(webhook.id());
  return {{"webhook_id", webhook.id().text()},
          {"status", word_of(webhook.status())},
          {"url", added.url},
          {"event_types", texts(added.event_types)},
          {"boards", board_names(engine.register_state(), added.boards)},
          {"payload", word_of(added.payload)},
          {"ordered", added.ordered},
          {"signatures", signatures(added)},
          {"keys", keys(webhook)},
          {"allowed_ranges", texts(added.allowed_ranges)},
          {"statutory", added.statutory},
          {"recipient", added.recipient ? json::value(*added.recipient) : json::value(nullptr)},
          {"imported", added.imported},
          {"owner", added.owner ? json::value(*added.owner) : json::value(nullptr)},
          {"own_authorities", added.authorities.has_value()},
          {"client_certificate", added.client_certificate.has_value()},
          {"proxy", added.proxy ? json::value(*added.proxy) : json::value(nullptr)},
          {"added_in", webhook.added_in.text()},
          {"added_at", webhook.added_at.text()},
          {"added_by", webhook.added_by},
          {"deliveries", counts(deliveries)},
          {"in_flight", dispatch.in_flight(webhook.id())},
          {"cursor", text_or_null(deliveries.cursor())},
          {"delivered_at", text_or_null(webhook.delivered_at)},
          {"unreachable", unreachable_document(webhook)},
          {"disabled", word_or_null(webhook.disabled)},
          {"restore", restore_document(engine.register_state(), webhook, deliveries)}};
}

json::object delivery_document(const Engine& engine, const DeliveryId& id, const DeliveryDispatch& dispatch) {
  const WebhookDeliveries& deliveries = *engine.deliveries().of(id.webhook_id);
  const Delivery& delivery = *deliveries.find(id.event);
  const auto failure = deliveries.failures().find(id.event);
  const bool failing = failure != deliveries.failures().end();
  const Identifier log_id = engine.register_state().log_id_at(id.event.position);
  return {{"delivery_id", id.text()},
          {"webhook_id", id.webhook_id.text()},
          {"event", id.event.text()},
          {"event_id", std::string{log_id.text()} + "." + id.event.text()},
          {"type", event_name(delivery.type)},
          {"case_id", delivery.case_id.text()},
          {"state", word_of(delivery.state)},
          {"failing_since", failing ? json::value(failure->second.since.text()) : json::value(nullptr)},
          {"cause", failing ? json::value(word_of(failure->second.cause)) : json::value(nullptr)},
          {"status",
           failing && failure->second.status ? json::value(*failure->second.status) : json::value(nullptr)},
          {"retry_at", text_or_null(dispatch.retry_at(id))}};
}

json::value delivery_record(const Commit& commit, const Event& event) {
  json::object object{{"recorded_at", commit.recorded_at.text()},
                      {"position", commit.position.text()},
                      {"actor", json::object{{"id", commit.actor.id}, {"name", commit.actor.name}}},
                      {"type", event_name(event.body.index())}};
  if (const auto* attempt = std::get_if<DeliveryAttempted>(&event.body))
    object["attempt"] = attempt_document(*attempt);
  else if (std::holds_alternative<DeliveryWaived>(event.body) ||
           std::holds_alternative<DeliveryAskedAgain>(event.body))
    object["attempt"] = nullptr;
  else
    return nullptr;
  return object;
}

json::object exchange_document(const ExchangeShown& exchange) {
  json::array chain;
  for (const CertificateShown& each : exchange.chain)
    chain.push_back(json::object{{"subject", each.subject},
                                 {"issuer", each.issuer},
                                 {"sha256", each.sha256.text()},
                                 {"not_before", each.not_before},
                                 {"not_after", each.not_after}});
  const AttemptEnd& end = exchange.end;
  json::object request{{"headers", headers_document(exchange.request_headers)},
                       {"body", exchange.request_body}};
  json::value response;
  if (end.status)
    response = json::object{{"status", *end.status},
                            {"headers", headers_document(exchange.response_headers)},
                            {"body", exchange.response_body}};
  return {{"outcome", word_of(end.cause ? DeliveryOutcome::failed : DeliveryOutcome::delivered)},
          {"cause", word_or_null(end.cause)},
          {"detail", exchange.detail},
          {"milliseconds", end.milliseconds},
          {"address", end.address ? json::value(*end.address) : json::value(nullptr)},
          {"tls", tls_document(end.tls)},
          {"chain", std::move(chain)},
          {"request", std::move(request)},
          {"response", std::move(response)}};
}

std::string published_keys(const RegisterState& state, Instant now) {
  json::array array;
  for (const Webhook& webhook : state.webhooks) {
    if (webhook.removed) continue;
    for (const PublishedKey& key : webhook.keys)
      if (!key.sealed.until || now < *key.sealed.until)
        array.push_back(json::object{{"kty", "OKP"},
                                     {"crv", "Ed25519"},
                                     {"alg", "EdDSA"},
                                     {"use", "sig"},
                                     {"kid", key.kid.text()},
                                     {"x", key.public_key}});
  }
  return json::serialize(json::object{{"keys", std::move(array)}});
}

}  // namespace reviewd
