#include "bench/parts/webhook_sink.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <mutex>
#include <optional>
#include <thread>

#include "tests/support/test_authority.hpp"

namespace reviewd {
namespace {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::steady_clock;

constexpr std::string_view answer = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

}  // namespace

struct WebhookSink::State {
  State() : acceptor(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {}

  asio::io_context loop{1};
  tcp::acceptor acceptor;
  TestAuthority authority;
  std::optional<ssl::context> tls;
  std::thread thread;
  mutable std::mutex mutex;
  std::vector<Arrival> arrivals;

  void accept();
  void note(Arrival arrival) {
    const std::lock_guard lock(mutex);
    arrivals.push_back(std::move(arrival));
  }
};

namespace {

// One connection: requests one after the other for as long as it stays open.
template <class State>
class SinkConnection : public std::enable_shared_from_this<SinkConnection<State>> {
 public:
  SinkConnection(State& state, tcp::socket socket) : state_(state), socket_(std::move(socket)) {}

  void begin() {
    error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    if (!state_.tls) return read();
    tls_.emplace(socket_, *state_.tls);
    tls_->async_handshake(ssl::stream_base::server, [self = this->shared_from_this()](error_code error) {
      if (!error) self->read();
    });
  }

 private:
  void read() {
    const auto taken = [self = this->shared_from_this()](error_code error, std::size_t size) {
      if (!error) self->took(size);
    };
    if (tls_)
      tls_->async_read_some(asio::buffer(incoming_), taken);
    else
      socket_.async_read_some(asio::buffer(incoming_), taken);
  }

  void took(std::size_t size) {
    if (bytes_.empty()) first_byte_ = steady_clock::now();
    bytes_.append(incoming_.data(), size);
    const auto head = bytes_.find("\r\n\r\n");
    if (head == std::string::npos || bytes_.size() < head + 4 + length_of("content-length: ")) return read();
    const auto at = bytes_.find("webhook-id: ") + 12;
    state_.note({bytes_.substr(at, bytes_.find("\r\n", at) - at), first_byte_});
    bytes_.clear();
    const auto written = [self = this->shared_from_this()](error_code error, std::size_t) {
      if (!error) self->read();
    };
    if (tls_)
      asio::async_write(*tls_, asio::buffer(answer.data(), answer.size()), written);
    else
      asio::async_write(socket_, asio::buffer(answer.data(), answer.size()), written);
  }

  std::size_t length_of(std::string_view name) const {
    const auto at = bytes_.find(name);
    return at == std::string::npos ? 0 : std::stoul(bytes_.substr(at + name.size(), 10));
  }

  State& state_;
  tcp::socket socket_;
  std::optional<ssl::stream<tcp::socket&>> tls_;
  std::array<char, 16'384> incoming_{};
  std::string bytes_;
  steady_clock::time_point first_byte_;
};

}  // namespace

void WebhookSink::State::accept() {
  acceptor.async_accept([this](error_code error, tcp::socket socket) {
    if (error) return;
    std::make_shared<SinkConnection<State>>(*this, std::move(socket))->begin();
    accept();
  });
}

WebhookSink::WebhookSink(bool tls) : state_(std::make_unique<State>()) {
  if (tls) {
    const IssuedCertificate issued = state_->authority.issue("127.0.0.1");
    state_->tls.emplace(ssl::context::tls_server);
    state_->tls->use_certificate_chain(asio::buffer(issued.certificate));
    state_->tls->use_private_key(asio::buffer(issued.key), ssl::context::pem);
  }
  state_->accept();
  state_->thread = std::thread([this] { state_->loop.run(); });
}

WebhookSink::~WebhookSink() {
  state_->loop.stop();
  state_->thread.join();
}

std::string WebhookSink::url() const {
  return (state_->tls ? "https://127.0.0.1:" : "http://127.0.0.1:") +
         std::to_string(state_->acceptor.local_endpoint().port()) + "/hook";
}

std::string WebhookSink::authority() const {
  return state_->tls ? state_->authority.certificate() : "";
}

std::size_t WebhookSink::taken() const {
  const std::lock_guard lock(state_->mutex);
  return state_->arrivals.size();
}

double WebhookSink::seconds_for(std::size_t count) const {
  while (taken() < count) std::this_thread::sleep_for(std::chrono::milliseconds{5});
  const std::lock_guard lock(state_->mutex);
  return std::chrono::duration<double>(state_->arrivals[count - 1].at - state_->arrivals.front().at).count();
}

std::vector<WebhookSink::Arrival> WebhookSink::arrivals() const {
  const std::lock_guard lock(state_->mutex);
  return state_->arrivals;
}

}  // namespace reviewd
