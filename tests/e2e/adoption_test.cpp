// Rule files that change under a running house, with the real program: the same revision altered refuses the
// start, a new one waits until a person takes it up.
#include <boost/json/array.hpp>
#include <catch2/catch.hpp>

#include "tests/support/calendar_text.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"
#include "tests/support/revised_text.hpp"

namespace reviewd {
namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

// wt2010 with a decision period of two months, so many revisions on. Gives the revision that it was.
int lengthen_decision(const Installation& installation, int revisions_on) {
  const auto file = installation.rules() / "editions" / "wt2010.toml";
  std::string text = file_bytes(file);
  const int revision = revision_in(text);
  text = with_revision(text, revision + revisions_on);
  write_file(file, replaced(text, "count = 1\nunit = \"months\"", "count = 2\nunit = \"months\""));
  return revision;
}

// A case under wt2010, opened by a daemon that was then stopped.
std::string case_under_wt2010(const Installation& installation, std::string& token) {
  const auto daemon = installation.start({.test_clock = "2010-05-11T09:00:00Z"});
  token = installation.token({"board_manager", "administrator"});
  ApiClient client(daemon->address(), token);
  const ApiAnswer opened = client.post("/v1/cases", opening_on("2010-05-10"));
  REQUIRE(opened.at("/deadlines/0/due_on") == "2010-06-10");
  REQUIRE(daemon->stop() == 0);
  return opened.header("location");
}

}  // namespace

TEST_CASE("e2e: a rule file altered under its revision refuses the start and is named", "[e2e]") {
  const Installation installation;
  std::string token;
  case_under_wt2010(installation, token);
  const int revision = lengthen_decision(installation, 0);
  const auto daemon = installation.launch();
  CHECK(!daemon->wait_until_ready());
  CHECK(daemon->process().wait() == 1);
  INFO(daemon->errors());
  CHECK(daemon->errors().find("wt2010") != std::string::npos);
  CHECK(daemon->errors().find("differs from the adopted text of revision " + std::to_string(revision)) !=
        std::string::npos);
  const FinishedCommand adopted = installation.run({"rules", "adopt", "--accept", "--reason", "Try."});
  CHECK(adopted.code == 1);
  CHECK(adopted.errors.find("wt2010") != std::string::npos);
}

TEST_CASE("e2e: a calendar altered under its revision refuses the start and is named", "[e2e]") {
  const Installation installation;
  std::string token;
  case_under_wt2010(installation, token);
  write_file(installation.rules() / "calendars" / "england-and-wales.toml", calendar_text(1, "2022-09-19"));
  const auto daemon = installation.launch();
  CHECK(!daemon->wait_until_ready());
  CHECK(daemon->process().wait() == 1);
  INFO(daemon->errors());
  CHECK(daemon->errors().find("england-and-wales") != std::string::npos);
  CHECK(daemon->errors().find("differs from the adopted text of revision 1") != std::string::npos);
}

TEST_CASE("e2e: a bank holiday proclaimed at ten days' notice is shown, then adopted, over the API",
          "[e2e]") {
  const Installation installation;
  const auto file = installation.rules() / "calendars" / "england-and-wales.toml";
  write_file(file, calendar_text(1, "2022-09-19"));
  auto daemon = installation.start({.test_clock = "2022-09-10T09:00:00Z"});
  std::string token = installation.token({"board_manager", "administrator"});
  std::string path;
  {
    ApiClient client(daemon->address(), token);
    const ApiAnswer opened = client.post("/v1/cases", opening_on("2022-09-02"));
    REQUIRE(opened.status == 201);
    path = opened.header("location");
    REQUIRE(client
                .command(path + "/record-notification",
                         notice_on("national_panel", "2022-09-02", "serious_incident"))
                .status == 200);
    // The file of the new revision is there; the daemon goes on.
    write_file(file, calendar_text(2));
    const ApiAnswer preview = client.post("/v1/adopt-calendar", R"({"calendar":"england-and-wales"})");
    INFO(preview.body);
    REQUIRE(preview.status == 200);
    CHECK(preview.at("/outcome") == "proposed");
    CHECK(preview.at("/deadlines") == "1");
    CHECK(preview.at("/moved/0/was") == "2022-09-23");
    CHECK(preview.at("/moved/0/is") == "2022-09-26");
    const ApiAnswer adopted = client.post(
        "/v1/adopt-calendar", R"({"calendar":"england-and-wales","accept":true,"reason":"Proclaimed."})");
    INFO(adopted.body);
    REQUIRE(adopted.status == 200);
    CHECK(adopted.at("/outcome") == "adopted");
    CHECK(client.get("/v1/calendars/england-and-wales").at("/revision") == "2");
    CHECK(client.get(path + "/deadlines/rapid-review/explanation").at("/due_on") == "2022-09-26");
    // The command line goes the same way, and finds nothing left to do.
    CHECK(installation.run({"rules", "adopt"}).output.find("nothing to adopt") != std::string::npos);
  }
  REQUIRE(daemon->stop() == 0);
  daemon = installation.start({.test_clock = "2022-09-11T09:00:00Z"});
  ApiClient client(daemon->address(), token);
  CHECK(client.get(path + "/deadlines/rapid-review/explanation").at("/due_on") == "2022-09-26");
  CHECK(installation.run({"verify"}).code == 0);
}

