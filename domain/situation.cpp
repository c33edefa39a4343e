#include "domain/situation.hpp"

#include "domain/derivation.hpp"

namespace reviewd {

const Edition* Situation::edition() const {
  const Fact* decision = standing_decision(state.facts);
  if (decision != nullptr) return context.rules.governing(day_of(*decision).first()).edition;
  if (!state.exists()) return nullptr;
  const auto governing = decision_edition(state.facts, context.rules);
  return governing ? governing->edition : nullptr;
}

std::string Situation::clause_of(std::string_view rule) const {
  const Edition* cited = edition();
  const Rule* found = cited == nullptr ? nullptr : cited->rule(rule);
  return found == nullptr ? "" : found->clause;
}

std::string Situation::revision_clause() const {
  const Edition* cited = edition();
  return cited == nullptr ? "" : cited->revision_of_timetable_clause;
}

std::string Situation::no_pause_clause() const {
  const Edition* cited = edition();
  if (cited != nullptr) return cited->no_pause_clause;
  const auto all = context.rules.editions();
  return all.empty() ? "" : all.back()->no_pause_clause;
}

}  // namespace reviewd
