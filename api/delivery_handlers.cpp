// Deliveries: listed, read with their attempts, sent again, waived.
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "api/access.hpp"
#include "api/list_page.hpp"
#include "api/problem.hpp"
#include "api/webhook_access.hpp"
#include "api/webhook_documents.hpp"
#include "domain/event_names.hpp"
#include "storage/command_codec.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// How many deliveries one page looks at, and how many records of one delivery are read back.
constexpr std::size_t looked_at_each_page = 2'000;
constexpr std::size_t records_max = 200;

const DeliveryDispatch& dispatch_of(const Calling& call) {
  return call->application.webhook_work().dispatch();
}

// ---- the list ----

struct DeliveryFilter {
  std::optional<DeliveryState> state;
  std::optional<std::size_t> type;
  std::optional<CaseId> case_id;

  bool lets_through(const Delivery& delivery) const {
    return (!state || delivery.state == *state) && (!type || delivery.type == *type) &&
           (!case_id || delivery.case_id == *case_id);
  }
};

std::optional<Response> read_filter(const Calling& call, DeliveryFilter& filter) {
  if (const auto state = call->query.text("state")) {
    for (const auto& [value, name] : Words<DeliveryState>::values)
      if (name == *state) filter.state = value;
    if (!filter.state) return bad_parameter("state", "a state of deliveries");
  }
  if (const auto type = call->query.text("type")) {
    filter.type = event_named(*type);
    if (!filter.type) return bad_parameter("type", "a type of event");
  }
  if (const auto case_id = call->query.text("case_id")) {
    filter.case_id = CaseId::parse(*case_id);
    if (!filter.case_id) return bad_parameter("case_id", "the id of a case");
  }
  return std::nullopt;
}

Page delivery_page(const Calling& call, const Identifier& webhook_id, const DeliveryFilter& filter,
                   std::size_t at, std::size_t limit) {
  const auto& all = call->engine().deliveries().of(webhook_id)->all();
  Page page{"{\"deliveries\":[", ""};
  std::size_t count = 0;
  const std::size_t end = std::min(all.size(), at + looked_at_each_page);
  for (; at < end && count < limit; ++at) {
    if (!filter.lets_through(all[at]) || !sees_delivery(*call, all[at])) continue;
    page.body +=
        (count++ == 0 ? "" : ",") +
        json::serialize(delivery_document(call->engine(), {webhook_id, all[at].event}, dispatch_of(call)));
  }
  page.body += "]";
  if (at < all.size()) page.next = std::to_string(at);
  return page;
}

// ---- one delivery ----

// The record of this delivery in a commit, and where the one before it stands.
struct FoundRecord {
  json::value record;
  std::optional<Position> before;
};

template <class Body>
std::optional<FoundRecord> found_in(const Commit& commit, const Event& event, const DeliveryId& id) {
  const auto* body = std::get_if<Body>(&event.body);
  if (body == nullptr || body->webhook_id != id.webhook_id || body->event != id.event) return std::nullopt;
  return FoundRecord{delivery_record(commit, event), body->before};
}

std::optional<FoundRecord> record_in(const Commit& commit, const DeliveryId& id) {
  for (const Event& event : commit.events) {
    if (auto found = found_in<DeliveryAttempted>(commit, event, id)) return found;
    if (auto found = found_in<DeliveryWaived>(commit, event, id)) return found;
    if (auto found = found_in<DeliveryAskedAgain>(commit, event, id)) return found;
  }
  return std::nullopt;
}

// Reads the records of one delivery back, newest first, each naming the one before. Held by what it waits
// for.
class RecordWork : public std::enable_shared_from_this<RecordWork> {
 public:
  RecordWork(Calling call, DeliveryId id) : call_(std::move(call)), id_(id) {}

  void read(std::optional<Position> at) {
    if (!at || *at == Position{} || records_.size() >= records_max) return respond();
    call_->application.read_commits({*at}, [self = shared_from_this()](const Application::Commits& commits) {
      if (!commits) return self->call_->respond(log_unreadable());
      auto found = record_in(commits->front(), self->id_);
      // A stretch that was replayed is no record of this one alone.
      if (!found) return self->respond();
      self->records_.push_back(std::move(found->record));
      self->read(found->before);
    });
  }

 private:
  void respond() {
    std::ranges::reverse(records_);
    json::object document = delivery_document(call_->engine(), id_, dispatch_of(call_));
    document["records"] = std::move(records_);
    respond_when_durable(call_, call_->engine().head(), json_response(json::serialize(document)));
  }

  Calling call_;
  DeliveryId id_;
  json::array records_;
};

void change(const Calling& call, const DeliveryId& id, const DeliveryCommand& command) {
  if (const auto refusing = call->application.refusing_commands())
    return call->respond(problem(refusing->status, refusing->code, refusing->detail));
  const GiveReply given = call->application.submit_delivery(command, meta_of_caller(call));
  if (const auto* rejection = std::get_if<Rejection>(&given.reply))
    return respond_when_durable(call, given.depends_on, problem_of(*rejection));
  respond_when_durable(
      call, given.depends_on,
      json_response(json::serialize(delivery_document(call->engine(), id, dispatch_of(call)))));
}

}  // namespace

void handle_list_deliveries(const Calling& call) {
  const Webhook* webhook = webhook_of(call);
  if (webhook == nullptr) return;
  DeliveryFilter filter;
  std::size_t limit = 0;
  std::size_t at = 0;
  if (auto bad = read_filter(call, filter)) return call->respond(std::move(*bad));
  if (auto bad = call->query.page_size(call->application.page_limits(), limit))
    return call->respond(std::move(*bad));
  if (auto bad = cursor_number(call, at)) return call->respond(std::move(*bad));
  respond_with_page(call, call->engine().head(), delivery_page(call, webhook->id(), filter, at, limit));
}

void handle_read_delivery(const Calling& call) {
  const auto id = delivery_of(call);
  if (!id) return;
  const Position newest = call->engine().deliveries().find(*id)->newest;
  call->application.when_durable(
      newest, [work = std::make_shared<RecordWork>(call, *id), newest] { work->read(newest); });
}

void handle_redeliver(const Calling& call) {
  if (const auto id = delivery_of(call)) change(call, *id, AskDeliveryAgain{*id});
}

void handle_waive_delivery(const Calling& call) {
  const auto id = delivery_of(call);
  if (!id) return;
  const auto body = read_waive_request(call->request.body);
  if (!body) return call->respond(problem_of(body.error()));
  change(call, *id, WaiveDelivery{*id, body->reason});
}

void handle_replay_deliveries(const Calling& call) {
  const Webhook* webhook = webhook_of(call);
  if (webhook == nullptr) return;
  const auto body = read_replay_request(call->request.body);
  if (!body) return call->respond(problem_of(body.error()));
  if (const auto refusing = call->application.refusing_commands())
    return call->respond(problem(refusing->status, refusing->code, refusing->detail));
  const ReplayDeliveries command{{webhook->id(), body->from.value_or(Position{}),
                                  body->to.value_or(call->engine().head()), body->event_types,
                                  body->only_failed.value_or(false)}};
  const GiveReply given = call->application.submit_delivery(command, meta_of_caller(call));
  if (const auto* rejection = std::get_if<Rejection>(&given.reply))
    return respond_when_durable(call, given.depends_on, problem_of(*rejection));
  respond_when_durable(
      call, given.depends_on,
      json_response(json::serialize(webhook_document(call->engine(), *webhook, dispatch_of(call)))));
}

}  // namespace reviewd
