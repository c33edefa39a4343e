#include "daemon/mail_relay.hpp"

#include <curl/curl.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <fstream>

namespace reviewd {
namespace {

constexpr long connect_seconds = 15;
constexpr long mail_seconds = 60;
constexpr int poll_milliseconds = 1000;
constexpr std::size_t status_bytes_max = 20;

// What is still to be sent, and the last line that the relay answered.
struct Exchange {
  std::string_view rest;
  std::string answer;
};

std::size_t give_text(char* buffer, std::size_t size, std::size_t count, void* exchange) {
  std::string_view& rest = static_cast<Exchange*>(exchange)->rest;
  const std::size_t taken = std::min(size * count, rest.size());
  std::memcpy(buffer, rest.data(), taken);
  rest.remove_prefix(taken);
  return taken;
}

// What follows the mail is the farewell.
std::size_t take_answer(char* line, std::size_t size, std::size_t count, void* exchange) {
  const std::string_view answer{line, size * count};
  if (!answer.starts_with("221")) static_cast<Exchange*>(exchange)->answer = answer;
  return answer.size();
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

// "550 5.1.1 <somebody@…> unknown" to "550 5.1.1", "250 Ok" to "250".
std::string status_of(std::string_view answer) {
  const auto code_end = std::min(answer.find_first_of(" -\r\n"), answer.size());
  std::string status{answer.substr(0, code_end)};
  if (status.size() != 3 || !std::ranges::all_of(status, is_digit)) return {};
  std::string_view enhanced = answer.substr(std::min(code_end + 1, answer.size()));
  enhanced = enhanced.substr(0, enhanced.find_first_not_of("0123456789."));
  if (std::ranges::count(enhanced, '.') == 2 && enhanced.size() + 4 <= status_bytes_max)
    status.append(" ").append(enhanced);
  return status;
}

MailFault fault_of(CURLcode code, const std::string& status) {
  switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
      return MailFault::security;
    case CURLE_LOGIN_DENIED:
      return MailFault::credentials;
    default:
      break;
  }
  if (status.starts_with('5')) return MailFault::refused;
  if (status.starts_with('4')) return MailFault::deferred;
  return MailFault::unreachable;
}

std::string url_of(const MailSettings& settings) {
  const std::string scheme = settings.security == MailSecurity::tls ? "smtps" : "smtp";
  const bool six = settings.host.find(':') != std::string::npos;
  const std::string host = six ? "[" + settings.host + "]" : settings.host;
  // What stands after the slash is the name by which the relay is greeted.
  return scheme + "://" + host + ":" + std::to_string(settings.port) + "/" +
         settings.from.substr(settings.from.find('@') + 1);
}

}  // namespace

std::expected<MailCredentials, std::string> read_mail_credentials(const std::string& file) {
  const auto refuse = [&](const std::string& why) {
    return std::unexpected("The file of [mail] credentials_file, '" + file + "', " + why);
  };
  struct stat found{};
  if (::stat(file.c_str(), &found) != 0) return refuse("cannot be read.");
  if ((found.st_mode & S_IRWXO) != 0) return refuse("may be read by others; only its owner and group may.");
  std::ifstream stream(file);
  MailCredentials credentials;
  std::getline(stream, credentials.user);
  std::getline(stream, credentials.password);
  if (credentials.user.empty() || credentials.password.empty())
    return refuse("must hold the user in one line and the password in the next.");
  return credentials;
}

std::expected<void, std::string> check_mail_files(const MailSettings& settings) {
  if (!settings.on()) return {};
  if (!settings.ca_file.empty() && !std::ifstream(settings.ca_file))
    return std::unexpected("The file of [mail] ca_file, '" + settings.ca_file + "', cannot be read.");
  if (settings.credentials_file.empty()) return {};
  if (auto read = read_mail_credentials(settings.credentials_file); !read)
    return std::unexpected(read.error());
  return {};
}

struct MailRelay::Handles {
  Handles() : multi(curl_multi_init()), easy(curl_easy_init()) {}
  Handles(const Handles&) = delete;
  Handles& operator=(const Handles&) = delete;
  ~Handles() {
    curl_easy_cleanup(easy);
    curl_multi_cleanup(multi);
  }

  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(easy, option, value);
  }
  CURLcode perform();

  CURLM* multi;
  CURL* easy;
  std::atomic<bool> aborted = false;
};

// With the multi interface, so that it can be woken up.
CURLcode MailRelay::Handles::perform() {
  curl_multi_add_handle(multi, easy);
  int running = 1;
  CURLcode result = CURLE_ABORTED_BY_CALLBACK;
  while (!aborted && running > 0) {
    if (curl_multi_perform(multi, &running) != CURLM_OK) break;
    if (running > 0) curl_multi_poll(multi, nullptr, 0, poll_milliseconds, nullptr);
  }
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi, &left))
    if (message->msg == CURLMSG_DONE) result = message->data.result;
  curl_multi_remove_handle(multi, easy);
  return result;
}

MailRelay::MailRelay(const MailSettings& settings) : settings_(settings) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  handles_ = std::make_unique<Handles>();
}

MailRelay::~MailRelay() {
  handles_.reset();
  curl_global_cleanup();
}

void MailRelay::abort() {
  handles_->aborted = true;
  curl_multi_wakeup(handles_->multi);
}

MailOutcome MailRelay::send(const MailMessage& message) {
  Handles& curl = *handles_;
  curl_easy_reset(curl.easy);
  MailCredentials credentials;
  if (!settings_.credentials_file.empty()) {
    auto read = read_mail_credentials(settings_.credentials_file);
    if (!read) return {MailFault::credentials, {}};
    credentials = std::move(*read);
    curl.set(CURLOPT_USERNAME, credentials.user.c_str());
    curl.set(CURLOPT_PASSWORD, credentials.password.c_str());
  }
  const std::string url = url_of(settings_);
  const bool secured = settings_.security != MailSecurity::none;
  Exchange exchange{message.text, {}};
  curl_slist* recipients = curl_slist_append(nullptr, message.to.c_str());
  curl.set(CURLOPT_URL, url.c_str());
  curl.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl.set(CURLOPT_PROXY, "");
  curl.set(CURLOPT_NOSIGNAL, 1L);
  curl.set(CURLOPT_QUICK_EXIT, 1L);
  curl.set(CURLOPT_FRESH_CONNECT, 1L);
  curl.set(CURLOPT_FORBID_REUSE, 1L);
  curl.set(CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl.set(CURLOPT_TIMEOUT, mail_seconds);
  curl.set(CURLOPT_USE_SSL, static_cast<long>(secured ? CURLUSESSL_ALL : CURLUSESSL_NONE));
  curl.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!settings_.ca_file.empty()) curl.set(CURLOPT_CAINFO, settings_.ca_file.c_str());
  curl.set(CURLOPT_MAIL_FROM, message.from.c_str());
  curl.set(CURLOPT_MAIL_RCPT, recipients);
  curl.set(CURLOPT_UPLOAD, 1L);
  curl.set(CURLOPT_READFUNCTION, give_text);
  curl.set(CURLOPT_READDATA, &exchange);
  curl.set(CURLOPT_HEADERFUNCTION, take_answer);
  curl.set(CURLOPT_HEADERDATA, &exchange);
  const CURLcode code = curl.perform();
  curl_slist_free_all(recipients);
  const std::string status = status_of(exchange.answer);
  if (code == CURLE_OK) return {std::nullopt, status};
  return {fault_of(code, status), status.starts_with('4') || status.starts_with('5') ? status : ""};
}

}  // namespace reviewd
