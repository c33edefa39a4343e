// A real SMTP relay for tests (tests/smtp/relay.py, by aiosmtpd): a program of its own with a directory of
// its own. Test thread only. Tests only.
#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/child_process.hpp"
#include "tests/support/scratch_directory.hpp"

namespace reviewd {

struct RelayOptions {
  std::string security = "none";  // none, starttls, tls
  std::string user;               // empty: it asks for no credentials
  std::string password;
};

class MailRelayServer {
 public:
  // Throws when it does not begin to listen.
  explicit MailRelayServer(const RelayOptions& options = {});
  // Whether this machine has what it needs; else the test is skipped by name.
  static bool available();

  std::uint16_t port() const { return port_; }
  // Its certificate, which is its own authority, for 127.0.0.1 alone.
  std::filesystem::path certificate() const { return scratch_.path() / "certificate"; }
  // What it answers to recipients from now on; empty: it takes them.
  void answer(const std::string& text) const;
  // Returns once it took so many mails; false when it ended, or after two minutes.
  bool wait_for_mails(int count);
  // All mails that it took, in order, each with from, to, secured, authenticated, text.
  std::vector<boost::json::value> mails() const;

 private:
  void make_certificate() const;

  ScratchDirectory scratch_;
  std::optional<ChildProcess> process_;
  std::uint16_t port_ = 0;
};

// The text of a mail without its encoding (quoted-printable), lines ended by LF.
std::string decoded_mail(std::string_view text);

}  // namespace reviewd
