#include "daemon/mail_message.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "api/http_date.hpp"
#include "domain/assert.hpp"

namespace reviewd {
namespace {

// A digest that nobody reads to its end is no digest.
constexpr std::size_t lines_max = 200;
constexpr std::string_view end_of_line = "\r\n";

std::string subject_of(const OwedMail& owed) {
  const std::string count = std::to_string(owed.lines.size());
  switch (owed.stretch.mail) {
    case MailKind::reminders:
      return "Reminders of deadlines: " + count;
    case MailKind::passed:
      return "Deadlines passed: " + count;
    case MailKind::still_open:
      return "Still open " + std::to_string(still_open_after_days) +
             " days after the deadline passed: " + count;
  }
  return "Deadlines: " + count;
}

std::string link_of(const std::string& link, const CaseId& case_id) {
  constexpr std::string_view place = "{case_id}";
  std::string filled = link;
  filled.replace(filled.find(place), place.size(), case_id.text());
  return filled;
}

std::string paragraph_of(const MailLine& line, const std::string& link) {
  return line.case_label + " (" + line.board + ")\n" + line.deadline + ", due on " + line.due_on.text() +
         (line.of == DueKind::revised ? " by the revised timetable" : "") + "\n" +
         link_of(link, line.case_id) + "\n\n";
}

std::string body_of(const OwedMail& owed, const MailSettings& settings) {
  std::string body = subject_of(owed) + "\n" + owed.day.text() + "\n\n";
  const std::size_t shown = std::min(owed.lines.size(), lines_max);
  for (std::size_t at = 0; at < shown; ++at) body += paragraph_of(owed.lines[at], settings.link);
  if (shown < owed.lines.size()) body += "And " + std::to_string(owed.lines.size() - shown) + " more.\n\n";
  return body + "Sent by reviewd to the office \"" + owed.stretch.office +
         "\". It says nothing about people; follow the link to see the case.\n";
}

const std::string& address_of(const MailSettings& settings, const std::string& office) {
  const auto found = std::ranges::find_if(
      settings.offices, [&](const MailAddressee& addressee) { return addressee.office.office == office; });
  REVIEWD_ASSERT(found != settings.offices.end());
  return found->address;
}

// "Tue, 02 Mar 2010 09:00:00 +0000"
std::string date_of(Instant at) {
  using namespace std::chrono;
  std::string date = http_date(sys_seconds{seconds{at.milliseconds_since_1970() / 1000}});
  date.replace(date.rfind("GMT"), 3, "+0000");
  return date;
}

}  // namespace

std::string quoted_printable(std::string_view text) {
  constexpr std::size_t longest = 75;  // beside the sign that the line goes on
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  std::size_t length = 0;
  const auto add = [&](std::string_view piece) {
    if (length + piece.size() > longest) {
      encoded.append("=").append(end_of_line);
      length = 0;
    }
    encoded.append(piece);
    length += piece.size();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool last_of_line = at + 1 == text.size() || text[at + 1] == '\n';
    if (byte == '\n') {
      encoded.append(end_of_line);
      length = 0;
    } else if ((byte > ' ' && byte < 0x7F && byte != '=') || (byte == ' ' && !last_of_line)) {
      add(text.substr(at, 1));
    } else {
      add(std::string{'='} + digits[byte >> 4U] + digits[byte & 0xFU]);
    }
  }
  return encoded;
}

MailMessage mail_message(const OwedMail& owed, const MailSettings& settings, const Identifier& log_id,
                         Instant at) {
  MailMessage message{settings.from, address_of(settings, owed.stretch.office), {}};
  const std::array<std::pair<std::string_view, std::string>, 9> header{
      {{"Date", date_of(at)},
       {"From", message.from},
       {"To", message.to},
       {"Subject", subject_of(owed)},
       {"Message-ID",
        "<" + mail_name(owed.stretch, log_id) + settings.from.substr(settings.from.find('@')) + ">"},
       {"Auto-Submitted", "auto-generated"},
       {"MIME-Version", "1.0"},
       {"Content-Type", "text/plain; charset=utf-8"},
       {"Content-Transfer-Encoding", "quoted-printable"}}};
  for (const auto& [name, value] : header)
    message.text.append(name).append(": ").append(value).append(end_of_line);
  message.text.append(end_of_line).append(quoted_printable(body_of(owed, settings)));
  return message;
}

}  // namespace reviewd
