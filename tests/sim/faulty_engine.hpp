// The engine with faults planted beside it, by which the simulator is shown able to fail: the product has no
// switch for any of them. Tests only; one thread.
#pragma once

#include <memory>

#include "domain/engine.hpp"

namespace reviewd {

// Faults of what the engine holds of a case; all off in an honest run.
struct PlantedFaults {
  bool rung_key_without_due_date = false;  // a rung that fired for one due day counts as fired for the others
  bool passes_twice = false;               // after a start, what passed is due again
};

class FaultyEngine final : public Engine {
 public:
  FaultyEngine(std::shared_ptr<const RuleBook> rules, PlantedFaults faults)
      : Engine(std::move(rules)), faults_(faults) {}

 private:
  void reached(CaseState& state) override;

  PlantedFaults faults_;
};

}  // namespace reviewd
