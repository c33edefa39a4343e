// One attempt: resolves, checks every address, connects to one of those very addresses, posts, and reads the
// answer, all within one deadline. Follows no redirect and takes no proxy from the environment. Loop thread.
// It knows no webhook and records nothing.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/webhook_work.hpp"
#include "domain/delivery_target.hpp"

namespace reviewd {

// How names are found; DeliveryResolver::find, or what a test puts in its place.
using FindAddresses =
    std::function<void(const std::string& host, std::function<void(const std::vector<IpAddress>&)> done)>;

// All that an attempt needs, so that it looks at nothing that changes.
struct DeliveryRequest {
  DeliveryTarget target;
  std::optional<DeliveryTarget> proxy;
  std::vector<IpRange> allowed;
  std::shared_ptr<boost::asio::ssl::context> tls;  // where the target wants it
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::chrono::milliseconds deadline{10'000};
  std::chrono::milliseconds resolve_deadline{3'000};
  std::size_t answer_bytes_max = 65'536;
};

// One under way.
class DeliveryAttempt {
 public:
  virtual ~DeliveryAttempt() = default;
  // Ends it without calling back.
  virtual void abandon() = 0;
};

// Begins it. `done` is called once, on the loop, later than this returns; `end.started_at` and
// `end.request_hash` are left to whoever asked.
std::shared_ptr<DeliveryAttempt> begin_attempt(boost::asio::io_context& loop, const FindAddresses& find,
                                               DeliveryRequest request,
                                               std::function<void(ExchangeShown)> done);

}  // namespace reviewd
