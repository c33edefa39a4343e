// All chance of one simulated run, drawn from its seed: the same seed gives the same run. No relation to the
// random numbers of the product. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "domain/assert.hpp"

namespace reviewd {

// A stream of numbers, spread evenly over 64 bits.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  // The next number: a counter with an odd step, mixed by two rounds of multiply and shift.
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ mixed >> 30U) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ mixed >> 27U) * 0x94d049bb133111ebULL;
    return mixed ^ mixed >> 31U;
  }
  // 0 to `limit` - 1; the limit is positive.
  std::uint64_t below(std::uint64_t limit) {
    REVIEWD_ASSERT(limit > 0);
    return next() % limit;
  }
  // `first` to `last`, both included.
  std::int64_t between(std::int64_t first, std::int64_t last) {
    return first + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(last - first) + 1));
  }
  // True in `percent` of a hundred calls.
  bool chance(unsigned percent) { return below(100) < percent; }
  // One of a list that is not empty.
  template <class T>
  const T& pick(const std::vector<T>& list) {
    return list[below(list.size())];
  }
  // The number of an entry, drawn as often as its weight says.
  std::size_t weighted(std::span<const unsigned> weights) {
    std::uint64_t sum = 0;
    for (const unsigned weight : weights) sum += weight;
    std::uint64_t drawn = below(sum);
    std::size_t at = 0;
    for (; drawn >= weights[at]; ++at) drawn -= weights[at];
    return at;
  }

 private:
  std::uint64_t state_;
};

}  // namespace reviewd
