// Deliveries of the real program to a real receiver over TLS.
#include <openssl/evp.h>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <catch2/catch.hpp>

#include "api/webhook_secret.hpp"
#include "storage/hash.hpp"
#include "tests/support/node_tools.hpp"
#include "tests/support/webhook_town.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

std::string part_of_signature(const ReceivedRequest& request, const std::string& scheme) {
  const std::string& all = request.headers.at("webhook-signature");
  const auto at = all.find(scheme + ",");
  if (at == std::string::npos) return "";
  const auto begin = at + scheme.size() + 1;
  return *base64_bytes(all.substr(begin, all.find(' ', begin) - begin));
}

std::string signed_text(const ReceivedRequest& request) {
  return request.headers.at("webhook-id") + "." + request.headers.at("webhook-timestamp") + "." +
         request.body;
}

bool verifies(const std::string& key, const std::string& signature, const std::string& text) {
  const auto octets = [](const std::string& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
  };
  EVP_PKEY* read = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(key), key.size());
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, read);
  const bool verified =
      EVP_DigestVerify(context, octets(signature), signature.size(), octets(text), text.size()) == 1;
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(read);
  return verified;
}

json::object captured(const ReceivedRequest& request) {
  json::object headers;
  for (const auto& [name, value] : request.headers) headers[name] = value;
  return {{"headers", std::move(headers)}, {"body", request.body}};
}

}  // namespace

TEST_CASE("e2e: what is recorded of a case reaches a receiver over TLS, signed, and that is on record",
          "[e2e]") {
  WebhookTown town;
  const json::value webhook = town.add_webhook();
  const std::string secret{webhook.at("secret").as_string()};
  const std::string path = town.open_case();
  REQUIRE(town.receiver().wait_for(1));
  const ReceivedRequest first = town.receiver().received().front();

  SECTION("as a CloudEvent whose id is the name of the event") {
    const json::value event = json::parse(first.body);
    CHECK(event.at("specversion").as_string() == "1.0");
    CHECK(event.at("type").as_string() == "case_opened");
    CHECK("/v1/cases/" + std::string{event.at("subject").as_string()} == path);
    CHECK(event.at("id").as_string() == first.headers.at("webhook-id"));
    CHECK(first.headers.at("content-type") == "application/cloudevents+json; charset=utf-8");
    CHECK(first.line == "POST /hook HTTP/1.1");
    CHECK(event.at("data").at("href").as_string() == std::string{event.at("source").as_string()} + path);
  }
  SECTION("signed by the secret that was shown once, and by the key that is published") {
    const Digest expected = hmac_sha256(*secret_bytes(secret), signed_text(first));
    CHECK(part_of_signature(first, "v1") == bytes_of(expected));
    const json::value keys = town.client().get("/.well-known/jwks.json").json();
    const std::string key{keys.at("keys").at(0).at("x").as_string()};
    CHECK(verifies(*base64url_bytes(key), part_of_signature(first, "v1a"), signed_text(first)));
    CHECK_FALSE(verifies(*base64url_bytes(key), part_of_signature(first, "v1a"), signed_text(first) + " "));
    const std::string shown = json::serialize(town.client().get(town.webhook_path()).json());
    CHECK(shown.find(secret) == std::string::npos);
  }
  SECTION("with the answer, its hash and the certificate of the receiver") {
    const json::value delivery = town.delivery_of(first.headers.at("webhook-id"), "delivered");
    const json::value attempt = delivery.at("records").at(0).at("attempt");
    CHECK(attempt.at("outcome").as_string() == "delivered");
    CHECK(attempt.at("status").as_int64() == 202);
    CHECK(attempt.at("address").as_string() == "127.0.0.1");
    CHECK(attempt.at("request_hash").as_string() == sha256(first.body).text());
    CHECK(attempt.at("response_hash").as_string() == sha256("").text());
    CHECK(attempt.at("tls").at("subject").as_string() == "CN=127.0.0.1");
    CHECK(std::string{attempt.at("tls").at("protocol").as_string()}.starts_with("TLSv1."));
  }
}

// Bodies and signatures judged by those who wrote the standards, over a rotation too.
TEST_CASE("e2e: libraries of others accept every delivery and refuse what was tampered with", "[e2e]") {
  WebhookTown town;
  const json::value first = town.add_webhook(R"(,"payload":"full")");
  const std::string path = town.open_case();
  town.record(path, true);
  REQUIRE(town.client().post(town.webhook_path() + "/rotate-secret", "{}").status == 200);
  const std::size_t before = town.when_count("waiting", 0).at("deliveries").at("delivered").as_int64() > 0
                                 ? town.receiver().received().size()
                                 : 0;
  const ApiAnswer second = town.client().post(town.webhook_path() + "/rotate-secret", "{}");
  town.record(path, false);
  REQUIRE(town.receiver().wait_for(before + 1));
  json::array deliveries;
  const auto received = town.receiver().received();
  for (std::size_t at = before; at < received.size(); ++at) deliveries.push_back(captured(received[at]));
  const json::object content{{"secrets", json::array{first.at("secret"), second.json().at("secret")}},
                             {"keys", town.client().get("/.well-known/jwks.json").json().at("keys")},
                             {"deliveries", std::move(deliveries)}};
  const auto ran = run_node_script("verify_deliveries.mjs", "standardwebhooks", json::serialize(content));
  if (!ran) return;
  INFO(ran->printed);
  CHECK(ran->code == 0);
}

}  // namespace reviewd
