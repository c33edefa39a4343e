#include "domain/assessment.hpp"

#include <algorithm>

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
    case RequirementCheck::appointed:
      return appointed(facts, requirement);
    case RequirementCheck::terms_of_reference_set:
      return terms_of_reference_set(facts, requirement);
    case RequirementCheck::contributions_commissioned:
      return contributions_commissioned(facts, requirement);
    case RequirementCheck::documents_accepted:
      return documents_accepted(facts, requirement);
  }
  return {};
}

// Whether the board took this step with a reason why, and is to have kept this check before it.
bool stepped_over(const DocumentAccepted& accepted, const Facts& facts, RequirementCheck check) {
  const Fact* document = accepted.override_reason ? fact_of(facts, accepted.document) : nullptr;
  if (document == nullptr) return false;
  const auto step = step_of(std::get<DocumentRecorded>(document->body).kind);
  return step && asked_before(*step, check);
}
bool stepped_over(const ReviewCompleted& completed, const Facts&, RequirementCheck check) {
  return completed.override_reason && asked_before(ReviewStep::completed, check);
}
bool stepped_over(const Published& published, const Facts&, RequirementCheck) {
  return published.override_reason.has_value();
}
template <class Body>
bool stepped_over(const Body&, const Facts&, RequirementCheck) {
  return false;
}

// Whether a step that this is to be there before was taken all the same. What came about later its reason
// does not speak of.
bool done_all_the_same(const Facts& facts, RequirementCheck check, const std::optional<EventId>& about) {
  return std::ranges::any_of(facts, [&](const Fact& fact) {
    if (about && fact.event < *about) return false;
    return std::visit([&](const auto& body) { return stepped_over(body, facts, check); }, fact.body);
  });
}

FindingState state_of(const Lack& lack, const Requirement& requirement, const Facts& facts) {
  if (lack.state != FindingState::not_kept || requirement.effect != Effect::override_with_reason)
    return lack.state;
  const bool set_aside = lack.reason_given || done_all_the_same(facts, requirement.check, lack.about);
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

bool asked_before(ReviewStep step, RequirementCheck check) {
  switch (check) {
    case RequirementCheck::summary_contents:
      return step != ReviewStep::report_accepted;
    case RequirementCheck::appointed:
    case RequirementCheck::terms_of_reference_set:
    case RequirementCheck::contributions_commissioned:
      return step == ReviewStep::report_accepted;
    case RequirementCheck::documents_accepted:
    case RequirementCheck::board_response_in:
      return step == ReviewStep::published;
    default:
      return step != ReviewStep::summary_accepted;
  }
}

std::optional<ReviewStep> step_of(ReviewDocumentKind accepted) {
  if (accepted == ReviewDocumentKind::executive_summary) return ReviewStep::summary_accepted;
  const bool report =
      accepted == ReviewDocumentKind::overview_report || accepted == ReviewDocumentKind::final_report;
  return report ? std::optional{ReviewStep::report_accepted} : std::nullopt;
}

std::optional<Rejection> refuse_step(ReviewStep step, std::vector<Finding> findings, bool reason_given) {
  std::erase_if(findings, [&](const Finding& finding) { return !asked_before(step, finding.check); });
  return refuse_unkept(findings, reason_given);
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
