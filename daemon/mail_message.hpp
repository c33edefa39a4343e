// A mail of deadlines as text for the relay (RFC 5322): from what is owed, to the bytes that are sent. Pure;
// any thread. Nothing personal is in it: labels that boards chose, kinds of deadlines, days, links.
#pragma once

#include <string>
#include <string_view>

#include "config/mail_settings.hpp"
#include "domain/mail_desk.hpp"

namespace reviewd {

// One mail, ready to be handed to the relay.
struct MailMessage {
  std::string from;
  std::string to;
  std::string text;  // header and body, lines ended by CRLF
};

// The mail that tells an office what it is owed. `at` stands in the Date field.
MailMessage mail_message(const OwedMail& owed, const MailSettings& settings, const Identifier& log_id,
                         Instant at);

// The body in the encoding quoted-printable (RFC 2045, 6.7): lines of at most 76 characters, ended by CRLF.
std::string quoted_printable(std::string_view text);

}  // namespace reviewd
