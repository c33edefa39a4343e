// How many entries a list has, with a sum over them that does not hang on their order: kept beside the list
// as it changes, so that two lists are compared without walking through them. It finds mistakes, not
// forgeries. Means nothing outside the process. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "domain/types.hpp"

namespace reviewd {
// How many entries, and their sum: equal for equal sets, whatever the order.
class Tally {
 public:
  template <class... Parts>
  void add(const Parts&... entry) {
    ++count_;
    sum_ += mixed(entry...);
  }
  template <class... Parts>
  void remove(const Parts&... entry) {
    --count_;
    sum_ -= mixed(entry...);
  }
  std::uint64_t count() const { return count_; }
  bool operator==(const Tally&) const = default;

 private:
  static std::uint64_t number_of(Day day) { return static_cast<std::uint64_t>(day.days_since_1970()); }
  static std::uint64_t number_of(Position position) { return position.number(); }
  template <class T>
  static std::uint64_t number_of(const T& value) {
    return std::hash<T>{}(value);
  }
  // The last steps of splitmix64, which spread every bit over all of them.
  static std::uint64_t spread(std::uint64_t value) {
    value = (value ^ value >> 30U) * 0xbf58476d1ce4e5b9U;
    value = (value ^ value >> 27U) * 0x94d049bb133111ebU;
    return value ^ value >> 31U;
  }
  template <class... Parts>
  static std::uint64_t mixed(const Parts&... parts) {
    std::uint64_t value = 0x9e3779b97f4a7c15U;
    ((value = spread(value + number_of(parts))), ...);
    return value;
  }

  std::uint64_t count_ = 0;
  std::uint64_t sum_ = 0;
};

// What the engine keeps beside the states, each list as its tally.
struct ListTallies {
  Tally due;         // open deadlines, each on its last day
  Tally timers;      // cases on the next day on which something falls due
  Tally positions;   // of the commits of each case
  Tally keys;        // of requests, as far back as they are known
  Tally rows;        // imported ones, with their cases
  Tally deliveries;  // of webhooks, each with what became of it
  bool operator==(const ListTallies&) const = default;
};

}  // namespace reviewd
