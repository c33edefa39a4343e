// The clients of a simulated run: random commands over a handful of cases, with versions right and wrong and
// with idempotency keys that are used again, with the same body and with another one. It looks at the
// engine's state where a real client would have read the case. One thread.
#pragma once

#include <optional>
#include <vector>

#include "domain/engine.hpp"
#include "tests/sim/dice.hpp"

namespace reviewd {

// A command as the API hands it to the engine.
struct SimulatedRequest {
  CaseCommand command;
  CommandMeta meta;
};

// Draws requests and remembers the ones it may send again.
class Client {
 public:
  explicit Client(Dice& dice) : dice_(dice) {}

  SimulatedRequest draw(const Engine& engine, Day today);
  Identifier draw_identifier();

 private:
  SimulatedRequest fresh(const Engine& engine, Day today);
  SimulatedRequest again();
  OpenCase opening(Day today);
  CaseCommand command_on(const CaseState& state, const Engine& engine, Day today);
  RecordDecision decision(const CaseState& state, Day today);
  CorrectFact correction(const CaseState& state, Day today);
  CloseCase closing(const Engine& engine, Day today);
  VersionDemand demand(const Engine& engine, const CaseState& state);
  FactSet answers();
  Personal words();
  Day day_before(Day today, int days_max);
  CaseId draw_case_id();

  Dice& dice_;
  std::vector<SimulatedRequest> with_keys_;
  std::uint64_t keys_drawn_ = 0;
};

}  // namespace reviewd
