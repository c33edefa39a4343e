// Deliveries in a simulated run: the product's own ledger and dispatch against receivers that take, refuse,
// vanish, or take without being heard.
#include "tests/sim/simulator.hpp"

namespace reviewd {
namespace {

constexpr std::int64_t second_ms = 1000;
constexpr std::int64_t minute_ms = 60 * second_ms;
constexpr std::int64_t day_ms = 24 * 60 * minute_ms;
constexpr int rounds_at_the_end = 2'000;

CommandMeta person() {
  CommandMeta meta;
  meta.actor = {"token-admin", "Administration"};
  return meta;
}

}  // namespace

void Simulator::subscribe() {
  if (!process_->engine().register_state().webhooks.empty()) return;
  if (webhook_ids_.empty()) webhook_ids_ = {client_.draw_identifier(), client_.draw_identifier()};
  for (WebhookAdded& added : receivers_.subscriptions(webhook_ids_, !faults_.deliveries_unordered)) {
    std::vector<Output> outputs;
    process_->engine().submit(0, RegisterCommand{AddWebhook{std::move(added), false}}, person(), wall(),
                              outputs);
    std::erase_if(outputs, [](const Output& output) { return std::holds_alternative<GiveReply>(output); });
    carry_out(outputs);
  }
}

// Nobody outside waits for the reply.
void Simulator::submit_delivery(const DeliveryCommand& command) {
  std::vector<Output> outputs;
  process_->engine().submit(0, command, person(), wall(), outputs);
  std::erase_if(outputs, [](const Output& output) { return std::holds_alternative<GiveReply>(output); });
  carry_out(outputs);
}

void Simulator::look_for_deliveries() {
  look_for_deliveries_now();
  schedule(dice_.between(second_ms, 10 * minute_ms), Kind::deliveries);
}

void Simulator::look_for_deliveries_now() {
  Engine& engine = process_->engine();
  const Jitter jitter{static_cast<std::uint32_t>(dice_.next())};
  for (const DeliveryId& delivery :
       process_->dispatch().due(engine.register_state(), engine.deliveries(), engine.moment(wall()), jitter))
    process_->when_all_is_durable([this, delivery, life = life_] {
      if (life == life_) attempt_leaves(delivery);
    });
}

void Simulator::attempt_leaves(const DeliveryId& delivery) {
  const Reception reception = receivers_.receive(delivery, on_medium(), now_);
  AttemptEnd end;
  end.started_at = process_->engine().moment(wall());
  if (reception == Reception::accepted_unheard) end.cause = DeliveryCause::timed_out;
  if (reception == Reception::not_reached) end.cause = DeliveryCause::unreachable;
  if (reception == Reception::refused) {
    end.cause = DeliveryCause::receiver_failed;
    end.status = dice_.chance(50) ? 500 : 503;
    if (dice_.chance(20)) end.retry_after_seconds = dice_.between(0, 7200);
  }
  if (faults_.failures_taken_for_successes) end.cause.reset();
  attempts_.emplace(++attempts_made_, AttemptUnderWay{delivery, end});
  schedule(dice_.between(1, 10 * second_ms), Kind::attempt_ends, Position{attempts_made_});
}

void Simulator::attempt_ends(std::uint64_t number) {
  const AttemptUnderWay attempt = attempts_.extract(number).mapped();
  Engine& engine = process_->engine();
  const auto record = process_->dispatch().came_back(engine.register_state(), engine.deliveries(),
                                                     attempt.delivery, attempt.end, engine.moment(wall()),
                                                     Jitter{static_cast<std::uint32_t>(dice_.next())});
  if (record) submit_delivery(*record);
  if (record && record->exhausted) ++counts_.deliveries_exhausted;
  if (dice_.chance(80)) look_for_deliveries_now();
}

// What its schedule gave up is sent again, or waived.
void Simulator::a_person_looks_after_deliveries() {
  for (const Identifier& webhook_id : webhook_ids_) {
    const WebhookDeliveries* deliveries = process_->engine().deliveries().of(webhook_id);
    if (deliveries == nullptr) continue;
    for (const EventId& event : std::set<EventId>(deliveries->open())) {
      const DeliveryId delivery{webhook_id, event};
      if (deliveries->find(event)->state != DeliveryState::exhausted) continue;
      if (dice_.chance(60))
        submit_delivery(AskDeliveryAgain{delivery});
      else
        submit_delivery(WaiveDelivery{delivery, Personal::of("Told by telephone.")});
    }
  }
}

// Every receiver takes everything, a person looks after the rest, and time goes on until nothing is left.
void Simulator::deliver_the_rest() {
  receivers_.become_good();
  const auto is_open = [&] {
    for (const Identifier& webhook_id : webhook_ids_) {
      const WebhookDeliveries* deliveries = process_->engine().deliveries().of(webhook_id);
      if (deliveries != nullptr && !deliveries->open().empty()) return true;
    }
    return false;
  };
  for (int round = 0; round < rounds_at_the_end && findings_.empty() && up() && is_open(); ++round) {
    if (round % 10 == 0) clock_ahead_ += day_ms;
    a_person_looks_after_deliveries();
    look_for_deliveries_now();
    drain();
    while (!attempts_.empty() && up() && findings_.empty()) attempt_ends(attempts_.begin()->first);
    drain();
  }
  if (findings_.empty() && up()) receivers_.expect_all();
}

}  // namespace reviewd
