#include "domain/acts/participation_figures.hpp"

#include "domain/acts/refusals.hpp"

namespace reviewd {
namespace {

FamilyState after(FamilyResponse response) {
  switch (response) {
    case FamilyResponse::accepted:
      return FamilyState::accepted;
    case FamilyResponse::declined:
      return FamilyState::declined;
    case FamilyResponse::deferred:
      return FamilyState::deferred;
    case FamilyResponse::no_answer:
      return FamilyState::no_answer;
  }
  return FamilyState::invited;
}

}  // namespace

FamilyFigures figures(const FamilyInvited&, EventId invitation, const Facts& facts) {
  FamilyFigures figures;
  for (const FamilyResponded* answer : carried_forward<FamilyResponded>(facts, invitation))
    figures.state = after(answer->response);
  const auto contributions = carried_forward<FamilyContributed>(facts, invitation);
  if (!contributions.empty()) {
    figures.state = FamilyState::contributed;
    figures.contributed_on = contributions.front()->contributed_on;
  }
  for (const DraftShown* draft : carried_forward<DraftShown>(facts, invitation))
    figures.draft_shown_on = draft->shown_on;
  figures.times_disputed = static_cast<int>(carried_forward<DisputeRaised>(facts, invitation).size());
  return figures;
}

PractitionerFigures figures(const PractitionerInvited&, EventId invitation, const Facts& facts) {
  PractitionerFigures figures;
  for (const PractitionerResponded* answer : carried_forward<PractitionerResponded>(facts, invitation))
    figures.state = answer->response == PractitionerResponse::taken_up ? PractitionerState::taken_up
                                                                       : PractitionerState::declined;
  const auto feedback = carried_forward<FeedbackGiven>(facts, invitation);
  if (!feedback.empty()) figures.feedback_on = feedback.front()->given_on;
  return figures;
}

}  // namespace reviewd
