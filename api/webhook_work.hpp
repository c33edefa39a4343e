// What the routes of webhooks need of the daemon beside the engine: keys and secrets made by chance, a look
// at a target, a ping, and what the dispatch has in mind. Loop thread only; callbacks come on the loop
// thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/delivery_dispatch.hpp"

namespace reviewd {

// One certificate of the other side.
struct CertificateShown {
  std::string subject;
  std::string issuer;
  Digest sha256;
  std::string not_before;  // as OpenSSL writes it
  std::string not_after;
};

// One message sent and what was answered, whole, for the person who asked for it.
struct ExchangeShown {
  AttemptEnd end;
  std::vector<std::pair<std::string, std::string>> request_headers;
  std::string request_body;
  std::vector<std::pair<std::string, std::string>> response_headers;
  std::string response_body;  // as far as it was read
  std::vector<CertificateShown> chain;
  std::string detail;  // more about a failure of TLS, as OpenSSL says it
};

// A private key as it is made: seed and public half, 32 bytes each in base64url.
struct MadeKey {
  std::string private_key;
  std::string public_key;
};

// The daemon as the routes of webhooks see it; tests put a small one in its place.
class WebhookWork {
 public:
  virtual ~WebhookWork() = default;

  // Whether the listener is on loopback, so that plain http is taken.
  virtual bool http_allowed() const = 0;
  // The address by which receivers reach this daemon.
  virtual std::string source() const = 0;
  virtual std::string make_secret() = 0;
  virtual MadeKey make_key() = 0;
  // Whether certificates and key can be used, and whether the host's addresses, where it has any now, are all
  // allowed. Gives what is wrong; nothing when all is well, or when no address can be found yet.
  virtual void look_at(const WebhookAdded& added, std::function<void(std::vector<Fault>)> done) = 0;
  // Posts a message that is no event. The webhook is there.
  virtual void ping(const Identifier& webhook_id, std::function<void(ExchangeShown)> done) = 0;
  virtual const DeliveryDispatch& dispatch() const = 0;
};

}  // namespace reviewd
