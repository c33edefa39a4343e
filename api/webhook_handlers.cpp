// Webhooks: added, listed, changed and removed by administrators.
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "api/access.hpp"
#include "api/list_page.hpp"
#include "api/problem.hpp"
#include "api/webhook_access.hpp"
#include "api/webhook_documents.hpp"
#include "api/webhook_secret.hpp"
#include "storage/command_codec.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

constexpr int overlap_hours_usual = 24;
constexpr int overlap_hours_max = 168;

const DeliveryDispatch& dispatch_of(const Calling& call) {
  return call->application.webhook_work().dispatch();
}

json::object document_of(const Calling& call, const Identifier& webhook_id) {
  return webhook_document(call->engine(), *call->engine().register_state().webhook(webhook_id),
                          dispatch_of(call));
}

void respond_with(const Calling& call, Position depends_on, const json::object& document,
                  unsigned status = 200) {
  Response response = json_response(json::serialize(document));
  response.status = status;
  respond_when_durable(call, depends_on, std::move(response));
}

// Submits and answers with the webhook as it is then, or with why not.
void change(const Calling& call, Identifier webhook_id, const RegisterCommand& command) {
  if (const auto refusing = call->application.refusing_commands())
    return call->respond(problem(refusing->status, refusing->code, refusing->detail));
  const GiveReply given = call->application.submit_register(command, meta_of_caller(call));
  if (const auto* rejection = std::get_if<Rejection>(&given.reply))
    return respond_when_durable(call, given.depends_on, problem_of(*rejection));
  respond_with(call, given.depends_on, document_of(call, webhook_id));
}

WebhookKey fresh_key(const Calling& call) {
  MadeKey made = call->application.webhook_work().make_key();
  return {call->application.random_identifier(), std::move(made.public_key),
          Personal::of(std::move(made.private_key))};
}

// ---- adding ----

// The boards as the register knows them. Who sees some boards only cannot subscribe to all.
Result<std::vector<Identifier>> boards_wanted(const Calling& call, const std::vector<std::string>& names) {
  std::vector<Identifier> boards;
  for (std::size_t at = 0; at < names.size(); ++at) {
    const Board* board = call->engine().register_state().board(names[at]);
    if (board == nullptr || !call->token.sees(board->board_id))
      return invalid("/boards/" + std::to_string(at), "unknown_board",
                     "No board of that name is in the register.");
    boards.push_back(board->board_id);
  }
  return boards.empty() ? call->token.boards : boards;
}

bool signs(const WebhookAdded& added, WebhookSignature signature) {
  return std::ranges::find(added.signatures, signature) != added.signatures.end();
}

// What is left out has its usual value; ids, keys and secrets are drawn.
Result<AddWebhook> webhook_wanted(const Calling& call, CreateWebhook wanted) {
  WebhookWork& work = call->application.webhook_work();
  WebhookAdded added;
  auto boards = boards_wanted(call, wanted.boards);
  if (!boards) return std::unexpected(boards.error());
  added.webhook_id = call->application.random_identifier();
  added.url = std::move(wanted.url);
  added.event_types =
      wanted.event_types.empty() ? std::vector<std::string>{"*"} : std::move(wanted.event_types);
  added.boards = std::move(*boards);
  added.payload = wanted.payload.value_or(WebhookPayload::thin);
  added.ordered = wanted.ordered.value_or(true);
  added.signatures = wanted.signatures.empty() ? std::vector{WebhookSignature::v1, WebhookSignature::v1a}
                                               : std::move(wanted.signatures);
  added.allowed_ranges = std::move(wanted.allowed_ranges);
  added.statutory = wanted.statutory.value_or(false);
  added.recipient = std::move(wanted.recipient);
  added.imported = wanted.imported.value_or(false);
  added.owner = std::move(wanted.owner);
  added.authorities = std::move(wanted.authorities);
  added.client_certificate = std::move(wanted.client_certificate);
  added.client_key = std::move(wanted.client_key);
  added.proxy = std::move(wanted.proxy);
  added.source = work.source();
  if (wanted.secret && !signs(added, WebhookSignature::v1))
    return invalid("/secret", "wrong_value", "Without the signature v1 there is no shared secret.");
  if (signs(added, WebhookSignature::v1)) {
    auto secret = secret_to_use(wanted.secret, work);
    if (!secret) return std::unexpected(secret.error());
    added.secret = std::move(*secret);
  }
  if (signs(added, WebhookSignature::v1a)) added.key = fresh_key(call);
  return AddWebhook{std::move(added), work.http_allowed()};
}

