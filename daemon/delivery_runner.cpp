#include "daemon/delivery_runner.hpp"

#include <array>
#include <boost/asio/post.hpp>

#include "api/delivery_payload.hpp"
#include "api/webhook_secret.hpp"
#include "daemon/system_clock.hpp"
#include "daemon/version.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

namespace asio = boost::asio;

constexpr std::size_t recent_commits_max = 1'024;
constexpr std::size_t secret_size = 32;
// The time between one look and the next, where nothing calls for one earlier.
constexpr std::int64_t usual_look_milliseconds = 1'000;

std::vector<IpRange> ranges_of(const WebhookAdded& added) {
  std::vector<IpRange> ranges;
  for (const std::string& text : added.allowed_ranges)
    if (const auto range = IpRange::parse(text)) ranges.push_back(*range);
  return ranges;
}

CommandMeta own_meta(const Identifier& command_id) {
  CommandMeta meta;
  meta.actor = Actor::daemon();
  meta.command_id = command_id;
  return meta;
}

}  // namespace

DeliveryRunner::DeliveryRunner(asio::io_context& loop, DeliveryMeans means, const DeliveryBounds& bounds)
    : loop_(loop),
      means_(std::move(means)),
      bounds_(bounds),
      dispatch_(bounds.in_flight),
      secrets_(means_.open_sealed),
      timer_(loop) {}

DeliveryRunner::~DeliveryRunner() {
  stop();
}

void DeliveryRunner::stop() {
  stopped_ = true;
  self_.reset();
  timer_.cancel();
  for (const auto& [id, attempt] : under_way_) attempt->abandon();
  under_way_.clear();
}

// ---- what is due ----

void DeliveryRunner::look() {
  if (look_posted_ || stopped_ || means_.engine->register_state().webhooks.empty()) return;
  look_posted_ = true;
  asio::post(loop_, [self = std::weak_ptr(self_)] {
    if (const auto alive = self.lock()) (*alive)->look_now();
  });
}

void DeliveryRunner::look_now() {
  look_posted_ = false;
  if (!means_.may_send()) return;
  const Instant now = means_.now();
  for (const DeliveryId& id :
       dispatch_.due(means_.engine->register_state(), means_.engine->deliveries(), now, draw()))
    start(id);
  arm_timer(now);
}

void DeliveryRunner::arm_timer(Instant now) {
  const auto next = dispatch_.next(means_.engine->register_state(), means_.engine->deliveries());
  if (!next) return;
  const std::int64_t wait = next->milliseconds_since_1970() - now.milliseconds_since_1970();
  // The daemon looks every second anyway.
  if (wait >= usual_look_milliseconds) return;
  timer_.expires_after(std::chrono::milliseconds{std::max<std::int64_t>(wait, 1)});
  timer_.async_wait([self = std::weak_ptr(self_)](const boost::system::error_code& error) {
    const auto alive = self.lock();
    if (!error && alive) (*alive)->look();
  });
}

Jitter DeliveryRunner::draw() {
  std::array<std::uint8_t, sizeof(std::uint32_t)> random{};
  random_bytes(random);
  Jitter jitter;
  for (const std::uint8_t byte : random) jitter.drawn = jitter.drawn << 8U | byte;
  return jitter;
}

void DeliveryRunner::note(const std::shared_ptr<const Commit>& commit) {
  if (!commit->subject.case_id || means_.engine->register_state().webhooks.empty()) return;
  recent_[commit->position] = commit;
  if (recent_.size() > recent_commits_max) recent_.erase(recent_.begin());
}

// ---- one delivery, step by step ----

const Webhook* DeliveryRunner::sending(const Identifier& webhook_id) const {
  const Webhook* webhook = means_.engine->register_state().webhook(webhook_id);
  return webhook != nullptr && webhook->status() == WebhookStatus::active ? webhook : nullptr;
}

void DeliveryRunner::never_left(const DeliveryId& id) {
  dispatch_.never_left(id);
  under_way_.erase(id);
}

// Everything that led to it is decided; it leaves when all of that is on the medium.
void DeliveryRunner::start(const DeliveryId& id) {
  means_.when_durable(means_.engine->head(), [self = std::weak_ptr(self_), id] {
    const auto alive = self.lock();
    if (!alive) return;
    if ((*alive)->sending(id.webhook_id) == nullptr) return (*alive)->never_left(id);
    (*alive)->read_event(id);
  });
}

void DeliveryRunner::read_event(const DeliveryId& id) {
  if (const auto known = recent_.find(id.event.position); known != recent_.end())
    return sign(id, known->second);
  means_.read_commits({id.event.position}, [self = std::weak_ptr(self_), id](Application::Commits commits) {
    const auto alive = self.lock();
    if (!alive) return;
    if (!commits) return (*alive)->never_left(id);
    (*alive)->sign(id, std::make_shared<const Commit>(std::move(commits->front())));
  });
}

