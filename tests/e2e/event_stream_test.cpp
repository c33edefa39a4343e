// The event stream of the real program: from a place on, as it happens, over a restart.
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/command_bodies.hpp"
#include "tests/support/event_reader.hpp"
#include "tests/support/installation.hpp"

namespace reviewd {
namespace {

std::vector<std::string> ids_by_page(ApiClient& client, const std::string& query = "") {
  std::vector<std::string> ids;
  const boost::json::value page = client.get("/v1/events?limit=1000" + query).json();
  for (const boost::json::value& event : page.at("events").as_array())
    ids.push_back(std::string{event.at("position").as_string()} + "." +
                  std::to_string(event.at("index").as_int64()));
  return ids;
}

std::string path_of(const ApiAnswer& opened) {
  REQUIRE(opened.status == 201);
  return opened.header("location");
}

}  // namespace

TEST_CASE("e2e: the stream gives what the pages give, then what happens, and goes on after a restart",
          "[e2e]") {
  const Installation installation;
  auto daemon = installation.start();
  const std::string token = installation.token({"administrator", "board_manager"});
  ApiClient client(daemon->address(), token);
  const std::string path = path_of(client.post("/v1/cases", opening_on("2010-01-31")));
  const auto before = ids_by_page(client);
  EventReader reader(daemon->address(), token);
  REQUIRE(reader.begun());
  CHECK(reader.header("content-type") == "text/event-stream; charset=utf-8");
  std::vector<std::string> seen = reader.take(before.size());
  CHECK(seen == before);
  REQUIRE(client.command(path + "/record-facts", R"({"facts":{"died":"yes"}})").status == 200);
  const auto after = ids_by_page(client);
  REQUIRE(after.size() > before.size());
  for (const std::string& id : reader.take(after.size() - before.size())) seen.push_back(id);
  CHECK(seen == after);

  daemon->kill();
  CHECK(reader.take(1).empty());
  daemon = installation.start();
  ApiClient again(daemon->address(), token);
  REQUIRE(again.command(path + "/record-facts", R"({"facts":{"died":"no"}})").status == 200);
  // From the middle of a commit.
  const std::string last = before[before.size() - 2];
  EventReader resumed(daemon->address(), token, "", last);
  const auto all = ids_by_page(again);
  const std::vector<std::string> rest(all.begin() + static_cast<std::ptrdiff_t>(before.size()) - 1,
                                      all.end());
  CHECK(resumed.take(rest.size()) == rest);
  // By the whole name that the reader was given.
  EventReader named(daemon->address(), token, "", reader.place());
  CHECK(named.take(1).front() == all[after.size()]);
}

TEST_CASE("e2e: a reader of what a restored log has lost is told, and where both are the same it goes on",
          "[e2e]") {
  const Installation installation;
  auto daemon = installation.start();
  const std::string token = installation.token({"administrator", "board_manager"});
  std::string place;
  {
    ApiClient client(daemon->address(), token);
    path_of(client.post("/v1/cases", opening_on("2010-01-31")));
    EventReader reader(daemon->address(), token);
    reader.take(ids_by_page(client).size());
    place = reader.place();
  }
  REQUIRE(daemon->stop() == 0);
  std::filesystem::remove(installation.data() / "anchor");
  REQUIRE(installation.run({"anchor", "accept", "--reason", "Restored."}).code == 0);
  daemon = installation.start();
  EventReader goes_on(daemon->address(), token, "", place);
  CHECK(goes_on.take(1).size() == 1);
  CHECK(goes_on.place().substr(0, 32) != place.substr(0, 32));
  // The same position as the restore, as the log before might have had it.
  const std::string lost = place.substr(0, 33) + goes_on.place().substr(33);
  ApiClient client(daemon->address(), token);
  const ApiAnswer refused =
      client.get("/v1/events", {{"Accept", "text/event-stream"}, {"Last-Event-ID", lost}});
  CHECK(refused.status == 400);
  CHECK(refused.at("/code") == "not_of_this_log");
  const std::string position = place.substr(33, place.find('.', 33) - 33);
  CHECK(refused.at("/detail").find("after=" + position + ",") != std::string::npos);
}

TEST_CASE("e2e: the stream shows a reader what it may see and asked for, and ends when its token is revoked",
          "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start();
  const std::string token = installation.token({"administrator", "board_manager"});
  ApiClient client(daemon->address(), token);
  path_of(client.post("/v1/cases", opening_on("2010-01-31")));
  REQUIRE(installation.run({"board", "enter", "Elsewhere LSCB"}).code == 0);
  const std::string elsewhere = installation.token({"board_manager"}, {"Elsewhere LSCB"});
  const std::string revoking = installation.newest_token_id();
  const std::string path = path_of(client.post("/v1/cases", opening_on("2010-01-31")));
  EventReader opened(daemon->address(), token, "?type=case_opened");
  CHECK(opened.take(2) == ids_by_page(client, "&type=case_opened"));
  const std::string case_id = path.substr(path.rfind('/') + 1);
  EventReader of_case(daemon->address(), token, "?case_id=" + case_id);
  const auto of_case_ids = ids_by_page(client, "&case_id=" + case_id);
  CHECK(of_case.take(of_case_ids.size()) == of_case_ids);
  EventReader hidden(daemon->address(), elsewhere);
  REQUIRE(hidden.begun());
  REQUIRE(installation.run({"token", "revoke", revoking}).code == 0);
  CHECK(hidden.ended().find("token_revoked") != std::string::npos);
  CHECK(hidden.take(1).empty());
}

TEST_CASE("e2e: a place that is none, or lies past the log, is refused", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start();
  ApiClient client(daemon->address(), installation.token({"administrator"}));
  const HeaderLines stream{{"Accept", "text/event-stream"}};
  const auto with = [&](const std::string& id) {
    HeaderLines lines = stream;
    lines.emplace_back("Last-Event-ID", id);
    return client.get("/v1/events", lines);
  };
  for (const char* id :
       {"soon", "1.2.3", "00000000000000000000000000000000.", "0000000000000000000000000000000x.1"})
    CHECK(with(id).at("/code") == "bad_parameter");
  CHECK(with("900000").at("/code") == "beyond_the_log");
  CHECK(client.get("/v1/events", {{"Accept", "text/event-stream;q=0.5, application/json"}}).status == 200);
}

}  // namespace reviewd
