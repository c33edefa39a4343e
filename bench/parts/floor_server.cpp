#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <thread>

#include "api/http_server.hpp"
#include "bench/parts/figures.hpp"
#include "bench/parts/running_servers.hpp"
#include "bench/parts/sample_cases.hpp"
#include "daemon/durability_gate.hpp"
#include "daemon/log_thread.hpp"

namespace reviewd {
namespace {

Response answer(const std::shared_ptr<const std::string>& body) {
  return {200, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, body};
}

// The handler of the floor. Loop thread.
class Floor final : public HttpService {
 public:
  Floor(boost::asio::io_context& loop, CommitWriter& writer, std::string constant)
      : loop_(loop),
        constant_(std::make_shared<const std::string>(std::move(constant))),
        head_(writer.head().position),
        log_thread_(writer, reports()) {}

  std::optional<Response> before_body(const RequestHead&) override { return std::nullopt; }
  Response problem(unsigned status, std::string_view, std::string_view) override {
    return {status, {}, nullptr};
  }
  std::string_view route_of(const RequestHead&) override { return {}; }

  void handle(Request request, std::function<void(Response)> respond) override {
    if (request.head.method != "POST") return respond(answer(constant_));
    const auto version = request.head.fields.first("if-match");
    if (!version || (*version != "*" && *version != head_.text())) return respond({412, {}, nullptr});
    head_ = head_.next();
    log_thread_.submit({commit_at(head_)});
    gate_.when_durable(head_, [this, respond = std::move(respond)] { respond(answer(constant_)); });
  }

  void stop() { log_thread_.stop(); }

 private:
  LogThread::Reports reports() {
    const auto durable = [this](Position position) {
      boost::asio::post(loop_, [this, position] { gate_.on_durable(position); });
    };
    return {durable, [](const LogFault& fault) { give_up(fault.detail); }};
  }

  static std::shared_ptr<const Commit> commit_at(Position position) {
    auto commit = std::make_shared<Commit>();
    commit->position = position;
    commit->recorded_at = noon_of(sample_day);
    commit->actor = {"floor", "Benchmark"};
    commit->subject.case_id = CaseId{};
    NotificationRecorded notification;
    notification.recipient = "ofsted";
    notification.subject = "decision";
    notification.sent_on = *PartialDate::parse(sample_day);
    commit->events.push_back({std::nullopt, std::move(notification)});
    return commit;
  }

  boost::asio::io_context& loop_;
  std::shared_ptr<const std::string> constant_;
  Position head_;
  DurabilityGate gate_;
  LogThread log_thread_;
};

HttpServerSettings loopback() {
  HttpServerSettings settings;
  settings.listen = TcpListen{"127.0.0.1", 0};
  return settings;
}

}  // namespace

struct FloorServer::State {
  State(const Settings& settings, std::string constant)
      : store(open_sample_store(settings)),
        floor(loop, store->writer(), std::move(constant)),
        server(loop, floor, loopback()) {}
  boost::asio::io_context loop{1};
  std::unique_ptr<Store> store;
  Floor floor;
  HttpServer server;
  std::thread thread;
};

FloorServer::FloorServer(const Settings& settings, std::string constant)
    : state_(std::make_unique<State>(settings, std::move(constant))) {
  if (const auto started = state_->server.start(); !started) give_up(started.error().text);
  state_->thread = std::thread([this] { state_->loop.run(); });
}

FloorServer::~FloorServer() {
  boost::asio::post(state_->loop, [this] {
    state_->server.drain(std::chrono::seconds{1}, [this] { state_->loop.stop(); });
  });
  state_->thread.join();
  state_->floor.stop();
}

std::uint16_t FloorServer::port() const {
  return state_->server.port();
}

double FloorServer::loop_seconds() const {
  std::promise<double> answer;
  boost::asio::post(state_->loop, [&] { answer.set_value(thread_seconds()); });
  return answer.get_future().get();
}

}  // namespace reviewd
