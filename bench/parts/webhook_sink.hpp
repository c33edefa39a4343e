// A receiver for the benchmarks: takes every delivery with 202, with TLS or without, on a thread of its own,
// and notes when the first byte of each came. It checks nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace reviewd {

class WebhookSink {
 public:
  explicit WebhookSink(bool tls);
  ~WebhookSink();

  std::string url() const;
  // Of the authority that vouches for it (PEM); empty without TLS.
  std::string authority() const;
  // How many came so far.
  std::size_t taken() const;
  // Waits until so many came, and gives the seconds between the first and the last of them.
  double seconds_for(std::size_t count) const;

  struct Arrival {
    std::string id;  // webhook-id
    std::chrono::steady_clock::time_point at;
  };
  std::vector<Arrival> arrivals() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reviewd
