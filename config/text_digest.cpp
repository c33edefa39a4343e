#include "config/text_digest.hpp"

#include <openssl/evp.h>

#include "domain/assert.hpp"

namespace reviewd {

Digest digest_of_text(std::string_view text) {
  std::array<std::uint8_t, Digest::size> bytes{};
  unsigned int length = 0;
  const int done = EVP_Digest(text.data(), text.size(), bytes.data(), &length, EVP_sha256(), nullptr);
  REVIEWD_ASSERT(done == 1 && length == Digest::size);
  return Digest{bytes};
}

}  // namespace reviewd
