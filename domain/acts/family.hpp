// How the family takes part in the review: who was asked, by whom and how, what came of it, and who was not
// asked and why (domain facts, section 9). A member of the family is known by a label that the board chose.
// Values; any thread.
#pragma once

#include <optional>
#include <string>

#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/type_list.hpp"
#include "domain/types.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

// How somebody of the family is met or written to.
enum class FamilyContact { letter, telephone, visit, meeting, through_representative };
// What came back. `deferred`: not now, such as until a trial ends.
enum class FamilyResponse { accepted, declined, deferred, no_answer };
// Why somebody is not invited.
enum class NotInvitedGround {
  asked_by_police,
  ordered_by_court,
  risk_of_harm,
  not_traced,
  nobody_known,
  other
};

template <>
struct Words<FamilyContact> {
  static constexpr std::array<Word<FamilyContact>, 5> values{
      {{FamilyContact::letter, "letter"},
       {FamilyContact::telephone, "telephone"},
       {FamilyContact::visit, "visit"},
       {FamilyContact::meeting, "meeting"},
       {FamilyContact::through_representative, "through_representative"}}};
};
template <>
struct Words<FamilyResponse> {
  static constexpr std::array<Word<FamilyResponse>, 4> values{{{FamilyResponse::accepted, "accepted"},
                                                               {FamilyResponse::declined, "declined"},
                                                               {FamilyResponse::deferred, "deferred"},
                                                               {FamilyResponse::no_answer, "no_answer"}}};
};
template <>
struct Words<NotInvitedGround> {
  static constexpr std::array<Word<NotInvitedGround>, 6> values{
      {{NotInvitedGround::asked_by_police, "asked_by_police"},
       {NotInvitedGround::ordered_by_court, "ordered_by_court"},
       {NotInvitedGround::risk_of_harm, "risk_of_harm"},
       {NotInvitedGround::not_traced, "not_traced"},
       {NotInvitedGround::nobody_known, "nobody_known"},
       {NotInvitedGround::other, "other"}}};
};

struct FamilyInvited {
  std::string member;
  std::string relation;
  std::optional<Personal> name;
  PartialDate invited_on;
  std::string invited_by;
  FamilyContact how = FamilyContact::letter;
  Answer surviving_child = Answer::unknown;
};

struct FamilyResponded {
  EventId invitation;
  FamilyResponse response = FamilyResponse::accepted;
  PartialDate responded_on;
  std::optional<Personal> note;
};

struct FamilyContributed {
  EventId invitation;
  PartialDate contributed_on;
  FamilyContact how = FamilyContact::meeting;
  std::optional<Personal> account;
};

struct DraftShown {
  EventId invitation;
  PartialDate shown_on;
  std::string draft;
  std::optional<Personal> comments;
};

struct DisputeRaised {
  EventId invitation;
  PartialDate raised_on;
  Personal disputed;
  std::optional<Personal> answer;
  Answer recorded_in_report = Answer::unknown;
};

struct FamilyNotInvited {
  std::string member;
  std::string relation;
  NotInvitedGround ground = NotInvitedGround::other;
  Personal reason;
  PartialDate decided_on;
  std::string decided_by;
  std::optional<Day> review_on;
  Answer surviving_child = Answer::unknown;
};

using FamilyActs =
    TypeList<FamilyInvited, FamilyResponded, FamilyContributed, DraftShown, DisputeRaised, FamilyNotInvited>;

}  // namespace reviewd
