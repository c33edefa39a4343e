#include "daemon/delivery_secrets.hpp"

#include "api/webhook_secret.hpp"
#include "daemon/receiver_tls.hpp"

namespace reviewd {
namespace {

bool in_use(const SealedSecret& secret, Instant now) {
  return !secret.until || now < *secret.until;
}

constexpr const char* client_key_pointer = "/client_key";

}  // namespace

std::vector<DeliverySecrets::Place> DeliverySecrets::places_of(const Webhook& webhook, Instant now) const {
  std::vector<Place> places;
  for (const SealedSecret& secret : webhook.secrets)
    if (in_use(secret, now)) places.emplace_back(secret.event, secret.pointer);
  for (const PublishedKey& key : webhook.keys)
    if (in_use(key.sealed, now)) places.emplace_back(key.sealed.event, key.sealed.pointer);
  if (webhook.added.client_key) places.emplace_back(webhook.added_in, client_key_pointer);
  return places;
}

bool DeliverySecrets::use(const Webhook& webhook, Instant now, UsedSecrets& into) {
  for (const SealedSecret& secret : webhook.secrets) {
    if (!in_use(secret, now)) continue;
    const auto bytes = secret_bytes(opened_.at({secret.event, secret.pointer}));
    if (!bytes) return false;
    into.signing.shared.push_back(*bytes);
  }
  for (const PublishedKey& key : webhook.keys) {
    if (!in_use(key.sealed, now)) continue;
    const auto seed = base64url_bytes(opened_.at({key.sealed.event, key.sealed.pointer}));
    if (!seed) return false;
    into.signing.seeds.push_back(*seed);
  }
  auto& tls = tls_[webhook.id()];
  if (!tls) {
    TlsMaterial material{webhook.added.authorities, webhook.added.client_certificate, std::nullopt};
    if (webhook.added.client_key) material.key = opened_.at({webhook.added_in, client_key_pointer});
    auto made = receiver_tls(material);
    if (!made) return false;
    tls = std::move(*made);
  }
  into.tls = tls;
  return true;
}

void DeliverySecrets::of(const Webhook& webhook, Instant now, std::function<void(const UsedSecrets*)> done) {
  std::vector<PersonalShown> missing;
  for (const Place& place : places_of(webhook, now))
    if (!opened_.contains(place))
      missing.push_back({place.first, place.second, place.first, place.second, std::nullopt});
  if (missing.empty()) {
    UsedSecrets used;
    return done(use(webhook, now, used) ? &used : nullptr);
  }
  open_(std::move(missing), [this, webhook, now, done](const std::vector<PersonalShown>& shown) {
    for (const PersonalShown& each : shown)
      if (each.value) opened_[{each.event, each.pointer}] = *each.value;
    for (const Place& place : places_of(webhook, now))
      if (!opened_.contains(place)) return done(nullptr);
    UsedSecrets used;
    done(use(webhook, now, used) ? &used : nullptr);
  });
}

}  // namespace reviewd
