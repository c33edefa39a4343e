#include "domain/acts/publication_terms.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "domain/milestones.hpp"

namespace reviewd {
namespace {

// By the day of the decision to review, whether or not the duty to publish has arisen.
const Rule* publication_rule(const Situation& situation) {
  const Fact* decision = standing_decision(situation.state.facts);
  if (decision == nullptr) return nullptr;
  const RuleBook& rules = situation.context.rules;
  const CaseTerms terms = case_terms_of(situation.state.facts, rules);
  const Day day = day_of(*decision).first();
  return rules.rule_on("publication", day, rules.governing(day, terms), terms);
}

template <Worded T>
std::string listed(const std::vector<T>& words) {
  std::string text;
  for (const T word : words) text.append(text.empty() ? "" : ", ").append(word_of(word));
  return text;
}

}  // namespace

std::optional<Rejection> refuse_mode(const Published& act, const Situation& situation) {
  const Rule* rule = publication_rule(situation);
  if (situation.imports() || rule == nullptr || rule->modes.empty() || act.override_reason)
    return std::nullopt;
  if (!act.mode || std::ranges::find(rule->modes, *act.mode) != rule->modes.end()) return std::nullopt;
  return not_allowed("publication_mode",
                     "This report is published as " + listed(rule->modes) +
                         "; where it is to be published otherwise, say why in \"override_reason\".",
                     rule->clause)
      .error();
}

std::optional<Rejection> refuse_ground(const std::optional<PublicationGround>& ground,
                                       const Situation& situation) {
  const Rule* rule = publication_rule(situation);
  if (situation.imports() || rule == nullptr || rule->grounds.empty()) return std::nullopt;
  const std::string grounds = listed(rule->grounds);
  if (!ground) {
    Rejection refused =
        invalid("/ground", "required", "The instrument names its grounds: " + grounds + ".").error();
    refused.clause = rule->clause;
    return refused;
  }
  if (std::ranges::find(rule->grounds, *ground) != rule->grounds.end()) return std::nullopt;
  return not_allowed("no_ground", "On this ground publication is not left; only on " + grounds + ".",
                     rule->clause)
      .error();
}

}  // namespace reviewd
