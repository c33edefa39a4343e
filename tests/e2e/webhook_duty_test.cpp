// A duty to tell, done by a webhook or by hand: both ways end in the same evidence.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <catch2/catch.hpp>

#include "tests/support/command_bodies.hpp"
#include "tests/support/webhook_town.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// Decided on Friday 1 May 2015: Ofsted is to be told within five working days, which is by 11 May.
class Decided {
 public:
  Decided() : town({.test_clock = "2015-05-01T09:00:00Z"}) {
    const ApiAnswer made =
        town.try_to_add("{" + town.usual_members() +
                        R"(,"event_types":["decision_recorded"],"statutory":true,"recipient":"ofsted",)" +
                        R"("owner":"Head of safeguarding"})");
    REQUIRE(made.status == 201);
    webhook = "/v1/webhooks/" + made.at("/webhook_id");
    REQUIRE(town.second().post(webhook + "/confirm", "{}").status == 200);
  }
  std::string decide() {
    const ApiAnswer opened = town.client().post("/v1/cases", opening_on("2015-04-20"));
    REQUIRE(opened.status == 201);
    std::string path = opened.header("location");
    REQUIRE(town.client().command(path + "/record-decision", decision_on("conduct", "2015-05-01")).status ==
            200);
    return path;
  }
  // The duty to tell Ofsted, once it stands like this.
  json::value duty(const std::string& path, const std::string& state) {
    while (true) {
      for (const json::value& deadline : town.client().get(path).json().at("deadlines").as_array())
        if (deadline.at("deadline_id") == "notify-ofsted" && deadline.at("state").as_string() == state)
          return deadline;
      REQUIRE_FALSE(town.daemon().process().ends_within(std::chrono::milliseconds{20}));
    }
  }
  json::array notices(const std::string& path) {
    return town.client().get(path).json().at("notifications").as_array();
  }
  // The incident about a delivery of this case; null where there is none.
  json::value incident(const std::string& path) {
    const std::string case_id = path.substr(path.rfind('/') + 1);
    for (const json::value& each : town.client().get("/v1/incidents").json().at("incidents").as_array())
      if (const auto* of = each.as_object().if_contains("case_id");
          of != nullptr && of->as_string() == case_id)
        return each;
    return nullptr;
  }

  WebhookTown town;
  std::string webhook;
};

// The clock of the duty to tell Ofsted among those of an incident.
json::value ofsted_clock(const json::value& incident) {
  for (const json::value& duty : incident.at("duties").as_array())
    if (duty.at("deadline_id") == "notify-ofsted") return duty;
  return nullptr;
}

}  // namespace

TEST_CASE("e2e: what a statutory webhook delivered meets the duty, and the notice names the delivery",
          "[e2e]") {
  Decided scene;
  const std::string path = scene.decide();
  const json::value met = scene.duty(path, "met");
  CHECK(met.at("met_on") == "2015-05-01");
  const json::array notices = scene.notices(path);
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].at("recipient") == "ofsted");
  CHECK(notices[0].at("sent_on") == "2015-05-01");
  const std::string reference{notices[0].at("reference").as_string()};
  const ApiAnswer delivery = scene.town.client().get("/v1/deliveries/" + reference);
  REQUIRE(delivery.status == 200);
  CHECK(delivery.at("/state") == "delivered");
  CHECK(delivery.at("/case_id") == path.substr(path.rfind('/') + 1));
  CHECK(delivery.at("/records/0/attempt/status") == "202");
  CHECK(delivery.at("/records/0/attempt/tls/subject") == "CN=127.0.0.1");
  // The panel was told of nothing.
  bool panel = false;
  for (const json::value& deadline : scene.town.client().get(path).json().at("deadlines").as_array())
    panel =
        panel || (deadline.at("deadline_id") == "notify-national-panel" && deadline.at("state") == "running");
  CHECK(panel);
  // Neither a start nor a second delivery tells it again.
  scene.town.kill_and_start();
  REQUIRE(scene.town.client().post("/v1/deliveries/" + reference + "/redeliver", "{}").status == 200);
  REQUIRE(scene.town.receiver().wait_for(2));
  scene.town.when_count("delivered", 1, scene.webhook);
  CHECK(scene.notices(path).size() == 1);
  // Nor does it where a person said that the notice was none to Ofsted.
  const std::string event{notices[0].at("event").as_string()};
  REQUIRE(scene.town.client()
              .command(path + "/correct-fact", correction_of(event, "/recipient", "family"))
              .status == 200);
  scene.duty(path, "running");
  scene.town.kill_and_start();
  CHECK(scene.notices(path).size() == 1);
}

TEST_CASE("e2e: what nobody takes becomes an incident with its running clock, and is told by hand", "[e2e]") {
  Decided scene;
  scene.town.receiver().go_down();
  const std::string path = scene.decide();
  const std::string other = scene.decide();
  scene.town.when_count("failing", 2, scene.webhook);
  CHECK(scene.incident(path).is_null());
  for (const char* day : {"02", "03", "05", "07", "08"}) {
    scene.town.move_clock("2015-05-" + std::string{day} + "T09:05:00Z");
    scene.town.client().get(scene.webhook);
  }
  for (const std::string& each : {path, other}) {
    const json::value incident = scene.incident(each);
    REQUIRE_FALSE(incident.is_null());
    CHECK(incident.at("owner") == "Head of safeguarding");
    CHECK(incident.at("statutory").as_bool());
    CHECK(ofsted_clock(incident).at("state") == "running");
    CHECK(ofsted_clock(incident).at("due_on") == "2015-05-11");
  }
  scene.town.move_clock("2015-05-11T23:00:00Z");  // midnight in London
  scene.duty(path, "overdue");
  const json::value clock = ofsted_clock(scene.incident(path));
  CHECK(clock.at("state") == "overdue");

  // The pack that the incident leads to is filled, sent, and acknowledged.
  const ApiAnswer pack = scene.town.client().get(std::string{clock.at("pack").as_string()});
  REQUIRE(pack.status == 200);
  CHECK(pack.at("/form/form") == "ofsted-notification");
  const std::string acknowledged =
      R"({"deadline":"notify-ofsted","acknowledged_on":"2015-05-12","by":"Ofsted","reference":"O-1"})";
  REQUIRE(scene.town.client().command(path + "/record-acknowledgement", acknowledged).status == 200);
  CHECK(scene.duty(path, "met_late").at("met_on") == "2015-05-12");
  CHECK(ofsted_clock(scene.incident(path)).is_null());
  const std::string delivery{scene.incident(path).at("delivery_id").as_string()};
  REQUIRE(scene.town.client()
              .post("/v1/deliveries/" + delivery + "/waive", R"({"reason":"Told by letter."})")
              .status == 200);
  CHECK(scene.incident(path).is_null());
  CHECK_FALSE(scene.incident(other).is_null());
  const std::string metrics = scene.town.client().get("/metrics").body;
  CHECK(metrics.find("\nreviewd_incidents_open{kind=\"webhook_unreachable\"} ") != std::string::npos);
}

}  // namespace reviewd
