// Webhooks as their routes show and refuse them.
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "api/delivery_payload.hpp"
#include "api/webhook_secret.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/every_event.hpp"
#include "tests/support/service_bench.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

class WebhookBench {
 public:
  WebhookBench() {
    bench.bench().enter_board("Elsewhere LSCB");
    bench.issue("administrator", {Role::administrator});
    bench.issue("second", {Role::administrator});
    bench.issue("local", {Role::administrator}, {"Anytown LSCB"});
    bench.issue("elsewhere", {Role::administrator, Role::board_manager}, {"Elsewhere LSCB"});
    bench.issue("manager", {Role::board_manager});
    bench.issue("auditor", {Role::auditor});
  }

  Response post(const std::string& path, const std::string& body,
                const std::string& token = "administrator") {
    return bench.send("POST " + path, token, "", body);
  }
  json::value add(const std::string& more = "", const std::string& token = "administrator") {
    const Response answer = post("/v1/webhooks", R"({"url":"https://receiver.example/")" + more + "}", token);
    INFO(*answer.body);
    REQUIRE(answer.status == 201);
    return json::parse(*answer.body);
  }
  // The pointer and the code of the first fault.
  std::string fault_of(const std::string& body) {
    const Response answer = post("/v1/webhooks", body);
    REQUIRE(answer.status == 422);
    const json::value fault = json::parse(*answer.body).at("errors").at(0);
    return std::string{fault.at("pointer").as_string()} + " " + std::string{fault.at("code").as_string()};
  }

  ServiceBench bench;
};

std::string path_of(const json::value& webhook) {
  return "/v1/webhooks/" + std::string{webhook.at("webhook_id").as_string()};
}

std::string code_of(const Response& answer) {
  return std::string{json::parse(*answer.body).at("code").as_string()};
}

}  // namespace

