// Deliveries of a daemon that is killed again and again: nothing is missed, and what comes again is the same.
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/support/webhook_town.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// What a receiver saw, judged by itself: order within each case, and equal bytes under equal ids.
struct Seen {
  std::map<std::string, std::string> body_of;              // by id
  std::map<std::string, std::vector<std::string>> firsts;  // of each case: sequences as they first came

  explicit Seen(const std::vector<ReceivedRequest>& received) {
    for (const ReceivedRequest& request : received) {
      const json::value event = json::parse(request.body);
      const std::string id{event.at("id").as_string()};
      const auto [known, fresh] = body_of.try_emplace(id, request.body);
      CHECK(known->second == request.body);
      if (fresh)
        firsts[std::string{event.at("subject").as_string()}].emplace_back(event.at("sequence").as_string());
    }
  }
};

std::size_t events_of_cases(ApiClient& client) {
  std::size_t count = 0;
  std::string path = "/v1/events?limit=1000";
  while (true) {
    const json::value page = client.get(path).json();
    for (const json::value& event : page.at("events").as_array()) count += event.at("case_id").is_string();
    const json::value* next = page.as_object().if_contains("next");
    if (next == nullptr) return count;
    path = "/v1/events?limit=1000&after=" + std::string{next->as_string()};
  }
}

}  // namespace

TEST_CASE("e2e: deliveries go on after kill -9 with no event missed, in order of each case", "[e2e]") {
  WebhookTown town;
  std::size_t failures = 0;
  town.receiver().answer_with([&failures](const ReceivedRequest&) {
    return ++failures % 5 == 0 ? Manners{500, "", "", Manners::Odd::none} : Manners{};
  });
  town.add_webhook();
  std::vector<std::string> cases;
  for (int life = 0; life < 4; ++life) {
    for (int count = 0; count < 5; ++count) cases.push_back(town.open_case());
    for (const std::string& path : cases) town.record(path, life % 2 == 0);
    REQUIRE(town.receiver().wait_for(static_cast<std::size_t>(life + 1) * 8));
    town.kill_and_start();
  }
  town.receiver().answer_with(Manners{});
  // What failed comes again within seconds.
  town.when_count("failing", 0);
  town.when_count("waiting", 0);
  const Seen seen(town.receiver().received());
  CHECK(seen.body_of.size() == events_of_cases(town.client()));
  CHECK(seen.firsts.size() == cases.size());
  for (const auto& [case_id, sequences] : seen.firsts)
    CHECK(std::is_sorted(sequences.begin(), sequences.end()));
}

TEST_CASE("e2e: a start that folds the log again sends nothing that was sent", "[e2e]") {
  WebhookTown town;
  town.add_webhook();
  town.open_case();
  town.when_count("waiting", 0);
  const std::size_t before = town.receiver().received().size();
  CHECK(town.stop_and_start() == 0);
  town.open_case();
  town.when_count("waiting", 0);
  const auto received = town.receiver().received();
  std::set<std::string> ids;
  for (const ReceivedRequest& request : received) ids.insert(request.headers.at("webhook-id"));
  CHECK(ids.size() == received.size());
  CHECK(received.size() > before);
}

TEST_CASE("e2e: after a log was accepted as it is, deliveries wait for a person and keep their names",
          "[e2e]") {
  WebhookTown town;
  town.add_webhook();
  town.open_case();
  town.when_count("waiting", 0);
  const std::string first = town.receiver().received().front().headers.at("webhook-id");
  const std::string old_log = first.substr(0, first.find('.'));
  town.lose_the_anchor();
  CHECK(town.client().get(town.webhook_path()).at("/status") == "waiting_after_restore");
  CHECK(town.client().get("/v1/incidents").at("/incidents/0/kind") == "webhook_waits_after_restore");
  const std::size_t before = town.receiver().received().size();
  town.open_case();
  const ApiAnswer waiting = town.client().get(town.webhook_path());
  CHECK(waiting.at("/restore/receiver_may_have_after").starts_with(old_log + "."));
  CHECK(waiting.at("/restore/goes_on_from") == waiting.at("/cursor"));
  CHECK(town.receiver().received().size() == before);
  REQUIRE(town.client().post(town.webhook_path() + "/resume", "{}").status == 200);
  town.when_count("waiting", 0);
  const auto received = town.receiver().received();
  REQUIRE(received.size() > before);
  CHECK_FALSE(received.back().headers.at("webhook-id").starts_with(old_log));
  const std::string delivery{town.delivery_of(first, "delivered").at("delivery_id").as_string()};
  REQUIRE(town.client().post("/v1/deliveries/" + delivery + "/redeliver", "{}").status == 200);
  REQUIRE(town.receiver().wait_for(received.size() + 1));
  CHECK(town.receiver().received().back().headers.at("webhook-id") == first);
  CHECK(town.receiver().received().back().body == town.receiver().received().front().body);
}

}  // namespace reviewd
