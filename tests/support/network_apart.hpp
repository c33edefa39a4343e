// A network of the test's own, in which nothing but loopback is up: what is sent to an address off this
// machine goes nowhere. For the thread that makes it, and for the threads and processes that begin there
// meanwhile. Tests only.
#pragma once

namespace reviewd {

class NetworkApart {
 public:
  NetworkApart();
  // Back to the network of before.
  ~NetworkApart();
  NetworkApart(const NetworkApart&) = delete;
  NetworkApart& operator=(const NetworkApart&) = delete;

  // False: this machine or this user may not make one; the test is skipped by name.
  bool made() const { return made_; }

 private:
  int before_ = -1;
  bool made_ = false;
};

}  // namespace reviewd
