// Reading over HTTP through the real program: lists, pages, versions, personal values, and what is not shown.
#include <boost/json/array.hpp>
#include <catch2/catch.hpp>

#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

std::string labelled(const std::string& board, const std::string& label, const std::string& day,
                     const std::string& more = "") {
  return R"({"board":")" + board + R"(","case_label":")" + label + R"(","brought_to_attention_on":")" + day +
         "\"" + more + "}";
}

// Follows `next` to the end of a list; the texts of one member of each entry, in order.
std::vector<std::string> walk(ApiClient& client, const std::string& path, const std::string& list,
                              const std::string& continues, const char* member) {
  std::vector<std::string> found;
  std::string next;
  do {
    const ApiAnswer page = client.get(path + (next.empty() ? "" : "&" + continues + "=" + next));
    REQUIRE(page.status == 200);
    const json::value whole = page.json();
    for (const json::value& entry : whole.at(list).as_array())
      found.emplace_back(entry.at(member).as_string());
    next = whole.as_object().contains("next") ? std::string(whole.at("next").as_string()) : "";
    CHECK((page.header("link").find("rel=\"next\"") != std::string::npos) == !next.empty());
  } while (!next.empty());
  return found;
}

const std::string personal_children =
    R"(,"children":[{"label":"Child A","name":"Zebedee Quillfeather","date_of_birth":"2004-05-06"}])";

}  // namespace

TEST_CASE("e2e: lists come in pages, filtered, in a stable order, as of a day", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start({.test_clock = "2010-04-01T09:00:00Z"});
  ApiClient client(daemon->address(), installation.token({"board_manager", "administrator"}));
  for (int number = 1; number <= 5; ++number)
    REQUIRE(client
                .post("/v1/cases",
                      labelled(number % 2 == 0 ? "Even Board" : "Odd Board", "Case " + std::to_string(number),
                               "2010-03-0" + std::to_string(number)))
                .status == 201);
  const std::vector<std::string> all{"Case 1", "Case 2", "Case 3", "Case 4", "Case 5"};
  CHECK(walk(client, "/v1/cases?limit=2", "cases", "cursor", "case_label") == all);
  CHECK(walk(client, "/v1/cases?board=Even%20Board&limit=1", "cases", "cursor", "case_label") ==
        std::vector<std::string>{"Case 2", "Case 4"});
  CHECK(walk(client, "/v1/cases?q=case%203&limit=9", "cases", "cursor", "case_label") ==
        std::vector<std::string>{"Case 3"});
  CHECK(walk(client, "/v1/cases?as_of=2010-03-02&limit=9", "cases", "cursor", "case_label") ==
        std::vector<std::string>{"Case 1", "Case 2"});
  CHECK(walk(client, "/v1/cases?due_before=2010-04-03&limit=9", "cases", "cursor", "case_label") ==
        std::vector<std::string>{"Case 1", "Case 2"});
  CHECK(walk(client, "/v1/deadlines?limit=2", "deadlines", "cursor", "due_on") ==
        std::vector<std::string>{"2010-04-01", "2010-04-02", "2010-04-03", "2010-04-04", "2010-04-05"});
  CHECK(walk(client, "/v1/deadlines?overdue=true&limit=9", "deadlines", "cursor", "due_on").empty());
  CHECK(walk(client, "/v1/deadlines?overdue=true&as_of=2010-04-03&limit=1", "deadlines", "cursor",
             "due_on") == std::vector<std::string>{"2010-04-01", "2010-04-02"});
  for (const char* bad : {"/v1/cases?limit=0", "/v1/cases?limit=1001", "/v1/cases?cursor=zz",
                          "/v1/cases?status=lost", "/v1/deadlines?overdue=maybe", "/v1/events?after=-1"})
    CHECK(client.get(bad).at("/code") == "bad_parameter");
}

TEST_CASE("e2e: the log is read by position and no page splits a commit", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start({.unix_socket = true});
  ApiClient client(daemon->address(), installation.token({"board_manager", "administrator"}));
  const ApiAnswer opened = client.post("/v1/cases", opening_on("2010-01-31"));
  REQUIRE(opened.status == 201);
  const std::string case_id = opened.at("/case_id");
  const auto whole = walk(client, "/v1/events?limit=1000", "events", "after", "position");
  const auto by_one = walk(client, "/v1/events?limit=1", "events", "after", "position");
  CHECK(whole == by_one);
  CHECK(whole.front() == "1");
  CHECK(whole.back() == opened.at("/version"));
  const auto of_case = walk(client, "/v1/cases/" + case_id + "/events?limit=1", "events", "after", "type");
  CHECK(of_case == walk(client, "/v1/events?case_id=" + case_id + "&limit=3", "events", "after", "type"));
  CHECK(of_case.front() == "case_opened");
  CHECK(walk(client, "/v1/events?type=log_created&limit=5", "events", "after", "position") ==
        std::vector<std::string>{"1"});
  CHECK(client.get("/v1/events?after=" + whole.back()).body == "{\"events\":[]}");
}

