#include "storage/hash.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cstring>

#include "domain/assert.hpp"

namespace reviewd {
namespace {

// Looked up once: in OpenSSL 3 each EVP_sha256() would otherwise be resolved again at every Init.
const EVP_MD* sha256_algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  REVIEWD_ASSERT(algorithm != nullptr);
  return algorithm;
}

Sha256& hash_of_this_thread() {
  thread_local Sha256 hash;
  return hash;
}

constexpr std::size_t hmac_block = 64;

// The key, padded to a block, with each byte xored with `pad`.
std::array<char, hmac_block> padded_key(std::string_view key, unsigned char pad) {
  std::array<char, hmac_block> block{};
  std::copy(key.begin(), key.end(), block.begin());
  for (char& byte : block) byte = static_cast<char>(static_cast<unsigned char>(byte) ^ pad);
  return block;
}

}  // namespace

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() {
    REVIEWD_ASSERT(context != nullptr && EVP_DigestInit_ex(context, sha256_algorithm(), nullptr) == 1);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

Sha256& Sha256::add(std::string_view bytes) {
  REVIEWD_ASSERT(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
  return *this;
}

Sha256& Sha256::add(const Digest& digest) {
  return add(bytes_of(digest));
}

Digest Sha256::finish() {
  std::array<std::uint8_t, Digest::size> bytes{};
  REVIEWD_ASSERT(EVP_DigestFinal_ex(state_->context, bytes.data(), nullptr) == 1);
  // No algorithm named: the context keeps the one it has.
  REVIEWD_ASSERT(EVP_DigestInit_ex(state_->context, nullptr, nullptr) == 1);
  return Digest{bytes};
}

Digest sha256(std::string_view bytes) {
  return hash_of_this_thread().add(bytes).finish();
}

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
  Digest shortened;
  if (key.size() > hmac_block) {
    shortened = sha256(key);
    key = bytes_of(shortened);
  }
  const auto inner_key = padded_key(key, 0x36);
  const auto outer_key = padded_key(key, 0x5c);
  Sha256& hash = hash_of_this_thread();
  const Digest inner = hash.add({inner_key.data(), inner_key.size()}).add(bytes).finish();
  return hash.add({outer_key.data(), outer_key.size()}).add(inner).finish();
}

void random_bytes(std::span<std::uint8_t> bytes) {
  REVIEWD_ASSERT(bytes.size() <= INT_MAX);
  REVIEWD_ASSERT(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
}

Digest digest_from(std::string_view bytes) {
  REVIEWD_ASSERT(bytes.size() == Digest::size);
  std::array<std::uint8_t, Digest::size> copy{};
  std::memcpy(copy.data(), bytes.data(), copy.size());
  return Digest{copy};
}

}  // namespace reviewd
