// Secrets and keys of webhooks, opened from the log when they are first needed and kept in memory. Loop
// thread; opening is done elsewhere.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/application.hpp"
#include "daemon/delivery_signature.hpp"

namespace reviewd {

// Opens sealed values of the register, off the loop; the callback comes on the loop.
using OpenSealed =
    std::function<void(std::vector<PersonalShown>, std::function<void(std::vector<PersonalShown>)>)>;

// What one delivery is signed with and how its receiver is judged.
struct UsedSecrets {
  SigningSecrets signing;
  std::shared_ptr<boost::asio::ssl::context> tls;
};

// Keeps what was opened for as long as the process runs.
class DeliverySecrets {
 public:
  explicit DeliverySecrets(OpenSealed open) : open_(std::move(open)) {}

  // Those of a webhook at this moment; at once where they are known. Nothing: they could not be opened, or
  // the certificates cannot be used.
  void of(const Webhook& webhook, Instant now, std::function<void(const UsedSecrets*)> done);

 private:
  // Where a value is sealed: its event and its pointer.
  using Place = std::pair<EventId, std::string>;
  std::vector<Place> places_of(const Webhook& webhook, Instant now) const;
  bool use(const Webhook& webhook, Instant now, UsedSecrets& into);

  OpenSealed open_;
  std::map<Place, std::string> opened_;
  std::map<Identifier, std::shared_ptr<boost::asio::ssl::context>> tls_;
};

}  // namespace reviewd
