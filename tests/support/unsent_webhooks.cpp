#include "tests/support/unsent_webhooks.hpp"

#include "api/webhook_secret.hpp"

namespace reviewd {

std::string UnsentWebhooks::make_secret() {
  return "whsec_" + base64(std::string(32, static_cast<char>('a' + made_++ % 26)));
}

MadeKey UnsentWebhooks::make_key() {
  const char letter = static_cast<char>('a' + made_++ % 26);
  return {base64url(std::string(32, letter)), base64url(std::string(32, static_cast<char>(letter - 32)))};
}

void UnsentWebhooks::ping(const Identifier&, std::function<void(ExchangeShown)> done) {
  ExchangeShown shown;
  shown.end.status = 202;
  shown.end.address = "192.0.2.1";
  shown.end.tls = TlsPeer{"TLSv1.3", Digest{}, "CN = receiver.example", "CN = authority.example"};
  shown.request_headers = {{"webhook-id", "ping"}};
  shown.request_body = "{}";
  shown.response_headers = {{"content-length", "0"}};
  shown.chain = {{"CN = receiver.example", "CN = authority.example", Digest{}, "a", "b"}};
  done(std::move(shown));
}

}  // namespace reviewd
