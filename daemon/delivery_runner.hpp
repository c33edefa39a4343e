// Runs deliveries: asks the dispatch what is due, lets each attempt wait at the gate, draws and signs what is
// sent, and hands what came of it to the engine. Loop thread. It decides nothing about order or time: that is
// domain/delivery_dispatch; and nothing about addresses: that is domain/delivery_target.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "api/application.hpp"
#include "api/webhook_work.hpp"
#include "daemon/delivery_attempt.hpp"
#include "daemon/delivery_secrets.hpp"

namespace reviewd {

// What the daemon lends.
struct DeliveryMeans {
  Engine* engine = nullptr;
  std::function<Instant()> now;
  std::function<void(Position, std::function<void()>)> when_durable;
  std::function<GiveReply(const DeliveryCommand&, const CommandMeta&)> submit;
  std::function<GiveReply(const CaseCommand&, const CommandMeta&)> submit_to_case;
  std::function<void(std::vector<Position>, std::function<void(Application::Commits)>)> read_commits;
  OpenSealed open_sealed;
  std::function<Identifier()> random_identifier;
  std::function<bool()> may_send;  // there is room to record what comes of it
  FindAddresses find;
  std::string source;
  bool http_allowed = false;
};

// Bounds of attempts; from the settings.
struct DeliveryBounds {
  std::size_t in_flight = 8;  // of one webhook
  std::chrono::milliseconds deadline{10'000};
  std::size_t answer_bytes = 65'536;
};

// Counted since the start.
struct DeliveryFigures {
  std::uint64_t attempts = 0;
  std::uint64_t delivered = 0;
  std::uint64_t failed = 0;
};

// From the end of the fold to the stop.
class DeliveryRunner final : public WebhookWork {
 public:
  DeliveryRunner(boost::asio::io_context& loop, DeliveryMeans means, const DeliveryBounds& bounds);
  ~DeliveryRunner() override;
  DeliveryRunner(const DeliveryRunner&) = delete;
  DeliveryRunner& operator=(const DeliveryRunner&) = delete;

  // After the fold: records what a stop left unrecorded, and sends what is due.
  void begin();
  // Sends what is due, soon: after commits, when the clock was moved, and once a second.
  void look();
  // Commits just made, which will be asked for as soon as they are durable.
  void note(const std::shared_ptr<const Commit>& commit);
  // Gives up what is under way; it is sent again after the next start.
  void stop();
  const DeliveryFigures& figures() const { return figures_; }

  // ---- WebhookWork ----
  bool http_allowed() const override { return means_.http_allowed; }
  std::string source() const override { return means_.source; }
  std::string make_secret() override;
  MadeKey make_key() override;
  void look_at(const WebhookAdded& added, std::function<void(std::vector<Fault>)> done) override;
  void ping(const Identifier& webhook_id, std::function<void(ExchangeShown)> done) override;
  const DeliveryDispatch& dispatch() const override { return dispatch_; }

 private:
  void look_now();
  void arm_timer(Instant now);
  void start(const DeliveryId& id);
  void read_event(const DeliveryId& id);
  void sign(const DeliveryId& id, const std::shared_ptr<const Commit>& commit);
  void post(const DeliveryId& id, const std::string& name, std::string body, const UsedSecrets& secrets);
  void came_back(const DeliveryId& id, Instant started_at, const Digest& request_hash,
                 const ExchangeShown& exchange);
  void never_left(const DeliveryId& id);
  void meet_duties(const DeliveryId& id);
  void record_notice(const CaseId& case_id, const DeliveryId& id, const DeadlineTerms& duty, Instant told_at);
  const Webhook* sending(const Identifier& webhook_id) const;
  DeliveryRequest request_to(const Webhook& webhook, const std::string& name, std::string body,
                             const UsedSecrets& secrets);
  std::shared_ptr<DeliveryAttempt> begin(DeliveryRequest request, std::function<void(ExchangeShown)> done);
  Jitter draw();

  boost::asio::io_context& loop_;
  DeliveryMeans means_;
  DeliveryBounds bounds_;
  DeliveryDispatch dispatch_;
  DeliverySecrets secrets_;
  boost::asio::steady_timer timer_;
  DeliveryFigures figures_;
  std::map<DeliveryId, std::shared_ptr<DeliveryAttempt>> under_way_;
  std::map<Position, std::shared_ptr<const Commit>> recent_;
  bool look_posted_ = false;
  bool stopped_ = false;
  // Callbacks of others hold a weak end of it, and find it gone once this is.
  std::shared_ptr<DeliveryRunner*> self_ = std::make_shared<DeliveryRunner*>(this);
};

}  // namespace reviewd
