// What a case tells about people is in no file, no line of the log and no figure, and /metrics is what
// Prometheus reads.
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "tests/support/api_work.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"
#include "tests/support/skip.hpp"

namespace reviewd {
namespace {

// Texts that stand nowhere else; none is a person's.
const std::vector<std::string>& personal_texts() {
  static const std::vector<std::string> texts = {"Zebedee Quillfeather", "2003-11-19",
                                                 "Hortensia Umberfold",  "drowned in quince jelly",
                                                 "snapdragon reasons",   "marzipan justified",
                                                 "obsidian plan",        "tangerine progress",
                                                 "periwinkle because",   "corrected Quillwing",
                                                 "lavender misread",     "rhubarb closing",
                                                 "heliotrope draft",     "of the cinnabar report"};
  return texts;
}

const std::string telling_facts =
    R"(,"incident":{"occurred_on":"2010-01-20","nature":"death","description":"drowned in quince jelly"},
    "children":[{"label":"Child A","name":"Zebedee Quillfeather","date_of_birth":"2003-11-19"}],
    "referrer":{"name":"Hortensia Umberfold","role":"Nurse","agency":"Hospital"})";

// A text that names somebody, and another one that names nobody any more.
void have_a_text_checked(ApiClient& client, const std::string& path) {
  const ApiAnswer checked = client.command(
      path + "/check-publication",
      R"({"text":"First line\nof the cinnabar report: Zebedee Quillfeather, born 19 November 2003."})");
  REQUIRE(checked.status == 200);
  CHECK(checked.at("/hits") == "2");
  CHECK(checked.at("/places/0/line") == "2");
  CHECK(checked.at("/places/0/what") == "name");
  CHECK(checked.at("/places/0/pointer") == "/children/0/name");
  CHECK(checked.at("/places/1/what") == "date_of_birth");
  CHECK(checked.body.find("Zebedee") == std::string::npos);
  const ApiAnswer mended = client.command(path + "/check-publication",
                                          R"({"text":"First line\nof the cinnabar report: Child A."})");
  REQUIRE(mended.status == 200);
  CHECK(mended.at("/hits") == "0");
}

// Every command that takes free text about people, with the texts above.
void tell_all(ApiClient& client) {
  const ApiAnswer opened = client.post("/v1/cases", opening_on("2010-01-31", telling_facts));
  REQUIRE(opened.status == 201);
  const std::string path = opened.header("location");
  const auto accepted = [&](const std::string& command, const std::string& body) {
    const ApiAnswer answer = client.command(path + "/" + command, body);
    INFO(command << " " << answer.body);
    REQUIRE(answer.status == 200);
  };
  have_a_text_checked(client, path);
  accepted("record-recommendation",
           R"({"recommendation":"conduct","made_on":"2010-02-20","reasons":"snapdragon reasons"})");
  accepted("record-decision", R"({"decision":"conduct","decided_on":"2010-02-26","decided_by":"Chair",)"
                              R"("reasons":"marzipan justified"})");
  accepted("draft-notification", R"({"deadline":"notify-ofsted","form":"ofsted-notification",)"
                                 R"("entries":[{"field":"media","value":"heliotrope draft"}]})");
  accepted("revise-timetable",
           R"({"revised_due_on":"2010-11-30","decided_on":"2010-07-01","reasons":"periwinkle because",)"
           R"("consulted":{"body":"Government Office","consulted_on":"2010-07-01"},)"
           R"("plan":"obsidian plan","progress":"tangerine progress"})");
  accepted("correct-fact", R"({"event":")" + opened.at("/version") +
                               R"(.0","pointer":"/children/0/name","value":"corrected Quillwing",)"
                               R"("reason":"lavender misread"})");
  finish_the_work(client, path, "2010-02-26");
  accepted("complete-review", completion_on("2010-10-05"));
  accepted("close-case", R"({"closed_on":"2010-10-06","reason":"rhubarb closing"})");
  // Refused, and so nowhere either.
  CHECK(client.command(path + "/close-case", R"({"closed_on":"2010-10-06","reason":"rhubarb closing"})")
            .status == 409);
  CHECK(client.post("/v1/cases", R"({"board":"Zebedee Quillfeather)").status == 400);
  CHECK(client.get(path + "/personal").body.find("corrected Quillwing") != std::string::npos);
  const std::string page = client.get(path + "/deadlines/notify-ofsted/pack?format=html").body;
  CHECK(page.find("corrected Quillwing") != std::string::npos);
  CHECK(page.find("heliotrope draft") != std::string::npos);
}

