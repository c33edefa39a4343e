// One case from referral to a late completion, through the real program, with a clock that the test moves.
#include <boost/json/array.hpp>
#include <catch2/catch.hpp>

#include "tests/support/api_work.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

std::string moved_to(const std::string& instant) {
  return R"({"now":")" + instant + "\"}";
}

// How many events of a type the case has.
std::size_t count_of(ApiClient& client, const std::string& case_path, const std::string& type) {
  std::size_t count = 0;
  const json::value page = client.get(case_path + "/events?limit=1000").json();
  for (const json::value& event : page.at("events").as_array())
    if (event.at("type").as_string() == type) ++count;
  return count;
}

// "position.index" of the first event of a type.
std::string event_of(ApiClient& client, const std::string& case_path, const std::string& type) {
  const json::value page = client.get(case_path + "/events?limit=1000").json();
  for (const json::value& event : page.at("events").as_array())
    if (event.at("type").as_string() == type)
      return std::string(event.at("position").as_string()) + "." +
             std::to_string(event.at("index").as_int64());
  return "";
}

// The rungs fire as their days come; the day itself passes by an event of its own.
void decision_day_comes_and_goes(ApiClient& client, const std::string& path) {
  REQUIRE(client.post("/v1/test-clock", moved_to("2010-02-14T00:00:00Z")).status == 200);
  CHECK(count_of(client, path, "reminder_fired") == 1);
  REQUIRE(client.post("/v1/test-clock", moved_to("2010-02-28T23:59:59Z")).status == 200);
  CHECK(count_of(client, path, "deadline_passed") == 0);
  CHECK(client.get(path).at("/deadlines/0/state") == "running");
  REQUIRE(client.post("/v1/test-clock", moved_to("2010-03-01T00:00:00Z")).status == 200);
  CHECK(client.get(path).at("/deadlines/0/state") == "overdue");
  CHECK(client.get(path).at("/deadlines/0/days_late") == "null");
  CHECK(count_of(client, path, "deadline_passed") == 1);
  CHECK(count_of(client, path, "reminder_fired") == 5);
  CHECK(client.post("/v1/test-clock", moved_to("2010-02-02T00:00:00Z")).status == 422);
}

}  // namespace

TEST_CASE("e2e: a case runs from referral to a late completion, over restarts", "[e2e]") {
  const Installation installation;
  auto daemon = installation.start({.test_clock = "2010-02-01T09:00:00Z"});
  const std::string token = installation.token({"board_manager", "administrator"});
  std::string path;
  {
    ApiClient client(daemon->address(), token);
    const ApiAnswer opened = client.post(
        "/v1/cases", opening_on("2010-01-31", R"(,"facts":{"died":"yes","abuse_or_neglect":"yes"})"));
    REQUIRE(opened.status == 201);
    path = opened.header("location");
    CHECK(path == "/v1/cases/" + opened.at("/case_id"));
    CHECK(opened.header("etag") == "\"" + opened.at("/version") + "\"");
    CHECK(opened.at("/status") == "awaiting_decision");
    CHECK(opened.at("/edition") == "ch8-2009");
    CHECK(opened.at("/criteria/advice") == "must");
    CHECK(opened.at("/deadlines/0/kind") == "decision");
    CHECK(opened.at("/deadlines/0/starts_on") == "2010-01-31");
    CHECK(opened.at("/deadlines/0/due_on") == "2010-02-28");
    CHECK(opened.at("/deadlines/0/state") == "running");
    decision_day_comes_and_goes(client, path);
  }

  REQUIRE(daemon->stop() == 0);
  daemon = installation.start({.test_clock = "2010-03-24T10:00:00Z"});
  {
    ApiClient client(daemon->address(), token);
    CHECK(count_of(client, path, "deadline_passed") == 1);
    CHECK(count_of(client, path, "reminder_fired") == 5);
    const ApiAnswer decided = client.command(path + "/record-decision", decision_on("conduct", "2010-03-24"));
    REQUIRE(decided.status == 200);
    CHECK(decided.at("/status") == "in_review");
    CHECK(decided.at("/deadlines/0/state") == "met_late");
    CHECK(decided.at("/deadlines/0/met_on") == "2010-03-24");
    CHECK(decided.at("/deadlines/0/days_late") == "24");
    CHECK(decided.at("/deadlines/1/kind") == "completion");
    CHECK(decided.at("/deadlines/1/starts_on") == "2010-03-24");
    CHECK(decided.at("/deadlines/1/due_on") == "2010-09-24");
    finish_the_work(client, path, "2010-03-24");
    CHECK(client.command(path + "/pause-clock", "{}").status == 409);
    // Whatever version is meant, and where none is named.
    CHECK(client.post(path + "/pause-clock", "{}").status == 409);
    REQUIRE(client.command(path + "/record-notification", notice_on("ofsted", "2010-03-24")).status == 200);
    REQUIRE(client.post("/v1/test-clock", moved_to("2010-07-01T09:00:00Z")).status == 200);
    const ApiAnswer revised =
        client.command(path + "/revise-timetable", revision_to("2010-10-31", "2010-07-01"));
    REQUIRE(revised.status == 200);
    CHECK(revised.at("/deadlines/1/due_on") == "2010-09-24");
    CHECK(revised.at("/deadlines/1/revised_due_on") == "2010-10-31");
    REQUIRE(client.post("/v1/test-clock", moved_to("2010-10-05T09:00:00Z")).status == 200);
    CHECK(count_of(client, path, "deadline_passed") == 2);
  }

  daemon->kill();
  // With a clock behind the log, which then goes on at the log's own time.
  daemon = installation.start({.test_clock = "2010-02-10T12:00:00Z"});
  ApiClient client(daemon->address(), token);
  CHECK(count_of(client, path, "deadline_passed") == 2);
  const ApiAnswer completed = client.command(path + "/complete-review", completion_on("2010-10-05"));
  REQUIRE(completed.status == 200);
  CHECK(completed.at("/status") == "completed");
  CHECK(completed.at("/deadlines/1/state") == "met_late");
  CHECK(completed.at("/deadlines/1/days_late") == "11");
  CHECK(completed.at("/deadlines/1/revised_days_late") == "0");
  CHECK(count_of(client, path, "deadline_passed") == 2);
}

