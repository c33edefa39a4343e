#include "tests/support/event_reader.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <stdexcept>

namespace reviewd {

EventReader::EventReader(const ListeningAt& address, const std::string& token, const std::string& query,
                         const std::string& last_event_id) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(address.port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{120, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0)
    throw std::runtime_error("nobody listens");
  const std::string request =
      "GET /v1/events" + query + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token +
      "\r\nAccept: text/event-stream\r\n" +
      (last_event_id.empty() ? "" : "Last-Event-ID: " + last_event_id + "\r\n") + "\r\n";
  if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0 || !read_head())
    throw std::runtime_error("the stream did not begin");
}

EventReader::~EventReader() {
  ::close(socket_);
}

bool EventReader::read_more() {
  char piece[16'384];
  const auto size = ::recv(socket_, piece, sizeof piece, 0);
  if (size <= 0) return false;
  bytes_.append(piece, static_cast<std::size_t>(size));
  return true;
}

bool EventReader::read_head() {
  while (bytes_.find("\r\n\r\n") == std::string::npos)
    if (!read_more()) return false;
  const auto end = bytes_.find("\r\n\r\n") + 4;
  head_ = bytes_.substr(0, end);
  bytes_.erase(0, end);
  return true;
}

std::string EventReader::header(const std::string& name) const {
  std::string lower = head_;
  for (char& letter : lower)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
  const auto at = lower.find("\r\n" + name + ": ");
  if (at == std::string::npos) return "";
  const auto begin = at + name.size() + 4;
  return head_.substr(begin, head_.find("\r\n", begin) - begin);
}

bool EventReader::read_block(std::map<std::string, std::string>& fields) {
  while (text_.find("\n\n") == std::string::npos) {
    const auto line = bytes_.find("\r\n");
    const std::size_t size = line == std::string::npos ? 0 : std::stoul(bytes_.substr(0, line), nullptr, 16);
    if (line != std::string::npos && size == 0) return false;
    if (line != std::string::npos && bytes_.size() >= line + size + 4) {
      text_ += bytes_.substr(line + 2, size);
      bytes_.erase(0, line + size + 4);
    } else if (!read_more()) {
      return false;
    }
  }
  std::string block = text_.substr(0, text_.find("\n\n") + 1);
  text_.erase(0, block.size() + 1);
  for (auto end = block.find('\n'); end != std::string::npos; end = block.find('\n')) {
    const std::string line = block.substr(0, end);
    const auto colon = line.find(": ");
    if (colon != std::string::npos) fields[line.substr(0, colon)] = line.substr(colon + 2);
    block.erase(0, end + 1);
  }
  if (fields.contains("id")) place_ = fields["id"];
  return true;
}

std::vector<std::string> EventReader::take(std::size_t count) {
  std::vector<std::string> ids;
  std::map<std::string, std::string> fields;
  while (ids.size() < count && read_block(fields)) {
    if (fields.contains("event")) end_ = fields["data"];
    if (fields.contains("data") && !fields.contains("event"))
      ids.push_back(fields["id"].substr(fields["id"].find('.') + 1));
    fields.clear();
  }
  return ids;
}

std::string EventReader::ended() {
  while (!take(1).empty()) {
  }
  return end_;
}

}  // namespace reviewd
