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

// What a table that asks for something else than a review says: to notify, to send a rapid review.
struct TableAdvice {
  std::string table;
  std::string edition;
  int revision = 1;
  Outcome advice = Outcome::insufficient_facts;
  std::vector<RowResult> rows;
  std::vector<FactName> missing_facts;
  auto operator<=>(const TableAdvice&) const = default;
};

// What the review table says of the facts as a whole, and what the tables beside it say.
struct Advice {
  Outcome advice = Outcome::insufficient_facts;
  std::string edition;
  int revision = 1;
  std::vector<RowResult> rows;          // every row, in the edition's order
  std::vector<FactName> missing_facts;  // the facts that could still change the advice, in their order
  std::vector<TableAdvice> beside;
  auto operator<=>(const Advice&) const = default;
};

// The strongest row that fires (must, should, consider, may); `insufficient_facts` while a stronger row is
// still unknown; the table's `otherwise` when every row is answered and none fires.
TableAdvice advise(const Edition& edition, const CriteriaTable& table, const FactSet& facts);
// The same of the edition's review table, `beside` left empty; an edition without one has nothing to say, and
// its advice names no edition.
Advice advise(const Edition& edition, const FactSet& facts);

}  // namespace reviewd
