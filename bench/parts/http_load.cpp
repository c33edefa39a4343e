#include "bench/parts/http_load.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <vector>

#include "bench/parts/figures.hpp"
#include "bench/parts/sample_cases.hpp"

namespace reviewd {
namespace {

// One answer as far as it has come.
struct Answer {
  std::string bytes;
  std::size_t head_size = 0;  // zero until the header is there
  std::size_t body_size = 0;

  bool whole() const { return head_size != 0 && bytes.size() >= head_size + body_size; }
  std::string_view status() const { return std::string_view{bytes}.substr(9, 3); }
  bool refused() const { return bytes[9] != '2'; }

  void look_for_head() {
    if (head_size != 0) return;
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string::npos) return;
    constexpr std::string_view name = "\r\nContent-Length: ";
    const auto at = bytes.find(name);
    if (at == std::string::npos || at > end) give_up("An answer without Content-Length.");
    const char* first = bytes.data() + at + name.size();
    std::from_chars(first, bytes.data() + end, body_size);
    head_size = end + 4;
  }
};

class Connection {
 public:
  explicit Connection(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      give_up("No connection to the server.");
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  Connection(Connection&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
  Connection(const Connection&) = delete;
  ~Connection() {
    if (socket_ >= 0) ::close(socket_);
  }

  int socket() const { return socket_; }
  double seconds_since_sent() const { return since_sent_.seconds(); }

  // A request of this size always fits into the socket.
  void send(const std::string& request) {
    answer_.bytes.clear();
    answer_.head_size = 0;
    since_sent_ = Stopwatch{};
    if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
      give_up("The server took no request.");
  }

  // True when the answer is whole.
  bool receive() {
    char bytes[16'384];
    const ssize_t size = ::recv(socket_, bytes, sizeof bytes, 0);
    if (size <= 0) give_up("The server closed a connection.");
    answer_.bytes.append(bytes, static_cast<std::size_t>(size));
    answer_.look_for_head();
    return answer_.whole();
  }

  const Answer& answer() const { return answer_; }

 private:
  int socket_;
  Answer answer_;
  Stopwatch since_sent_;
};

void note(const Answer& answer, LoadResult& result) {
  ++result.answers;
  result.body_bytes += answer.body_size;
  if (!answer.refused()) return;
  if (result.refused++ == 0) result.first_refusal = answer.bytes;
}

std::string head_of(std::string_view method, std::string_view path) {
  return std::string{method} + " " + std::string{path} +
         " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + std::string{sample_token} + "\r\n";
}

}  // namespace

LoadResult run_load(std::uint16_t port, std::size_t connections, double seconds, const RequestMaker& make,
                    const std::function<bool()>& running) {
  std::vector<Connection> open;
  for (std::size_t number = 0; number < connections; ++number) open.emplace_back(port);
  const int poll = ::epoll_create1(0);
  std::uint64_t sent = 0;
  const Stopwatch stopwatch;
  for (std::size_t number = 0; number < connections; ++number) {
    epoll_event event{EPOLLIN, {.u64 = number}};
    ::epoll_ctl(poll, EPOLL_CTL_ADD, open[number].socket(), &event);
    open[number].send(make(sent++));
  }
  LoadResult result;
  std::vector<double> milliseconds;
  std::vector<epoll_event> events(connections);
  std::size_t under_way = connections;
  while (under_way > 0) {
    const int ready = ::epoll_wait(poll, events.data(), static_cast<int>(events.size()), 60'000);
    if (ready <= 0) give_up("The server does not answer.");
    const bool more = stopwatch.seconds() < seconds && (!running || running());
    for (std::size_t at = 0; at < static_cast<std::size_t>(ready); ++at) {
      Connection& connection = open[events[at].data.u64];
      if (!connection.receive()) continue;
      milliseconds.push_back(connection.seconds_since_sent() * 1000);
      note(connection.answer(), result);
      if (more)
        connection.send(make(sent++));
      else
        --under_way;
    }
  }
  ::close(poll);
  result.per_second = static_cast<double>(result.answers) / stopwatch.seconds();
  result.body_bytes /= std::max<std::size_t>(1, result.answers);
  result.p50_milliseconds = quantile(milliseconds, 0.5);
  result.p99_milliseconds = quantile(milliseconds, 0.99);
  return result;
}

std::string ask_once(std::uint16_t port, const std::string& request) {
  Connection connection(port);
  connection.send(request);
  while (!connection.receive()) {
  }
  return connection.answer().bytes.substr(connection.answer().head_size);
}

std::string get_request(std::string_view path) {
  return head_of("GET", path) + "\r\n";
}

std::string post_request(std::string_view path, std::string_view body) {
  return head_of("POST", path) +
         "If-Match: *\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + std::string{body};
}

}  // namespace reviewd