void DeliveryRunner::sign(const DeliveryId& id, const std::shared_ptr<const Commit>& commit) {
  const Webhook* webhook = sending(id.webhook_id);
  if (webhook == nullptr) return never_left(id);
  secrets_.of(*webhook, means_.now(), [self = std::weak_ptr(self_), id, commit](const UsedSecrets* secrets) {
    const auto alive = self.lock();
    if (!alive) return;
    DeliveryRunner& runner = **alive;
    const Webhook* known = runner.sending(id.webhook_id);
    if (secrets == nullptr || known == nullptr) return runner.never_left(id);
    const std::string name = outside_name(runner.means_.engine->register_state(), id.event);
    runner.post(id, name, delivery_payload(known->added, name, *commit, id.event.index), *secrets);
  });
}

DeliveryRequest DeliveryRunner::request_to(const Webhook& webhook, const std::string& name, std::string body,
                                           const UsedSecrets& secrets) {
  DeliveryRequest request;
  request.target = *read_target(webhook.added.url, true);
  if (webhook.added.proxy) request.proxy = *read_target(*webhook.added.proxy, true);
  request.allowed = ranges_of(webhook.added);
  request.tls = secrets.tls;
  // The receiver compares it with its own clock, whatever this daemon's may show.
  const std::string timestamp = std::to_string(system_now().milliseconds_since_1970() / 1000);
  request.headers = {{"content-type", "application/cloudevents+json; charset=utf-8"},
                     {"user-agent", "reviewd/" + std::string{program_version}},
                     {"webhook-id", name},
                     {"webhook-timestamp", timestamp},
                     {"webhook-signature", signature_of(secrets.signing, name, timestamp, body)}};
  request.body = std::move(body);
  request.deadline = bounds_.deadline;
  request.resolve_deadline = std::min(request.resolve_deadline, bounds_.deadline);
  request.answer_bytes_max = bounds_.answer_bytes;
  return request;
}

std::shared_ptr<DeliveryAttempt> DeliveryRunner::begin(DeliveryRequest request,
                                                       std::function<void(ExchangeShown)> done) {
  return begin_attempt(loop_, means_.find, std::move(request), std::move(done));
}

void DeliveryRunner::post(const DeliveryId& id, const std::string& name, std::string body,
                          const UsedSecrets& secrets) {
  ++figures_.attempts;
  const Digest request_hash = sha256(body);
  const Instant started_at = means_.now();
  under_way_[id] =
      begin(request_to(*sending(id.webhook_id), name, std::move(body), secrets),
            [self = std::weak_ptr(self_), id, started_at, request_hash](const ExchangeShown& exchange) {
              if (const auto alive = self.lock()) (*alive)->came_back(id, started_at, request_hash, exchange);
            });
}

void DeliveryRunner::came_back(const DeliveryId& id, Instant started_at, const Digest& request_hash,
                               const ExchangeShown& exchange) {
  under_way_.erase(id);
  ++(exchange.end.cause ? figures_.failed : figures_.delivered);
  AttemptEnd end = exchange.end;
  end.started_at = started_at;
  end.request_hash = request_hash;
  const auto record = dispatch_.came_back(means_.engine->register_state(), means_.engine->deliveries(), id,
                                          end, means_.now(), draw());
  if (record) means_.submit(DeliveryCommand{*record}, own_meta(means_.random_identifier()));
  if (!end.cause) meet_duties(id);
  look();
}

// ---- what the routes ask for ----

std::string DeliveryRunner::make_secret() {
  std::array<std::uint8_t, secret_size> random{};
  random_bytes(random);
  return "whsec_" + base64({reinterpret_cast<const char*>(random.data()), random.size()});
}

MadeKey DeliveryRunner::make_key() {
  return make_signing_key();
}

void DeliveryRunner::ping(const Identifier& webhook_id, std::function<void(ExchangeShown)> done) {
  const Webhook& webhook = *means_.engine->register_state().webhook(webhook_id);
  const std::string name = "ping." + std::string{means_.random_identifier().text()};
  const Instant now = means_.now();
  secrets_.of(webhook, now, [this, webhook_id, name, now, done](const UsedSecrets* secrets) {
    const Webhook& known = *means_.engine->register_state().webhook(webhook_id);
    if (secrets == nullptr) {
      ExchangeShown shown;
      shown.end.cause = DeliveryCause::tls_failed;
      shown.detail = "The secrets of the webhook cannot be opened.";
      return done(std::move(shown));
    }
    begin(request_to(known, name, ping_payload(known.added, name, now), *secrets), done);
  });
}

}  // namespace reviewd
