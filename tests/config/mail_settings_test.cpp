// [mail] of the settings.
#include "config/mail_settings.hpp"

#include <catch2/catch.hpp>

#include "config/settings.hpp"

using namespace reviewd;

namespace {

constexpr const char* whole = R"([mail]
host = "relay.anytown.example"
security = "tls"
port = 465
from = "reviews@anytown.example"
link = "https://reviews.anytown.example/v1/cases/{case_id}"
offices = [
  {office = "chair", address = "chair@anytown.example", told = ["reminders", "passed"], boards = [
    "Anytown LSCB"]},
  {office = "director", address = "dcs@anytown.example", told = ["still_open"]}]
)";

// The whole with one text in place of another.
std::string with(const std::string& was, const std::string& is) {
  std::string text = whole;
  return text.replace(text.find(was), was.size(), is);
}

std::string fault(const std::string& text) {
  const auto read = read_settings(text, "reviewd.toml");
  return read ? "" : read.error().text();
}

bool refuses(const std::string& was, const std::string& is, std::string_view words) {
  const std::string said = fault(with(was, is));
  INFO(said);
  return said.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("settings of mail: as they are written") {
  const auto read = read_settings(whole, "reviewd.toml");
  REQUIRE(read.has_value());
  CHECK(read->mail.on());
  CHECK(read->mail.port == 465);
  CHECK(read->mail.security == MailSecurity::tls);
  const std::vector<MailOffice> told{{"chair", {MailKind::reminders, MailKind::passed}, {"Anytown LSCB"}},
                                     {"director", {MailKind::still_open}, {}}};
  CHECK(read->mail.told() == told);
  CHECK(read->mail.offices[1].address == "dcs@anytown.example");
}

TEST_CASE("settings of mail: none, and nobody is told anything") {
  const auto read = read_settings("[mail]\n", "reviewd.toml");
  REQUIRE(read.has_value());
  CHECK_FALSE(read->mail.on());
  CHECK(read->mail.told().empty());
}

TEST_CASE("settings of mail: what is half, or cannot be meant, is refused") {
  CHECK(fault(whole).empty());
  CHECK(refuses("host = \"relay.anytown.example\"", "", "host is needed"));
  CHECK(refuses("relay.anytown.example", "relay.anytown.example/x", "host must be"));
  CHECK(refuses("\"tls\"", "\"none\"", "only where the relay is on this machine"));
  CHECK(refuses("\"tls\"", "\"ssl\"", "security"));
  CHECK(refuses("465", "0", "port"));
  CHECK(refuses("reviews@anytown.example", "reviews", "from must be"));
  CHECK(refuses("{case_id}", "", "link must be"));
  CHECK(refuses("https://", "ftp://", "link must be"));
  CHECK(refuses("office = \"director\"", "office = \"chair\"", "office is there twice"));
  CHECK(refuses("dcs@anytown.example", "chair@anytown.example", "address is there twice"));
  CHECK(refuses("dcs@anytown.example", "The director <dcs@anytown.example>", "address must be"));
  CHECK(refuses("office = \"director\"", "office = \"The director\"", "office must be"));
  CHECK(refuses("\"still_open\"", "\"everything\"", "none of reminders, passed, still_open"));
  CHECK(refuses("\"still_open\"", "", "told must name something"));
  CHECK(refuses("\"still_open\"", "\"passed\", \"passed\"", "holds a word twice"));
  CHECK(refuses("port = 465", "port = 465\ndigest_hour = 24", "digest_hour"));
  CHECK(refuses("port = 465", "port = 465\npassword = \"x\"", "password is not known"));
}

TEST_CASE("settings of mail: in the clear only to the machine itself") {
  for (const char* host : {"127.0.0.1", "::1", "localhost"}) {
    std::string text = with("relay.anytown.example", host);
    text.replace(text.find("\"tls\""), 5, "\"none\"");
    CHECK(fault(text).empty());
  }
  std::string named = with("relay.anytown.example", "127.relay.example");
  named.replace(named.find("\"tls\""), 5, "\"none\"");
  CHECK_FALSE(fault(named).empty());
}
