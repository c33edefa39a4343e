// Signatures of deliveries (Standard Webhooks): HMAC-SHA-256 as "v1", Ed25519 as "v1a". Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/webhook_work.hpp"

namespace reviewd {

// What one webhook signs with at the moment, newest first. Never logged, never shown.
struct SigningSecrets {
  std::vector<std::string> shared;  // the bytes
  std::vector<std::string> seeds;   // of Ed25519, 32 bytes each
};

// The value of webhook-signature over "<id>.<timestamp>.<body>": one signature for each secret and each key.
std::string signature_of(const SigningSecrets& secrets, std::string_view id, std::string_view timestamp,
                         std::string_view body);

// A key pair of Ed25519 from the system's source of chance.
MadeKey make_signing_key();

}  // namespace reviewd
