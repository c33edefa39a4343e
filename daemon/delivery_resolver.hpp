// Finds the addresses of host names, off the loop: the system's resolver blocks, sometimes for half a minute,
// and Asio asks it one question at a time. Here the system asks for many names at once (getaddrinfo_a), so
// that a name server which hangs for one holds up no other.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "domain/delivery_target.hpp"

namespace reviewd {

// Loop thread. A question under way when this goes is forgotten.
class DeliveryResolver {
 public:
  // Nothing found: an empty list.
  using Done = std::function<void(const std::vector<IpAddress>&)>;

  explicit DeliveryResolver(boost::asio::io_context& loop);
  ~DeliveryResolver();
  DeliveryResolver(const DeliveryResolver&) = delete;
  DeliveryResolver& operator=(const DeliveryResolver&) = delete;

  // Asks for a name, or joins those who wait for it already. `done` comes on the loop, also after whoever
  // asked has given up; empty at once while too many names are being asked for.
  void find(const std::string& host, Done done);

 private:
  struct Waiting;
  struct Question;
  std::shared_ptr<Waiting> waiting_;
};

}  // namespace reviewd
