// Reminders by mail, through the real program and a real relay: who is told what, when, once, and what stands
// in the log of it.
#include <boost/json/array.hpp>
#include <catch2/catch.hpp>

#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"
#include "tests/support/mail_relay_server.hpp"

namespace reviewd {
namespace {

const std::string told_offices =
    R"(offices = [{office = "manager", address = "manager@anytown.example", told = ["reminders"]},
{office = "chair", address = "chair@anytown.example", told = ["passed"]},
{office = "director", address = "dcs@anytown.example", told = ["still_open"]}]
)";

std::string mail_settings(const MailRelayServer& relay, const std::string& security = "none",
                          const std::string& more = "") {
  return "[mail]\nhost = \"127.0.0.1\"\nport = " + std::to_string(relay.port()) + "\nsecurity = \"" +
         security +
         "\"\nfrom = \"reviews@anytown.example\"\nlink = \"https://reviews.example/v1/cases/{case_id}\"\n" +
         told_offices + more;
}

// A daemon whose clock the test moves, and a case brought to attention on 20 March 2010: the decision is due
// on 20 April.
class Town {
 public:
  explicit Town(const std::string& more) : installation("", more) {
    daemon = installation.start({.test_clock = "2010-03-20T12:00:00Z"});
    token = installation.token({"board_manager", "administrator"});
    client.emplace(daemon->address(), token);
    const ApiAnswer opened = client->post("/v1/cases", opening_on("2010-03-20"));
    REQUIRE(opened.status == 201);
    path = opened.header("location");
  }
  void at(const std::string& instant) {
    REQUIRE(client->post("/v1/test-clock", R"({"now":")" + instant + "\"}").status == 200);
  }
  void kill() {
    client.reset();
    daemon->kill();
  }
  void start(const std::string& instant) {
    daemon = installation.start({.test_clock = instant});
    client.emplace(daemon->address(), token);
  }
  boost::json::array events(const std::string& type) {
    return client->get("/v1/events?type=" + type).json().at("events").as_array();
  }
  // What became of a mail is known to the daemon some time after the relay took it: asks until there are so
  // many events of it.
  boost::json::array wait_for(const std::string& type, std::size_t count) {
    for (int attempt = 0; attempt < 2000; ++attempt) {
      auto found = events(type);
      if (found.size() >= count || daemon->process().ends_within(std::chrono::milliseconds{10})) return found;
    }
    return {};
  }
  bool figure(const std::string& line) {
    return client->get("/metrics").body.find("\n" + line + "\n") != std::string::npos;
  }

  Installation installation;
  std::unique_ptr<RunningDaemon> daemon;
  std::string token;
  std::optional<ApiClient> client;
  std::string path;
};

// "to subject", of each mail.
std::vector<std::string> in_words(const MailRelayServer& relay) {
  std::vector<std::string> words;
  for (const boost::json::value& mail : relay.mails()) {
    const std::string text{mail.at("text").as_string()};
    const auto subject = text.find("Subject: ") + 9;
    words.push_back(std::string{mail.at("to").at(0).as_string()} + " " +
                    text.substr(subject, text.find('\r', subject) - subject));
  }
  return words;
}

}  // namespace