TEST_CASE("e2e: a correction moves the dates, keeps what was, and both can be read", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start({.test_clock = "2010-02-20T09:00:00Z"});
  ApiClient client(daemon->address(), installation.token({"board_manager", "administrator"}));
  const ApiAnswer opened = client.post("/v1/cases", opening_on("2010-01-31"));
  REQUIRE(opened.status == 201);
  const std::string path = opened.header("location");
  const std::string deadline = path + "/deadlines/" + opened.at("/deadlines/0/deadline_id");
  REQUIRE(client.post("/v1/test-clock", moved_to("2010-02-21T09:00:00Z")).status == 200);
  const ApiAnswer corrected = client.command(
      path + "/correct-fact",
      correction_of(event_of(client, path, "case_opened"), "/brought_to_attention_on", "2010-02-01"));
  REQUIRE(corrected.status == 200);
  CHECK(corrected.at("/deadlines/0/due_on") == "2010-03-01");
  CHECK(corrected.at("/deadlines/0/deadline_id") == opened.at("/deadlines/0/deadline_id"));
  CHECK(corrected.at("/corrections/0/was") == "2010-01-31");

  const ApiAnswer explained = client.get(deadline + "/explanation");
  REQUIRE(explained.status == 200);
  CHECK(explained.at("/due_on") == "2010-03-01");
  CHECK(explained.at("/recomputed/0/was") == "2010-02-28");
  CHECK(explained.at("/recomputed/0/is") == "2010-03-01");
  CHECK(explained.at("/steps").size() > 2);
  CHECK(client.get(path + "/deadlines/none/explanation").at("/code") == "no_such_deadline");

  // As it was known then, by position and by instant; and what was not known yet.
  const ApiAnswer before = client.get(path + "?known_at=" + opened.at("/version"));
  CHECK(before.at("/deadlines/0/due_on") == "2010-02-28");
  CHECK(before.at("/known_at") == opened.at("/version"));
  CHECK(client.get(path + "?known_at=2010-02-20T23:00:00Z").at("/deadlines/0/due_on") == "2010-02-28");
  CHECK(client.get(path + "?known_at=2010-02-21T23:00:00Z").at("/deadlines/0/due_on") == "2010-03-01");
  CHECK(client.get(path + "?known_at=1").at("/code") == "not_yet_known");
  CHECK(client.get(path + "?known_at=1").status == 404);
  CHECK(client.get(path + "?known_at=999999").status == 400);
  CHECK(client.get(path + "?known_at=yesterday").status == 400);

  // As it stood on a day: the correction counts from the day of the fact it names.
  CHECK(client.get(path + "?as_of=2010-01-31").at("/code") == "not_yet_brought");
  CHECK(client.get(path + "?as_of=2010-01-31").status == 404);
  CHECK(client.get(path + "?as_of=2010-02-01").at("/deadlines/0/state") == "running");
  CHECK(client.get(path + "?as_of=2010-03-02").at("/deadlines/0/state") == "overdue");
  CHECK(client.get(path + "?as_of=2010-01-31&known_at=" + opened.at("/version")).status == 200);
  CHECK(client.get(path + "?as_of=2010-02-30").status == 400);
  CHECK(client.get(path + "?as_of=2010-02-01&as_of=2010-02-01").at("/code") == "repeated_parameter");
  CHECK(client.get(path + "?colour=red").at("/code") == "unknown_parameter");
}

}  // namespace reviewd
