// SHA-256 and HMAC against the published values of FIPS 180-2 and RFC 4231.
#include "storage/hash.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace reviewd {
namespace {

TEST_CASE("SHA-256 gives the values of its standard", "[storage][hash]") {
  CHECK(sha256("").text() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc").text() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256(std::string(1'000'000, 'a')).text() ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a hash fed piece by piece equals that of the whole, and begins anew after each digest",
          "[storage][hash]") {
  Sha256 hash;
  CHECK(hash.add("a").add("").add("bc").finish() == sha256("abc"));
  CHECK(hash.add("abc").finish() == sha256("abc"));
  CHECK(hash.add(sha256("abc")).finish() == sha256(bytes_of(sha256("abc"))));
}

TEST_CASE("HMAC-SHA-256 gives the values of RFC 4231", "[storage][hash]") {
  CHECK(hmac_sha256(std::string(20, '\x0b'), "Hi There").text() ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hmac_sha256("Jefe", "what do ya want for nothing?").text() ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")
            .text() == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("two draws of random bytes differ", "[storage][hash]") {
  std::array<std::uint8_t, 32> first{};
  std::array<std::uint8_t, 32> second{};
  random_bytes(first);
  random_bytes(second);
  CHECK(first != second);
}

}  // namespace
}  // namespace reviewd
