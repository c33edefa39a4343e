#include "daemon/durability_gate.hpp"

namespace reviewd {

void DurabilityGate::when_durable(Position position, Release release) {
  if (position <= durable_) return release();
  waiting_.push({position, next_order_++, std::move(release)});
}

void DurabilityGate::on_durable(Position position) {
  if (durable_ < position) durable_ = position;
  while (!waiting_.empty() && waiting_.top().position <= durable_) {
    // The queue gives out its top as const only; it is removed in the next line.
    Release release = std::move(const_cast<Waiting&>(waiting_.top()).release);
    waiting_.pop();
    release();
  }
}

}  // namespace reviewd
