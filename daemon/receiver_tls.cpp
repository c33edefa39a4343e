#include "daemon/receiver_tls.hpp"

#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "domain/assert.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

namespace asio = boost::asio;
namespace ssl = asio::ssl;

struct FreeBytes {
  void operator()(BIO* bytes) const { BIO_free(bytes); }
};
using Bytes = std::unique_ptr<BIO, FreeBytes>;

std::string written_into(const Bytes& bytes) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(bytes.get(), &text);
  return {text, static_cast<std::size_t>(std::max<long>(size, 0))};
}

std::string text_of(const X509_NAME* name) {
  const Bytes bytes{BIO_new(BIO_s_mem())};
  X509_NAME_print_ex(bytes.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
  return written_into(bytes);
}

std::string text_of(const ASN1_TIME* time) {
  const Bytes bytes{BIO_new(BIO_s_mem())};
  ASN1_TIME_print(bytes.get(), time);
  return written_into(bytes);
}

Digest digest_of(const X509* certificate) {
  std::array<std::uint8_t, Digest::size> bytes{};
  unsigned size = 0;
  REVIEWD_ASSERT(X509_digest(certificate, EVP_sha256(), bytes.data(), &size) == 1 && size == bytes.size());
  return Digest{bytes};
}

std::unexpected<Fault> cannot_be_used(std::string_view pointer) {
  return std::unexpected(Fault{std::string{pointer}, "not_a_certificate",
                               "This is no PEM that can be used here, or certificate and key do not fit."});
}

asio::const_buffer buffer_of(const std::string& text) {
  return asio::buffer(text.data(), text.size());
}

}  // namespace

std::expected<std::shared_ptr<ssl::context>, Fault> receiver_tls(const TlsMaterial& material) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_client);
  boost::system::error_code error;
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(context->native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20");
  SSL_CTX_set_options(context->native_handle(), SSL_OP_NO_RENEGOTIATION);
  context->set_verify_mode(ssl::verify_peer, error);
  if (material.authorities)
    context->add_certificate_authority(buffer_of(*material.authorities), error);
  else
    context->set_default_verify_paths(error);
  if (error) return cannot_be_used("/authorities");
  if (!material.certificate || !material.key) return context;
  context->use_certificate_chain(buffer_of(*material.certificate), error);
  if (error) return cannot_be_used("/client_certificate");
  context->use_private_key(buffer_of(*material.key), ssl::context::pem, error);
  if (error || SSL_CTX_check_private_key(context->native_handle()) != 1) return cannot_be_used("/client_key");
  return context;
}

std::optional<TlsPeer> peer_of(SSL* connection) {
  const X509* certificate = SSL_get0_peer_certificate(connection);
  if (certificate == nullptr) return std::nullopt;
  return TlsPeer{SSL_get_version(connection), digest_of(certificate),
                 text_of(X509_get_subject_name(certificate)), text_of(X509_get_issuer_name(certificate))};
}

std::vector<CertificateShown> chain_of(SSL* connection) {
  std::vector<CertificateShown> chain;
  const STACK_OF(X509)* certificates = SSL_get_peer_cert_chain(connection);
  for (int at = 0; certificates != nullptr && at < sk_X509_num(certificates); ++at) {
    const X509* each = sk_X509_value(certificates, at);
    chain.push_back({text_of(X509_get_subject_name(each)), text_of(X509_get_issuer_name(each)),
                     digest_of(each), text_of(X509_get0_notBefore(each)), text_of(X509_get0_notAfter(each))});
  }
  return chain;
}

}  // namespace reviewd
