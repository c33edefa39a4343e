// Incidents: what does not go on without a person, as far as the caller may see it.
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "api/access.hpp"
#include "api/list_page.hpp"
#include "api/webhook_access.hpp"
#include "domain/incidents.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// Who answers for a webhook: the office named with it, else whoever added it.
std::string owner_of(const RegisterState& state, const Webhook& webhook) {
  if (webhook.added.owner) return *webhook.added.owner;
  const auto token_id = Identifier::parse(webhook.added_by);
  const Token* token = token_id ? state.token_by_id(*token_id) : nullptr;
  return token == nullptr ? webhook.added_by : token->name;
}

// The clocks that go on running meanwhile: what the case still owes to somebody, and where the notification
// is prepared that a person sends in the webhook's place.
json::array duties_of(const CaseState& state) {
  const std::string deadlines = "/v1/cases/" + std::string{state.id.text()} + "/deadlines/";
  json::array duties;
  for (const Deadline& deadline : state.deadlines) {
    if (!is_open(deadline) || !deadline.terms->addressee) continue;
    const auto& due_on = deadline.terms->due_on;
    duties.push_back(json::object{{"deadline_id", deadline.terms->deadline_id},
                                  {"recipient", deadline.terms->addressee->recipient},
                                  {"due_on", due_on ? json::value(due_on->text()) : json::value(nullptr)},
                                  {"state", word_of(deadline.state)},
                                  {"clause", deadline.terms->clause},
                                  {"pack", deadlines + deadline.terms->deadline_id + "/pack"}});
  }
  return duties;
}

json::value text_or_null(std::string_view text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

// An incident as the caller may see it: not at all, without its case, or whole.
class IncidentShown {
 public:
  IncidentShown(const Calling& call, const OpenIncident& incident)
      : call_(call), state_(call->engine().register_state()), incident_(incident) {}

  std::optional<json::object> document() const {
    if (incident_.office != nullptr) return of_mail();
    return incident_.delivery == nullptr ? of_webhook() : of_delivery();
  }

 private:
  json::object common(std::string_view owner) const {
    return {{"incident_id", incident_.id},
            {"kind", word_of(incident_.kind)},
            {"since", incident_.since.text()},
            {"owner", owner},
            {"cause", text_or_null(incident_.cause)}};
  }

  json::object common_of_webhook() const {
    json::object document = common(owner_of(state_, *incident_.webhook));
    document["statutory"] = incident_.webhook->added.statutory;
    document["webhook_id"] = incident_.webhook->id().text();
    return document;
  }

  // Administrators of all its boards, and everybody who sees one of them.
  std::optional<json::object> of_webhook() const {
    const auto& boards = incident_.webhook->added.boards;
    const auto sees = [&](const Identifier& board_id) { return call_->token.sees(board_id); };
    if (!sees_webhook(call_->token, *incident_.webhook) && !boards.empty() &&
        !std::ranges::any_of(boards, sees))
      return std::nullopt;
    json::object document = common_of_webhook();
    document["waiting"] = call_->engine().deliveries().of(incident_.webhook->id())->open().size();
    return document;
  }

  std::optional<json::object> of_delivery() const {
    const Delivery& delivery = *incident_.delivery;
    const bool administers =
        call_->token.has(Role::administrator) && sees_webhook(call_->token, *incident_.webhook);
    const auto state = call_->engine().find(delivery.case_id);
    const bool sees = state && sees_case(call_->token, *state);
    if (!administers && !sees) return std::nullopt;
    json::object document = common_of_webhook();
    document["delivery_id"] = DeliveryId{incident_.webhook->id(), delivery.event}.text();
    document["case_id"] = delivery.case_id.text();
    if (sees) document["duties"] = duties_of(*state);
    return document;
  }

  // Everybody who sees a board that the office is told of.
  std::optional<json::object> of_mail() const {
    const auto& boards = incident_.office->office.boards;
    const auto sees = [&](const std::string& name) {
      const Board* board = state_.board(name);
      return board != nullptr && call_->token.sees(board->board_id);
    };
    if (!call_->token.boards.empty() && !boards.empty() && !std::ranges::any_of(boards, sees))
      return std::nullopt;
    const auto& status = incident_.mail->trouble->status;
    json::object document = common(incident_.office->office.office);
    document["mail"] = word_of(incident_.mail->mail);
    document["status"] = status ? json::value(*status) : json::value(nullptr);
    return document;
  }

  const Calling& call_;
  const RegisterState& state_;
  const OpenIncident& incident_;
};

std::vector<json::object> incidents_of(const Calling& call) {
  const Engine& engine = call->engine();
  std::vector<json::object> shown;
  for (const OpenIncident& incident :
       open_incidents(engine.register_state(), engine.deliveries(), engine.moment(call->application.now())))
    if (auto document = IncidentShown(call, incident).document()) shown.push_back(std::move(*document));
  return shown;
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
    page.body += (count == 0 ? "" : ",") + json::serialize(incidents[at]);
  page.body += "]";
  if (at < incidents.size()) page.next = std::to_string(at);
  respond_with_page(call, call->engine().head(), std::move(page));
}

}  // namespace reviewd
