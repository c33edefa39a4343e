// Incidents: what does not go on without a person, drawn from the state of the register.
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "api/access.hpp"
#include "api/list_page.hpp"
#include "api/webhook_access.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// One incident, with what its place on the list hangs on.
struct Incident {
  Instant since;
  EventId event;  // that began it; its id
  json::object document;
};

// Who answers for a webhook: the office named with it, else whoever added it.
std::string owner_of(const RegisterState& state, const Webhook& webhook) {
  if (webhook.added.owner) return *webhook.added.owner;
  const auto token_id = Identifier::parse(webhook.added_by);
  const Token* token = token_id ? state.token_by_id(*token_id) : nullptr;
  return token == nullptr ? webhook.added_by : token->name;
}

// The clocks that go on running meanwhile: what the case still owes to somebody by a day.
json::array duties_of(const CaseState& state) {
  json::array duties;
  for (const Deadline& deadline : state.deadlines) {
    if (!is_open(deadline) || !deadline.terms->addressee) continue;
    const auto& due_on = deadline.terms->due_on;
    duties.push_back(json::object{{"deadline_id", deadline.terms->deadline_id},
                                  {"recipient", deadline.terms->addressee->recipient},
                                  {"due_on", due_on ? json::value(due_on->text()) : json::value(nullptr)},
                                  {"state", word_of(deadline.state)},
                                  {"clause", deadline.terms->clause}});
  }
  return duties;
}

class WebhookIncidents {
 public:
  WebhookIncidents(const Calling& call, const Webhook& webhook)
      : call_(call), webhook_(webhook), deliveries_(*call->engine().deliveries().of(webhook.id())) {}

  void add_to(std::vector<Incident>& incidents) const {
    if (shows_webhook()) {
      if (webhook_.unreachable)
        incidents.push_back(of_webhook("webhook_unreachable", webhook_.unreachable_since,
                                       webhook_.unreachable_in, word_of(*webhook_.unreachable)));
      if (webhook_.disabled)
        incidents.push_back(of_webhook("webhook_disabled", webhook_.disabled_at, webhook_.disabled_in,
                                       word_of(*webhook_.disabled)));
      if (webhook_.restored_at)
        incidents.push_back(of_webhook("webhook_waits_after_restore", webhook_.restored_when,
                                       {*webhook_.restored_at, 0}, ""));
    }
    for (const auto& [event, failure] : deliveries_.failures())
      if (deliveries_.find(event)->state == DeliveryState::exhausted) add_delivery(event, failure, incidents);
  }

 private:
  // Administrators of all its boards, and everybody who sees one of them.
  bool shows_webhook() const {
    const Token& token = call_->token;
    if (sees_webhook(token, webhook_)) return true;
    return webhook_.added.boards.empty() ||
           std::ranges::any_of(webhook_.added.boards,
                               [&](const Identifier& board_id) { return token.sees(board_id); });
  }

  json::object common(std::string_view kind, Instant since, EventId event) const {
    return {{"incident_id", event.text()},
            {"kind", kind},
            {"since", since.text()},
            {"owner", owner_of(call_->engine().register_state(), webhook_)},
            {"statutory", webhook_.added.statutory},
            {"webhook_id", webhook_.id().text()}};
  }

  Incident of_webhook(std::string_view kind, Instant since, EventId event, std::string_view cause) const {
    json::object document = common(kind, since, event);
    document["cause"] = cause.empty() ? json::value(nullptr) : json::value(cause);
    document["waiting"] = deliveries_.open().size();
    return {since, event, std::move(document)};
  }

  void add_delivery(EventId event, const DeliveryFailure& failure, std::vector<Incident>& incidents) const {
    const Delivery& delivery = *deliveries_.find(event);
    const bool administers = call_->token.has(Role::administrator) && sees_webhook(call_->token, webhook_);
    const auto state = call_->engine().find(delivery.case_id);
    const bool sees = state && sees_case(call_->token, *state);
    if (!administers && !sees) return;
    json::object document = common("delivery_exhausted", failure.since, failure.exhausted_in);
    document["cause"] = word_of(failure.cause);
    document["delivery_id"] = DeliveryId{webhook_.id(), event}.text();
    document["case_id"] = delivery.case_id.text();
    if (sees) document["duties"] = duties_of(*state);
    incidents.push_back({failure.since, failure.exhausted_in, std::move(document)});
  }

  const Calling& call_;
  const Webhook& webhook_;
  const WebhookDeliveries& deliveries_;
};

// Longest standing first.
std::vector<Incident> incidents_of(const Calling& call) {
  std::vector<Incident> incidents;
  for (const Webhook& webhook : call->engine().register_state().webhooks)
    if (!webhook.removed) WebhookIncidents(call, webhook).add_to(incidents);
  std::ranges::sort(incidents, {}, [](const Incident& each) { return std::pair{each.since, each.event}; });
  return incidents;
}

}  // namespace

void handle_list_incidents(const Calling& call) {
  std::size_t limit = 0;
  std::size_t at = 0;
  if (auto bad = call->query.page_size(call->application.page_limits(), limit))
    return call->respond(std::move(*bad));
  if (auto bad = cursor_number(call, at)) return call->respond(std::move(*bad));
  const auto incidents = incidents_of(call);
  Page page{"{\"incidents\":[", ""};
  for (std::size_t count = 0; at < incidents.size() && count < limit; ++at, ++count)
    page.body += (count == 0 ? "" : ",") + json::serialize(incidents[at].document);
  page.body += "]";
  if (at < incidents.size()) page.next = std::to_string(at);
  respond_with_page(call, call->engine().head(), std::move(page));
}

}  // namespace reviewd
