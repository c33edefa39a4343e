// Which webhooks and deliveries a caller may see and change, for the handlers of both. Loop thread.
#pragma once

#include <optional>

#include "api/call.hpp"
#include "domain/delivery_ledger.hpp"

namespace reviewd {

// A webhook whose boards the token may all see.
bool sees_webhook(const Token& token, const Webhook& webhook);

// The webhook that the path names. Null: the call has been answered with 404 (behind the gate).
const Webhook* webhook_of(const Calling& call);

// The delivery that the path names, where the caller may see its webhook as an administrator, or its case.
// Nothing: the call has been answered with 404.
std::optional<DeliveryId> delivery_of(const Calling& call);

// Whether the caller may see a delivery of a webhook that he may see.
bool sees_delivery(const Call& call, const Delivery& delivery);

// Who asks, with a fresh command id.
CommandMeta meta_of_caller(const Calling& call);

// Reads the cursor of a list whose places are numbers; a 400 where it is none.
[[nodiscard]] std::optional<Response> cursor_number(const Calling& call, std::size_t& into);

}  // namespace reviewd
