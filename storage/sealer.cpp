#include "storage/sealer.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <climits>
#include <optional>
#include <span>

#include "domain/assert.hpp"
#include "storage/big_endian.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;
constexpr char place_version = 1;

// Looked up once, as in hash.cpp.
const EVP_CIPHER* cipher_algorithm() {
  static const EVP_CIPHER* const algorithm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  REVIEWD_ASSERT(algorithm != nullptr);
  return algorithm;
}

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

Context make_context() {
  Context context{EVP_CIPHER_CTX_new()};
  REVIEWD_ASSERT(context != nullptr);
  return context;
}

const unsigned char* octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* octets(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

// Each part with its length before it: no two places give the same bytes.
void write_place(const SealedPlace& place, std::string& bytes) {
  bytes.assign(1, place_version);
  for (const std::string_view part : {place.log_id, place.case_id, place.event_type, place.pointer}) {
    REVIEWD_ASSERT(part.size() <= UINT32_MAX);
    append_big_endian(bytes, static_cast<std::uint32_t>(part.size()));
    bytes.append(part);
  }
}

std::unexpected<LogFault> damaged() {
  return std::unexpected(
      LogFault{LogFaultKind::damaged,
               "A sealed value does not open: its key, its place or its bytes are not those it "
               "was sealed with."});
}

bool decrypt(EVP_CIPHER_CTX* context, std::string_view place, std::string_view box, std::string& text) {
  const std::string_view cipher_text = box.substr(nonce_size, box.size() - nonce_size - tag_size);
  std::array<unsigned char, tag_size> tag{};
  std::copy_n(octets(box.substr(box.size() - tag_size)), tag_size, tag.begin());
  text.resize(cipher_text.size());
  int count = 0;
  return EVP_DecryptUpdate(context, nullptr, &count, octets(place), static_cast<int>(place.size())) == 1 &&
         EVP_DecryptUpdate(context, octets(text), &count, octets(cipher_text),
                           static_cast<int>(cipher_text.size())) == 1 &&
         EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1 &&
         EVP_DecryptFinal_ex(context, octets(text) + text.size(), &count) == 1;
}

}  // namespace

struct Sealer::Cipher {
  Context context = make_context();
  std::optional<std::uint64_t>
      keyed;  // the key that the context holds: expanded once for all values of a case
  std::string place;
  std::array<std::uint8_t, nonce_size * 256>
      nonces{};  // drawn many at a time: one draw costs more than a value
  std::size_t nonces_used = nonces.size();

  std::expected<void, LogFault> use_key(const KeyFile& keys, std::uint64_t number);
  std::span<const std::uint8_t, nonce_size> nonce();
  std::string encrypt(std::string_view text);
};

std::expected<void, LogFault> Sealer::Cipher::use_key(const KeyFile& keys, std::uint64_t number) {
  if (keyed == number) return {};
  keyed.reset();
  auto key = keys.key(number);
  if (!key) return std::unexpected(std::move(key.error()));
  REVIEWD_ASSERT(EVP_EncryptInit_ex(context.get(), cipher_algorithm(), nullptr, key->data(), nullptr) == 1);
  OPENSSL_cleanse(key->data(), key->size());
  keyed = number;
  return {};
}

std::span<const std::uint8_t, nonce_size> Sealer::Cipher::nonce() {
  if (nonces_used == nonces.size()) {
    random_bytes(nonces);
    nonces_used = 0;
  }
  const auto next = std::span(nonces).subspan(nonces_used).first<nonce_size>();
  nonces_used += nonce_size;
  return next;
}

std::string Sealer::Cipher::encrypt(std::string_view text) {
  REVIEWD_ASSERT(text.size() <= INT_MAX - nonce_size - tag_size && place.size() <= INT_MAX);
  const auto fresh = nonce();
  std::string box(nonce_size + text.size() + tag_size, '\0');
  std::copy(fresh.begin(), fresh.end(), octets(box));
  unsigned char* const cipher_text = octets(box) + nonce_size;
  int count = 0;
  const bool sealed =
      EVP_EncryptInit_ex(context.get(), nullptr, nullptr, nullptr, fresh.data()) == 1 &&
      EVP_EncryptUpdate(context.get(), nullptr, &count, octets(place), static_cast<int>(place.size())) == 1 &&
      EVP_EncryptUpdate(context.get(), cipher_text, &count, octets(text), static_cast<int>(text.size())) ==
          1 &&
      EVP_EncryptFinal_ex(context.get(), cipher_text + text.size(), &count) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_size, cipher_text + text.size()) == 1;
  REVIEWD_ASSERT(sealed);
  return box;
}

Sealer::Sealer(KeyFile& keys) : keys_(keys), cipher_(std::make_unique<Cipher>()) {}
Sealer::~Sealer() = default;

void Sealer::note(std::string_view case_id, std::uint64_t key_number) {
  key_of_case_.insert_or_assign(std::string(case_id), key_number);
  next_key_ = std::max(next_key_, key_number + 1);
}

std::expected<SealedValue, LogFault> Sealer::seal(const SealedPlace& place, std::string_view text) {
  auto number = key_number_of(place.case_id);
  if (!number) return std::unexpected(std::move(number.error()));
  if (auto keyed = cipher_->use_key(keys_, *number); !keyed) return std::unexpected(std::move(keyed.error()));
  write_place(place, cipher_->place);
  std::string box = cipher_->encrypt(text);
  const Digest digest = value_digest(*number, box);
  return SealedValue{*number, std::move(box), digest};
}

std::expected<std::uint64_t, LogFault> Sealer::key_number_of(std::string_view case_id) {
  if (const auto known = key_of_case_.find(case_id); known != key_of_case_.end()) return known->second;
  const std::uint64_t number = next_key_;
  if (auto reserved = keys_.reserve(number); !reserved) return std::unexpected(std::move(reserved.error()));
  key_of_case_.emplace(case_id, number);
  ++next_key_;
  return number;
}

std::expected<std::string, LogFault> unseal(const KeyFile& keys, const SealedPlace& place,
                                            const SealedValue& value) {
  if (value.box.size() < nonce_size + tag_size || value.box.size() > INT_MAX) return damaged();
  auto key = keys.key(value.key_number);
  if (!key) return std::unexpected(std::move(key.error()));
  const Context context = make_context();
  const bool keyed =
      EVP_DecryptInit_ex(context.get(), cipher_algorithm(), nullptr, key->data(), octets(value.box)) == 1;
  OPENSSL_cleanse(key->data(), key->size());
  REVIEWD_ASSERT(keyed);
  std::string bytes;
  write_place(place, bytes);
  std::string text;
  if (!decrypt(context.get(), bytes, value.box, text)) return damaged();
  return text;
}

}  // namespace reviewd
