// A mail as text: what the relay is given, to the byte.
#include "daemon/mail_message.hpp"

#include <catch2/catch.hpp>

#include "tests/support/mail_relay_server.hpp"

namespace reviewd {
namespace {

const CaseId case_a = *CaseId::parse("caaaaaaaaaaaaaaaaaaaa");
const Identifier log_id = *Identifier::parse("000102030405060708090a0b0c0d0e0f");

MailSettings settings() {
  MailSettings made;
  made.host = "relay.anytown.example";
  made.from = "reviews@anytown.example";
  made.link = "https://reviews.anytown.example/v1/cases/{case_id}";
  made.offices = {{{"chair", {MailKind::passed}, {}}, "chair@anytown.example"},
                  {{"manager", {MailKind::reminders}, {}}, "manager@anytown.example"}};
  return made;
}

OwedMail owed(MailKind mail, std::vector<MailLine> lines) {
  const std::string office = mail == MailKind::reminders ? "manager" : "chair";
  return {{office, mail, Position{7}, Position{12}}, *Day::parse("2010-04-21"), std::move(lines)};
}

std::string text_of(const OwedMail& mail) {
  return mail_message(mail, settings(), log_id, *Instant::parse("2010-04-21T07:00:01Z")).text;
}

}  // namespace

TEST_CASE("mail message: header and body as they are handed to the relay") {
  const OwedMail mail =
      owed(MailKind::passed,
           {{case_a, "Child A", "Anytown LSCB", "decision", DueKind::statutory, *Day::parse("2010-04-20")}});
  const MailMessage message = mail_message(mail, settings(), log_id, *Instant::parse("2010-04-21T07:00:01Z"));
  CHECK(message.from == "reviews@anytown.example");
  CHECK(message.to == "chair@anytown.example");
  CHECK(message.text ==
        "Date: Wed, 21 Apr 2010 07:00:01 +0000\r\n"
        "From: reviews@anytown.example\r\n"
        "To: chair@anytown.example\r\n"
        "Subject: Deadlines passed: 1\r\n"
        "Message-ID: <passed.chair.7-12.000102030405060708090a0b0c0d0e0f@anytown.example>\r\n"
        "Auto-Submitted: auto-generated\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "\r\n"
        "Deadlines passed: 1\r\n"
        "2010-04-21\r\n"
        "\r\n"
        "Child A (Anytown LSCB)\r\n"
        "decision, due on 2010-04-20\r\n"
        "https://reviews.anytown.example/v1/cases/caaaaaaaaaaaaaaaaaaaa\r\n"
        "\r\n"
        "Sent by reviewd to the office \"chair\". It says nothing about people; follow=\r\n"
        " the link to see the case.\r\n");
}

TEST_CASE("mail message: labels of any script, and nothing of a label in the header") {
  const std::string label = "Enfant \xC3\x89 = \xE2\x82\xAC";
  const std::string text =
      text_of(owed(MailKind::reminders,
                   {{case_a, label, "Board", "completion", DueKind::revised, *Day::parse("2010-11-30")}}));
  CHECK(
      decoded_mail(text).find(label + " (Board)\ncompletion, due on 2010-11-30 by the revised timetable\n") !=
      std::string::npos);
  const std::string header = text.substr(0, text.find("\r\n\r\n"));
  CHECK(header.find("Enfant") == std::string::npos);
  for (const char letter : text)
    CHECK((letter == '\r' || letter == '\n' || (letter >= ' ' && letter < 0x7F)));
}

TEST_CASE("mail message: a mail of very many deadlines names the first of them") {
  const MailLine line{case_a, "Child A", "Board", "decision", DueKind::statutory, *Day::parse("2010-04-20")};
  const std::string text =
      decoded_mail(text_of(owed(MailKind::reminders, std::vector<MailLine>(1234, line))));
  CHECK(text.find("Subject: Reminders of deadlines: 1234\n") != std::string::npos);
  CHECK(text.find("\nAnd 1034 more.\n") != std::string::npos);
}

TEST_CASE("quoted-printable: short lines, no blank at their end, nothing but ASCII") {
  CHECK(quoted_printable("a=b\n") == "a=3Db\r\n");
  CHECK(quoted_printable("blank \nend ") == "blank=20\r\nend=20");
  CHECK(quoted_printable("\xC3\xA9\t") == "=C3=A9=09");
  CHECK(quoted_printable(std::string(76, 'a')) == std::string(75, 'a') + "=\r\na");
  const std::string cut = quoted_printable(std::string(74, 'a') + "\xC3\xA9");
  CHECK(cut == std::string(74, 'a') + "=\r\n=C3=A9");
  CHECK(decoded_mail(cut) == std::string(74, 'a') + "\xC3\xA9");
}

}  // namespace reviewd
