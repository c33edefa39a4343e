// Receivers with bad manners, before the real program: each costs its own webhook a failed attempt and no
// other one anything.
#include <boost/json/array.hpp>
#include <catch2/catch.hpp>

#include "tests/support/network_apart.hpp"
#include "tests/support/webhook_town.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;
using Odd = Manners::Odd;

struct BadManners {
  std::string path;
  Manners manners;
  std::string cause;
};

const std::vector<BadManners>& all_bad_manners() {
  static const std::vector<BadManners> all{
      {"/silent", {202, "", "", Odd::silent}, "timed_out"},
      {"/trickle", {202, "", "", Odd::trickle}, "timed_out"},
      {"/half", {202, "", "", Odd::half}, "connection_closed"},
      {"/closes", {202, "", "", Odd::closes}, "connection_closed"},
      {"/endless", {202, "", "", Odd::endless}, "answer_too_long"},
      {"/long-header", {202, "", "", Odd::long_header}, "answer_too_long"},
      {"/gibberish", {202, "", "", Odd::gibberish}, "answer_malformed"},
      {"/long", {202, "", std::string(70'000, 'x'), Odd::none}, "answer_too_long"},
      {"/500", {500, "", "no", Odd::none}, "receiver_failed"},
      {"/400", {400, "", "no", Odd::none}, "refused"},
      {"/429", {429, "Retry-After: 3600\r\n", "", Odd::none}, "too_many_requests"},
      {"/inwards",
       {302, "Location: http://169.254.169.254/latest/meta-data/\r\n", "", Odd::none},
       "redirected"},
      {"/home", {307, "Location: /inside\r\n", "", Odd::none}, "redirected"},
      // To the receiver itself, which would see it.
      {"/loopback", {308, "Location: <itself>\r\n", "", Odd::none}, "redirected"},
  };
  return all;
}

// `itself` is an address of the receiver.
Manners manners_of(const ReceivedRequest& request, const std::string& itself) {
  constexpr std::string_view place = "<itself>";
  for (const BadManners& each : all_bad_manners()) {
    if (request.line != "POST " + each.path + " HTTP/1.1") continue;
    Manners manners = each.manners;
    if (const auto at = manners.fields.find(place); at != std::string::npos)
      manners.fields.replace(at, place.size(), itself);
    return manners;
  }
  return {};
}

std::string path_of(const ApiAnswer& made) {
  REQUIRE(made.status == 201);
  return "/v1/webhooks/" + made.at("/webhook_id");
}

std::string add(WebhookTown& town, const std::string& path, const std::string& more = "") {
  return path_of(
      town.try_to_add("{" + town.usual_members(path) + R"(,"event_types":["case_opened"])" + more + "}"));
}

// The incident of this kind; null where there is none.
json::value incident_of(WebhookTown& town, std::string_view kind) {
  for (const json::value& each : town.client().get("/v1/incidents").json().at("incidents").as_array())
    if (each.at("kind").as_string() == kind) return each;
  return nullptr;
}

json::value first_delivery(WebhookTown& town, const std::string& webhook) {
  const json::value list = town.client().get(webhook + "/deliveries").json();
  return list.at("deliveries").at(0);
}

}  // namespace

TEST_CASE("e2e: a receiver with bad manners fails in its own way and holds up no other one", "[e2e]") {
  // One of them points off this machine.
  const NetworkApart network;
  if (!network.made()) return;
  WebhookTown town({.test_clock = "2010-02-01T09:00:00Z"}, "[limits]\ndelivery_seconds = 2\n");
  town.receiver().answer_with([itself = town.receiver().url("127.0.0.1", "/inside")](
                                  const ReceivedRequest& request) { return manners_of(request, itself); });
  std::vector<std::string> webhooks;
  for (const BadManners& each : all_bad_manners()) webhooks.push_back(add(town, each.path));
  const std::string good = add(town, "/good");
  const std::string wrong_name = path_of(
      town.try_to_add(R"({"url":")" + town.receiver().url("localhost") +
                      R"(","allowed_ranges":["127.0.0.1/32","::1/128"],"event_types":["case_opened"]})"));
  town.open_case();
  town.when_count("delivered", 1, good);
  for (std::size_t at = 0; at < webhooks.size(); ++at) {
    town.when_count("failing", 1, webhooks[at]);
    const json::value delivery = first_delivery(town, webhooks[at]);
    INFO(all_bad_manners()[at].path);
    CHECK(delivery.at("cause").as_string() == all_bad_manners()[at].cause);
    CHECK(delivery.at("retry_at").is_string());
  }
  town.when_count("failing", 1, wrong_name);
  CHECK(first_delivery(town, wrong_name).at("cause").as_string() == "tls_failed");
  for (const ReceivedRequest& request : town.receiver().received())
    CHECK(request.line.find("inside") == std::string::npos);

  // The manners become good; each event is sent again with its first id and the same bytes.
  const std::size_t before = town.receiver().received().size();
  town.receiver().answer_with(Manners{});
  town.move_clock("2010-02-01T09:30:00Z");
  for (std::size_t at = 0; at < webhooks.size(); ++at) {
    const bool held = all_bad_manners()[at].path == "/429";
    town.when_count(held ? "failing" : "delivered", 1, webhooks[at]);
  }
  town.move_clock("2010-02-01T10:30:00Z");
  for (const std::string& webhook : webhooks) town.when_count("delivered", 1, webhook);
  const auto received = town.receiver().received();
  CHECK(received.size() > before);
  for (const ReceivedRequest& request : received) {
    CHECK(request.headers.at("webhook-id") == received.front().headers.at("webhook-id"));
    CHECK(request.body == received.front().body);
  }
}

TEST_CASE("e2e: a receiver that is gone is disabled, and a person has it go on", "[e2e]") {
  WebhookTown town({.test_clock = "2010-02-01T09:00:00Z"});
  town.receiver().answer_with(Manners{410, "", "", Odd::none});
  const std::string webhook = add(town, "/hook");
  town.open_case();
  town.when_count("failing", 1, webhook);
  CHECK(town.client().get(webhook).at("/status") == "disabled");
  CHECK(town.client().get("/v1/incidents").at("/incidents/0/kind") == "webhook_disabled");
  town.receiver().answer_with(Manners{});
  town.move_clock("2010-02-02T09:00:00Z");
  CHECK(town.client().get(webhook).at("/deliveries/failing") == "1");
  REQUIRE(town.client().post(webhook + "/resume", "{}").status == 200);
  town.when_count("delivered", 1, webhook);
  CHECK(town.client().get("/v1/incidents").json().at("incidents").as_array().empty());
}

TEST_CASE("e2e: a statutory delivery that nobody takes for seven days becomes an incident and is never lost",
          "[e2e]") {
  WebhookTown town({.test_clock = "2010-02-01T09:00:00Z"});
  town.receiver().go_down();
  const std::string webhook = add(town, "/hook", R"(,"statutory":true,"owner":"Head of safeguarding")");
  CHECK(town.client().post(webhook + "/confirm", "{}").status == 409);
  REQUIRE(town.second().post(webhook + "/confirm", "{}").status == 200);
  town.open_case();
  town.when_count("failing", 1, webhook);
  CHECK(first_delivery(town, webhook).at("cause").as_string() == "unreachable");
  for (const char* day : {"02", "03", "05", "07", "08T09:01"}) {
    const std::string moment{day};
    town.move_clock("2010-02-" + (moment.size() > 2 ? moment + ":00Z" : moment + "T09:00:00Z"));
    town.client().get(webhook);
  }
  town.when_count("exhausted", 1, webhook);
  const json::value incident = incident_of(town, "delivery_exhausted");
  CHECK(incident.at("owner").as_string() == "Head of safeguarding");
  CHECK(incident.as_object().contains("duties"));
  town.receiver().come_up();
  town.move_clock("2010-03-01T09:00:00Z");
  CHECK(town.client().get(webhook).at("/deliveries/exhausted") == "1");
  const std::string delivery{first_delivery(town, webhook).at("delivery_id").as_string()};
  REQUIRE(town.client().post("/v1/deliveries/" + delivery + "/redeliver", "{}").status == 200);
  town.when_count("delivered", 1, webhook);
  CHECK(town.client().get("/v1/incidents").json().at("incidents").as_array().empty());
}

TEST_CASE("e2e: a ping shows what was sent and answered, and who was there", "[e2e]") {
  WebhookTown town;
  const std::string webhook = add(town, "/hook");
  const ApiAnswer ping = town.client().post(webhook + "/ping", "{}");
  REQUIRE(ping.status == 200);
  CHECK(ping.at("/outcome") == "delivered");
  CHECK(ping.at("/response/status") == "202");
  CHECK(ping.at("/chain/0/subject") == "CN=127.0.0.1");
  CHECK(ping.at("/chain/0/issuer") == "CN=Authority of a test");
  CHECK(ping.at("/request/headers/webhook-id") ==
        town.receiver().received().front().headers.at("webhook-id"));
  town.receiver().go_down();
  CHECK(town.client().post(webhook + "/ping", "{}").at("/cause") == "unreachable");
}

}  // namespace reviewd
