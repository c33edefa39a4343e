// Numbers that look drawn and are the same in every run, so that a failure can be repeated. Not for secrets;
// one thread. Tests only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace reviewd {

class SequenceOfChance {
 public:
  explicit SequenceOfChance(std::uint64_t seed) : state_(seed) {}

  // From 0 to bound - 1.
  std::size_t below(std::size_t bound) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33U) % bound;
  }
  template <class T>
  const T& one_of(const std::vector<T>& choices) {
    return choices[below(choices.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace reviewd
