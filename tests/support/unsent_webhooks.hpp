// What the routes of webhooks need beside an engine, without a network: keys and secrets that count up, a
// look that finds what the test says, a ping that comes to nothing. Tests only.
#pragma once

#include <string>
#include <vector>

#include "api/webhook_work.hpp"

namespace reviewd {

class UnsentWebhooks final : public WebhookWork {
 public:
  bool http_allowed() const override { return http_allowed_; }
  std::string source() const override { return "https://reviewd.example"; }
  std::string make_secret() override;
  MadeKey make_key() override;
  void look_at(const WebhookAdded&, std::function<void(std::vector<Fault>)> done) override { done(found_); }
  void ping(const Identifier& webhook_id, std::function<void(ExchangeShown)> done) override;
  const DeliveryDispatch& dispatch() const override { return dispatch_; }

  bool http_allowed_ = true;
  std::vector<Fault> found_;

 private:
  DeliveryDispatch dispatch_{8};
  int made_ = 0;
};

}  // namespace reviewd
