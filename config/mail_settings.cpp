#include "config/mail_settings.hpp"

#include <algorithm>
#include <set>

#include "config/quoted_text.hpp"
#include "config/table_reader.hpp"

namespace reviewd {
namespace {

constexpr std::size_t longest_address = 254;  // RFC 5321, 4.5.3.1.3
constexpr std::size_t longest_word = 40;
constexpr std::string_view case_in_link = "{case_id}";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789";

bool made_of(std::string_view text, const std::string& characters) {
  return !text.empty() && text.find_first_not_of(characters) == std::string_view::npos;
}

bool is_word(std::string_view text) {
  return text.size() <= longest_word && made_of(text, std::string{letters} + "_");
}

// A name by DNS or an address: a relay is never named in another way.
bool is_host(std::string_view text) {
  return text.size() <= longest_address && made_of(text, std::string{letters} + ".-:");
}

// A name that begins like an address may belong to anybody.
bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "::1" || (host.starts_with("127.") && made_of(host, "0123456789."));
}

// "chair@anytown.example": without quotes, comments or names, which no office needs.
bool is_address(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || text.size() > longest_address) return false;
  const std::string capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return made_of(text.substr(0, at), std::string{letters} + capitals + ".!#$%&'*+/=?^_`{|}~-") &&
         made_of(text.substr(at + 1), std::string{letters} + capitals + ".-");
}

bool is_link(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) &&
         text.find(' ') == std::string_view::npos && text.find(case_in_link) != std::string_view::npos;
}

std::vector<MailKind> read_told(TableReader& reader) {
  std::vector<MailKind> told;
  for (const std::string& word : reader.texts("told")) {
    const auto& values = Words<MailKind>::values;
    const auto found = std::ranges::find(values, word, &Word<MailKind>::second);
    if (found == values.end())
      reader.refuse("told", "holds a word that is none of reminders, passed, still_open");
    else if (std::ranges::find(told, found->first) != told.end())
      reader.refuse("told", "holds a word twice");
    else
      told.push_back(found->first);
  }
  if (told.empty()) reader.refuse("told", "must name something");
  return told;
}

MailAddressee read_office(TableReader& reader) {
  MailAddressee addressee;
  addressee.office.office = reader.text("office");
  if (!is_word(addressee.office.office))
    reader.refuse("office", "must be a word in lower case, of at most 40 letters, digits and underscores");
  addressee.address = reader.text("address");
  if (!is_address(addressee.address))
    reader.refuse("address", "must be an address such as chair@anytown.example");
  addressee.office.told = read_told(reader);
  if (reader.has("boards")) addressee.office.boards = reader.texts("boards");
  reader.refuse_unknown_keys();
  return addressee;
}

// Each person has one digest a day: an address stands once.
void read_offices(TableReader& reader, MailSettings& mail) {
  std::set<std::string> words;
  std::set<std::string> addresses;
  for (TableReader& inner : reader.tables_or_none("offices")) {
    mail.offices.push_back(read_office(inner));
    if (!words.insert(mail.offices.back().office.office).second) inner.refuse("office", "is there twice");
    if (!addresses.insert(mail.offices.back().address).second)
      inner.refuse("address", "is there twice; name all that it is told in one office");
  }
}

void refuse_what_is_half(TableReader& reader, const MailSettings& mail) {
  if (!mail.on()) {
    if (!mail.offices.empty()) reader.refuse("host", "is needed: there are offices to be told");
    return;
  }
  if (!is_host(mail.host))
    reader.refuse("host", "must be the name or the address of the relay, without a port");
  if (mail.security == MailSecurity::none && !is_loopback(mail.host))
    reader.refuse("security", "can be none only where the relay is on this machine");
  if (!is_address(mail.from)) reader.refuse("from", "must be an address such as reviews@anytown.example");
  if (!is_link(mail.link))
    reader.refuse("link", "must be an address of https:// or http:// that holds {case_id}");
  if (mail.offices.empty()) reader.refuse("offices", "must name at least one office");
}

}  // namespace

std::vector<MailOffice> MailSettings::told() const {
  std::vector<MailOffice> told;
  if (on())
    for (const MailAddressee& addressee : offices) told.push_back(addressee.office);
  return told;
}

void read_mail(TableReader reader, MailSettings& mail) {
  if (reader.has("host")) mail.host = reader.text("host", Presence::optional);
  if (reader.has("port")) mail.port = static_cast<std::uint16_t>(reader.number("port", 1, 65535));
  if (reader.has("security")) mail.security = reader.word<MailSecurity>("security");
  if (reader.has("ca_file")) mail.ca_file = reader.text("ca_file", Presence::optional);
  if (reader.has("credentials_file"))
    mail.credentials_file = reader.text("credentials_file", Presence::optional);
  if (reader.has("from")) mail.from = reader.text("from", Presence::optional);
  if (reader.has("link")) mail.link = reader.text("link", Presence::optional);
  if (reader.has("digest_hour")) mail.digest_hour = static_cast<int>(reader.number("digest_hour", 0, 23));
  if (reader.has("offices")) read_offices(reader, mail);
  refuse_what_is_half(reader, mail);
  reader.refuse_unknown_keys();
}

std::vector<std::string> describe(const MailSettings& mail) {
  std::string offices;
  for (const MailAddressee& addressee : mail.offices) {
    std::vector<std::string> told;
    for (const MailKind kind : addressee.office.told) told.emplace_back(word_of(kind));
    offices += (offices.empty() ? "{office = " : ", {office = ") + in_quotes(addressee.office.office) +
               ", address = " + in_quotes(addressee.address) + ", told = " + in_quotes(told) +
               ", boards = " + in_quotes(addressee.office.boards) + "}";
  }
  return {"mail.ca_file = " + in_quotes(mail.ca_file),
          "mail.credentials_file = " + in_quotes(mail.credentials_file),
          "mail.digest_hour = " + std::to_string(mail.digest_hour),
          "mail.from = " + in_quotes(mail.from),
          "mail.host = " + in_quotes(mail.host),
          "mail.link = " + in_quotes(mail.link),
          "mail.offices = [" + offices + "]",
          "mail.port = " + std::to_string(mail.port),
          "mail.security = " + in_quotes(word_of(mail.security))};
}

}  // namespace reviewd
