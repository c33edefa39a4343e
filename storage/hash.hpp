// Hashes and random bytes, over OpenSSL. Any thread: each thread keeps a context of its own between calls, so
// that no call looks an algorithm up again. What is hashed, and in which order, is said in storage/FORMAT.md.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "domain/types.hpp"

namespace reviewd {

// SHA-256 of bytes that come piece by piece. One thread at a time.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  // Takes in the next bytes.
  Sha256& add(std::string_view bytes);
  // Takes in the 32 bytes of a digest.
  Sha256& add(const Digest& digest);
  // The digest of all that was added since the last `finish`; begins anew.
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// SHA-256 of `bytes`.
Digest sha256(std::string_view bytes);

// HMAC-SHA-256 (RFC 2104) of `bytes` under `key`, of any length.
Digest hmac_sha256(std::string_view key, std::string_view bytes);

// Fills `bytes` from the operating system's generator, by way of OpenSSL. Where there is no randomness to be
// had the process ends: an identifier, a nonce or a key that can be guessed is worse than no daemon.
void random_bytes(std::span<std::uint8_t> bytes);

// The 32 bytes of a digest, as the functions above take bytes. The view lives as long as the digest.
inline std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes().data()), Digest::size};
}

// A digest from exactly 32 bytes; the caller has checked the length.
Digest digest_from(std::string_view bytes);

}  // namespace reviewd
