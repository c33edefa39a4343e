// Shared secrets of webhooks, as Standard Webhooks spells them: "whsec_" and base64. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/webhook_work.hpp"
#include "domain/rejection.hpp"

namespace reviewd {

// Base64 with padding, by the alphabet of RFC 4648 section 4.
std::string base64(std::string_view bytes);
std::optional<std::string> base64_bytes(std::string_view text);
// Base64 for URLs, without padding (section 5).
std::string base64url(std::string_view bytes);
std::optional<std::string> base64url_bytes(std::string_view text);

// The bytes that a secret stands for, with or without its prefix.
std::optional<std::string> secret_bytes(std::string_view secret);

// The secret that was given, with its prefix, or else a fresh one. `invalid`: no base64, "secret_too_short"
// under 24 bytes, "too_long" over 64.
[[nodiscard]] Result<Personal> secret_to_use(const std::optional<Personal>& given, WebhookWork& work);

}  // namespace reviewd