// The webhook as it was added; the secret only where it was made here, and only now.
json::object made_document(const Calling& call, const Identifier& webhook_id,
                           const std::optional<Personal>& secret, bool made) {
  json::object document = document_of(call, webhook_id);
  document["secret"] = secret && made ? json::value(*secret->text) : json::value(nullptr);
  return document;
}

void add(const Calling& call, const AddWebhook& command, bool secret_made) {
  if (const auto refusing = call->application.refusing_commands())
    return call->respond(problem(refusing->status, refusing->code, refusing->detail));
  const GiveReply given = call->application.submit_register(command, meta_of_caller(call));
  if (const auto* rejection = std::get_if<Rejection>(&given.reply))
    return respond_when_durable(call, given.depends_on, problem_of(*rejection));
  const Identifier webhook_id = command.added.webhook_id;
  Response response =
      json_response(json::serialize(made_document(call, webhook_id, command.added.secret, secret_made)));
  response.status = 201;
  response.headers.emplace_back("Location", "/v1/webhooks/" + std::string{webhook_id.text()});
  respond_when_durable(call, given.depends_on, std::move(response));
}

Response invalid_content(std::vector<Fault> faults) {
  return problem_of(Rejection{RejectionKind::invalid, "invalid_content",
                              "The content of the request is not valid.", "", std::move(faults)});
}

}  // namespace

void handle_create_webhook(const Calling& call) {
  auto wanted = read_create_webhook(call->request.body);
  if (!wanted) return call->respond(problem_of(wanted.error()));
  const bool secret_made = !wanted->secret;
  auto command = webhook_wanted(call, std::move(*wanted));
  if (!command) return call->respond(problem_of(command.error()));
  // What is wrong in itself is said before anything is looked up.
  if (const auto refused = decide_webhook(call->engine().register_state(), *command); !refused)
    return respond_when_durable(call, call->engine().head(), problem_of(refused.error()));
  const auto shared = std::make_shared<const AddWebhook>(std::move(*command));
  call->application.webhook_work().look_at(shared->added,
                                           [call, shared, secret_made](std::vector<Fault> faults) {
                                             if (!faults.empty())
                                               return call->respond(invalid_content(std::move(faults)));
                                             add(call, *shared, secret_made);
                                           });
}

void handle_list_webhooks(const Calling& call) {
  std::size_t limit = 0;
  if (auto bad = call->query.page_size(call->application.page_limits(), limit))
    return call->respond(std::move(*bad));
  std::size_t at = 0;
  if (auto bad = cursor_number(call, at)) return call->respond(std::move(*bad));
  const auto& webhooks = call->engine().register_state().webhooks;
  Page page{"{\"webhooks\":[", ""};
  std::size_t count = 0;
  for (; at < webhooks.size() && count < limit; ++at) {
    if (webhooks[at].removed || !sees_webhook(call->token, webhooks[at])) continue;
    page.body += (count++ == 0 ? "" : ",") +
                 json::serialize(webhook_document(call->engine(), webhooks[at], dispatch_of(call)));
  }
  page.body += "]";
  if (at < webhooks.size()) page.next = std::to_string(at);
  respond_with_page(call, call->engine().head(), std::move(page));
}

void handle_read_webhook(const Calling& call) {
  if (const Webhook* webhook = webhook_of(call))
    respond_with(call, call->engine().head(), document_of(call, webhook->id()));
}

