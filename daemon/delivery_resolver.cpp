#include "daemon/delivery_resolver.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <csignal>
#include <cstring>
#include <mutex>

namespace reviewd {
namespace {

namespace asio = boost::asio;

// Names that may be asked for at a time; the system has a thread for each of the first twenty.
constexpr std::size_t names_at_a_time = 64;
constexpr std::size_t addresses_max = 16;

std::vector<IpAddress> addresses_in(const addrinfo* found) {
  std::vector<IpAddress> addresses;
  for (const addrinfo* each = found; each != nullptr && addresses.size() < addresses_max;
       each = each->ai_next) {
    IpAddress address;
    if (each->ai_family == AF_INET) {
      sockaddr_in in{};
      std::memcpy(&in, each->ai_addr, sizeof in);
      std::memcpy(address.bytes.data(), &in.sin_addr, 4);
    } else if (each->ai_family == AF_INET6) {
      sockaddr_in6 in{};
      std::memcpy(&in, each->ai_addr, sizeof in);
      address.v6 = true;
      std::memcpy(address.bytes.data(), &in.sin6_addr, 16);
    } else {
      continue;
    }
    if (std::ranges::find(addresses, address) == addresses.end()) addresses.push_back(address);
  }
  return addresses;
}

}  // namespace

// Outlives the resolver for as long as a question is under way. The names belong to the loop.
struct DeliveryResolver::Waiting {
  std::mutex mutex;
  asio::io_context* loop = nullptr;  // null once the resolver is gone, and perhaps the loop with it
  std::map<std::string, std::vector<Done>> names;
};

// What the system holds while it looks a name up; it comes back on a thread of the system's.
struct DeliveryResolver::Question {
  std::shared_ptr<Waiting> waiting;
  std::string host;
  addrinfo hints{};
  gaicb request{};

  static void answered(sigval value) {
    const std::unique_ptr<Question> question{static_cast<Question*>(value.sival_ptr)};
    std::vector<IpAddress> addresses;
    if (::gai_error(&question->request) == 0) addresses = addresses_in(question->request.ar_result);
    if (question->request.ar_result != nullptr) ::freeaddrinfo(question->request.ar_result);
    question->give(addresses);
  }

  void give(const std::vector<IpAddress>& addresses) const {
    const std::lock_guard lock(waiting->mutex);
    if (waiting->loop == nullptr) return;
    asio::post(*waiting->loop, [waiting = waiting, host = host, addresses] {
      const auto asked = waiting->names.find(host);
      const std::vector<Done> all = std::move(asked->second);
      waiting->names.erase(asked);
      for (const Done& each : all) each(addresses);
    });
  }
};

DeliveryResolver::DeliveryResolver(asio::io_context& loop) : waiting_(std::make_shared<Waiting>()) {
  waiting_->loop = &loop;
}

DeliveryResolver::~DeliveryResolver() {
  const std::lock_guard lock(waiting_->mutex);
  waiting_->loop = nullptr;
}

void DeliveryResolver::find(const std::string& host, Done done) {
  if (const auto asked = waiting_->names.find(host); asked != waiting_->names.end()) {
    asked->second.push_back(std::move(done));
    return;
  }
  if (waiting_->names.size() >= names_at_a_time) return done({});
  auto question = std::make_unique<Question>(waiting_, host);
  question->hints.ai_socktype = SOCK_STREAM;
  question->request.ar_name = question->host.c_str();
  question->request.ar_request = &question->hints;
  sigevent notify{};
  notify.sigev_notify = SIGEV_THREAD;
  notify.sigev_notify_function = &Question::answered;
  notify.sigev_value.sival_ptr = question.get();
  gaicb* const request = &question->request;
  if (::getaddrinfo_a(GAI_NOWAIT, const_cast<gaicb**>(&request), 1, &notify) != 0) return done({});
  waiting_->names[host].push_back(std::move(done));
  // The answer takes it back.
  static_cast<void>(question.release());
}

}  // namespace reviewd
