#include "tests/support/webhook_town.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <stdexcept>

#include "tests/support/command_bodies.hpp"

namespace reviewd {

namespace json = boost::json;

namespace {

constexpr std::chrono::milliseconds between_looks{20};

void require_status(const ApiAnswer& answer, int status) {
  if (answer.status != status)
    throw std::runtime_error("the daemon answered " + std::to_string(answer.status) + ": " + answer.body);
}

}  // namespace

WebhookTown::WebhookTown(const StartOptions& options, const std::string& settings)
    : installation_("", settings),
      options_(options),
      receiver_(std::make_unique<WebhookReceiver>(authority_.issue("127.0.0.1"))),
      daemon_(installation_.start(options)),
      token_(installation_.token({"administrator", "board_manager"})),
      second_token_(installation_.token({"administrator"})) {
  connect();
}

void WebhookTown::connect() {
  client_ = std::make_unique<ApiClient>(daemon_->address(), token_);
  second_ = std::make_unique<ApiClient>(daemon_->address(), second_token_);
}

std::string WebhookTown::usual_members(const std::string& path) const {
  return R"("url":")" + receiver_->url("127.0.0.1", path) +
         R"(","allowed_ranges":["127.0.0.1/32"],"authorities":)" +
         json::serialize(json::value(authority_.certificate()));
}

ApiAnswer WebhookTown::try_to_add(const std::string& body) {
  return client_->post("/v1/webhooks", body);
}

json::value WebhookTown::add_webhook(const std::string& more) {
  const ApiAnswer answer = try_to_add("{" + usual_members() + more + "}");
  require_status(answer, 201);
  webhook_path_ = "/v1/webhooks/" + answer.at("/webhook_id");
  return answer.json();
}

std::string WebhookTown::open_case() {
  const ApiAnswer answer = client_->post("/v1/cases", opening_on("2010-01-31"));
  require_status(answer, 201);
  return "/v1/cases/" + answer.at("/case_id");
}

void WebhookTown::record(const std::string& case_path, bool yes) {
  const std::string answer = yes ? "yes" : "no";
  require_status(
      client_->command(case_path + "/record-facts", R"({"facts":{"suicide_suspected":")" + answer + R"("}})"),
      200);
}

json::value WebhookTown::delivery_of(const std::string& event_id, const std::string& state) {
  const std::string place = event_id.substr(event_id.find('.'));
  const std::string path = "/v1/deliveries/" + webhook_path_.substr(webhook_path_.rfind('/') + 1) + place;
  while (true) {
    const ApiAnswer answer = client_->get(path);
    require_status(answer, 200);
    if (answer.at("/state") == state) return answer.json();
    if (daemon_->process().ends_within(between_looks)) throw std::runtime_error("the daemon has ended");
  }
}

json::value WebhookTown::when_count(const std::string& state, std::int64_t count, std::string path) {
  if (path.empty()) path = webhook_path_;
  while (true) {
    const ApiAnswer answer = client_->get(path);
    require_status(answer, 200);
    if (answer.at("/deliveries/" + state) == std::to_string(count)) return answer.json();
    if (daemon_->process().ends_within(between_looks)) throw std::runtime_error("the daemon has ended");
  }
}

void WebhookTown::move_clock(const std::string& instant) {
  require_status(client_->post("/v1/test-clock", R"({"now":")" + instant + "\"}"), 200);
}

void WebhookTown::kill_and_start() {
  daemon_->kill();
  daemon_ = installation_.start(options_);
  connect();
}

int WebhookTown::stop_and_start() {
  const int code = daemon_->stop();
  daemon_ = installation_.start(options_);
  connect();
  return code;
}

void WebhookTown::lose_the_anchor() {
  daemon_->stop();
  std::filesystem::remove(installation_.data() / "anchor");
  const FinishedCommand accepted = installation_.run({"anchor", "accept", "--reason", "Restored."});
  if (accepted.code != 0) throw std::runtime_error(accepted.errors);
  daemon_ = installation_.start(options_);
  connect();
}

}  // namespace reviewd
