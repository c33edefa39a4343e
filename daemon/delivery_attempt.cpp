#include "daemon/delivery_attempt.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include "daemon/delivery_answer.hpp"
#include "daemon/receiver_tls.hpp"
#include "daemon/retry_after.hpp"
#include "daemon/system_clock.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

namespace asio = boost::asio;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::steady_clock;

constexpr std::size_t read_bytes = 16'384;
constexpr std::size_t proxy_answer_max = 8'192;

asio::ip::address as_asio(const IpAddress& address) {
  if (address.v6) return asio::ip::address_v6(address.bytes);
  asio::ip::address_v4::bytes_type bytes{};
  std::copy_n(address.bytes.begin(), bytes.size(), bytes.begin());
  return asio::ip::address_v4(bytes);
}

std::string host_and_port(const IpAddress& address, std::uint16_t port) {
  const std::string text = as_asio(address).to_string();
  return (address.v6 ? "[" + text + "]" : text) + ":" + std::to_string(port);
}

// What a status of the receiver means; nothing: it took the event.
std::optional<DeliveryCause> cause_of(int status) {
  if (status >= 200 && status <= 299) return std::nullopt;
  if (status >= 300 && status <= 399) return DeliveryCause::redirected;
  if (status == 410) return DeliveryCause::gone;
  if (status == 429) return DeliveryCause::too_many_requests;
  return status >= 500 ? DeliveryCause::receiver_failed : DeliveryCause::refused;
}

class Exchange final : public DeliveryAttempt, public std::enable_shared_from_this<Exchange> {
 public:
  Exchange(asio::io_context& loop, FindAddresses find, DeliveryRequest request,
           std::function<void(ExchangeShown)> done)
      : loop_(loop),
        find_(std::move(find)),
        request_(std::move(request)),
        done_(std::move(done)),
        socket_(loop),
        deadline_(loop),
        resolve_deadline_(loop),
        answer_(request_.answer_bytes_max),
        begun_(steady_clock::now()) {}

  void begin() {
    deadline_.expires_after(request_.deadline);
    deadline_.async_wait([self = shared_from_this()](error_code error) {
      if (!error) self->fail(DeliveryCause::timed_out);
    });
    asio::post(loop_, [self = shared_from_this()] { self->resolve(); });
  }

  void abandon() override {
    done_ = nullptr;
    close();
  }

 private:
  // ---- where to ----

  void resolve() {
    if (finished_) return;
    resolve_deadline_.expires_after(request_.resolve_deadline);
    resolve_deadline_.async_wait([self = shared_from_this()](error_code error) {
      if (!error) self->fail(DeliveryCause::unresolvable);
    });
    addresses_of(request_.target, [this](const std::vector<IpAddress>& found) {
      if (!request_.proxy) return connect_to(found, request_.target.port);
      target_address_ = found.front();
      addresses_of(*request_.proxy, [this](const std::vector<IpAddress>& proxies) {
        connect_to(proxies, request_.proxy->port);
      });
    });
  }

  // Goes on with addresses that may all be connected to, at least one. `next` is called while this is alive.
  template <class Next>
  void addresses_of(const DeliveryTarget& target, Next next) {
    const auto judged = [self = shared_from_this(), next](const std::vector<IpAddress>& found) {
      if (self->finished_) return;
      if (found.empty()) return self->fail(DeliveryCause::unresolvable);
      for (const IpAddress& address : found)
        if (judge(address, self->request_.allowed) != AddressVerdict::allowed)
          return self->fail(DeliveryCause::forbidden_address);
      next(found);
    };
    if (target.address) return judged({*target.address});
    find_(target.host, judged);
  }

  void connect_to(const std::vector<IpAddress>& addresses, std::uint16_t port) {
    resolve_deadline_.cancel();
    addresses_ = addresses;
    port_ = port;
    connect_next(DeliveryCause::unreachable);
  }

