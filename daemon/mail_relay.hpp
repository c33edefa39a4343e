// The SMTP relay, by libcurl: hands one mail over and says what became of it. Blocks; for the mail thread
// only. A certificate is always checked, no proxy is taken from the environment, and what the relay answers
// is kept as its codes alone, because its words often repeat the address.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>

#include "config/mail_settings.hpp"
#include "daemon/mail_message.hpp"

namespace reviewd {

// What became of one mail.
struct MailOutcome {
  std::optional<MailFault> fault;  // none: the relay took it over
  std::string status;              // "250 2.0.0", "550 5.1.1"; empty when the relay did not answer
};

// Who the daemon is to the relay; never printed.
struct MailCredentials {
  std::string user;
  std::string password;
};

// The two lines of the file. The error is one sentence for the sysadmin: it cannot be read, others may read
// it, a line is missing.
[[nodiscard]] std::expected<MailCredentials, std::string> read_mail_credentials(const std::string& file);

// Whether the files that [mail] names are there and can be read. The error as above.
[[nodiscard]] std::expected<void, std::string> check_mail_files(const MailSettings& settings);

// Lives on the mail thread, but for `abort`.
class MailRelay {
 public:
  explicit MailRelay(const MailSettings& settings);
  ~MailRelay();
  MailRelay(const MailRelay&) = delete;
  MailRelay& operator=(const MailRelay&) = delete;

  // Opens a connection of its own for each mail, of which there are few. The credentials are read each time,
  // so that new ones hold at once.
  MailOutcome send(const MailMessage& message);
  // From another thread: ends what is under way, which then counts as unreachable, and whatever comes after.
  void abort();

 private:
  struct Handles;
  MailSettings settings_;
  std::unique_ptr<Handles> handles_;
};

}  // namespace reviewd
