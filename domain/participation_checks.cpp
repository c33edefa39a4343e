#include <algorithm>

#include "domain/acts/participation_figures.hpp"
#include "domain/requirement_checks.hpp"

namespace reviewd {
namespace {

template <class Body>
bool any(const Facts& facts, const auto& wanted) {
  return std::ranges::any_of(facts, [&](const Fact& fact) {
    const auto* body = std::get_if<Body>(&fact.body);
    return body != nullptr && wanted(*body);
  });
}

bool was_invited(const Facts& facts, const std::string& member) {
  return any<FamilyInvited>(facts, [&](const FamilyInvited& body) { return body.member == member; });
}

// For each member of the family that the board decided not to invite, the newest such decision.
std::vector<const Fact*> not_invited(const Facts& facts) {
  std::vector<const Fact*> found;
  for (const Fact& fact : facts) {
    const auto* body = std::get_if<FamilyNotInvited>(&fact.body);
    if (body == nullptr || was_invited(facts, body->member)) continue;
    std::erase_if(found, [&](const Fact* earlier) {
      return std::get<FamilyNotInvited>(earlier->body).member == body->member;
    });
    found.push_back(&fact);
  }
  return found;
}

}  // namespace

const DecisionRecorded* decision_to_conduct(const Facts& facts) {
  const Fact* decision = standing_decision(facts);
  if (decision == nullptr) return nullptr;
  const auto& body = std::get<DecisionRecorded>(decision->body);
  return body.decision == Course::conduct ? &body : nullptr;
}

Lacks nothing_recorded(const DecisionRecorded& decision, std::string missing) {
  const bool imported = decision.origin == Origin::import;
  return {{imported ? FindingState::not_stated : FindingState::not_kept, std::move(missing), std::nullopt}};
}

std::optional<PartialDate> report_accepted_on(const Facts& facts) {
  for (const Fact& fact : facts) {
    const auto* accepted = std::get_if<DocumentAccepted>(&fact.body);
    const Fact* recorded = accepted == nullptr ? nullptr : fact_of(facts, accepted->document);
    if (recorded == nullptr) continue;
    const auto kind = std::get<DocumentRecorded>(recorded->body).kind;
    if (kind == ReviewDocumentKind::overview_report || kind == ReviewDocumentKind::final_report)
      return accepted->accepted_on;
  }
  return std::nullopt;
}

Lacks family_invited(const Facts& facts, const Requirement&) {
  const DecisionRecorded* decision = decision_to_conduct(facts);
  if (decision == nullptr) return {};
  const bool invited = any<FamilyInvited>(facts, [](const FamilyInvited&) { return true; });
  const auto others = not_invited(facts);
  if (!invited && others.empty())
    return nothing_recorded(*decision,
                            "Nobody of the family is invited to contribute, and no reason is "
                            "recorded why not.");
  Lacks lacks;
  for (const Fact* other : others)
    if (std::get<FamilyNotInvited>(other->body).review_on)
      lacks.push_back({FindingState::not_kept,
                       "Somebody of the family is not invited for now; the board is to look at it again.",
                       other->event});
  return lacks;
}

Lacks surviving_children_invited(const Facts& facts, const Requirement&) {
  const DecisionRecorded* decision = decision_to_conduct(facts);
  if (decision == nullptr) return {};
  const auto surviving = [](const auto& body) { return body.surviving_child == Answer::yes; };
  if (any<FamilyInvited>(facts, surviving) || any<FamilyNotInvited>(facts, surviving)) return {};
  return nothing_recorded(*decision,
                          "No surviving child is invited to contribute, and no reason is recorded "
                          "why not (such as that there is none).");
}

Lacks practitioners_invited(const Facts& facts, const Requirement&) {
  const DecisionRecorded* decision = decision_to_conduct(facts);
  if (decision == nullptr) return {};
  if (any<PractitionerInvited>(facts, [](const PractitionerInvited&) { return true; })) return {};
  return nothing_recorded(*decision, "No practitioner is invited to give their perspective.");
}

Lacks practitioner_feedback_given(const Facts& facts, const Requirement&) {
  Lacks lacks;
  const auto accepted_on = report_accepted_on(facts);
  for (const Fact& fact : facts) {
    const auto* invited = std::get_if<PractitionerInvited>(&fact.body);
    if (invited == nullptr) continue;
    const PractitionerFigures stands = figures(*invited, fact.event, facts);
    if (stands.state != PractitionerState::taken_up) continue;
    if (!stands.feedback_on)
      lacks.push_back({FindingState::not_kept,
                       "A practitioner who gave their perspective has not heard what was found.",
                       fact.event});
    else if (accepted_on && stands.feedback_on->first() > accepted_on->last())
      lacks.push_back({FindingState::not_kept,
                       "A practitioner heard what was found only after the report was accepted.",
                       fact.event});
  }
  return lacks;
}

}  // namespace reviewd
