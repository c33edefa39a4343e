// A proxy that takes CONNECT and passes bytes on, on a port of 127.0.0.1; remembers what it was asked for.
// Tests only.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace reviewd {

class ConnectProxy {
 public:
  // `answer` is given in place of 200 where it is not empty, and nothing is passed on.
  explicit ConnectProxy(std::string answer = "");
  ~ConnectProxy();
  ConnectProxy(const ConnectProxy&) = delete;
  ConnectProxy& operator=(const ConnectProxy&) = delete;

  std::uint16_t port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  // The first line of each request.
  std::vector<std::string> asked();

 private:
  void accept_all();
  void serve(int client);

  std::string answer_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::mutex mutex_;
  std::vector<std::string> asked_;
  std::vector<std::thread> threads_;
  std::vector<int> sockets_;
  std::thread acceptor_;
};

}  // namespace reviewd
