#include "tests/support/test_authority.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdexcept>

namespace reviewd {
namespace {

constexpr long a_day = 86'400;

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(BIO* bytes) const { BIO_free(bytes); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};
using KeyPair = std::unique_ptr<EVP_PKEY, Free>;
using Certificate = std::unique_ptr<X509, Free>;
using Bytes = std::unique_ptr<BIO, Free>;

void require_made(bool made) {
  if (!made) throw std::runtime_error("a certificate of the test cannot be made");
}

KeyPair fresh_key() {
  KeyPair key{EVP_EC_gen("P-256")};
  require_made(key != nullptr);
  return key;
}

std::string pem_of(const Bytes& bytes) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(bytes.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

std::string pem_of(X509* certificate) {
  const Bytes bytes{BIO_new(BIO_s_mem())};
  require_made(PEM_write_bio_X509(bytes.get(), certificate) == 1);
  return pem_of(bytes);
}

std::string pem_of(EVP_PKEY* key) {
  const Bytes bytes{BIO_new(BIO_s_mem())};
  require_made(PEM_write_bio_PrivateKey(bytes.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return pem_of(bytes);
}

void add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, Free> extension{
      X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str())};
  require_made(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1);
}

Certificate begun(const std::string& subject, EVP_PKEY* key, long serial, int days) {
  Certificate certificate{X509_new()};
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60 * a_day);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * a_day);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(subject.c_str()), -1, -1, 0);
  return certificate;
}

bool is_address(const std::string& name) {
  return name.find_first_not_of("0123456789.:") == std::string::npos;
}

}  // namespace

struct TestAuthority::Keys {
  KeyPair key = fresh_key();
  Certificate certificate;
  long next_serial = 2;
};

TestAuthority::TestAuthority() : keys_(std::make_unique<Keys>()) {
  keys_->certificate = begun("Authority of a test", keys_->key.get(), 1, 30);
  X509* own = keys_->certificate.get();
  X509_set_issuer_name(own, X509_get_subject_name(own));
  add_extension(own, own, NID_basic_constraints, "critical,CA:TRUE");
  add_extension(own, own, NID_key_usage, "critical,keyCertSign");
  require_made(X509_sign(own, keys_->key.get(), EVP_sha256()) != 0);
  certificate_ = pem_of(own);
}
TestAuthority::~TestAuthority() = default;

IssuedCertificate TestAuthority::issue(const std::string& name, int days) const {
  const KeyPair key = fresh_key();
  const Certificate issued = begun(name, key.get(), keys_->next_serial++, days);
  X509_set_issuer_name(issued.get(), X509_get_subject_name(keys_->certificate.get()));
  add_extension(issued.get(), keys_->certificate.get(), NID_subject_alt_name,
                (is_address(name) ? "IP:" : "DNS:") + name);
  require_made(X509_sign(issued.get(), keys_->key.get(), EVP_sha256()) != 0);
  return {pem_of(issued.get()), pem_of(key.get())};
}

}  // namespace reviewd