void handle_remove_webhook(const Calling& call) {
  const Webhook* webhook = webhook_of(call);
  if (webhook == nullptr) return;
  if (const auto refusing = call->application.refusing_revocations())
    return call->respond(problem(refusing->status, refusing->code, refusing->detail));
  const GiveReply given =
      call->application.submit_register(RemoveWebhook{webhook->id()}, meta_of_caller(call));
  respond_when_durable(call, given.depends_on, {204, {{"Cache-Control", "no-store"}}, nullptr});
}

void handle_confirm_webhook(const Calling& call) {
  if (const Webhook* webhook = webhook_of(call))
    change(call, webhook->id(), ConfirmWebhook{webhook->id(), std::string{call->token.token_id.text()}});
}

void handle_pause_webhook(const Calling& call) {
  const Webhook* webhook = webhook_of(call);
  if (webhook == nullptr) return;
  const auto body = read_pause_request(call->request.body);
  if (!body) return call->respond(problem_of(body.error()));
  change(call, webhook->id(), PauseWebhook{webhook->id(), body->reason});
}

void handle_resume_webhook(const Calling& call) {
  const Webhook* webhook = webhook_of(call);
  if (webhook == nullptr) return;
  const auto body = read_resume_request(call->request.body);
  if (!body) return call->respond(problem_of(body.error()));
  change(call, webhook->id(), ResumeWebhook{webhook->id(), body->skip_to, call->engine().head()});
}

void handle_rotate_webhook_secret(const Calling& call) {
  const Webhook* webhook = webhook_of(call);
  if (webhook == nullptr) return;
  auto body = read_rotate_secret(call->request.body);
  if (!body) return call->respond(problem_of(body.error()));
  const int hours = body->overlap_hours.value_or(overlap_hours_usual);
  if (hours < 0 || hours > overlap_hours_max)
    return call->respond(
        problem_of(invalid("/overlap_hours", "wrong_value", "The overlap is 0 to 168 hours.").error()));
  WebhookSecretRotated rotated{webhook->id(), std::nullopt, std::nullopt, {}};
  const Instant now = call->engine().moment(call->application.now());
  rotated.old_until = Instant{now.milliseconds_since_1970() + hours * 3'600'000LL};
  if (signs(webhook->added, WebhookSignature::v1)) {
    auto secret = secret_to_use(body->secret, call->application.webhook_work());
    if (!secret) return call->respond(problem_of(secret.error()));
    rotated.secret = std::move(*secret);
  }
  if (signs(webhook->added, WebhookSignature::v1a)) rotated.key = fresh_key(call);
  if (const auto refusing = call->application.refusing_commands())
    return call->respond(problem(refusing->status, refusing->code, refusing->detail));
  const GiveReply given =
      call->application.submit_register(RotateWebhookSecret{rotated}, meta_of_caller(call));
  respond_with(call, given.depends_on,
               made_document(call, rotated.webhook_id, rotated.secret, !body->secret.has_value()));
}

void handle_ping_webhook(const Calling& call) {
  const Webhook* webhook = webhook_of(call);
  if (webhook == nullptr) return;
  if (const auto refusing = call->application.refusing_commands())
    return call->respond(problem(refusing->status, refusing->code, refusing->detail));
  if (!webhook->confirmed)
    return respond_when_durable(
        call, call->engine().head(),
        problem(409, "awaiting_confirmation", "Nothing is sent to it before it is confirmed."));
  // Whether it is there, and confirmed, may not be on the medium yet.
  const Identifier webhook_id = webhook->id();
  call->application.when_durable(call->engine().head(), [call, webhook_id] {
    call->application.webhook_work().ping(webhook_id, [call, webhook_id](const ExchangeShown& exchange) {
      const AttemptEnd& end = exchange.end;
      const auto outcome = end.cause ? DeliveryOutcome::failed : DeliveryOutcome::delivered;
      const GiveReply given = call->application.submit_register(
          RecordPing{WebhookPinged{webhook_id, outcome, end.cause, end.status}}, meta_of_caller(call));
      respond_with(call, given.depends_on, exchange_document(exchange));
    });
  });
}

}  // namespace reviewd
