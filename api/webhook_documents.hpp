// Webhooks, deliveries, incidents and published keys as the API shows them. Nothing secret and nothing
// personal is in them. Drawn from the state; loop thread.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "api/webhook_work.hpp"
#include "domain/delivery_ledger.hpp"
#include "domain/engine.hpp"
#include "domain/register.hpp"

namespace reviewd {

// One webhook with how it fares.
boost::json::object webhook_document(const Engine& engine, const Webhook& webhook,
                                     const DeliveryDispatch& dispatch);

// One delivery, as lists show it.
boost::json::object delivery_document(const Engine& engine, const DeliveryId& delivery,
                                      const DeliveryDispatch& dispatch);

// One record about a delivery: an attempt, a waiver, or that a person wants it again. Null for another event.
boost::json::value delivery_record(const Commit& commit, const Event& event);

// What a ping showed.
boost::json::object exchange_document(const ExchangeShown& exchange);

// The keys that sign now, of all webhooks (RFC 7517, RFC 8037).
std::string published_keys(const RegisterState& state, Instant now);

}  // namespace reviewd