TEST_CASE("webhooks: what cannot be delivered to is said when it is saved") {
  WebhookBench bench;
  CHECK(bench.fault_of(R"({"url":"https://127.0.0.1/"})") == "/url forbidden_address");
  CHECK(bench.fault_of(R"({"url":"https://[::ffff:10.0.0.1]/"})") == "/url forbidden_address");
  CHECK(bench.fault_of(R"({"url":"https://169.254.169.254/"})") == "/url forbidden_address");
  CHECK(bench.fault_of(R"({"url":"https://0x7f.1/"})") == "/url odd_address");
  CHECK(bench.fault_of(R"({"url":"ftp://receiver.example/"})") == "/url not_https");
  CHECK(bench.fault_of(R"({"url":"https://a:b@receiver.example/"})") == "/url credentials_in_url");
  CHECK(bench.fault_of(R"({"url":"receiver"})") == "/url not_a_url");
  CHECK(bench.fault_of(R"({"url":"https://receiver.example/","event_types":["no_such"]})") ==
        "/event_types/0 unknown_event_type");
  CHECK(
      bench.fault_of(R"({"url":"https://receiver.example/","event_types":["case_opened","token_added"]})") ==
      "/event_types/1 unknown_event_type");
  CHECK(bench.fault_of(R"({"url":"https://receiver.example/","allowed_ranges":["0.0.0.0/0"]})") ==
        "/allowed_ranges/0 not_a_range");
  CHECK(bench.fault_of(R"({"url":"https://receiver.example/","secret":"whsec_c2hvcnQ="})") ==
        "/secret secret_too_short");
  CHECK(bench.fault_of(R"({"url":"https://receiver.example/","secret":"no base64"})") ==
        "/secret wrong_value");
  CHECK(bench.fault_of(R"({"url":"https://receiver.example/","boards":["Nowhere"]})") ==
        "/boards/0 unknown_board");
  CHECK(bench.fault_of(R"({"url":"https://receiver.example/","proxy":"http://10.0.0.1:3128"})") ==
        "/proxy forbidden_address");
  CHECK(bench.fault_of(R"({"url":"https://receiver.example/","client_key":"x"})") ==
        "/client_certificate required");
  CHECK(bench.fault_of(R"({"url":"https://receiver.example/","sekret":"x"})") == "/sekret unknown_member");
  CHECK(bench.bench.bench().engine().register_state().webhooks.empty());
}

TEST_CASE("webhooks: plain http is taken only while the listener itself is on loopback") {
  WebhookBench bench;
  const std::string body = R"({"url":"http://127.0.0.1:9/","allowed_ranges":["127.0.0.0/8"]})";
  bench.bench.webhook_work().http_allowed_ = false;
  CHECK(bench.fault_of(body) == "/url not_https");
  bench.bench.webhook_work().http_allowed_ = true;
  CHECK(bench.post("/v1/webhooks", body).status == 201);
}

TEST_CASE("webhooks: a name that leads to a forbidden address today is refused at once") {
  WebhookBench bench;
  bench.bench.webhook_work().found_ = {{"/url", "forbidden_address", "It leads inwards."}};
  CHECK(bench.fault_of(R"({"url":"https://receiver.example/"})") == "/url forbidden_address");
  CHECK(bench.bench.bench().engine().register_state().webhooks.empty());
}

TEST_CASE("webhooks: a secret is shown once, and only where it was made here") {
  WebhookBench bench;
  const json::value made = bench.add();
  CHECK(secret_bytes(made.at("secret").as_string())->size() == 32);
  const std::string given = "whsec_" + base64(std::string(24, 'x'));
  const json::value brought = bench.add(R"(,"secret":")" + given + "\"");
  CHECK(brought.at("secret").is_null());
  for (const json::value* webhook : {&made, &brought}) {
    const Response read = bench.bench.send("GET " + path_of(*webhook), "administrator");
    CHECK(read.body->find("whsec_") == std::string::npos);
  }
  const Response events = bench.bench.send("GET /v1/events?type=webhook_added", "administrator");
  CHECK(events.body->find("whsec_") == std::string::npos);
  CHECK(events.body->find("sealed_in") != std::string::npos);
}

TEST_CASE("webhooks: no secret stays in the state, only where it is sealed") {
  WebhookBench bench;
  bench.add();
  const Webhook& webhook = bench.bench.bench().engine().register_state().webhooks.front();
  CHECK_FALSE(webhook.added.secret->text);
  CHECK_FALSE(webhook.added.key);
  CHECK(webhook.secrets.size() == 1);
  CHECK(webhook.keys.size() == 1);
}

TEST_CASE("webhooks: a new secret and a new key take over while the old ones still sign") {
  WebhookBench bench;
  const json::value made = bench.add();
  const Response rotated = bench.post(path_of(made) + "/rotate-secret", R"({"overlap_hours":2})");
  REQUIRE(rotated.status == 200);
  const json::value now = json::parse(*rotated.body);
  CHECK(now.at("secret").as_string() != made.at("secret").as_string());
  REQUIRE(now.at("keys").as_array().size() == 2);
  CHECK(now.at("keys").at(0).at("until").is_null());
  CHECK(now.at("keys").at(1).at("until").as_string() == "2010-02-01T14:00:00.000Z");
  const auto published = [&] {
    return json::parse(*bench.bench.send("GET /.well-known/jwks.json", "").body).at("keys").as_array().size();
  };
  CHECK(published() == 2);
  bench.post("/v1/test-clock", R"({"now":"2010-02-01T14:00:00Z"})");
  CHECK(published() == 1);
}

TEST_CASE("webhooks: who may not see all its boards does not know of it") {
  WebhookBench bench;
  const json::value all = bench.add();
  const json::value local = bench.add("", "local");
  CHECK(local.at("boards").at(0).as_string() == "Anytown LSCB");
  CHECK(bench.bench.send("GET " + path_of(all), "local").status == 404);
  CHECK(bench.bench.send("GET " + path_of(local), "local").status == 200);
  CHECK(bench.bench.send("GET " + path_of(local), "elsewhere").status == 404);
  CHECK(bench.bench.send("DELETE " + path_of(local), "elsewhere").status == 404);
  CHECK(bench.post(path_of(local) + "/pause", "{}", "elsewhere").status == 404);
  const Response list = bench.bench.send("GET /v1/webhooks", "local");
  CHECK(json::parse(*list.body).at("webhooks").as_array().size() == 1);
  CHECK(bench.bench.send("GET " + path_of(all), "manager").status == 403);
}

TEST_CASE("webhooks: a delivery is seen by administrators of its webhook and by who sees its case") {
  WebhookBench bench;
  const json::value webhook = bench.add();
  REQUIRE(bench.post("/v1/cases", opening_on("2010-01-31"), "manager").status == 201);
  const Response list = bench.bench.send("GET " + path_of(webhook) + "/deliveries", "administrator");
  const json::value first = json::parse(*list.body).at("deliveries").at(0);
  CHECK(first.at("state").as_string() == "waiting");
  CHECK(first.at("type").as_string() == "case_opened");
  const std::string path = "/v1/deliveries/" + std::string{first.at("delivery_id").as_string()};
  CHECK(bench.bench.send("GET " + path, "administrator").status == 200);
  CHECK(bench.bench.send("GET " + path, "manager").status == 200);
  CHECK(bench.bench.send("GET " + path, "elsewhere").status == 404);
  CHECK(bench.post(path + "/waive", R"({"reason":"x"})", "auditor").status == 403);
  CHECK(bench.post(path + "/waive", R"({"reason":""})", "manager").status == 422);
  CHECK(bench.post(path + "/waive", R"({"reason":"Told by telephone."})", "manager").status == 200);
  CHECK(code_of(bench.post(path + "/waive", R"({"reason":"Again."})", "manager")) == "delivery_done");
  const json::value read = json::parse(*bench.bench.send("GET " + path, "manager").body);
  CHECK(read.at("state").as_string() == "waived");
  CHECK(read.at("records").at(0).at("type").as_string() == "delivery_waived");
}

TEST_CASE("webhooks: what statutory ones wait for stands on the list of incidents with its clocks") {
  WebhookBench bench;
  const json::value webhook = bench.add(R"(,"statutory":true,"owner":"Head of safeguarding")");
  CHECK(code_of(bench.post(path_of(webhook) + "/confirm", "{}")) == "second_person_needed");
  CHECK(bench.post(path_of(webhook) + "/confirm", "{}", "second").status == 200);
  REQUIRE(bench.post("/v1/cases", opening_on("2010-01-31"), "manager").status == 201);
  Engine& engine = bench.bench.bench().engine();
  const Identifier id = engine.register_state().webhooks.front().id();
  DeliveryAttempted attempt;
  attempt.webhook_id = id;
  attempt.event = *engine.deliveries().of(id)->open().begin();
  attempt.outcome = DeliveryOutcome::failed;
  attempt.cause = DeliveryCause::receiver_failed;
  bench.bench.bench().send(DeliveryCommand{RecordAttempt{attempt, true, true}});
  const json::value list = json::parse(*bench.bench.send("GET /v1/incidents", "manager").body);
  REQUIRE(list.at("incidents").as_array().size() == 2);
  for (const json::value& incident : list.at("incidents").as_array()) {
    CHECK(incident.at("owner").as_string() == "Head of safeguarding");
    CHECK(incident.at("statutory").as_bool());
    if (incident.at("kind").as_string() != "delivery_exhausted") continue;
    CHECK(incident.as_object().contains("duties"));
  }
  const json::value seen = json::parse(*bench.bench.send("GET /v1/incidents", "elsewhere").body);
  for (const json::value& incident : seen.at("incidents").as_array())
    CHECK(incident.at("kind").as_string() == "webhook_unreachable");
}

TEST_CASE("webhooks: a statutory delivery that is held up leads to its clocks and their packs") {
  WebhookBench bench;
  bench.add(R"(,"statutory":true,"event_types":["decision_recorded"])");
  const Response opened = bench.post("/v1/cases", opening_on("2010-01-31"), "manager");
  REQUIRE(opened.status == 201);
  const std::string path = "/v1/cases/" + std::string{json::parse(*opened.body).at("case_id").as_string()};
  REQUIRE(bench.bench
              .send("POST " + path + "/record-decision", "manager", "If-Match: *\r\n",
                    decision_on("conduct", "2010-02-01"))
              .status == 200);
  const auto incidents = [&](const std::string& token) {
    return json::parse(*bench.bench.send("GET /v1/incidents", token).body).at("incidents").as_array();
  };
  bench.post("/v1/test-clock", R"({"now":"2010-02-08T11:59:59Z"})");
  CHECK(incidents("manager").empty());
  bench.post("/v1/test-clock", R"({"now":"2010-02-08T12:00:00Z"})");
  REQUIRE(incidents("manager").size() == 1);
  const json::value incident = incidents("manager").at(0);
  CHECK(incident.at("kind") == "delivery_held_up");
  CHECK(incident.at("cause") == "awaiting_confirmation");
  CHECK(incident.at("incident_id") == incident.at("delivery_id"));
  CHECK(incident.at("owner") == "administrator");
  const json::array& duties = incident.at("duties").as_array();
  REQUIRE_FALSE(duties.empty());
  for (const json::value& duty : duties)
    CHECK(bench.bench.send("GET " + std::string{duty.at("pack").as_string()}, "manager").status == 200);
  CHECK(incidents("elsewhere").empty());
}

TEST_CASE("payload: a thin one refers, a full one holds the open members, and no personal one anywhere") {
  Commit commit;
  commit.position = Position{42};
  commit.subject.case_id = CaseId{};
  for (const Event& event : every_event(true)) commit.events.push_back(event);
  WebhookAdded webhook;
  webhook.source = "https://reviewd.example";
  for (const auto kind : {WebhookPayload::thin, WebhookPayload::full}) {
    webhook.payload = kind;
    for (std::uint32_t index = 0; index < commit.events.size(); ++index) {
      const std::string body = delivery_payload(webhook, "log.42.0", commit, index);
      CHECK(body.find("personal ") == std::string::npos);
      CHECK(body.find("sealed") == std::string::npos);
      const json::value event = json::parse(body);
      CHECK(event.at("data").as_object().contains("data") == (kind == WebhookPayload::full));
      CHECK(body == delivery_payload(webhook, "log.42.0", commit, index));
    }
  }
  const json::value event = json::parse(delivery_payload(webhook, "log.42.1", commit, 1));
  CHECK(event.at("sequence").as_string() == "00000000000000000042.000001");
  CHECK(event.at("dataschema").as_string() ==
        "https://reviewd.example/openapi.json#/components/schemas/EventContent");
}

TEST_CASE("secrets: base64 of both alphabets is read back, and nothing else is") {
  for (std::size_t size = 0; size < 70; ++size) {
    std::string bytes;
    for (std::size_t at = 0; at < size; ++at) bytes += static_cast<char>(at * 37 + size);
    CHECK(base64_bytes(base64(bytes)) == bytes);
    CHECK(base64url_bytes(base64url(bytes)) == bytes);
  }
  CHECK(base64("\xfb\xff") == "+/8=");
  CHECK(base64url("\xfb\xff") == "-_8");
  for (const char* text : {"A", "AB=", "AB==C", "A===", "AB=A", "!AAA", "AB", "AC=="})
    CHECK_FALSE(base64_bytes(text));
}

}  // namespace reviewd
