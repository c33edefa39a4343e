#include "api/webhook_secret.hpp"

#include <array>
#include <cstdint>

namespace reviewd {
namespace {

constexpr std::string_view prefix = "whsec_";
constexpr std::string_view usual = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view for_urls = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t secret_bytes_min = 24;
constexpr std::size_t secret_bytes_max = 64;

std::string encoded(std::string_view bytes, std::string_view letters) {
  std::string text;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char byte : bytes) {
    held = held << 8U | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 6; bits -= 6) text += letters[held >> (bits - 6) & 63U];
  }
  if (bits > 0) text += letters[held << (6 - bits) & 63U];
  return text;
}

// Without padding; the bits behind the last byte must be zero.
std::optional<std::string> decoded(std::string_view text, std::string_view letters) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char letter : text) {
    const auto value = letters.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    held = held << 6U | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(held >> bits & 255U);
  }
  if ((held & ((1U << bits) - 1)) != 0) return std::nullopt;
  return bytes;
}

}  // namespace

std::string base64(std::string_view bytes) {
  std::string text = encoded(bytes, usual);
  while (text.size() % 4 != 0) text += '=';
  return text;
}

std::optional<std::string> base64_bytes(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  return decoded(text, usual);
}

std::string base64url(std::string_view bytes) {
  return encoded(bytes, for_urls);
}

std::optional<std::string> base64url_bytes(std::string_view text) {
  return decoded(text, for_urls);
}

std::optional<std::string> secret_bytes(std::string_view secret) {
  if (secret.starts_with(prefix)) secret.remove_prefix(prefix.size());
  return base64_bytes(secret);
}

Result<Personal> secret_to_use(const std::optional<Personal>& given, WebhookWork& work) {
  if (!given) return Personal::of(work.make_secret());
  const std::string& text = *given->text;
  const auto bytes = secret_bytes(text);
  if (!bytes)
    return invalid("/secret", "wrong_value", "A secret is whsec_ and the base64 of 24 to 64 random bytes.");
  if (bytes->size() < secret_bytes_min)
    return invalid("/secret", "secret_too_short", "A secret has at least 24 bytes.");
  if (bytes->size() > secret_bytes_max)
    return invalid("/secret", "too_long", "A secret has at most 64 bytes.");
  return Personal::of(text.starts_with(prefix) ? text : std::string{prefix} + text);
}

}  // namespace reviewd