  void connect_next(DeliveryCause cause) {
    if (finished_) return;
    if (next_address_ == addresses_.size()) return fail(cause);
    const IpAddress address = addresses_[next_address_++];
    error_code ignored;
    socket_.close(ignored);
    socket_.async_connect(tcp::endpoint(as_asio(address), port_),
                          [self = shared_from_this(), address](error_code error) {
                            if (self->finished_) return;
                            if (error) return self->connect_next(DeliveryCause::unreachable);
                            self->connected(address);
                          });
  }

  void connected(const IpAddress& address) {
    error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    shown_.end.address = as_asio(target_address_.value_or(address)).to_string();
    if (target_address_)
      ask_proxy();
    else
      secure();
  }

  // ---- through a proxy: it is told the address that was checked, not the name ----

  void ask_proxy() {
    const std::string place = host_and_port(*target_address_, request_.target.port);
    outgoing_ = "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n\r\n";
    asio::async_write(socket_, asio::buffer(outgoing_),
                      [self = shared_from_this()](error_code error, std::size_t) {
                        if (self->finished_) return;
                        if (error) return self->fail(DeliveryCause::proxy_refused);
                        self->read_proxy();
                      });
  }

  // Byte by byte, so that nothing is taken of what follows.
  void read_proxy() {
    socket_.async_read_some(asio::buffer(incoming_.data(), 1),
                            [self = shared_from_this()](error_code error, std::size_t size) {
                              if (self->finished_) return;
                              if (error) return self->fail(DeliveryCause::proxy_refused);
                              self->took_proxy(size);
                            });
  }

  void took_proxy(std::size_t size) {
    proxy_answer_.append(incoming_.data(), size);
    if (proxy_answer_.ends_with("\r\n\r\n")) {
      const bool opened = proxy_answer_.starts_with("HTTP/1.") && proxy_answer_.substr(8, 2) == " 2";
      return opened ? secure() : fail(DeliveryCause::proxy_refused);
    }
    if (proxy_answer_.size() >= proxy_answer_max) return fail(DeliveryCause::proxy_refused);
    read_proxy();
  }

  // ---- TLS ----

  void secure() {
    if (!request_.target.tls) return send();
    tls_.emplace(socket_, *request_.tls);
    SSL* const connection = tls_->native_handle();
    if (!request_.target.address) SSL_set_tlsext_host_name(connection, request_.target.host.c_str());
    error_code error;
    tls_->set_verify_callback(ssl::host_name_verification(request_.target.host), error);
    if (error) return fail(DeliveryCause::tls_failed);
    tls_->async_handshake(ssl::stream_base::client, [self = shared_from_this()](error_code failed) {
      if (self->finished_) return;
      self->shown_.end.tls = peer_of(self->tls_->native_handle());
      self->shown_.chain = chain_of(self->tls_->native_handle());
      if (!failed) return self->send();
      const long verified = SSL_get_verify_result(self->tls_->native_handle());
      self->shown_.detail =
          verified == X509_V_OK ? failed.message() : X509_verify_cert_error_string(verified);
      self->fail(DeliveryCause::tls_failed);
    });
  }

  // ---- the request and the answer ----

  void send() {
    shown_.request_headers = request_.headers;
    shown_.request_body = request_.body;
    outgoing_ = "POST " + request_.target.path + " HTTP/1.1\r\nHost: " + request_.target.authority + "\r\n";
    for (const auto& [name, value] : request_.headers) outgoing_ += name + ": " + value + "\r\n";
    outgoing_ += "content-length: " + std::to_string(request_.body.size()) + "\r\nconnection: close\r\n\r\n" +
                 request_.body;
    // A receiver may answer and close before it has read everything; its answer counts, so an error of the
    // write is left to the read.
    const auto written = [self = shared_from_this()](error_code, std::size_t) {
      if (!self->finished_) self->read();
    };
    if (tls_)
      asio::async_write(*tls_, asio::buffer(outgoing_), written);
    else
      asio::async_write(socket_, asio::buffer(outgoing_), written);
  }

