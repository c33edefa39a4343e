#include <algorithm>

#include "domain/acts/refusals.hpp"

namespace reviewd {
namespace {

// Whether somebody was invited; asked again on a later day is another invitation.
template <class Body>
bool any_invited(const Facts& facts, const auto& wanted) {
  return std::ranges::any_of(facts, [&](const Fact& fact) {
    const auto* body = std::get_if<Body>(&fact.body);
    return body != nullptr && wanted(*body);
  });
}

Rejection already_invited() {
  return not_allowed("already_invited",
                     "Somebody of this label was invited; what came of it is recorded "
                     "with that invitation.")
      .error();
}

}  // namespace

std::optional<Rejection> refusal(const FamilyInvited& act, const Situation& situation) {
  const auto same = [&](const FamilyInvited& other) {
    return other.member == act.member && other.invited_on == act.invited_on;
  };
  if (any_invited<FamilyInvited>(situation.state.facts, same)) return already_invited();
  return std::nullopt;
}

std::optional<Rejection> refusal(const FamilyNotInvited& act, const Situation& situation) {
  const auto same = [&](const FamilyInvited& other) { return other.member == act.member; };
  if (any_invited<FamilyInvited>(situation.state.facts, same)) return already_invited();
  if (!act.review_on || *act.review_on > act.decided_on.first()) return std::nullopt;
  return invalid("/review_on", "review_before_decision", "The day of the next look must lie after this day.")
      .error();
}

std::optional<Rejection> refusal(const PractitionerInvited& act, const Situation& situation) {
  const auto same = [&](const PractitionerInvited& other) {
    return other.practitioner == act.practitioner && other.invited_on == act.invited_on;
  };
  if (any_invited<PractitionerInvited>(situation.state.facts, same)) return already_invited();
  return std::nullopt;
}

}  // namespace reviewd
