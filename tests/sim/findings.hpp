// What a simulated run found wrong, by the number of the check that found it. The run ends at the first.
// One thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace reviewd {

// The checks of the simulator, by their numbers in the tests' names.
enum class Check {
  acknowledged_is_kept = 1,      // in the log exactly once, in order, unaltered
  nothing_visible_early = 2,     // no reply showed what was not on the medium
  replay_equals_life = 3,        // states, lists and timers
  deadlines_take_effect = 4,     // once, never early, and not never
  deliveries_are_whole = 5,      // a superset, in order of each case, without gaps, not before it is durable
  same_key_same_receipt = 6,     // of idempotency keys
  damage_refuses_the_start = 7,  // and nothing else does
  one_version_one_writer = 8,    // of If-Match
};

// One thing that must not be.
struct Breach {
  Check check;
  std::string text;
};

// Collects them.
class Findings {
 public:
  void add(Check check, std::string text) { all_.push_back({check, std::move(text)}); }
  bool empty() const { return all_.empty(); }
  const std::vector<Breach>& all() const { return all_; }

 private:
  std::vector<Breach> all_;
};

}  // namespace reviewd
