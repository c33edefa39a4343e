#include "tests/support/delivery_bench.hpp"

#include <stdexcept>

#include "tests/support/command_bodies.hpp"

namespace reviewd {
namespace {

// The middle of its range: neither longer nor shorter.
constexpr Jitter no_jitter{UINT32_MAX / 2 + 1};

void require_done(const Reply& reply) {
  if (const auto* rejection = std::get_if<Rejection>(&reply)) throw std::logic_error(rejection->code);
}

}  // namespace

Identifier numbered_id(int number) {
  std::array<std::uint8_t, 16> random{};
  random[15] = static_cast<std::uint8_t>(number);
  random[14] = static_cast<std::uint8_t>(number >> 8);
  return Identifier::from_random(random);
}

DeliveryBench::DeliveryBench() : now_(*Instant::parse("2010-02-01T12:00:00Z")) {
  require_done(bench_.send(RegisterCommand{CreateLog{numbered_id(1), "0.1.0"}}));
  require_done(bench_.enter_board("Anytown LSCB"));
}

WebhookAdded DeliveryBench::usual() {
  WebhookAdded added;
  added.url = "https://receiver.example/hook";
  added.event_types = {"*"};
  added.signatures = {WebhookSignature::v1};
  added.secret = Personal::of("whsec_");
  added.source = "https://reviewd.example";
  return added;
}

Identifier DeliveryBench::add(const WebhookAdded& changed) {
  WebhookAdded added = changed;
  added.webhook_id = numbered_id(++ids_);
  require_done(bench_.send(RegisterCommand{AddWebhook{added, false}}));
  return added.webhook_id;
}

CaseId DeliveryBench::open() {
  std::array<std::uint8_t, 13> random{};
  random[0] = static_cast<std::uint8_t>(++ids_);
  const CaseId case_id = CaseId::from_random(random);
  require_done(bench_.send(case_id, "open-case", opening_on("2010-01-31")));
  return case_id;
}

void DeliveryBench::record(const CaseId& case_id) {
  bench_.meta().demand.any = true;
  const char* answer = bench_.engine().positions(case_id).size() % 2 == 0 ? "no" : "yes";
  require_done(bench_.send(case_id, "record-facts",
                           R"({"facts":{"suicide_suspected":")" + std::string{answer} + R"("}})"));
}

std::vector<DeliveryId> DeliveryBench::due() {
  return dispatch_.due(state(), bench_.engine().deliveries(), now_, no_jitter);
}

bool DeliveryBench::come_back(const DeliveryId& delivery, const AttemptEnd& end) {
  const auto record =
      dispatch_.came_back(state(), bench_.engine().deliveries(), delivery, end, now_, no_jitter);
  if (record) require_done(bench_.send(DeliveryCommand{*record}));
  return record.has_value();
}

bool DeliveryBench::succeed(const DeliveryId& delivery) {
  AttemptEnd end;
  end.started_at = now_;
  end.status = 202;
  return come_back(delivery, end);
}

bool DeliveryBench::fail(const DeliveryId& delivery, DeliveryCause cause, std::optional<int> status,
                         std::optional<std::int64_t> retry_after) {
  AttemptEnd end;
  end.started_at = now_;
  end.cause = cause;
  end.status = status;
  end.retry_after_seconds = retry_after;
  return come_back(delivery, end);
}

bool DeliveryBench::refuse_for_good(const DeliveryId& delivery) {
  AttemptEnd end;
  end.started_at = now_;
  end.cause = DeliveryCause::refused;
  end.status = 422;
  end.not_again = true;
  return come_back(delivery, end);
}

std::vector<EventId> DeliveryBench::deliver_all() {
  std::vector<EventId> order;
  for (auto attempts = due(); !attempts.empty(); attempts = due())
    for (const DeliveryId& attempt : attempts) {
      order.push_back(attempt.event);
      succeed(attempt);
    }
  return order;
}

void DeliveryBench::pass(std::int64_t milliseconds) {
  now_ = Instant{now_.milliseconds_since_1970() + milliseconds};
}

}  // namespace reviewd
