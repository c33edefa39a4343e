// The relay client against a real SMTP server: how it is secured, who it is, and what each answer means.
#include "daemon/mail_relay.hpp"

#include <sys/stat.h>

#include <atomic>
#include <catch2/catch.hpp>

#include "daemon/mail_thread.hpp"
#include "tests/support/mail_relay_server.hpp"

namespace reviewd {
namespace {

const MailMessage message{"reviews@anytown.example", "chair@anytown.example",
                          "Subject: Deadlines passed: 1\r\n\r\nChild A\r\n.\r\n..dots\r\n"};

MailSettings settings_for(const MailRelayServer& server, MailSecurity security) {
  MailSettings made;
  made.host = "127.0.0.1";
  made.port = server.port();
  made.security = security;
  made.from = message.from;
  if (security != MailSecurity::none) made.ca_file = server.certificate().string();
  return made;
}

std::string in_words(const MailOutcome& outcome) {
  const std::string what = outcome.fault ? std::string{word_of(*outcome.fault)} : "taken";
  return outcome.status.empty() ? what : what + " " + outcome.status;
}

std::string sent_by(const MailSettings& settings) {
  MailRelay relay(settings);
  return in_words(relay.send(message));
}

std::string credentials_in(const std::filesystem::path& file, const std::string& text, mode_t mode = 0600) {
  write_file(file, text);
  REQUIRE(::chmod(file.c_str(), mode) == 0);
  return file.string();
}

}  // namespace

TEST_CASE("mail relay: a mail is taken over as it was written", "[mail]") {
  if (!MailRelayServer::available()) return;
  const MailRelayServer server;
  MailRelay relay(settings_for(server, MailSecurity::none));
  CHECK(in_words(relay.send(message)) == "taken 250 2.0.0");
  CHECK(in_words(relay.send(message)) == "taken 250 2.0.0");
  const auto mails = server.mails();
  REQUIRE(mails.size() == 2);
  CHECK(mails[0].at("from") == "reviews@anytown.example");
  CHECK(mails[0].at("to").as_array().size() == 1);
  CHECK(mails[0].at("to").at(0) == "chair@anytown.example");
  CHECK(mails[0].at("text").as_string() == message.text);
}

TEST_CASE("mail relay: by STARTTLS and by TLS, whose certificate is checked", "[mail]") {
  if (!MailRelayServer::available()) return;
  for (const auto& [word, security] :
       {std::pair{"starttls", MailSecurity::starttls}, std::pair{"tls", MailSecurity::tls}}) {
    INFO(word);
    const MailRelayServer server({word, "", ""});
    MailSettings settings = settings_for(server, security);
    CHECK(sent_by(settings) == "taken 250 2.0.0");
    CHECK(server.mails().at(0).at("secured").as_bool());
    settings.ca_file.clear();
    CHECK(sent_by(settings) == "security");
    const MailRelayServer another({word, "", ""});
    settings.ca_file = another.certificate().string();
    CHECK(sent_by(settings) == "security");
    // The name is not the one in the certificate.
    settings.ca_file = server.certificate().string();
    settings.host = "localhost";
    CHECK(sent_by(settings) == "security");
    CHECK(server.mails().size() == 1);
  }
}

TEST_CASE("mail relay: one that offers no STARTTLS is told nothing", "[mail]") {
  if (!MailRelayServer::available()) return;
  const MailRelayServer server;
  MailSettings settings = settings_for(server, MailSecurity::none);
  settings.security = MailSecurity::starttls;
  CHECK(sent_by(settings) == "security");
  CHECK(server.mails().empty());
}

TEST_CASE("mail relay: credentials are read from their file each time", "[mail]") {
  if (!MailRelayServer::available()) return;
  const MailRelayServer server({"starttls", "reviews", "quince jelly"});
  const ScratchDirectory scratch;
  MailSettings settings = settings_for(server, MailSecurity::starttls);
  settings.credentials_file = credentials_in(scratch / "credentials", "reviews\nwrong\n");
  MailRelay relay(settings);
  CHECK(in_words(relay.send(message)).starts_with("credentials"));
  credentials_in(scratch / "credentials", "reviews\nquince jelly\n");
  CHECK(in_words(relay.send(message)) == "taken 250 2.0.0");
  CHECK(server.mails().at(0).at("authenticated").as_bool());
  std::filesystem::remove(settings.credentials_file);
  CHECK(in_words(relay.send(message)) == "credentials");
}

TEST_CASE("mail relay: what it answers is kept as its codes, without its words", "[mail]") {
  if (!MailRelayServer::available()) return;
  const MailRelayServer server;
  const MailSettings settings = settings_for(server, MailSecurity::none);
  for (const auto& [answer, expected] :
       {std::pair{"550 5.1.1 <chair@anytown.example> no such office", "refused 550 5.1.1"},
        std::pair{"554 chair@anytown.example is not wanted", "refused 554"},
        std::pair{"450 4.2.0 greylisted", "deferred 450 4.2.0"}}) {
    server.answer(answer);
    CHECK(sent_by(settings) == expected);
  }
  CHECK(server.mails().empty());
  server.answer("");
  CHECK(sent_by(settings) == "taken 250 2.0.0");
}

TEST_CASE("mail relay: nobody there is unreachable", "[mail]") {
  if (!MailRelayServer::available()) return;
  MailSettings settings;
  {
    const MailRelayServer server;
    settings = settings_for(server, MailSecurity::none);
  }
  CHECK(sent_by(settings) == "unreachable");
  settings.host = "relay.invalid";
  CHECK(sent_by(settings) == "unreachable");
}

TEST_CASE("mail credentials: two lines that others may not read") {
  const ScratchDirectory scratch;
  const auto file = scratch / "credentials";
  REQUIRE(read_mail_credentials(credentials_in(file, "user\nword\n", 0640)).has_value());
  CHECK(read_mail_credentials(credentials_in(file, "user\nword\n"))->password == "word");
  CHECK(read_mail_credentials(credentials_in(file, "user\nword\n", 0644)).error().find("by others") !=
        std::string::npos);
  CHECK(read_mail_credentials(credentials_in(file, "user\n")).error().find("in the next") !=
        std::string::npos);
  CHECK(read_mail_credentials((scratch / "none").string()).error().find("cannot be read") !=
        std::string::npos);
}

TEST_CASE("mail thread: takes what it has room for, and a stop breaks off what is under way", "[mail]") {
  if (!MailRelayServer::available()) return;
  // A relay that never answers: the connection is made, and nothing comes.
  const MailRelayServer silent({"tls", "", ""});
  MailSettings settings = settings_for(silent, MailSecurity::none);
  std::atomic<int> reported = 0;
  std::atomic<int> taken = 0;
  int offered = 0;
  {
    MailThread thread(settings);
    const auto report = [&](const MailOutcome& outcome) {
      ++reported;
      if (!outcome.fault) ++taken;
    };
    while (thread.offer(message, report)) ++offered;
    thread.stop();
    CHECK_FALSE(thread.offer(message, report));
  }
  CHECK(offered >= 16);
  CHECK(offered <= 17);
  CHECK(reported == offered);
  CHECK(taken == 0);
}

}  // namespace reviewd
