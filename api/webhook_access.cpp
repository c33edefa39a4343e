#include "api/webhook_access.hpp"

#include <algorithm>
#include <charconv>

#include "api/access.hpp"
#include "api/problem.hpp"

namespace reviewd {
namespace {

void respond_not_found(const Calling& call, std::string_view code, std::string_view detail) {
  respond_when_durable(call, call->engine().head(), problem(404, code, detail));
}

}  // namespace

bool sees_webhook(const Token& token, const Webhook& webhook) {
  if (token.boards.empty()) return true;
  return !webhook.added.boards.empty() &&
         std::ranges::all_of(webhook.added.boards,
                             [&](const Identifier& board_id) { return token.sees(board_id); });
}

const Webhook* webhook_of(const Calling& call) {
  const auto webhook_id = Identifier::parse(call->segment(2));
  const Webhook* webhook = webhook_id ? call->engine().register_state().webhook(*webhook_id) : nullptr;
  if (webhook != nullptr && !webhook->removed && sees_webhook(call->token, *webhook)) return webhook;
  respond_not_found(call, "no_such_webhook", "There is no such webhook.");
  return nullptr;
}

bool sees_delivery(const Call& call, const Delivery& delivery) {
  if (call.token.has(Role::administrator)) return true;
  const auto state = call.engine().find(delivery.case_id);
  return state && sees_case(call.token, *state);
}

std::optional<DeliveryId> delivery_of(const Calling& call) {
  const auto id = DeliveryId::parse(call->segment(2));
  const Delivery* delivery = id ? call->engine().deliveries().find(*id) : nullptr;
  const Webhook* webhook =
      delivery != nullptr ? call->engine().register_state().webhook(id->webhook_id) : nullptr;
  const bool whole =
      webhook != nullptr && call->token.has(Role::administrator) && sees_webhook(call->token, *webhook);
  const auto state = webhook != nullptr ? call->engine().find(delivery->case_id) : nullptr;
  if (whole || (state && sees_case(call->token, *state))) return id;
  respond_not_found(call, "no_such_delivery", "There is no such delivery.");
  return std::nullopt;
}

CommandMeta meta_of_caller(const Calling& call) {
  CommandMeta meta;
  meta.actor = {std::string{call->token.token_id.text()}, call->token.name};
  meta.command_id = call->application.random_identifier();
  return meta;
}

std::optional<Response> cursor_number(const Calling& call, std::size_t& into) {
  const auto text = call->query.text("cursor");
  if (!text) return std::nullopt;
  const auto content = cursor_content(*text);
  if (content) {
    const auto [end, error] = std::from_chars(content->data(), content->data() + content->size(), into);
    if (error == std::errc{} && end == content->data() + content->size()) return std::nullopt;
  }
  return bad_parameter("cursor", "the member next of the page before");
}

}  // namespace reviewd
