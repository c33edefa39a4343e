// [mail] of the settings: the relay through which offices are told of deadlines, and who is told what.
// Values; any thread. Holds no secret: the credentials stand in a file of their own.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "domain/mail.hpp"
#include "domain/schema.hpp"

namespace reviewd {

class TableReader;

// How the connection to the relay is secured. `none` is for a relay on the machine itself only.
enum class MailSecurity { starttls, tls, none };

template <>
struct Words<MailSecurity> {
  static constexpr std::array<Word<MailSecurity>, 3> values{
      {{MailSecurity::starttls, "starttls"}, {MailSecurity::tls, "tls"}, {MailSecurity::none, "none"}}};
};

// An office with the address that it reads.
struct MailAddressee {
  MailOffice office;
  std::string address;
  bool operator==(const MailAddressee&) const = default;
};

// Without a host no mail is sent.
struct MailSettings {
  std::string host;
  std::uint16_t port = 587;
  MailSecurity security = MailSecurity::starttls;
  std::string ca_file;  // authorities in PEM; empty: those of the system
  std::string
      credentials_file;  // a line with the user and one with the password; empty: the relay asks for none
  std::string from;
  std::string link;  // of a case, with {case_id}
  int digest_hour = 7;
  std::vector<MailAddressee> offices;

  bool on() const { return !host.empty(); }
  std::vector<MailOffice> told() const;
  bool operator==(const MailSettings&) const = default;
};

// Faults go to the reader's keeper.
void read_mail(TableReader reader, MailSettings& mail);

// As "mail.key = value", unsorted.
std::vector<std::string> describe(const MailSettings& mail);

}  // namespace reviewd
