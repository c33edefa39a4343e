// Listening sockets of every kind, over real connections, and what happens when the process has no
// descriptors.
#include "api/http_listen.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <cstring>

#include "api/http_host.hpp"
#include "tests/api/http_fixture.hpp"
#include "tests/support/no_descriptors.hpp"
#include "tests/support/scratch_directory.hpp"

namespace reviewd {
namespace {

constexpr std::string_view get = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";

// Server and loop for one listening address.
struct Listening {
  explicit Listening(ListenAddress address) {
    HttpServerSettings settings;
    settings.listen = std::move(address);
    settings.log = [this](std::string_view line) { log_lines.emplace_back(line); };
    server = std::make_unique<HttpServer>(loop, service, std::move(settings));
  }
  boost::asio::io_context loop;
  EchoService service;
  std::vector<std::string> log_lines;
  std::unique_ptr<HttpServer> server;
};

// Connects, which on one machine is done as soon as the kernel has queued it.
bool connect_tcp(int descriptor, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return ::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
}

bool connect_unix(int descriptor, const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
  return ::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
}

int new_socket(int family) {
  return ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

// Reads answers until there are `count`, letting the server work; gives up when the connection ends.
std::vector<int> receive_answers(HttpClient& client, std::size_t count) {
  std::string bytes;
  while (statuses(bytes).size() < count && !client.closed()) bytes += client.receive();
  return statuses(bytes);
}

std::string parse_error(std::string_view text) {
  const auto parsed = parse_listen_address(text);
  return parsed ? "" : parsed.error().text;
}

}  // namespace

TEST_CASE("http listen: addresses as text") {
  CHECK(std::get<TcpListen>(*parse_listen_address("127.0.0.1:8080")).port == 8080);
  CHECK(std::get<TcpListen>(*parse_listen_address("[::1]:0")).address == "::1");
  CHECK(std::get<TcpListen>(*parse_listen_address("localhost:1")).address == "127.0.0.1");
  CHECK(std::get<UnixListen>(*parse_listen_address("unix:/run/reviewd/http")).path == "/run/reviewd/http");
  for (const std::string_view text : {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536",
                                      "::1:80", "[127.0.0.1]:80", "council.example:80", "unix:relative"}) {
    INFO(text);
    CHECK_FALSE(parse_error(text).empty());
  }
}

TEST_CASE("http listen: loopback is told from the rest") {
  CHECK(is_loopback(TcpListen{"127.0.0.1", 1}));
  CHECK(is_loopback(TcpListen{"127.9.9.9", 1}));
  CHECK(is_loopback(TcpListen{"::1", 1}));
  CHECK(is_loopback(UnixListen{"/run/x"}));
  CHECK_FALSE(is_loopback(TcpListen{"0.0.0.0", 1}));
  CHECK_FALSE(is_loopback(TcpListen{"::", 1}));
  CHECK_FALSE(is_loopback(TcpListen{"192.0.2.1", 1}));
}

TEST_CASE("http listen: a TCP address, its port in Host") {
  Listening listening(TcpListen{"127.0.0.1", 0});
  REQUIRE(listening.server->start());
  REQUIRE(listening.server->port() != 0);
  const int descriptor = new_socket(AF_INET);
  REQUIRE(connect_tcp(descriptor, listening.server->port()));
  HttpClient tcp(listening.loop, descriptor);
  tcp.send("GET /a HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(listening.server->port()) + "\r\n\r\n");
  CHECK(receive_answers(tcp, 1) == std::vector<int>{200});
  tcp.send("GET /a HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n");
  CHECK(receive_answers(tcp, 1) == std::vector<int>{421});
  REQUIRE(listening.service.handled.size() == 1);
  CHECK(listening.service.handled[0].head.peer_address == "127.0.0.1");
}

TEST_CASE("http listen: an address in use is a fault in words") {
  Listening first(TcpListen{"127.0.0.1", 0});
  REQUIRE(first.server->start());
  Listening second(TcpListen{"127.0.0.1", first.server->port()});
  const auto started = second.server->start();
  REQUIRE_FALSE(started);
  CHECK(started.error().text.find("Address already in use") != std::string::npos);
}

TEST_CASE("http listen: a Unix socket, a stale one replaced, a live one left alone") {
  const ScratchDirectory directory;
  const auto path = directory / "http";
  {
    const int stale = new_socket(AF_UNIX);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
    REQUIRE(::bind(stale, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0);
    ::close(stale);
  }
  {
    Listening listening(UnixListen{path});
    REQUIRE(listening.server->start());
    struct stat info{};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0660U);
    const int descriptor = new_socket(AF_UNIX);
    REQUIRE(connect_unix(descriptor, path));
    HttpClient client(listening.loop, descriptor);
    client.send(get);
    CHECK(receive_answers(client, 1) == std::vector<int>{200});
    CHECK(listening.service.handled.at(0).head.peer_address == "unix");
    Listening second(UnixListen{path});
    CHECK_FALSE(second.server->start());
  }
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("http listen: a socket that somebody else opened") {
  const auto opened = open_listening_socket(TcpListen{"127.0.0.1", 0});
  REQUIRE(opened);
  Listening listening(InheritedListen{opened->descriptor});
  REQUIRE(listening.server->start());
  CHECK(listening.server->port() == opened->port);
  const int descriptor = new_socket(AF_INET);
  REQUIRE(connect_tcp(descriptor, opened->port));
  HttpClient client(listening.loop, descriptor);
  client.send(get);
  CHECK(receive_answers(client, 1) == std::vector<int>{200});

  const int plain = new_socket(AF_INET);
  Listening wrong(InheritedListen{plain});
  CHECK_FALSE(wrong.server->start());
  ::close(plain);
}

TEST_CASE("http listen: without descriptors a client is told 503, and the port lives on") {
  const ScratchDirectory directory;
  const auto path = directory / "http";
  Listening listening(UnixListen{path});
  REQUIRE(listening.server->start());
  HttpFixture::run_until_idle(listening.loop);
  const int first = new_socket(AF_UNIX);
  const int second = new_socket(AF_UNIX);
  // Judged afterwards: a sanitizer that wants to report, or to look at a type, needs a descriptor itself.
  bool connected = false;
  bool closed = false;
  std::vector<int> answered;
  {
    const NoDescriptors none;
    connected = connect_unix(first, path);
    HttpClient client(listening.loop, first);
    answered = statuses(client.receive());
    closed = client.closed();
  }
  CHECK(connected);
  CHECK(answered == std::vector<int>{503});
  CHECK(closed);
  CHECK(listening.server->counters().accept_failures >= 1);
  CHECK(listening.server->counters().connections_refused == 1);
  REQUIRE(connect_unix(second, path));
  HttpClient client(listening.loop, second);
  client.send(get);
  CHECK(receive_answers(client, 1) == std::vector<int>{200});
}

TEST_CASE("http listen: draining closes the port at once") {
  Listening listening(TcpListen{"127.0.0.1", 0});
  REQUIRE(listening.server->start());
  const auto port = listening.server->port();
  listening.server->drain(std::chrono::milliseconds(0), {});
  const int descriptor = new_socket(AF_INET);
  CHECK_FALSE(connect_tcp(descriptor, port));
  ::close(descriptor);
}

TEST_CASE("http host: names with and without a port") {
  const auto judge = [](const HttpHostNames& names, std::string_view host) {
    const std::string block = "Host:" + std::string(host) + "\r\n";
    const HeaderFields fields(block, {{0, 4, 5, static_cast<std::uint32_t>(host.size())}});
    const auto good = names.check(fields);
    return good ? 200U : good.error().status;
  };
  const HttpHostNames names("::1", 8080, {"plain.example", "ported.example:443", "[::2]"});
  CHECK(judge(names, "[::1]:8080") == 200);
  CHECK(judge(names, "[::1]") == 200);
  CHECK(judge(names, "[::2]:8080") == 200);
  CHECK(judge(names, "localhost:8080") == 200);
  CHECK(judge(names, "plain.example:8080") == 200);
  CHECK(judge(names, "plain.example") == 200);
  CHECK(judge(names, "plain.example:443") == 421);
  CHECK(judge(names, "ported.example:443") == 200);
  CHECK(judge(names, "ported.example") == 421);
  CHECK(judge(names, "ported.example:8080") == 421);
  CHECK(judge(names, "127.0.0.1:8080") == 421);
}

}  // namespace reviewd