TEST_CASE("e2e: offices are told of deadlines by mail, each once, and it stands in the log", "[e2e][mail]") {
  if (!MailRelayServer::available()) return;
  MailRelayServer relay({"starttls", "reviews", "quince jelly"});
  const ScratchDirectory secrets;
  write_file(secrets / "credentials", "reviews\nquince jelly\n");
  std::filesystem::permissions(secrets / "credentials", std::filesystem::perms::owner_read);
  Town town(mail_settings(relay, "starttls",
                          "ca_file = \"" + relay.certificate().string() + "\"\ncredentials_file = \"" +
                              (secrets / "credentials").string() + "\"\n"));
  town.at("2010-04-06T05:59:00Z");
  town.at("2010-04-06T06:00:00Z");
  REQUIRE(relay.wait_for_mails(1));
  town.wait_for("mail_sent", 1);
  town.at("2010-04-21T00:00:01Z");
  REQUIRE(relay.wait_for_mails(2));
  town.wait_for("mail_sent", 2);
  town.at("2010-04-28T00:00:01Z");
  REQUIRE(relay.wait_for_mails(3));
  town.wait_for("mail_sent", 3);
  town.at("2010-04-28T12:00:00Z");
  REQUIRE(relay.wait_for_mails(4));
  town.wait_for("mail_sent", 4);
  const std::vector<std::string> expected{
      "manager@anytown.example Reminders of deadlines: 1", "chair@anytown.example Deadlines passed: 1",
      "dcs@anytown.example Still open 7 days after the deadline passed: 1",
      "manager@anytown.example Reminders of deadlines: 1"};
  CHECK(in_words(relay) == expected);
  const auto mails = relay.mails();
  CHECK(mails[0].at("authenticated").as_bool());
  CHECK(decoded_mail(mails[0].at("text").as_string())
            .find("Child A (Anytown LSCB)\ndecision, due on 2010-04-20\nhttps://reviews.example" +
                  town.path) != std::string::npos);
  const auto sent = town.events("mail_sent");
  REQUIRE(sent.size() == 4);
  CHECK(sent[1].at("data").at("stretch").at("office") == "chair");
  CHECK(sent[1].at("data").at("status") == "250 2.0.0");
  CHECK(town.figure("reviewd_mail_sent_total 4"));
  CHECK(town.figure("reviewd_incidents_open{kind=\"mail_failing\"} 0"));
  // The address stands in the settings alone.
  CHECK(!any_file_holds(town.installation.data(), "anytown.example"));
  CHECK(town.daemon->stop() == 0);
}

TEST_CASE("e2e: kill -9 between mails sends none twice and forgets none", "[e2e][mail]") {
  if (!MailRelayServer::available()) return;
  MailRelayServer relay;
  Town town(mail_settings(relay));
  town.at("2010-04-06T12:00:00Z");
  REQUIRE(relay.wait_for_mails(1));
  REQUIRE(town.wait_for("mail_sent", 1).size() == 1);
  town.kill();
  town.start("2010-04-06T13:00:00Z");
  // Owed while no relay answered, and the daemon was killed meanwhile.
  relay.answer("450 4.2.0 later");
  town.at("2010-04-21T00:00:01Z");
  REQUIRE(town.wait_for("mail_failed", 1).size() == 1);
  town.kill();
  relay.answer("");
  town.start("2010-04-21T00:00:02Z");
  REQUIRE(relay.wait_for_mails(2));
  REQUIRE(town.wait_for("mail_sent", 2).size() == 2);
  town.kill();
  town.start("2010-04-21T00:00:03Z");
  town.at("2010-04-21T00:10:00Z");
  CHECK(in_words(relay) == std::vector<std::string>{"manager@anytown.example Reminders of deadlines: 1",
                                                    "chair@anytown.example Deadlines passed: 1"});
  const FinishedCommand verified = town.installation.run({"verify"});
  INFO(verified.errors);
  CHECK(verified.code == 0);
}

