#include "domain/rules/criteria.hpp"

#include <algorithm>

namespace reviewd {
namespace {

// must before should before consider before may before what no row says.
int strength(Outcome outcome) {
  switch (outcome) {
    case Outcome::must:
      return 4;
    case Outcome::should:
      return 3;
    case Outcome::consider:
      return 2;
    case Outcome::may:
      return 1;
    case Outcome::not_met:
    case Outcome::insufficient_facts:
      return 0;
  }
  return 0;
}

RowResult evaluate(const CriteriaRow& row, const FactSet& facts) {
  const Answer result = holds(row.when, facts);
  return {row.row,     row.clause, row.verification,
          row.outcome, result,     result == Answer::yes ? row.warning : ""};
}

// What is still asked of the rows that could overrule the strongest one that fires.
std::vector<FactName> facts_wanted(const CriteriaTable& table, const std::vector<RowResult>& rows, int fired,
                                   const FactSet& facts) {
  std::vector<bool> wanted(fact_count, false);
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (rows[at].result != Answer::unknown || strength(rows[at].outcome) <= fired) continue;
    for (const FactName name : missing_for(table.rows[at].when, facts))
      wanted[static_cast<std::size_t>(name)] = true;
  }
  std::vector<FactName> names;
  for (std::size_t at = 0; at < fact_count; ++at)
    if (wanted[at]) names.push_back(static_cast<FactName>(at));
  return names;
}

}  // namespace

TableAdvice advise(const Edition& edition, const CriteriaTable& table, const FactSet& facts) {
  TableAdvice advice{table.name, edition.id, edition.revision, Outcome::insufficient_facts, {}, {}};
  int fired = 0;
  Outcome strongest = table.otherwise;
  advice.rows.reserve(table.rows.size());
  for (const CriteriaRow& row : table.rows) {
    advice.rows.push_back(evaluate(row, facts));
    if (advice.rows.back().result != Answer::yes || strength(row.outcome) <= fired) continue;
    fired = strength(row.outcome);
    strongest = row.outcome;
  }
  advice.missing_facts = facts_wanted(table, advice.rows, fired, facts);
  if (advice.missing_facts.empty()) advice.advice = strongest;
  return advice;
}

Advice advise(const Edition& edition, const FactSet& facts) {
  const CriteriaTable* table = edition.table(review_table);
  if (table == nullptr) return {};
  TableAdvice said = advise(edition, *table, facts);
  return {said.advice, edition.id, edition.revision, std::move(said.rows), std::move(said.missing_facts), {}};
}

}  // namespace reviewd
