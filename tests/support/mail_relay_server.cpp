#include "tests/support/mail_relay_server.hpp"

#include <boost/json/parse.hpp>
#include <charconv>
#include <fstream>
#include <stdexcept>

#include "tests/support/skip.hpp"

namespace reviewd {
namespace {

// That of Debian, whose packages it finds, whatever else is on the path.
const std::string python = "/usr/bin/python3";

}  // namespace

bool MailRelayServer::available() {
  if (run_command({python, "-c", "import aiosmtpd"}).code == 0 && program_exists("openssl")) return true;
  skip_test("python3-aiosmtpd, openssl");
  return false;
}

MailRelayServer::MailRelayServer(const RelayOptions& options) {
  std::vector<std::string> words{python,        REVIEWD_SOURCE_DIR "/tests/smtp/relay.py",
                                 "--directory", scratch_.path().string(),
                                 "--security",  options.security};
  if (options.security != "none") {
    make_certificate();
    words.insert(words.end(),
                 {"--certificate", certificate().string(), "--key", (scratch_ / "key").string()});
  }
  if (!options.user.empty())
    words.insert(words.end(), {"--user", options.user, "--password", options.password});
  process_.emplace(words);
  const std::string listening = "listening on ";
  if (!process_->wait_for_error_text(".\n")) throw std::runtime_error("no relay: " + process_->errors());
  const std::string said = process_->errors();
  port_ = static_cast<std::uint16_t>(std::stoi(said.substr(said.find(listening) + listening.size())));
}

void MailRelayServer::make_certificate() const {
  const FinishedCommand made = run_command(
      {"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
       "-days", "2", "-subj", "/CN=relay.test", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
       (scratch_ / "key").string(), "-out", certificate().string()});
  if (made.code != 0) throw std::runtime_error(made.errors);
}

void MailRelayServer::answer(const std::string& text) const {
  const auto file = scratch_ / "answer";
  if (text.empty()) {
    std::filesystem::remove(file);
    return;
  }
  // Written beside and renamed, so that half an answer is never given.
  write_file(file.string() + ".new", text);
  std::filesystem::rename(file.string() + ".new", file);
}

bool MailRelayServer::wait_for_mails(int count) {
  return process_->wait_for_error_text("took mail " + std::to_string(count) + "\n");
}

std::vector<boost::json::value> MailRelayServer::mails() const {
  std::vector<boost::json::value> all;
  std::ifstream stream(scratch_ / "mails");
  for (std::string line; std::getline(stream, line);) all.push_back(boost::json::parse(line));
  return all;
}

std::string decoded_mail(std::string_view text) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r') continue;
    int byte = 0;
    const std::string_view digits = text.substr(at + 1, 2);
    if (text[at] != '=')
      decoded += text[at];
    else if (std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16).ec == std::errc{}) {
      decoded += static_cast<char>(byte);
      at += 2;
    } else {
      at += 2;  // the line goes on
    }
  }
  return decoded;
}

}  // namespace reviewd
