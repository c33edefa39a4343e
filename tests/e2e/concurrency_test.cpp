// Many clients at the same thing at once, through the real program: one wins, all are told what is so.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <thread>

#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"

namespace reviewd {
namespace {

constexpr std::size_t clients = 8;

// Each asks its question in a thread of its own; the answers in the order of the questions.
template <class Question>
std::vector<std::optional<ApiAnswer>> ask_at_once(const ListeningAt& address, const std::string& token,
                                                  const Question& question) {
  std::vector<std::optional<ApiAnswer>> answers(clients);
  std::vector<std::thread> threads;
  for (std::size_t number = 0; number < clients; ++number)
    threads.emplace_back([&, number] {
      ApiClient client(address, token);
      answers[number] = question(client, number);
    });
  for (std::thread& thread : threads) thread.join();
  return answers;
}

HeaderLines json_with(const std::string& name, const std::string& value) {
  return {{"Content-Type", "application/json"}, {name, value}};
}

// What makes a fired timer the same one: its case, type and data but for how late it was.
std::map<std::string, int> fired_timers(ApiClient& client) {
  std::map<std::string, int> counts;
  for (const char* type : {"reminder_fired", "deadline_passed"}) {
    std::string after = "0";
    while (!after.empty()) {
      const ApiAnswer page =
          client.get("/v1/events?limit=1000&type=" + std::string(type) + "&after=" + after);
      const boost::json::value whole = page.json();
      for (const boost::json::value& event : whole.at("events").as_array()) {
        boost::json::object data = event.at("data").as_object();
        data.erase("late_days");
        ++counts[std::string(type) + " " + std::string(event.at("case_id").as_string()) + " " +
                 boost::json::serialize(data)];
      }
      after = page.at("/next") == "(nothing)" ? "" : page.at("/next");
    }
  }
  return counts;
}

}  // namespace

TEST_CASE("e2e: of many writers on one version one wins and the others are told what happened", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start();
  const std::string token = installation.token({"board_manager", "administrator"});
  ApiClient client(daemon->address(), token);
  const ApiAnswer opened = client.post("/v1/cases", opening_on("2010-01-31"));
  REQUIRE(opened.status == 201);
  const std::string path = opened.header("location");
  const auto answers = ask_at_once(daemon->address(), token, [&](ApiClient& one, std::size_t number) {
    return one.try_ask("POST", path + "/record-facts", json_with("If-Match", opened.header("etag")),
                       number % 2 == 0 ? R"({"facts":{"died":"yes"}})" : R"({"facts":{"died":"no"}})");
  });
  const std::string version = client.get(path).at("/version");
  std::size_t winners = 0;
  for (const auto& answer : answers) {
    REQUIRE(answer);
    if (answer->status == 200) ++winners;
    CHECK((answer->status == 200 || answer->status == 412));
    CHECK(answer->header("etag") == "\"" + version + "\"");
    if (answer->status == 412) CHECK(answer->at("/since/0/types/0") == "facts_recorded");
  }
  CHECK(winners == 1);
}

TEST_CASE("e2e: equal requests at once, under one key, are one command with one answer", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start();
  const std::string token = installation.token({"board_manager", "administrator"});
  const auto answers = ask_at_once(daemon->address(), token, [](ApiClient& one, std::size_t) {
    return one.try_ask("POST", "/v1/cases", json_with("Idempotency-Key", "once"), opening_on("2010-01-31"));
  });
  std::set<std::string> bodies;
  std::size_t firsts = 0;
  for (const auto& answer : answers) {
    REQUIRE(answer);
    CHECK(answer->status == 201);
    bodies.insert(answer->body);
    if (answer->header("idempotency-replayed").empty()) ++firsts;
  }
  CHECK(bodies.size() == 1);
  CHECK(firsts == 1);
  ApiClient client(daemon->address(), token);
  CHECK(client.get("/v1/cases").json().at("cases").as_array().size() == 1);
}

TEST_CASE("e2e: timers fire once each, though the daemon is killed while they do", "[e2e]") {
  const Installation installation;
  auto daemon = installation.start({.test_clock = "2010-02-01T09:00:00Z"});
  const std::string token = installation.token({"board_manager", "administrator"});
  constexpr int cases = 40;
  {
    ApiClient client(daemon->address(), token);
    for (int number = 0; number < cases; ++number)
      REQUIRE(client.post("/v1/cases", opening_on("2010-01-31")).status == 201);
  }
  // Each day is asked for and the daemon killed at once, wherever it is by then; a start goes on from there.
  for (const char* day : {"14", "21", "27", "28"}) {
    const std::string instant = std::string("2010-02-") + day + "T09:00:00Z";
    std::thread mover([&, address = daemon->address()] {
      ApiClient client(address, token);
      const auto answer = client.try_ask("POST", "/v1/test-clock", json_with("Accept", "*/*"),
                                         R"({"now":")" + instant + "\"}");
    });
    ApiClient watcher(daemon->address(), token);
    watcher.try_ask("GET", "/v1/events?limit=1");
    daemon->kill();
    mover.join();
    daemon = installation.start({.test_clock = instant});
  }
  daemon->kill();
  daemon = installation.start({.test_clock = "2010-03-01T09:00:00Z"});
  ApiClient client(daemon->address(), token);
  // The case itself is never behind the clock: reading each fires what is left.
  CHECK(client.get("/v1/cases?limit=1000&overdue=true").json().at("cases").as_array().size() == cases);
  const auto counts = fired_timers(client);
  CHECK(counts.size() == cases * 6);
  for (const auto& [timer, count] : counts) {
    INFO(timer);
    CHECK(count == 1);
  }
}

}  // namespace reviewd
