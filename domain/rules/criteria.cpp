#include "domain/rules/criteria.hpp"

#include <algorithm>

namespace reviewd {
namespace {

// must before consider before may before what no row says.
int strength(Outcome outcome) {
  switch (outcome) {
    case Outcome::must:
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

// Any one fact answered yes; unknown while one of them may still be.
Answer any_of(const std::vector<FactName>& group, const FactSet& facts) {
  Answer result = Answer::no;
  for (const FactName name : group) {
    const Answer answer = facts.answer(name);
    if (answer == Answer::yes) return Answer::yes;
    if (answer == Answer::unknown) result = Answer::unknown;
  }
  return result;
}

Answer fires(const CriteriaRow& row, const FactSet& facts) {
  // Only a definite yes holds a presumption back: unknown does not (the reversed burden of 2013 and 2015).
  if (!row.unless.empty() && any_of(row.unless, facts) == Answer::yes) return Answer::no;
  Answer result = Answer::yes;
  for (const auto& group : row.all_of) {
    const Answer answer = any_of(group, facts);
    if (answer == Answer::no) return Answer::no;
    if (answer == Answer::unknown) result = Answer::unknown;
  }
  return result;
}

RowResult evaluate(const CriteriaRow& row, const FactSet& facts) {
  const Answer result = fires(row, facts);
  return {row.row,     row.clause, row.verification,
          row.outcome, result,     result == Answer::yes ? row.warning : ""};
}

// What is still asked of the rows that could overrule the strongest one that fires.
std::vector<FactName> facts_wanted(const Edition& edition, const std::vector<RowResult>& rows, int fired,
                                   const FactSet& facts) {
  std::vector<bool> wanted(fact_count, false);
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (rows[at].result != Answer::unknown || strength(rows[at].outcome) <= fired) continue;
    for (const auto& group : edition.criteria[at].all_of) {
      if (any_of(group, facts) != Answer::unknown) continue;
      for (const FactName name : group)
        if (facts.answer(name) == Answer::unknown) wanted[static_cast<std::size_t>(name)] = true;
    }
  }
  std::vector<FactName> names;
  for (std::size_t at = 0; at < fact_count; ++at)
    if (wanted[at]) names.push_back(static_cast<FactName>(at));
  return names;
}

}  // namespace

Advice advise(const Edition& edition, const FactSet& facts) {
  Advice advice;
  advice.edition = edition.id;
  advice.revision = edition.revision;
  int fired = 0;
  Outcome strongest = edition.otherwise;
  for (const CriteriaRow& row : edition.criteria) {
    advice.rows.push_back(evaluate(row, facts));
    if (advice.rows.back().result != Answer::yes || strength(row.outcome) <= fired) continue;
    fired = strength(row.outcome);
    strongest = row.outcome;
  }
  advice.missing_facts = facts_wanted(edition, advice.rows, fired, facts);
  advice.advice = advice.missing_facts.empty() ? strongest : Outcome::insufficient_facts;
  return advice;
}

}  // namespace reviewd
