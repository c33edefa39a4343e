// How the TLS of one webhook's receiver is judged: by the authorities of the system or by its own, with a
// certificate of ours where it wants one. Made once for each webhook; any thread, one at a time.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/webhook_work.hpp"

namespace reviewd {

// What is trusted and shown, as PEM.
struct TlsMaterial {
  std::optional<std::string> authorities;
  std::optional<std::string> certificate;
  std::optional<std::string> key;
};

// TLS 1.2 with ephemeral keys, or 1.3; no renegotiation. The fault names the member of the request that
// cannot be used: "/authorities", "/client_certificate" or "/client_key".
[[nodiscard]] std::expected<std::shared_ptr<boost::asio::ssl::context>, Fault> receiver_tls(
    const TlsMaterial& material);

// Who is at the other end of a connection, and the certificates that were shown, the receiver's first.
std::optional<TlsPeer> peer_of(SSL* connection);
std::vector<CertificateShown> chain_of(SSL* connection);

}  // namespace reviewd
