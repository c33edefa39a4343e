#include "domain/rules/rule.hpp"

namespace reviewd {
namespace {

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

}  // namespace

Answer holds(const Condition& condition, const FactSet& facts) {
  // Only a definite yes holds a presumption back: unknown does not (the reversed burden of 2013 and 2015).
  if (!condition.unless.empty() && any_of(condition.unless, facts) == Answer::yes) return Answer::no;
  Answer result = Answer::yes;
  for (const auto& group : condition.all_of) {
    const Answer answer = any_of(group, facts);
    if (answer == Answer::no) return Answer::no;
    if (answer == Answer::unknown) result = Answer::unknown;
  }
  return result;
}

std::vector<FactName> missing_for(const Condition& condition, const FactSet& facts) {
  std::vector<FactName> missing;
  for (const auto& group : condition.all_of) {
    if (any_of(group, facts) != Answer::unknown) continue;
    for (const FactName name : group)
      if (facts.answer(name) == Answer::unknown) missing.push_back(name);
  }
  return missing;
}

}  // namespace reviewd
