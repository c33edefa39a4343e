#include "tests/api/http_fixture.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>

#include "api/problem.hpp"
#include "domain/assert.hpp"

namespace reviewd {

Response text_response(std::string body) {
  return {200, {{"Content-Type", "text/plain"}}, std::make_shared<const std::string>(std::move(body))};
}

std::optional<Response> EchoService::before_body(const RequestHead& head) {
  judged.push_back(head);
  return judge ? judge(head) : std::nullopt;
}

void EchoService::handle(Request request, std::function<void(Response)> respond) {
  handled.push_back(request);
  if (request.head.path == "/later") {
    waiting.push_back(std::move(respond));
    return;
  }
  respond(text_response(request.head.method + ' ' + request.head.path + '|' + request.body));
}

Response EchoService::problem(unsigned status, std::string_view code, std::string_view /*detail*/) {
  Response response = reviewd::problem(status, code, "");
  response.body = std::make_shared<const std::string>(code);
  return response;
}

std::string_view EchoService::route_of(const RequestHead& head) {
  return head.path == "/a" ? "/{one}" : "";
}

HttpClient::~HttpClient() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

HttpClient::HttpClient(HttpClient&& other) noexcept
    : loop_(other.loop_), descriptor_(std::exchange(other.descriptor_, -1)), closed_(other.closed_) {}

void HttpClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
    if (sent < 0 && errno != EAGAIN) return;
    HttpFixture::run_until_idle(*loop_);
  }
}

void HttpClient::finish_sending() const {
  ::shutdown(descriptor_, SHUT_WR);
}

std::string HttpClient::receive() {
  std::string received;
  std::array<char, 65536> piece{};
  for (;;) {
    HttpFixture::run_until_idle(*loop_);
    const auto size = ::recv(descriptor_, piece.data(), piece.size(), MSG_DONTWAIT);
    if (size == 0 || (size < 0 && errno != EAGAIN)) closed_ = true;
    if (size <= 0) return received;
    received.append(piece.data(), static_cast<std::size_t>(size));
  }
}

HttpFixture::HttpFixture(HttpLimits limits) {
  HttpServerSettings settings;
  settings.names = {"reviews.example"};
  settings.limits = limits;
  settings.now = [this] { return now; };
  settings.wall_clock = [] { return std::chrono::sys_seconds(std::chrono::seconds(1264928400)); };
  settings.log = [this](std::string_view line) { log_lines.emplace_back(line); };
  settings.access_log = [this](const HttpAccess& access) {
    access_lines.push_back(std::string(access.method) + ' ' + std::string(access.route) + ' ' +
                           std::to_string(access.status));
  };
  server = std::make_unique<HttpServer>(loop, service, std::move(settings));
}

HttpClient HttpFixture::connect(std::string peer_address) {
  std::array<int, 2> ends{-1, -1};
  REVIEWD_ASSERT(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) == 0);
  server->adopt(ends[0], std::move(peer_address));
  return {loop, ends[1]};
}

std::string HttpFixture::ask(std::string_view bytes) {
  auto client = connect();
  client.send(bytes);
  return client.receive();
}

void HttpFixture::pass(std::chrono::milliseconds time) {
  run();
  now += time;
  server->check_deadlines();
  run();
}

void HttpFixture::run_until_idle(boost::asio::io_context& loop) {
  do {
    loop.restart();
  } while (loop.poll() > 0);
}

std::string expected_answer(std::string_view status_line, std::string_view fields, std::string_view body) {
  std::string text(status_line);
  text += "\r\nDate: Sun, 31 Jan 2010 09:00:00 GMT\r\n";
  text += fields;
  text += "\r\n";
  text += body;
  return text;
}

std::string expected_refusal(std::string_view status_line, std::string_view code) {
  return expected_answer(
      status_line,
      "Content-Type: application/problem+json\r\nCache-Control: no-store\r\nContent-Length: " +
          std::to_string(code.size()) + "\r\nConnection: close\r\n",
      code);
}

std::vector<int> statuses(std::string_view bytes) {
  constexpr std::string_view mark = "HTTP/1.1 ";
  std::vector<int> found;
  for (auto at = bytes.find(mark); at != std::string_view::npos; at = bytes.find(mark, at + 1)) {
    int status = 0;
    std::from_chars(bytes.data() + at + mark.size(), bytes.data() + bytes.size(), status);
    found.push_back(status);
  }
  return found;
}

}  // namespace reviewd
