#include "daemon/delivery_signature.hpp"

#include <openssl/evp.h>

#include <array>
#include <memory>

#include "api/webhook_secret.hpp"
#include "domain/assert.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

constexpr std::size_t seed_size = 32;
constexpr std::size_t signature_size = 64;

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeDigestContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

const unsigned char* octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

Key key_of(std::string_view seed) {
  REVIEWD_ASSERT(seed.size() == seed_size);
  Key key{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, octets(seed), seed.size())};
  REVIEWD_ASSERT(key != nullptr);
  return key;
}

std::string signed_by(std::string_view seed, std::string_view message) {
  const Key key = key_of(seed);
  const std::unique_ptr<EVP_MD_CTX, FreeDigestContext> context{EVP_MD_CTX_new()};
  std::string signature(signature_size, '\0');
  std::size_t size = signature.size();
  const bool done = context != nullptr &&
                    EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
                    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                                   octets(message), message.size()) == 1;
  REVIEWD_ASSERT(done && size == signature_size);
  return signature;
}

}  // namespace

std::string signature_of(const SigningSecrets& secrets, std::string_view id, std::string_view timestamp,
                         std::string_view body) {
  std::string message;
  message.reserve(id.size() + timestamp.size() + body.size() + 2);
  message.append(id).append(".").append(timestamp).append(".").append(body);
  std::string written;
  const auto add = [&](std::string_view scheme, std::string_view signature) {
    written.append(written.empty() ? "" : " ").append(scheme).append(",").append(base64(signature));
  };
  for (const std::string& secret : secrets.shared) add("v1", bytes_of(hmac_sha256(secret, message)));
  for (const std::string& seed : secrets.seeds) add("v1a", signed_by(seed, message));
  return written;
}

MadeKey make_signing_key() {
  std::array<std::uint8_t, seed_size> seed{};
  random_bytes(seed);
  const std::string_view bytes{reinterpret_cast<const char*>(seed.data()), seed.size()};
  const Key key = key_of(bytes);
  std::string public_half(seed_size, '\0');
  std::size_t size = public_half.size();
  REVIEWD_ASSERT(EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(public_half.data()),
                                             &size) == 1);
  return {base64url(bytes), base64url(public_half)};
}

}  // namespace reviewd
