// One attempt over real sockets: where it connects to, whom it trusts, and by which way it goes.
#include "daemon/delivery_attempt.hpp"

#include <catch2/catch.hpp>

#include "daemon/receiver_tls.hpp"
#include "daemon/retry_after.hpp"
#include "tests/support/connect_proxy.hpp"
#include "tests/support/webhook_receiver.hpp"

namespace reviewd {
namespace {

IpAddress address(const char* text) {
  return *IpAddress::parse(text);
}

const std::vector<IpRange> loopback{*IpRange::parse("127.0.0.0/8")};

// A source of addresses that answers with one list after the other, and counts how often it was asked.
struct Names {
  std::vector<std::vector<IpAddress>> answers;
  std::size_t asked = 0;

  FindAddresses find() {
    return [this](const std::string&, const std::function<void(const std::vector<IpAddress>&)>& done) {
      done(answers[std::min(asked++, answers.size() - 1)]);
    };
  }
};

DeliveryRequest request_to(const std::string& url) {
  DeliveryRequest request;
  request.target = *read_target(url, true);
  request.allowed = loopback;
  request.headers = {{"content-type", "application/json"}};
  request.body = "{\"a\":1}";
  request.deadline = std::chrono::seconds{60};
  return request;
}

ExchangeShown ended(DeliveryRequest request, const FindAddresses& find) {
  boost::asio::io_context loop;
  std::optional<ExchangeShown> shown;
  begin_attempt(loop, find, std::move(request), [&](ExchangeShown exchange) { shown = std::move(exchange); });
  loop.run();
  REQUIRE(shown);
  return *shown;
}

std::shared_ptr<boost::asio::ssl::context> trusting(const TestAuthority& authority) {
  return *receiver_tls({authority.certificate(), std::nullopt, std::nullopt});
}

std::string named(const WebhookReceiver& receiver) {
  return receiver.url("receiver.example");
}

}  // namespace

TEST_CASE(
    "attempt: the address that was checked is the one that is connected to, whatever the name says next") {
  WebhookReceiver receiver;
  Names names{{{address("127.0.0.1")}, {address("127.0.0.2")}}};
  const ExchangeShown shown = ended(request_to(named(receiver)), names.find());
  CHECK_FALSE(shown.end.cause);
  CHECK(shown.end.address == "127.0.0.1");
  CHECK(names.asked == 1);
  CHECK(receiver.received().front().headers.at("host") ==
        "receiver.example:" + std::to_string(receiver.port()));
  CHECK(receiver.received().front().body == "{\"a\":1}");
}

TEST_CASE("attempt: one forbidden address among those of a name is enough, and nothing is sent") {
  WebhookReceiver receiver;
  for (const char* forbidden : {"10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "0.0.0.0"}) {
    Names names{{{address("127.0.0.1"), address(forbidden)}}};
    CHECK(ended(request_to(named(receiver)), names.find()).end.cause == DeliveryCause::forbidden_address);
  }
  DeliveryRequest request = request_to(receiver.url());
  request.allowed.clear();
  CHECK(ended(std::move(request), {}).end.cause == DeliveryCause::forbidden_address);
  CHECK(receiver.received().empty());
}

TEST_CASE("attempt: the next address is tried where the first does not answer") {
  WebhookReceiver receiver;
  Names names{{{address("127.0.0.9"), address("127.0.0.1")}}};
  CHECK_FALSE(ended(request_to(named(receiver)), names.find()).end.cause);
  Names nobody{{{address("127.0.0.9")}}};
  CHECK(ended(request_to(named(receiver)), nobody.find()).end.cause == DeliveryCause::unreachable);
}

TEST_CASE("attempt: a name without an address, or without an answer in time, is unresolvable") {
  Names empty{{{}}};
  CHECK(ended(request_to("http://receiver.example/"), empty.find()).end.cause == DeliveryCause::unresolvable);
  DeliveryRequest request = request_to("http://receiver.example/");
  request.resolve_deadline = std::chrono::milliseconds{1};
  const FindAddresses never = [](const std::string&, const auto&) {};
  CHECK(ended(std::move(request), never).end.cause == DeliveryCause::unresolvable);
}

TEST_CASE("attempt: TLS is judged by name, by authority and by date") {
  const TestAuthority authority;
  const TestAuthority stranger;
  Names names{{{address("127.0.0.1")}}};
  const auto cause = [&](const IssuedCertificate& certificate, const TestAuthority& trusted) {
    WebhookReceiver receiver(certificate);
    DeliveryRequest request = request_to(named(receiver));
    request.tls = trusting(trusted);
    const ExchangeShown shown = ended(std::move(request), names.find());
    CHECK(shown.detail.empty() == !shown.end.cause);
    CHECK(receiver.received().empty() == shown.end.cause.has_value());
    return shown.end.cause;
  };
  CHECK_FALSE(cause(authority.issue("receiver.example"), authority));
  CHECK(cause(authority.issue("other.example"), authority) == DeliveryCause::tls_failed);
  CHECK(cause(authority.issue("127.0.0.1"), authority) == DeliveryCause::tls_failed);
  CHECK(cause(authority.issue("receiver.example"), stranger) == DeliveryCause::tls_failed);
  CHECK(cause(authority.issue("receiver.example", -1), authority) == DeliveryCause::tls_failed);
}

TEST_CASE("attempt: the receiver may want a certificate of ours") {
  const TestAuthority authority;
  WebhookReceiver receiver(authority.issue("127.0.0.1"), &authority);
  DeliveryRequest without = request_to(receiver.url());
  without.tls = trusting(authority);
  CHECK(ended(std::move(without), {}).end.cause);
  const IssuedCertificate ours = authority.issue("reviewd.example");
  DeliveryRequest with = request_to(receiver.url());
  with.tls = *receiver_tls({authority.certificate(), ours.certificate, ours.key});
  CHECK_FALSE(ended(std::move(with), {}).end.cause);
  CHECK(receiver.received().back().client_certificate == "reviewd.example");
}

TEST_CASE("attempt: certificates that cannot be used are named") {
  const TestAuthority authority;
  const IssuedCertificate ours = authority.issue("reviewd.example");
  const IssuedCertificate other = authority.issue("other.example");
  CHECK(receiver_tls({"no PEM", std::nullopt, std::nullopt}).error().pointer == "/authorities");
  CHECK(receiver_tls({std::nullopt, "no PEM", ours.key}).error().pointer == "/client_certificate");
  CHECK(receiver_tls({std::nullopt, ours.certificate, "no PEM"}).error().pointer == "/client_key");
  CHECK(receiver_tls({std::nullopt, ours.certificate, other.key}).error().pointer == "/client_key");
}

TEST_CASE("attempt: a proxy is judged like a target, and told the address that was checked") {
  const TestAuthority authority;
  WebhookReceiver receiver(authority.issue("receiver.example"));
  ConnectProxy proxy;
  Names names{{{address("127.0.0.1")}}};
  DeliveryRequest request = request_to(named(receiver));
  request.tls = trusting(authority);
  request.proxy = read_target(proxy.url(), true).value();
  const ExchangeShown shown = ended(request, names.find());
  CHECK_FALSE(shown.end.cause);
  CHECK(proxy.asked() ==
        std::vector<std::string>{"CONNECT 127.0.0.1:" + std::to_string(receiver.port()) + " HTTP/1.1"});
  Names inwards{{{address("10.0.0.1")}}};
  CHECK(ended(request, inwards.find()).end.cause == DeliveryCause::forbidden_address);
  CHECK(proxy.asked().size() == 1);
  ConnectProxy refusing("HTTP/1.1 407 Who are you\r\n\r\n");
  request.proxy = read_target(refusing.url(), true).value();
  CHECK(ended(request, names.find()).end.cause == DeliveryCause::proxy_refused);
}

TEST_CASE("attempt: interim answers are passed over, and an answer may end with the connection") {
  WebhookReceiver receiver;
  receiver.answer_with(Manners{103, "Link: </a>\r\n\r\nHTTP/1.1 202 Taken\r\n", "body", Manners::Odd::none});
  const ExchangeShown shown = ended(request_to(receiver.url()), {});
  CHECK(shown.end.status == 202);
  CHECK(shown.response_body == "body");
}

TEST_CASE("attempt: a receiver that failed may ask not to be sent this event, or anything, again") {
  WebhookReceiver receiver;
  const auto ended_by = [&](int status, const std::string& asked) {
    receiver.answer_with(Manners{status, "Webhook-Delivery: " + asked + "\r\n", "", Manners::Odd::none});
    return ended(request_to(receiver.url()), {}).end;
  };
  CHECK(ended_by(403, "disable").cause == DeliveryCause::gone);
  const AttemptEnd aborted = ended_by(422, "abort-message");
  CHECK(aborted.cause == DeliveryCause::refused);
  CHECK(aborted.not_again);
  CHECK_FALSE(ended_by(202, "disable").cause);
  CHECK_FALSE(ended_by(202, "abort-message").not_again);
  CHECK_FALSE(ended_by(500, "soon").not_again);
}

TEST_CASE("attempt: one that is abandoned does not call back") {
  boost::asio::io_context loop;
  WebhookReceiver receiver;
  const auto attempt =
      begin_attempt(loop, {}, request_to(receiver.url()), [](const ExchangeShown&) { FAIL(); });
  attempt->abandon();
  loop.run();
}

TEST_CASE("Retry-After: seconds, or a date as RFC 9110 wants it sent") {
  constexpr std::int64_t now = 784'111'777;  // 1994-11-06T08:49:37Z
  CHECK(retry_after_seconds("120", now) == 120);
  CHECK(retry_after_seconds("0", now) == 0);
  CHECK(retry_after_seconds("Sun, 06 Nov 1994 08:50:37 GMT", now) == 60);
  CHECK(retry_after_seconds("Sun, 06 Nov 1994 08:48:37 GMT", now) == 0);
  CHECK(retry_after_seconds("99999999999999999999", now) == INT32_MAX);
  for (const char* value : {"", "-1", "1.5", "soon", "Sun, 31 Feb 1994 08:50:37 GMT", "12 s"})
    CHECK_FALSE(retry_after_seconds(value, now));
}

}  // namespace reviewd
