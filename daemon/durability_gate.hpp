// The gate: nothing that was computed from the state leaves before the log position it depends on is durable.
// Loop thread only; no I/O.
#pragma once

#include <functional>
#include <queue>
#include <vector>

#include "domain/types.hpp"

namespace reviewd {

// Holds what may not leave yet, in order of the positions it waits for. A release may ask for another one,
// also of the same position.
class DurabilityGate {
 public:
  using Release = std::function<void()>;

  // Calls `release` at once when the position is durable, else when it becomes so; equal positions in the
  // order given.
  void when_durable(Position position, Release release);
  // The log thread has synced everything up to here.
  void on_durable(Position position);

  Position durable() const { return durable_; }
  std::size_t waiting() const { return waiting_.size(); }

 private:
  struct Waiting {
    Position position;
    std::uint64_t order = 0;
    Release release;
  };
  struct Later {
    bool operator()(const Waiting& left, const Waiting& right) const {
      return left.position == right.position ? left.order > right.order : left.position > right.position;
    }
  };

  Position durable_;
  std::uint64_t next_order_ = 0;
  std::priority_queue<Waiting, std::vector<Waiting>, Later> waiting_;
};

}  // namespace reviewd