void hold_nothing_personal(const Installation& installation, const std::string& lines) {
  for (const std::string& text : personal_texts()) {
    INFO(text);
    CHECK(!any_file_holds(installation.data(), text));
    CHECK(lines.find(text) == std::string::npos);
  }
}

}  // namespace

TEST_CASE("e2e: no file, log line or figure holds a personal text", "[e2e]") {
  const Installation installation("", "[log]\nlevel = \"debug\"\n");
  auto daemon = installation.start();
  const std::string token = installation.token({"board_manager", "administrator"});
  {
    ApiClient client(daemon->address(), token);
    tell_all(client);
    const std::string figures = client.get("/metrics").body;
    for (const std::string& text : personal_texts()) CHECK(figures.find(text) == std::string::npos);
  }
  hold_nothing_personal(installation, daemon->errors());
  // The search finds what is open.
  CHECK(any_file_holds(installation.data(), "Government Office"));
  daemon->kill();
  daemon = installation.start();
  REQUIRE(daemon->stop() == 0);
  hold_nothing_personal(installation, daemon->errors());
  const FinishedCommand folded = installation.run({"replay"});
  hold_nothing_personal(installation, folded.output + folded.errors);
  // The token itself is nowhere either, only its hash.
  CHECK(!any_file_holds(installation.data(), token));
}

TEST_CASE("e2e: the secret of a calendar feed is in no file, log line or figure", "[e2e]") {
  const Installation installation("", "[log]\nlevel = \"debug\"\n");
  auto daemon = installation.start();
  ApiClient client(daemon->address(), installation.token({"board_manager", "administrator"}));
  REQUIRE(client.post("/v1/cases", opening_on("2010-01-31")).status == 201);
  const ApiAnswer made = client.post("/v1/deadline-feeds", "{}");
  REQUIRE(made.status == 201);
  const std::string path = made.at("/path");
  const std::string secret = path.substr(path.find('=') + 1);
  ApiClient program(daemon->address(), "");
  const ApiAnswer calendar = program.get(path);
  CHECK(calendar.status == 200);
  CHECK(calendar.header("content-type").starts_with("text/calendar"));
  CHECK(program.get(path, {{"If-None-Match", calendar.header("etag")}}).status == 304);
  CHECK(client.get("/metrics").body.find(secret) == std::string::npos);
  CHECK(client.ask("DELETE", "/v1/deadline-feeds/" + made.at("/feed_id")).status == 204);
  CHECK(program.get(path).status == 404);
  REQUIRE(daemon->stop() == 0);
  CHECK(daemon->errors().find(secret) == std::string::npos);
  CHECK(!any_file_holds(installation.data(), secret));
}

TEST_CASE("e2e: nobody but their owner may read the files of the data directory", "[e2e]") {
  const Installation installation;
  const mode_t usual = ::umask(0022);
  const auto daemon = installation.start();
  ::umask(usual);
  ApiClient client(daemon->address(), installation.token({"board_manager", "administrator"}));
  REQUIRE(client.post("/v1/cases", opening_on("2010-01-31")).status == 201);
  using std::filesystem::perms;
  const auto others = perms::group_all | perms::others_all;
  CHECK((std::filesystem::status(installation.data()).permissions() & others) == perms::none);
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(installation.data())) {
    INFO(entry.path());
    CHECK((entry.symlink_status().permissions() & others) == perms::none);
    ++seen;
  }
  CHECK(seen > 10);
}

TEST_CASE("e2e: promtool accepts the figures", "[e2e]") {
  std::string promtool = REVIEWD_SOURCE_DIR "/build/tools/usr/bin/promtool";
  if (!std::filesystem::exists(promtool)) promtool = program_exists("promtool") ? "promtool" : "";
  if (promtool.empty()) return skip_test("promtool");
  const Installation installation;
  const auto daemon = installation.start();
  ApiClient client(daemon->address(), installation.token({"board_manager", "administrator"}));
  REQUIRE(client.post("/v1/cases", opening_on("2010-01-31")).status == 201);
  const ApiAnswer figures = client.get("/metrics");
  REQUIRE(figures.status == 200);
  CHECK(figures.header("content-type").starts_with("text/plain; version=0.0.4"));
  CHECK(figures.body.find("\nreviewd_cases 1\n") != std::string::npos);
  write_file(installation.place("figures"), figures.body);
  const FinishedCommand checked =
      run_command({"sh", "-c", promtool + " check metrics < " + installation.place("figures").string()});
  INFO(checked.output << checked.errors);
  CHECK(checked.code == 0);
  CHECK(checked.output + checked.errors == "");
}

}  // namespace reviewd
