// Where an invitation of the family or of a practitioner stands, worked out from what came of it. Pure; any
// thread.
#pragma once

#include <optional>

#include "domain/case_state.hpp"

namespace reviewd {

// What came of an invitation of the family: its newest answer, until they contribute.
enum class FamilyState { invited, accepted, declined, deferred, no_answer, contributed };
// What came of an invitation of a practitioner.
enum class PractitionerState { invited, taken_up, declined };

template <>
struct Words<FamilyState> {
  static constexpr std::array<Word<FamilyState>, 6> values{{{FamilyState::invited, "invited"},
                                                            {FamilyState::accepted, "accepted"},
                                                            {FamilyState::declined, "declined"},
                                                            {FamilyState::deferred, "deferred"},
                                                            {FamilyState::no_answer, "no_answer"},
                                                            {FamilyState::contributed, "contributed"}}};
};
template <>
struct Words<PractitionerState> {
  static constexpr std::array<Word<PractitionerState>, 3> values{{{PractitionerState::invited, "invited"},
                                                                  {PractitionerState::taken_up, "taken_up"},
                                                                  {PractitionerState::declined, "declined"}}};
};

struct FamilyFigures {
  FamilyState state = FamilyState::invited;
  std::optional<PartialDate> contributed_on;
  std::optional<PartialDate> draft_shown_on;
  int times_disputed = 0;
};

struct PractitionerFigures {
  PractitionerState state = PractitionerState::invited;
  std::optional<PartialDate> feedback_on;
};

// Of one who was invited.
FamilyFigures figures(const FamilyInvited& act, EventId invitation, const Facts& facts);
// Of a practitioner.
PractitionerFigures figures(const PractitionerInvited& act, EventId invitation, const Facts& facts);

}  // namespace reviewd
