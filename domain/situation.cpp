#include "domain/situation.hpp"

#include "domain/assessment.hpp"
#include "domain/derivation.hpp"
#include "domain/milestones.hpp"

namespace reviewd {

namespace {

// From 2018 there is no period for the decision, and the review is published in time, not completed.
std::string_view in_place_of(std::string_view rule) {
  if (rule == "completion") return "publication";
  if (rule == "decision") return "notify-panel-of-decision";
  return rule;
}

}  // namespace

const Edition* Situation::edition() const {
  const Fact* decision = standing_decision(state.facts);
  if (decision != nullptr)
    return context.rules.governing(day_of(*decision).first(), case_terms_of(state.facts, context.rules))
        .edition;
  if (!state.exists()) return nullptr;
  const auto governing = decision_edition(state.facts, context.rules);
  return governing ? governing->edition : nullptr;
}

std::string Situation::clause_of(std::string_view rule) const {
  const Edition* cited = edition();
  const Rule* found = cited == nullptr ? nullptr : cited->rule(rule);
  if (cited != nullptr && found == nullptr) found = cited->rule(in_place_of(rule));
  return found == nullptr ? "" : found->clause;
}

std::string Situation::revision_clause() const {
  const Edition* cited = edition();
  return cited == nullptr ? "" : cited->revision_of_timetable_clause;
}

std::vector<Finding> Situation::findings_with(FactBody body) const {
  Facts facts = state.facts;
  facts.emplace_back(Fact{next_event(), today, std::nullopt, std::move(body)});
  return assess(facts, context.rules, state.assessment ? &**state.assessment : nullptr).findings;
}

std::string Situation::no_pause_clause() const {
  const Edition* cited = edition();
  if (cited != nullptr) return cited->no_pause_clause;
  const auto& all = context.rules.guidance();
  return all.empty() ? "" : all.back()->no_pause_clause;
}

}  // namespace reviewd
