// A receiver of webhooks on a port of 127.0.0.1, with TLS or without: a thread for each connection, and
// manners, good and bad, that the test chooses. Used from the test thread; tests only.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/test_authority.hpp"

namespace reviewd {

// A request as it came.
struct ReceivedRequest {
  std::string line;                            // "POST /hook HTTP/1.1"
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::string client_certificate;  // subject; empty where none was shown
};

// How a request is answered.
struct Manners {
  int status = 202;
  std::string fields;  // further header lines, each with its line end
  std::string body;
  enum class Odd {
    none,
    silent,      // takes the request and never answers
    half,        // closes in the middle of the body it announced
    endless,     // a body that never ends
    trickle,     // a byte of the answer a second
    closes,      // closes without an answer
    gibberish,   // what is no HTTP
    long_header  // header fields without end
  } odd = Odd::none;
};

class WebhookReceiver {
 public:
  // Chooses the manners of each request; called on threads of the receiver, one at a time.
  using Choose = std::function<Manners(const ReceivedRequest&)>;

  WebhookReceiver();
  // With TLS; where `clients` is given, only those with a certificate of that authority are let in.
  explicit WebhookReceiver(const IssuedCertificate& certificate, const TestAuthority* clients = nullptr);
  ~WebhookReceiver();
  WebhookReceiver(const WebhookReceiver&) = delete;
  WebhookReceiver& operator=(const WebhookReceiver&) = delete;

  std::uint16_t port() const { return port_; }
  // "https://127.0.0.1:4711/hook", or http without TLS.
  std::string url(const std::string& host = "127.0.0.1", const std::string& path = "/hook") const;
  void answer_with(Choose choose);
  void answer_with(const Manners& manners);
  // Returns once so many requests came since the beginning; false after two minutes.
  bool wait_for(std::size_t count);
  std::vector<ReceivedRequest> received();
  // Stops listening, and listens again on the same port.
  void go_down();
  void come_up();

 private:
  struct Tls;
  class Connection;
  void listen_on(std::uint16_t port);
  void accept_all(int listener);
  void serve(int socket);
  Manners take(ReceivedRequest request);

  std::unique_ptr<Tls> tls_;
  std::uint16_t port_ = 0;
  std::atomic<int> listener_ = -1;
  std::thread acceptor_;
  std::mutex mutex_;
  std::condition_variable more_;
  std::vector<std::thread> threads_;
  std::vector<int> sockets_;
  std::vector<ReceivedRequest> received_;
  Choose choose_;
  std::atomic<bool> ending_ = false;
};

}  // namespace reviewd