TEST_CASE("e2e: a version is an ETag, demanded by commands and kept from changing by the clock", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start({.test_clock = "2010-02-01T09:00:00Z"});
  ApiClient client(daemon->address(), installation.token({"board_manager", "administrator"}));
  const ApiAnswer opened = client.post("/v1/cases", opening_on("2010-01-31"));
  const std::string path = opened.header("location");
  const std::string tag = opened.header("etag");
  CHECK(client.get(path).header("etag") == tag);
  const ApiAnswer unchanged = client.get(path, {{"If-None-Match", "\"7\", W/" + tag}});
  CHECK(unchanged.status == 304);
  CHECK(unchanged.header("etag") == tag);
  CHECK(unchanged.body.empty());
  const ApiAnswer head = client.ask("HEAD", path);
  CHECK(head.status == 200);
  CHECK(head.header("etag") == tag);
  CHECK(std::stoul(head.header("content-length")) == client.get(path).body.size());

  const std::string facts = R"({"facts":{"died":"yes"}})";
  const ApiAnswer without = client.post(path + "/record-facts", facts);
  CHECK(without.status == 428);
  CHECK(without.at("/code") == "version_required");
  CHECK(client.post(path + "/record-facts", facts, {{"If-Match", "7"}}).status == 400);
  // A due day that passed meanwhile is no conflict for anyone.
  REQUIRE(client.post("/v1/test-clock", R"({"now":"2010-03-01T09:00:00Z"})").status == 200);
  CHECK(client.get(path).header("etag") != tag);
  CHECK(client.get(path, {{"If-None-Match", tag}}).status == 200);
  const ApiAnswer first = client.post(path + "/record-facts", facts, {{"If-Match", tag}});
  REQUIRE(first.status == 200);
  // A command of another person is one, and is named.
  const ApiAnswer second =
      client.post(path + "/record-facts", R"({"facts":{"died":"no"}})", {{"If-Match", tag}});
  REQUIRE(second.status == 412);
  CHECK(second.at("/code") == "version_conflict");
  CHECK(second.at("/current_version") == first.at("/version"));
  CHECK(second.header("etag") == first.header("etag"));
  CHECK(second.body.find("facts_recorded") != std::string::npos);
  CHECK(second.at("/since/0/actor") != "(nothing)");
  CHECK(client.get(path).header("etag") == first.header("etag"));
}

TEST_CASE("e2e: an idempotency key gets the first answer again, over a restart", "[e2e]") {
  const Installation installation;
  auto daemon = installation.start();
  const std::string token = installation.token({"board_manager", "administrator"});
  const std::string other = installation.token({"board_manager"});
  const HeaderLines key{{"Idempotency-Key", "the first"}};
  const std::string body = opening_on("2010-01-31");
  ApiAnswer first;
  {
    ApiClient client(daemon->address(), token);
    first = client.post("/v1/cases", body, key);
    REQUIRE(first.status == 201);
    REQUIRE(
        client.command(first.header("location") + "/record-facts", R"({"facts":{"died":"yes"}})").status ==
        200);
  }
  for (int round = 0; round < 2; ++round) {
    ApiClient client(daemon->address(), token);
    const ApiAnswer again = client.post("/v1/cases", body, key);
    CHECK(again.status == 201);
    CHECK(again.body == first.body);
    CHECK(again.header("etag") == first.header("etag"));
    CHECK(again.header("location") == first.header("location"));
    CHECK(again.header("idempotency-replayed") == "true");
    const ApiAnswer altered = client.post("/v1/cases", opening_on("2010-01-30"), key);
    CHECK(altered.status == 422);
    CHECK(altered.at("/code") == "idempotency_key_reused");
    if (round == 0) REQUIRE(daemon->stop() == 0);
    if (round == 0) daemon = installation.start();
  }
  ApiClient client(daemon->address(), token);
  CHECK(client.get("/v1/cases").json().at("cases").as_array().size() == 1);
  // The key belongs to its caller.
  ApiClient neighbour(daemon->address(), other);
  CHECK(neighbour.post("/v1/cases", body, key).header("idempotency-replayed").empty());
}

