// Calendar feeds: who makes, reads, sees and revokes them.
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "tests/support/command_bodies.hpp"
#include "tests/support/service_bench.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

struct MadeFeed {
  std::string path;
  std::string resource;
};

class FeedBench {
 public:
  FeedBench() {
    service.bench().enter_board("Otherton LSCB");
    service.issue("manager", {Role::administrator, Role::board_manager});
    service.issue("chair", {Role::chair}, {"Anytown LSCB"});
    service.issue("second", {Role::chair});
    service.issue("administrator", {Role::administrator});
    service.send("POST /v1/cases", "manager", "", opening_on("2010-01-31"));
    service.send(
        "POST /v1/cases", "manager", "",
        R"({"board":"Otherton LSCB","case_label":"Child O","brought_to_attention_on":"2010-01-31"})");
  }
  MadeFeed make(const std::string& token, const std::string& body = "{}") {
    const Response made = service.send("POST /v1/deadline-feeds", token, "", body);
    INFO(*made.body);
    REQUIRE(made.status == 201);
    const json::value document = json::parse(*made.body);
    return {std::string{document.at("path").as_string()},
            "/v1/deadline-feeds/" + std::string{document.at("feed_id").as_string()}};
  }
  Response read(const std::string& path) { return service.send("GET " + path, ""); }
  unsigned revoke(const MadeFeed& feed, const std::string& token) {
    return service.send("DELETE " + feed.resource, token).status;
  }
  std::string labels(const std::string& path) {
    const Response answer = read(path);
    REQUIRE(answer.status == 200);
    std::string found;
    for (const char* label : {"Child A", "Child O"})
      if (answer.body->find(label) != std::string::npos) found += label;
    return found;
  }

  ServiceBench service;
};

}  // namespace

TEST_CASE("feeds: whoever has the address reads what the caller may see, as far as the filters let it") {
  FeedBench bench;
  CHECK(bench.labels(bench.make("manager").path) == "Child AChild O");
  CHECK(bench.labels(bench.make("chair").path) == "Child A");
  CHECK(bench.labels(bench.make("manager", R"({"board":"Otherton LSCB"})").path) == "Child O");
  CHECK(bench.labels(bench.make("manager", R"({"kind":"completion"})").path).empty());
  const MadeFeed decisions = bench.make("manager", R"({"kind":"decision"})");
  CHECK(bench.labels(decisions.path) == "Child AChild O");
  // A filter of the query narrows that of the feed and never widens it.
  CHECK(bench.labels(decisions.path + "&board=Anytown%20LSCB") == "Child A");
  CHECK(bench.labels(decisions.path + "&kind=completion").empty());
  CHECK(bench.labels(bench.make("chair").path + "&board=Otherton%20LSCB").empty());
}

TEST_CASE("feeds: one that is revoked, or whose caller is, is as unknown as one that never was") {
  FeedBench bench;
  const MadeFeed first = bench.make("chair");
  const MadeFeed second = bench.make("chair");
  const std::string unknown = *bench.read("/v1/deadlines.ics?token=never").body;
  CHECK(bench.read("/v1/deadlines.ics?token=never").status == 404);
  CHECK(bench.revoke(first, "second") == 404);
  CHECK(bench.revoke(first, "chair") == 204);
  CHECK(bench.revoke(first, "chair") == 404);
  CHECK(bench.read(first.path).status == 404);
  CHECK(*bench.read(first.path).body == unknown);
  CHECK(bench.read(second.path).status == 200);
  CHECK(bench.revoke(second, "administrator") == 204);
  const MadeFeed third = bench.make("second");
  const json::value feeds = json::parse(*bench.service.send("GET /v1/deadline-feeds", "second").body);
  const auto token_id = Identifier::parse(feeds.at("feeds").at(0).at("token_id").as_string());
  bench.service.bench().send(RegisterCommand{RevokeToken{*token_id}});
  CHECK(bench.read(third.path).status == 404);
  // Without an address or a token nothing is read.
  CHECK(bench.read("/v1/deadlines.ics").status == 401);
}

TEST_CASE("feeds: a caller sees his own, an administrator all, and nobody a secret again") {
  FeedBench bench;
  const MadeFeed made = bench.make("chair", R"({"board":"Anytown LSCB","kind":"decision"})");
  const std::string secret = made.path.substr(made.path.find('=') + 1);
  const auto shown = [&](const std::string& token) {
    const Response answer = bench.service.send("GET /v1/deadline-feeds", token);
    CHECK(answer.body->find(secret) == std::string::npos);
    return json::parse(*answer.body).at("feeds").as_array().size();
  };
  CHECK(shown("chair") == 1);
  CHECK(shown("second") == 0);
  CHECK(shown("administrator") == 1);
  const std::string events = *bench.service.send("GET /v1/events", "manager").body;
  CHECK(events.find("feed_added") != std::string::npos);
  CHECK(events.find(secret) == std::string::npos);
  CHECK(events.find("\"hash\"") == std::string::npos);
  CHECK(bench.revoke(made, "chair") == 204);
  CHECK(shown("chair") == 0);
}

TEST_CASE("feeds: a board that is not known or not to be seen is refused, and so is one feed too many") {
  FeedBench bench;
  const auto refused = [&](const std::string& token, const std::string& body) {
    const Response answer = bench.service.send("POST /v1/deadline-feeds", token, "", body);
    return std::to_string(answer.status) + *answer.body;
  };
  CHECK(refused("chair", R"({"board":"Otherton LSCB"})") == refused("chair", R"({"board":"Nowhere"})"));
  CHECK(refused("chair", R"({"kind":"decisions"})").starts_with("422"));
  CHECK(refused("administrator", "{}").starts_with("403"));
  for (int number = 0; number < feeds_of_a_token_max; ++number) bench.make("chair");
  const std::string full = refused("chair", "{}");
  CHECK(full.starts_with("409"));
  CHECK(full.find("too_many_feeds") != std::string::npos);
  CHECK(bench.make("second").path.starts_with("/v1/deadlines.ics?token="));
}

}  // namespace reviewd