  void read() {
    const auto taken = [self = shared_from_this()](error_code error, std::size_t size) {
      if (self->finished_) return;
      self->took(error, size);
    };
    if (tls_)
      tls_->async_read_some(asio::buffer(incoming_), taken);
    else
      socket_.async_read_some(asio::buffer(incoming_), taken);
  }

  void took(error_code error, std::size_t size) {
    if (size > 0) answer_.take({incoming_.data(), size});
    if (error) answer_.ended();
    switch (answer_.state()) {
      case DeliveryAnswer::State::more:
        return error ? fail(DeliveryCause::connection_closed) : read();
      case DeliveryAnswer::State::whole:
        return answered();
      case DeliveryAnswer::State::broken_off:
        return fail(DeliveryCause::connection_closed);
      case DeliveryAnswer::State::malformed:
        return fail(DeliveryCause::answer_malformed);
      case DeliveryAnswer::State::too_long:
        return fail(DeliveryCause::answer_too_long);
    }
  }

  void answered() { finish(cause_of(*answer_.status())); }
  void fail(DeliveryCause cause) { finish(cause); }

  void finish(std::optional<DeliveryCause> cause) {
    if (finished_) return;
    close();
    AttemptEnd& end = shown_.end;
    end.cause = cause;
    end.milliseconds = static_cast<int>(
        std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - begun_).count());
    take_answer();
    if (done_) std::exchange(done_, nullptr)(std::move(shown_));
  }

  // What there is of it.
  void take_answer() {
    AttemptEnd& end = shown_.end;
    end.status = answer_.status();
    if (!end.status) return;
    shown_.response_headers = answer_.headers();
    shown_.response_body = answer_.body();
    end.response_hash = sha256(shown_.response_body);
    end.response_bytes = static_cast<int>(shown_.response_body.size());
    for (const auto& [name, value] : shown_.response_headers) heed(name, value);
  }

  // What the receiver asks for beside its status: Retry-After of HTTP, webhook-delivery as proposed for
  // Standard Webhooks.
  void heed(const std::string& name, const std::string& value) {
    AttemptEnd& end = shown_.end;
    if (name == "retry-after")
      end.retry_after_seconds = retry_after_seconds(value, system_now().milliseconds_since_1970() / 1000);
    const bool failed = end.cause && answer_.state() == DeliveryAnswer::State::whole;
    if (name != "webhook-delivery" || !failed) return;
    if (value == "disable") end.cause = DeliveryCause::gone;
    if (value == "abort-message") end.not_again = true;
  }

  void close() {
    finished_ = true;
    deadline_.cancel();
    resolve_deadline_.cancel();
    error_code ignored;
    socket_.close(ignored);
  }

  asio::io_context& loop_;
  FindAddresses find_;
  DeliveryRequest request_;
  std::function<void(ExchangeShown)> done_;
  tcp::socket socket_;
  std::optional<ssl::stream<tcp::socket&>> tls_;
  asio::steady_timer deadline_;
  asio::steady_timer resolve_deadline_;
  std::vector<IpAddress> addresses_;
  std::size_t next_address_ = 0;
  std::uint16_t port_ = 0;
  std::optional<IpAddress> target_address_;  // behind a proxy
  std::string outgoing_;
  std::string proxy_answer_;
  std::array<char, read_bytes> incoming_{};
  DeliveryAnswer answer_;
  ExchangeShown shown_;
  steady_clock::time_point begun_;
  bool finished_ = false;
};

}  // namespace

std::shared_ptr<DeliveryAttempt> begin_attempt(asio::io_context& loop, const FindAddresses& find,
                                               DeliveryRequest request,
                                               std::function<void(ExchangeShown)> done) {
  auto exchange = std::make_shared<Exchange>(loop, find, std::move(request), std::move(done));
  exchange->begin();
  return exchange;
}

}  // namespace reviewd
