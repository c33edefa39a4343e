// What a start refuses, and what it mends or reports, with the real program.
#include <catch2/catch.hpp>
#include <functional>

#include "storage/commit_codec.hpp"
#include "storage/head_anchor.hpp"
#include "storage/recovery.hpp"
#include "storage/rocks_log.hpp"
#include "tests/support/client_load.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"

namespace reviewd {
namespace {

namespace fs = std::filesystem;

// The start must end with code 1 and this in its sentence.
void expect_refused(const Installation& installation, const std::string& sentence) {
  const auto daemon = installation.launch();
  CHECK(!daemon->wait_until_ready());
  CHECK(daemon->process().wait() == 1);
  INFO(daemon->errors());
  CHECK(daemon->errors().find(sentence) != std::string::npos);
}

// The newest write-ahead log of RocksDB.
fs::path newest_write_ahead_log(const Installation& installation) {
  return files_below(installation.data() / "log" / "rocksdb", ".log").back();
}

// A daemon that took a few commands and was killed; the token it knows.
std::string used_and_killed(const Installation& installation) {
  const auto daemon = installation.start();
  const std::string token = installation.token({"board_manager", "administrator"});
  ApiClient client(daemon->address(), token);
  for (const char* day : {"2010-01-31", "2010-02-01", "2010-02-02"})
    REQUIRE(client.post("/v1/cases", opening_on(day)).status == 201);
  daemon->kill();
  return token;
}

// Puts another text behind the first `"member":"`.
void replace_text(std::string& object, const std::string& member, const std::string& text) {
  const std::string opening = "\"" + member + "\":\"";
  const auto at = object.find(opening) + opening.size();
  object.replace(at, object.find('"', at) - at, text);
}

// Appends a commit as another version might have written it, linked as it should be: what is made of the
// text of the last one.
void append(const Installation& installation,
            const std::function<std::string(const std::string& last, Position next)>& made) {
  auto log = RocksLog::open(installation.data() / "log", [](const std::string& sentence) { FAIL(sentence); });
  REQUIRE(log);
  LinkChecker links;
  const auto tail = (*log)->tail();
  REQUIRE(tail);
  std::string last;
  REQUIRE((*log)->read(Position{1}, *tail, [&](Position position, std::string_view record) {
    const bool linked = links.check(position, record).has_value();
    last = links.record().open;
    return linked;
  }));
  const std::string text = made(last, tail->next());
  const Digest link = link_of(links.link(), text, {});
  REQUIRE((*log)->append(*tail, std::vector<EncodedCommit>{{tail->next(), build_record(text, {}, link)}}));
}

std::string event_of_the_future(std::string text, Position next) {
  replace_text(text, "position", next.text());
  replace_text(text, "type", "child_teleported");
  return text;
}

// The clock of the case that was opened last, a day later than it should be.
std::string moved_deadline(const std::string& opening, Position next) {
  Commit commit = *decode(Position{next.number() - 1}, opening);
  DeadlineRecalculated moved;
  for (const Event& event : commit.events)
    if (const auto* started = std::get_if<DeadlineStarted>(&event.body)) moved.terms = started->terms;
  moved.due_on_was = moved.terms.due_on;
  moved.starts_on_was = moved.terms.starts_on;
  moved.edition_was = moved.terms.edition;
  moved.cause = EventId{commit.position, 0};
  moved.terms.due_on = moved.terms.due_on->plus_days(1);
  commit.position = next;
  commit.request.reset();
  commit.events = {Event{std::nullopt, moved}};
  return encode(commit).open;
}

}  // namespace

TEST_CASE("e2e: a write that was cut off is dropped and reported", "[e2e]") {
  const Installation installation;
  const std::string token = used_and_killed(installation);
  const fs::path log = newest_write_ahead_log(installation);
  write_file(log, file_bytes(log) + "\x12\x34\x56\x78\x40\x01\x01 a write that was cut off");
  const auto daemon = installation.start();
  CHECK(daemon->errors().find("A write that was cut off was dropped from the end of the log") !=
        std::string::npos);
  ApiClient client(daemon->address(), token);
  CHECK(client.get("/v1/cases").body.find("2010-02-02") != std::string::npos);
}

TEST_CASE("e2e: a log behind its anchor refuses the start", "[e2e]") {
  const Installation installation;
  used_and_killed(installation);
  const fs::path log = newest_write_ahead_log(installation);
  fs::resize_file(log, fs::file_size(log) - 7);
  expect_refused(installation, "is behind its anchor");
  expect_refused(installation, "is behind its anchor");
}

TEST_CASE("e2e: a missing anchor refuses the start until a person accepts it, which is an event", "[e2e]") {
  const Installation installation;
  const std::string token = used_and_killed(installation);
  fs::remove(installation.data() / "anchor");
  expect_refused(installation, "anchor");
  CHECK(installation.run({"anchor", "accept"}).code == 2);
  const FinishedCommand accepted =
      installation.run({"anchor", "accept", "--reason", "The disk was copied without it."});
  INFO(accepted.errors);
  REQUIRE(accepted.code == 0);
  const auto daemon = installation.start();
  ApiClient client(daemon->address(), token);
  CHECK(client.get("/v1/events?type=anchor_accepted").at("/events/0/type") == "anchor_accepted");
  CHECK(client.get("/v1/cases?limit=1000").body.find("2010-02-02") != std::string::npos);
}

TEST_CASE("e2e: a second daemon on the same directory refuses to start", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start();
  expect_refused(installation, "The start is refused. ");
  CHECK(daemon->process().running());
  ApiClient client(daemon->address(), installation.token({"auditor"}));
  CHECK(client.get("/readyz").status == 200);
  CHECK(client.get("/v1/events").status == 200);
}

TEST_CASE("e2e: an event type that the program does not know refuses the start and is named", "[e2e]") {
  const Installation installation;
  used_and_killed(installation);
  append(installation, event_of_the_future);
  expect_refused(installation, "child_teleported");
  const FinishedCommand verified = installation.run({"verify"});
  CHECK(verified.code == 1);
  CHECK(verified.errors.find("child_teleported") != std::string::npos);
  CHECK(installation.run({"replay"}).code == 1);
}

TEST_CASE("e2e: an upgrade check finds no date that moved", "[e2e]") {
  const Installation installation;
  CHECK(installation.run({"upgrade", "check"}).code == 1);
  used_and_killed(installation);
  const FinishedCommand checked = installation.run({"upgrade", "check"});
  CHECK(checked.code == 0);
  CHECK(checked.output.find("0 of 3 open deadlines differ") != std::string::npos);
}

TEST_CASE("e2e: an upgrade check names a date that moved without a recorded cause, and ends with 1",
          "[e2e]") {
  const Installation installation;
  used_and_killed(installation);
  append(installation, moved_deadline);
  const FinishedCommand checked = installation.run({"upgrade", "check"});
  INFO(checked.output << checked.errors);
  CHECK(checked.code == 1);
  CHECK(checked.output.find(" decision: 2010-03-03 by the log, 2010-03-02 by this version\n") !=
        std::string::npos);
  CHECK(checked.output.find("1 of 3 open deadlines differ") != std::string::npos);
}

TEST_CASE("e2e: settings that cannot be meant refuse the start", "[e2e]") {
  const Installation unknown_key("", "[limits]\nconections = 5\n");
  CHECK(unknown_key.run({"serve"}).code == 1);
  CHECK(unknown_key.run({"config", "check"}).errors.find("conections") != std::string::npos);
  const Installation installation;
  CHECK(installation.run({"config", "check"}).code == 0);
  CHECK(installation.run({"serve", "--listen", "0.0.0.0:0"}).code == 1);
  CHECK(installation.run({"serve", "--test-clock", "yesterday"}).code == 2);
  CHECK(installation.run({"verify"}).code == 1);
  CHECK(!fs::exists(installation.data()));
  CHECK(installation.run({"no-such-thing"}).code == 2);
}

}  // namespace reviewd
