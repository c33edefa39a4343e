// How the practitioners who worked with the child take part in the review: who was invited, by whom and how,
// what support they were offered, and that they heard what came of it (domain facts, section 9). Values; any
// thread.
#pragma once

#include <optional>
#include <string>

#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/type_list.hpp"
#include "domain/types.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

// In which form somebody is asked to give their perspective.
enum class PractitionerContact { event, interview, writing };
enum class PractitionerResponse { taken_up, declined };

template <>
struct Words<PractitionerContact> {
  static constexpr std::array<Word<PractitionerContact>, 3> values{
      {{PractitionerContact::event, "event"},
       {PractitionerContact::interview, "interview"},
       {PractitionerContact::writing, "writing"}}};
};
template <>
struct Words<PractitionerResponse> {
  static constexpr std::array<Word<PractitionerResponse>, 2> values{
      {{PractitionerResponse::taken_up, "taken_up"}, {PractitionerResponse::declined, "declined"}}};
};

struct PractitionerInvited {
  std::string practitioner;
  std::optional<Personal> name;
  std::string agency;
  PartialDate invited_on;
  std::string invited_by;
  PractitionerContact how = PractitionerContact::interview;
  std::optional<std::string> support_offered;
};

struct PractitionerResponded {
  EventId invitation;
  PractitionerResponse response = PractitionerResponse::taken_up;
  PartialDate responded_on;
  std::optional<Personal> note;
};

struct FeedbackGiven {
  EventId invitation;
  PartialDate given_on;
  std::string how;
};

using PractitionerActs = TypeList<PractitionerInvited, PractitionerResponded, FeedbackGiven>;

}  // namespace reviewd
