// Deliveries without a network: an engine with one board, and a dispatch whose attempts end as the test says.
// Tests only.
#pragma once

#include <string>
#include <vector>

#include "domain/delivery_dispatch.hpp"
#include "tests/support/engine_bench.hpp"

namespace reviewd {

// The n-th id of a test.
Identifier numbered_id(int number);

class DeliveryBench {
 public:
  DeliveryBench();

  // Adds a webhook for everything that a test changes of the usual one; gives its id.
  Identifier add(const WebhookAdded& changed = usual());
  static WebhookAdded usual();
  // Opens a case; its events are one commit.
  CaseId open();
  // One more commit of the case.
  void record(const CaseId& case_id);

  // The attempts that are due now, as the events of the log they are for.
  std::vector<DeliveryId> due();
  // Ends an attempt and records what is to be recorded. Gives whether anything was.
  bool succeed(const DeliveryId& delivery);
  bool fail(const DeliveryId& delivery, DeliveryCause cause = DeliveryCause::unreachable,
            std::optional<int> status = {}, std::optional<std::int64_t> retry_after = {});
  // The receiver refuses it and asks not to be sent it again.
  bool refuse_for_good(const DeliveryId& delivery);
  // Delivers everything that is due until nothing is; gives the events in the order they went.
  std::vector<EventId> deliver_all();
  void pass(std::int64_t milliseconds);
  Instant now() const { return now_; }

  EngineBench& bench() { return bench_; }
  const RegisterState& state() { return bench_.engine().register_state(); }
  const WebhookDeliveries& of(const Identifier& webhook_id) {
    return *bench_.engine().deliveries().of(webhook_id);
  }
  const Webhook& webhook(const Identifier& webhook_id) { return *state().webhook(webhook_id); }
  DeliveryDispatch& dispatch() { return dispatch_; }
  // As after a restart: the dispatch has forgotten everything.
  void restart() { dispatch_ = DeliveryDispatch{8}; }

 private:
  bool come_back(const DeliveryId& delivery, const AttemptEnd& end);

  EngineBench bench_;
  DeliveryDispatch dispatch_{8};
  Instant now_;
  int ids_ = 100;
};

}  // namespace reviewd