TEST_CASE("e2e: a new revision waits, says what it would move, and moves it once accepted", "[e2e]") {
  const Installation installation;
  std::string token;
  const std::string path = case_under_wt2010(installation, token);
  const std::string newer = std::to_string(lengthen_decision(installation, 1) + 1);
  const auto daemon = installation.start({.test_clock = "2010-05-12T09:00:00Z"});
  CHECK(daemon->process().wait_for_error_text("Revision " + newer + " of 'wt2010' is not adopted"));
  ApiClient client(daemon->address(), token);
  CHECK(client.get(path).at("/deadlines/0/due_on") == "2010-06-10");

  const FinishedCommand listed = installation.run({"rules", "adopt"});
  CHECK(listed.code == 1);
  CHECK(listed.errors.find("moves from 2010-06-10 to 2010-07-10") != std::string::npos);
  CHECK(listed.errors.find("1 open deadlines move.") != std::string::npos);
  CHECK(installation.run({"rules", "adopt", "--accept"}).code == 1);
  CHECK(client.get(path).at("/deadlines/0/due_on") == "2010-06-10");

  const FinishedCommand adopted =
      installation.run({"rules", "adopt", "--accept", "--reason", "The text was misread."});
  INFO(adopted.errors);
  REQUIRE(adopted.code == 0);
  const ApiAnswer moved = client.get(path);
  CHECK(moved.at("/deadlines/0/due_on") == "2010-07-10");
  const ApiAnswer explained =
      client.get(path + "/deadlines/" + moved.at("/deadlines/0/deadline_id") + "/explanation");
  CHECK(explained.at("/edition_revision") == newer);
  CHECK(explained.at("/recomputed/0/was") == "2010-06-10");
  // The cause is the adoption, by its place in the log.
  const ApiAnswer adoptions = client.get("/v1/events?type=rules_adopted");
  const auto count = adoptions.json().at("events").as_array().size();
  const std::string last = "/events/" + std::to_string(count - 1);
  CHECK(explained.at("/recomputed/0/cause") ==
        adoptions.at(last + "/position") + "." + adoptions.at(last + "/index"));
  CHECK(installation.run({"rules", "adopt"}).output.find("nothing to adopt") != std::string::npos);
  CHECK(installation.run({"verify"}).code == 0);
}

TEST_CASE("e2e: a new revision is taken up of a stopped daemon too", "[e2e]") {
  const Installation installation;
  std::string token;
  const std::string path = case_under_wt2010(installation, token);
  lengthen_decision(installation, 1);
  const FinishedCommand adopted =
      installation.run({"rules", "adopt", "--accept", "--reason", "The text was misread."});
  INFO(adopted.errors);
  REQUIRE(adopted.code == 0);
  const auto daemon = installation.start();
  CHECK(daemon->errors().find("not adopted") == std::string::npos);
  ApiClient client(daemon->address(), token);
  CHECK(client.get(path).at("/deadlines/0/due_on") == "2010-07-10");
}

}  // namespace reviewd