TEST_CASE("e2e: a mail that is refused is an incident until one gets through", "[e2e][mail]") {
  if (!MailRelayServer::available()) return;
  MailRelayServer relay;
  Town town(mail_settings(relay));
  relay.answer("550 5.1.1 <chair@anytown.example> no such office");
  town.at("2010-04-21T00:00:01Z");
  const auto failed = town.wait_for("mail_failed", 1);
  REQUIRE(failed.size() == 1);
  CHECK(failed[0].at("data").at("fault") == "refused");
  CHECK(failed[0].at("data").at("status") == "550 5.1.1");
  CHECK(town.figure("reviewd_incidents_open{kind=\"mail_failing\"} 1"));
  const auto incident = town.client->get("/v1/incidents").json().at("incidents").at(0);
  CHECK(incident.at("kind") == "mail_failing");
  CHECK(incident.at("owner") == "chair");
  CHECK(incident.at("cause") == "refused");
  CHECK(incident.at("status") == "550 5.1.1");
  // Not tried again on that day, whatever the relay would say.
  relay.answer("");
  town.at("2010-04-21T05:00:00Z");
  town.at("2010-04-22T05:00:00Z");
  REQUIRE(relay.wait_for_mails(1));
  const auto sent = town.wait_for("mail_sent", 1);
  REQUIRE(sent.size() == 1);
  CHECK(sent[0].at("data").at("day") == "2010-04-22");
  CHECK(sent[0].at("data").at("attempts") == 2);
  CHECK(town.client->get("/v1/incidents").json().at("incidents").as_array().empty());
  CHECK(town.figure("reviewd_incidents_open{kind=\"mail_failing\"} 0"));
  CHECK(in_words(relay) == std::vector<std::string>{"chair@anytown.example Deadlines passed: 1"});
}

TEST_CASE("e2e: a relay that is not there is tried again, and its repeats are counted", "[e2e][mail]") {
  if (!MailRelayServer::available()) return;
  MailRelayServer relay;
  Town town(mail_settings(relay));
  relay.answer("450 4.2.0 later");
  town.at("2010-04-06T12:00:00Z");
  REQUIRE(town.wait_for("mail_failed", 1).size() == 1);
  town.at("2010-04-06T12:02:00Z");
  while (!town.figure("reviewd_mail_failed_attempts_total 2") &&
         !town.daemon->process().ends_within(std::chrono::milliseconds{10})) {
  }
  relay.answer("");
  town.at("2010-04-06T12:10:00Z");
  REQUIRE(relay.wait_for_mails(1));
  const auto sent = town.wait_for("mail_sent", 1);
  REQUIRE(sent.size() == 1);
  CHECK(sent[0].at("data").at("attempts") == 3);
  CHECK(town.events("mail_failed").size() == 1);
}

TEST_CASE("e2e: without [mail], or with another, the register says who is told", "[e2e][mail]") {
  if (!MailRelayServer::available()) return;
  MailRelayServer relay;
  const Installation installation("", mail_settings(relay));
  auto daemon = installation.start();
  const std::string token = installation.token({"administrator"});
  const auto set = [&] {
    ApiClient client(daemon->address(), token);
    // Its answer waits until what the start recorded is durable; a page of events shows only what is.
    REQUIRE(client.get("/v1/mail").status == 200);
    return client.get("/v1/events?type=mail_offices_set").json().at("events").as_array();
  };
  CHECK(set().size() == 1);
  REQUIRE(daemon->stop() == 0);
  daemon = installation.start();
  CHECK(set().size() == 1);
  REQUIRE(daemon->stop() == 0);
  const std::string settings = file_bytes(installation.place("reviewd.toml"));
  write_file(installation.place("reviewd.toml"), settings.substr(0, settings.find("[mail]")));
  daemon = installation.start();
  const auto all = set();
  REQUIRE(all.size() == 2);
  CHECK(!all[1].at("data").as_object().contains("offices"));
}

TEST_CASE("e2e: a file of credentials that others may read refuses the start", "[e2e][mail]") {
  if (!MailRelayServer::available()) return;
  const MailRelayServer relay;
  const ScratchDirectory secrets;
  write_file(secrets / "credentials", "reviews\nquince jelly\n");
  std::filesystem::permissions(secrets / "credentials", std::filesystem::perms{0644});
  const Installation installation(
      "",
      mail_settings(relay, "none", "credentials_file = \"" + (secrets / "credentials").string() + "\"\n"));
  auto daemon = installation.launch();
  CHECK_FALSE(daemon->wait_until_ready());
  CHECK(daemon->process().wait() == 1);
  CHECK(daemon->errors().find("may be read by others") != std::string::npos);
  const FinishedCommand checked = installation.run({"config", "check"});
  CHECK(checked.code == 1);
  CHECK((checked.output + checked.errors).find("quince") == std::string::npos);
}

}  // namespace reviewd
