#include "domain/assessment.hpp"

#include <algorithm>
#include <array>

#include "domain/milestones.hpp"
#include "domain/requirement_checks.hpp"

namespace reviewd {
namespace {

Lacks lacks_of(const Facts& facts, const Requirement& requirement) {
  switch (requirement.check) {
    case RequirementCheck::panel_minimum_agencies:
      return panel_minimum_agencies(facts, requirement);
    case RequirementCheck::panel_chair_independent:
      return panel_chair_independent(facts, requirement);
    case RequirementCheck::author_independent:
      return author_independent(facts, requirement);
    case RequirementCheck::author_not_chair:
      return author_not_chair(facts, requirement);
    case RequirementCheck::contribution_author_not_concerned:
      return contribution_author_not_concerned(facts, requirement);
    case RequirementCheck::health_author_designated:
      return health_author_designated(facts, requirement);
    case RequirementCheck::health_author_not_imr_author:
      return health_author_not_imr_author(facts, requirement);
    case RequirementCheck::lead_reviewer_independent:
      return lead_reviewer_independent(facts, requirement);
    case RequirementCheck::interest_declared:
      return interest_declared(facts, requirement);
    case RequirementCheck::family_invited:
      return family_invited(facts, requirement);
    case RequirementCheck::surviving_children_invited:
      return surviving_children_invited(facts, requirement);
    case RequirementCheck::practitioners_invited:
      return practitioners_invited(facts, requirement);
    case RequirementCheck::practitioner_feedback_given:
      return practitioner_feedback_given(facts, requirement);
    case RequirementCheck::considerations_answered:
      return considerations_answered(facts, requirement);
    case RequirementCheck::contributions_in:
      return contributions_in(facts, requirement);
    case RequirementCheck::health_overview_in:
      return health_overview_in(facts, requirement);
    case RequirementCheck::summary_contents:
      return summary_contents(facts, requirement);
    case RequirementCheck::board_response_in:
      return board_response_in(facts, requirement);
  }
  return {};
}

// Whether the board accepted, with a reason, a document that this is to be there before. What came about
// later the reason does not speak of.
bool accepted_all_the_same(const Facts& facts, RequirementCheck check, const std::optional<EventId>& about) {
  return std::ranges::any_of(facts, [&](const Fact& fact) {
    const auto* accepted = std::get_if<DocumentAccepted>(&fact.body);
    if (accepted == nullptr || !accepted->override_reason || (about && fact.event < *about)) return false;
    const Fact* document = fact_of(facts, accepted->document);
    if (document == nullptr) return false;
    const auto checks = checks_before(std::get<DocumentRecorded>(document->body).kind);
    return std::ranges::find(checks, check) != checks.end();
  });
}

FindingState state_of(const Lack& lack, const Requirement& requirement, const Facts& facts) {
  if (lack.state != FindingState::not_kept || requirement.effect != Effect::override_with_reason)
    return lack.state;
  const bool set_aside = lack.reason_given || accepted_all_the_same(facts, requirement.check, lack.about);
  return set_aside ? FindingState::overridden : lack.state;
}

}  // namespace

bool void_case(const Facts& facts) {
  const Fact* closure = standing_closure(facts);
  if (closure == nullptr) return false;
  const auto& closed = std::get<CaseClosed>(closure->body);
  return closed.merged_into || closed.opened_in_error.value_or(false);
}

std::vector<Finding> assess(const Facts& facts, const std::vector<Requirement>& requirements) {
  std::vector<Finding> findings;
  if (void_case(facts)) return findings;
  for (const Requirement& requirement : requirements)
    for (Lack& lack : lacks_of(facts, requirement))
      findings.push_back({requirement.id, requirement.check, requirement.effect,
                          state_of(lack, requirement, facts), std::move(lack.missing), requirement.clause,
                          requirement.verification, lack.about});
  return findings;
}

Assessment assess(const Facts& facts, const RuleBook& rules, const Assessment* stored) {
  const Fact* decision = standing_decision(facts);
  const auto& brought = std::get<CaseOpened>(facts.front()->body).brought_to_attention_on;
  if (decision == nullptr && !brought) return {};
  const PartialDate day = decision == nullptr ? *brought : day_of(*decision);
  const Edition* edition = rules.governing(day.first(), case_terms_of(facts, rules)).edition;
  if (edition == nullptr) return {};
  if (stored != nullptr && stored->edition == edition->id)
    if (const Edition* same = rules.edition(edition->id, stored->revision)) edition = same;
  auto findings = assess(facts, edition->requirements);
  if (findings.empty()) return {};
  return {edition->id, edition->revision, std::move(findings)};
}

std::span<const RequirementCheck> checks_before(ReviewDocumentKind kind) {
  using enum RequirementCheck;
  static constexpr std::array summary{summary_contents};
  static constexpr std::array report{
      considerations_answered,    contributions_in,      health_overview_in,         family_invited,
      surviving_children_invited, practitioners_invited, practitioner_feedback_given};
  if (kind == ReviewDocumentKind::executive_summary) return summary;
  if (kind == ReviewDocumentKind::overview_report || kind == ReviewDocumentKind::final_report) return report;
  return {};
}

std::vector<Finding> findings_of(const std::vector<Finding>& findings,
                                 std::span<const RequirementCheck> checks) {
  std::vector<Finding> found;
  for (const Finding& finding : findings)
    if (std::ranges::find(checks, finding.check) != checks.end()) found.push_back(finding);
  return found;
}

std::optional<Rejection> refuse_unkept(const std::vector<Finding>& findings, bool reason_given) {
  Rejection refused = not_allowed("requirement_not_kept", "").error();
  bool admits_reason = true;
  for (const Finding& finding : findings) {
    const bool admitted = finding.effect == Effect::override_with_reason;
    if (finding.effect == Effect::warning || finding.state == FindingState::overridden) continue;
    if (admitted && reason_given) continue;
    if (refused.clause.empty()) refused.clause = finding.clause;
    refused.detail += finding.missing + " ";
    refused.faults.push_back(
        {"", std::string{word_of(finding.check)}, finding.missing + " (" + finding.clause + ")"});
    admits_reason = admits_reason && admitted;
  }
  if (refused.faults.empty()) return std::nullopt;
  refused.detail += admits_reason ? "It can be done all the same with an \"override_reason\"."
                                  : "It can be done once this is put right.";
  return refused;
}

}  // namespace reviewd