TEST_CASE("e2e: personal values are shown by one route only, to who may see them", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start();
  ApiClient manager(daemon->address(), installation.token({"board_manager", "administrator"}));
  ApiClient auditor(daemon->address(), installation.token({"auditor"}));
  const ApiAnswer opened = manager.post("/v1/cases", opening_on("2010-01-31", personal_children));
  REQUIRE(opened.status == 201);
  const std::string path = opened.header("location");
  const ApiAnswer shown = manager.get(path + "/personal");
  CHECK(shown.status == 200);
  CHECK(shown.header("cache-control") == "no-store");
  CHECK(shown.body.find("Zebedee Quillfeather") != std::string::npos);
  CHECK(shown.body.find("2004-05-06") != std::string::npos);
  CHECK(auditor.get(path + "/personal").status == 403);
  CHECK(manager.get(path + "/personal?known_at=1").at("/code") == "not_yet_known");
  const std::string deadline = path + "/deadlines/" + opened.at("/deadlines/0/deadline_id") + "/explanation";
  for (const std::string& other :
       {path, path + "?known_at=" + opened.at("/version"), path + "?as_of=2010-02-01", path + "/events",
        std::string("/v1/events"), std::string("/v1/cases"), std::string("/v1/deadlines"), deadline,
        std::string("/metrics"), std::string("/v1/cases?q=Quillfeather")}) {
    INFO(other);
    const ApiAnswer answer = manager.get(other);
    CHECK(answer.status == 200);
    CHECK(answer.body.find("Quillfeather") == std::string::npos);
    CHECK(answer.body.find("2004-05-06") == std::string::npos);
  }
  CHECK(manager.get("/v1/cases?q=Quillfeather").json().at("cases").as_array().empty());
}

TEST_CASE("e2e: what HTTP asks of a server: methods, media types, sizes, names of the host", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start();
  const ListeningAt address = daemon->address();
  ApiClient client(address, installation.token({"board_manager", "administrator"}));
  const ApiAnswer method = client.ask("DELETE", "/v1/cases");
  CHECK(method.status == 405);
  CHECK(method.header("allow") == "POST, GET, HEAD");
  CHECK(method.header("content-type") == "application/problem+json");
  CHECK(client.get("/v1/cases", {{"Accept", "text/html"}}).status == 406);
  CHECK(client.ask("POST", "/v1/cases", {{"Content-Type", "text/plain"}}, "{}").status == 415);
  CHECK(client.ask("POST", "/v1/cases", {}, "{}").status == 415);
  const ApiAnswer large = client.post("/v1/cases", std::string(1'100'000, ' '));
  CHECK(large.status == 413);
  CHECK(client.get("/v1/nothing").at("/code") == "no_such_route");
  CHECK(client.get("/v1/cases/caaaaaaaaaaaaaaaaaaaa").at("/code") == "no_such_case");
  CHECK(client.get("/v1/cases", {{"Host", "elsewhere.example"}}).status == 421);
  CHECK(client.get("/v1/cases", {{"Host", "127.0.0.1:" + std::to_string(address.port)}}).status == 200);
  CHECK(client.get("/livez", {{"X-Long", std::string(20'000, 'a')}}).status == 431);
  CHECK(client.post("/v1/test-clock", R"({"now":"2030-01-01T00:00:00Z"})").status == 404);
  ApiClient stranger(address, "");
  CHECK(stranger.get("/v1/cases").status == 401);
  CHECK(stranger.get("/v1/cases").header("www-authenticate") == "Bearer");
  CHECK(stranger.get("/v1/cases", {{"Authorization", "Bearer reviewd_0123"}}).status == 401);
  CHECK(stranger.get("/readyz").status == 200);
}

TEST_CASE("e2e: a token sees its boards only, and nothing once it is revoked", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start();
  ApiClient all(daemon->address(), installation.token({"board_manager", "administrator"}));
  const ApiAnswer here = all.post("/v1/cases", labelled("Here Board", "Case 1", "2010-01-31"));
  const ApiAnswer there = all.post("/v1/cases", labelled("There Board", "Case 2", "2010-01-31"));
  REQUIRE(there.status == 201);
  ApiClient bound(daemon->address(), installation.token({"board_manager"}, {"Here Board"}));
  CHECK(bound.get(here.header("location")).status == 200);
  CHECK(bound.get(there.header("location")).at("/code") == "no_such_case");
  CHECK(bound.command(there.header("location") + "/record-facts", R"({"facts":{"died":"yes"}})").status ==
        404);
  CHECK(bound.get("/v1/cases").json().at("cases").as_array().size() == 1);
  CHECK(bound.get("/v1/deadlines").json().at("deadlines").as_array().size() == 1);
  CHECK(bound.get("/v1/events?limit=1000").body.find(there.at("/case_id")) == std::string::npos);
  const std::string link = R"({"to":")" + there.at("/case_id") + R"(","relation":"sibling"})";
  CHECK(bound.command(here.header("location") + "/link-case", link).at("/errors/0/code") == "no_such_case");
  CHECK(bound.post("/v1/cases", labelled("There Board", "Case 3", "2010-01-31")).at("/errors/0/code") ==
        "unknown_board");
  CHECK(all.command(here.header("location") + "/link-case", link).status == 200);
  CHECK(all.get(there.header("location")).at("/links/0/case_id") == here.at("/case_id"));

  REQUIRE(installation.run({"token", "revoke", installation.newest_token_id()}).code == 0);
  CHECK(bound.get(here.header("location")).status == 401);
  CHECK(all.get(here.header("location")).status == 200);
  CHECK(installation.run({"token", "add", "--name", "x", "--role", "king"}).code == 1);
}

}  // namespace reviewd
