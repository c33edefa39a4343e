// A clock that jumps under the running program: nothing falls due until a person has accepted it.
#include <boost/json/array.hpp>
#include <catch2/catch.hpp>

#include "daemon/system_clock.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"

namespace reviewd {
namespace {

// The clock of one daemon, which the test sets.
class ShiftedClock {
 public:
  explicit ShiftedClock(std::filesystem::path file) : file_(std::move(file)) {}
  void set(std::string_view instant) const {
    const std::int64_t shift =
        (Instant::parse(instant)->milliseconds_since_1970() - system_now().milliseconds_since_1970()) / 1000;
    // Written beside and renamed, so that the daemon never reads half a number.
    write_file(file_.string() + ".new", std::to_string(shift));
    std::filesystem::rename(file_.string() + ".new", file_);
  }
  StartOptions options() const {
    StartOptions options;
    options.environment = {{"LD_PRELOAD", REVIEWD_SHIFTED_CLOCK}, {"REVIEWD_CLOCK_SHIFT", file_.string()}};
    return options;
  }

 private:
  std::filesystem::path file_;
};

bool has_figure(ApiClient& client, const std::string& line) {
  return client.get("/metrics").body.find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("e2e: a clock that jumps ahead stops the timers and nothing else, until it is accepted", "[e2e]") {
  const Installation installation;
  const ShiftedClock clock(installation.place("shift"));
  clock.set("2010-02-01T09:00:00Z");
  auto daemon = installation.start(clock.options());
  const std::string token = installation.token({"board_manager", "administrator"});
  {
    ApiClient client(daemon->address(), token);
    const ApiAnswer opened = client.post("/v1/cases", opening_on("2010-01-31"));
    REQUIRE(opened.at("/deadlines/0/due_on") == "2010-02-28");
    const std::string path = opened.header("location");
    CHECK(has_figure(client, "reviewd_clock_jumped 0"));

    // Less than a day is no jump, and more is one.
    clock.set("2010-04-01T09:00:00Z");
    // At once, before the daemon has looked at its clock by itself.
    CHECK(client.get(path).at("/deadlines/0/state") == "running");
    REQUIRE(daemon->readiness_becomes(client, 503));
    CHECK(client.get("/readyz").at("/detail") ==
          "The clock jumped forward; deadlines wait until 'reviewd clock accept'.");
    CHECK(has_figure(client, "reviewd_clock_jumped 1"));
    CHECK(client.get(path).at("/deadlines/0/state") == "running");
    // What is entered meanwhile is taken; that its days have passed waits as well.
    const ApiAnswer meanwhile = client.post("/v1/cases", opening_on("2010-01-30"));
    CHECK(meanwhile.at("/deadlines/0/state") == "running");
    CHECK(client.get("/v1/events?type=deadline_passed").json().at("events").as_array().empty());

    CHECK(installation.run({"clock", "accept"}).code == 2);
    const FinishedCommand accepted =
        installation.run({"clock", "accept", "--reason", "The battery was dead."});
    INFO(accepted.errors);
    REQUIRE(accepted.code == 0);
    CHECK(accepted.output.starts_with("accepted 2010-04-01T09:0"));
    CHECK(daemon->readiness_becomes(client, 200));
    CHECK(client.get(path).at("/deadlines/0/state") == "overdue");
    CHECK(client.get(meanwhile.header("location")).at("/deadlines/0/state") == "overdue");
    CHECK(has_figure(client, "reviewd_clock_jumped 0"));
    CHECK(
        client.get("/v1/events?type=clock_accepted").at("/events/0/data/accepted").starts_with("2010-04-01"));
    CHECK(client.get("/v1/events?type=clock_accepted").body.find("battery") == std::string::npos);

    // Back again: time does not run back behind the newest commit, and nothing fires twice.
    clock.set("2010-02-02T09:00:00Z");
    const ApiAnswer late = client.post("/v1/cases", opening_on("2010-03-31"));
    CHECK(late.status == 201);
    CHECK(client.get("/readyz").status == 200);
    CHECK(client.get("/v1/events?type=deadline_passed").json().at("events").as_array().size() == 2);
  }
  REQUIRE(daemon->stop() == 0);
  CHECK(installation.run({"verify"}).code == 0);
}

}  // namespace reviewd
