// The criteria engine: it advises, the chair decides. Unknown is never read as no. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "domain/fact_names.hpp"
#include "domain/rules/edition.hpp"

namespace reviewd {

// What one row of the table says of the facts.
struct RowResult {
  std::string row;
  std::string clause;
  Verification verification = Verification::unknown;
  Outcome outcome = Outcome::not_met;  // what the row says when it fires
  Answer result = Answer::unknown;     // yes: it fires; unknown: facts are missing
  std::string warning;
  auto operator<=>(const RowResult&) const = default;
};

// What the edition's table says of the facts as a whole.
struct Advice {
  Outcome advice = Outcome::insufficient_facts;
  std::string edition;
  int revision = 1;
  std::vector<RowResult> rows;          // every row, in the edition's order
  std::vector<FactName> missing_facts;  // the facts that could still change the advice, in their order
  auto operator<=>(const Advice&) const = default;
};

// The strongest row that fires (must, consider, may); `insufficient_facts` while a stronger row is still
// unknown; the edition's `otherwise` when every row is answered and none fires.
Advice advise(const Edition& edition, const FactSet& facts);

}  // namespace reviewd
