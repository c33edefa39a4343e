// The look at a target before it is saved: whether its certificates can be used, and whether delivery could
// connect to where its names lead today.
#include <boost/asio/steady_timer.hpp>

#include "daemon/delivery_runner.hpp"
#include "daemon/receiver_tls.hpp"

namespace reviewd {
namespace {

constexpr std::chrono::seconds look_deadline{3};

// One look, over one or two names. Gone when all have answered or the time is over.
class TargetLook : public std::enable_shared_from_this<TargetLook> {
 public:
  TargetLook(boost::asio::io_context& loop, std::vector<IpRange> allowed,
             std::function<void(std::vector<Fault>)> done)
      : timer_(loop), allowed_(std::move(allowed)), done_(std::move(done)) {}

  void begin(const FindAddresses& find, const std::vector<std::pair<std::string, std::string>>& names) {
    left_ = names.size();
    if (left_ == 0) return end();
    timer_.expires_after(look_deadline);
    timer_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
      // What cannot be found now is judged when it is sent to.
      if (!error) self->end();
    });
    for (const auto& [pointer, host] : names)
      find(host, [self = shared_from_this(), pointer](const std::vector<IpAddress>& found) {
        self->judge_all(pointer, found);
      });
  }

 private:
  void judge_all(const std::string& pointer, const std::vector<IpAddress>& found) {
    for (const IpAddress& address : found)
      if (judge(address, allowed_) != AddressVerdict::allowed) {
        faults_.push_back({pointer, "forbidden_address",
                           "This name leads to an address that is not public; allowed_ranges must hold it."});
        break;
      }
    if (--left_ == 0) end();
  }

  void end() {
    timer_.cancel();
    if (done_) std::exchange(done_, nullptr)(std::move(faults_));
  }

  boost::asio::steady_timer timer_;
  std::vector<IpRange> allowed_;
  std::function<void(std::vector<Fault>)> done_;
  std::vector<Fault> faults_;
  std::size_t left_ = 0;
};

void add_name(std::vector<std::pair<std::string, std::string>>& names, const char* pointer,
              const std::string& url) {
  const auto target = read_target(url, true);
  if (target && !target->address) names.emplace_back(pointer, target->host);
}

}  // namespace

void DeliveryRunner::look_at(const WebhookAdded& added, std::function<void(std::vector<Fault>)> done) {
  TlsMaterial material{added.authorities, added.client_certificate, std::nullopt};
  if (added.client_key) material.key = added.client_key->text;
  if (const auto usable = receiver_tls(material); !usable) return done({usable.error()});
  std::vector<IpRange> allowed;
  for (const std::string& text : added.allowed_ranges)
    if (const auto range = IpRange::parse(text)) allowed.push_back(*range);
  std::vector<std::pair<std::string, std::string>> names;
  add_name(names, "/url", added.url);
  if (added.proxy) add_name(names, "/proxy", *added.proxy);
  std::make_shared<TargetLook>(loop_, std::move(allowed), std::move(done))->begin(means_.find, names);
}

}  // namespace reviewd
