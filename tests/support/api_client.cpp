#include "tests/support/api_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cctype>
#include <cstring>
#include <stdexcept>

namespace reviewd {
namespace {

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return text;
}

// A connected socket, or -1. A lost peer must not hold up a test for ever.
int connect_to(const ListeningAt& address) {
  const bool local = !address.socket_path.empty();
  const int made = ::socket(local ? AF_UNIX : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval patience{120, 0};
  ::setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  sockaddr_un path{};
  path.sun_family = AF_UNIX;
  std::strncpy(path.sun_path, address.socket_path.c_str(), sizeof(path.sun_path) - 1);
  sockaddr_in port{};
  port.sin_family = AF_INET;
  port.sin_port = htons(address.port);
  port.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const auto* where = local ? reinterpret_cast<const sockaddr*>(&path) : reinterpret_cast<sockaddr*>(&port);
  if (::connect(made, where, local ? sizeof(path) : sizeof(port)) == 0) return made;
  ::close(made);
  return -1;
}

void read_header(const std::string& line, ApiAnswer& answer) {
  const auto colon = line.find(':');
  if (colon == std::string::npos) throw std::runtime_error("a header line without a colon: " + line);
  const auto value = line.find_first_not_of(' ', colon + 1);
  answer.headers[lower_case(line.substr(0, colon))] = value == std::string::npos ? "" : line.substr(value);
}

// "HTTP/1.1 200 OK", then the fields.
ApiAnswer read_head(const std::string& head) {
  ApiAnswer answer;
  answer.status = std::stoi(head.substr(head.find(' ') + 1, 3));
  std::size_t at = head.find("\r\n");
  while (at != std::string::npos && at + 2 < head.size()) {
    const std::size_t end = head.find("\r\n", at + 2);
    read_header(head.substr(at + 2, end == std::string::npos ? end : end - at - 2), answer);
    at = end;
  }
  return answer;
}

}  // namespace

std::string ApiAnswer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

boost::json::value ApiAnswer::json() const {
  return boost::json::parse(body);
}

std::string ApiAnswer::at(const std::string& pointer) const {
  const boost::json::value whole = json();
  boost::system::error_code error;
  const boost::json::value* found = whole.find_pointer(pointer, error);
  if (found == nullptr) return "(nothing)";
  return found->is_string() ? std::string(found->get_string()) : boost::json::serialize(*found);
}

ApiClient::ApiClient(ListeningAt address, std::string token)
    : address_(std::move(address)), token_(std::move(token)) {}

ApiClient::~ApiClient() {
  close();
}

void ApiClient::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  unread_.clear();
}

bool ApiClient::connected() {
  if (socket_ < 0) socket_ = connect_to(address_);
  return socket_ >= 0;
}

bool ApiClient::send_all(const std::string& bytes) {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t count = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    // The daemon may answer and close before it has taken everything.
    if (count <= 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

bool ApiClient::read_more() {
  std::array<char, 16384> bytes{};
  const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (count > 0) unread_.append(bytes.data(), static_cast<std::size_t>(count));
  return count > 0;
}

std::optional<ApiAnswer> ApiClient::read_answer(bool without_body) {
  std::size_t end = 0;
  while ((end = unread_.find("\r\n\r\n")) == std::string::npos)
    if (!read_more()) return std::nullopt;
  ApiAnswer answer = read_head(unread_.substr(0, end));
  unread_.erase(0, end + 4);
  const std::string length = answer.header("content-length");
  const std::size_t size = without_body || length.empty() ? 0 : std::stoul(length);
  while (unread_.size() < size)
    if (!read_more()) return std::nullopt;
  answer.body = unread_.substr(0, size);
  unread_.erase(0, size);
  return answer;
}

std::optional<ApiAnswer> ApiClient::try_ask(const std::string& method, const std::string& path,
                                            const HeaderLines& headers,
                                            const std::optional<std::string>& body) {
  if (!connected()) return std::nullopt;
  std::string bytes = method + " " + path + " HTTP/1.1\r\n";
  const auto given = [&](const std::string& name) {
    return std::any_of(headers.begin(), headers.end(), [&](const auto& line) { return line.first == name; });
  };
  if (!given("Host")) bytes += "Host: localhost\r\n";
  if (!token_.empty() && !given("Authorization")) bytes += "Authorization: Bearer " + token_ + "\r\n";
  for (const auto& [name, value] : headers) bytes += name + ": " + value + "\r\n";
  if (body) bytes += "Content-Length: " + std::to_string(body->size()) + "\r\n";
  const bool sent = send_all(bytes + "\r\n" + body.value_or(""));
  auto answer = read_answer(method == "HEAD");
  if (!sent || !answer || lower_case(answer->header("connection")) == "close") close();
  return answer;
}

ApiAnswer ApiClient::ask(const std::string& method, const std::string& path, const HeaderLines& headers,
                         const std::optional<std::string>& body) {
  auto answer = try_ask(method, path, headers, body);
  if (!answer) throw std::runtime_error("no answer to " + method + " " + path);
  return std::move(*answer);
}

ApiAnswer ApiClient::get(const std::string& path, const HeaderLines& headers) {
  return ask("GET", path, headers);
}

ApiAnswer ApiClient::post(const std::string& path, const std::string& body, HeaderLines headers) {
  headers.emplace_back("Content-Type", "application/json");
  return ask("POST", path, headers, body);
}

ApiAnswer ApiClient::command(const std::string& path, const std::string& body, HeaderLines headers) {
  headers.emplace_back("If-Match", "*");
  return post(path, body, std::move(headers));
}

}  // namespace reviewd
