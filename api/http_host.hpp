// Decides whether a request is meant for this server: its Host field must be the listening address,
// "localhost" or a configured name. Keeps a page of a foreign name from talking to a daemon on loopback (DNS
// rebinding), and keeps a proxy and this server from taking the same request for two different places. Pure;
// loop thread.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http_message.hpp"
#include "api/http_refusal.hpp"

namespace reviewd {

// Made once, when the listening port is known.
class HttpHostNames {
 public:
  // `address` is numeric, without brackets, empty for a Unix socket; `port` 0 for a Unix socket. A name
  // without a port is good without one and with the listening port; a name with a port is good with that port
  // only.
  HttpHostNames(std::string_view address, std::uint16_t port, const std::vector<std::string>& names);

  // 400 when the field is missing, there twice or no host at all; 421 when it is somebody else's.
  [[nodiscard]] std::expected<void, HttpRefusal> check(const HeaderFields& fields) const;

 private:
  struct Name {
    std::string host;
    std::optional<std::uint16_t> port;
  };

  std::vector<Name> names_;
  std::uint16_t listening_port_;
};

}  // namespace reviewd
