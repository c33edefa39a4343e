// What surrounds notices (record-notification): the referral within an agency, that the local authority
// became aware, the rapid review, the panel's reply, a notification that was withdrawn. Values; any thread.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/type_list.hpp"
#include "domain/types.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

struct NotificationRecorded;  // domain/events.hpp

// What the partners make of the rapid review.
enum class RapidReviewOutcome { local_review, national_review, none };
// How the panel answers.
enum class PanelPosition { agrees, disagrees, national_review, no_view };

template <>
struct Words<RapidReviewOutcome> {
  static constexpr std::array<Word<RapidReviewOutcome>, 3> values{
      {{RapidReviewOutcome::local_review, "local_review"},
       {RapidReviewOutcome::national_review, "national_review"},
       {RapidReviewOutcome::none, "none"}}};
};
template <>
struct Words<PanelPosition> {
  static constexpr std::array<Word<PanelPosition>, 4> values{
      {{PanelPosition::agrees, "agrees"},
       {PanelPosition::disagrees, "disagrees"},
       {PanelPosition::national_review, "national_review"},
       {PanelPosition::no_view, "no_view"}}};
};

struct ReferralReceived {
  PartialDate received_on;
  std::string agency;
};

struct AwarenessRecorded {
  PartialDate aware_on;
  std::string local_authority;
};

struct RapidReviewSent {
  PartialDate sent_on;
  RapidReviewOutcome outcome = RapidReviewOutcome::none;
  Personal reasons;
};

struct PanelReplied {
  PartialDate received_on;
  PanelPosition position = PanelPosition::agrees;
  std::optional<Personal> reasons;
};

struct NotificationWithdrawn {
  EventId notification;
  PartialDate withdrawn_on;
  Personal reasons;
};

using NoticeActs =
    TypeList<ReferralReceived, AwarenessRecorded, RapidReviewSent, PanelReplied, NotificationWithdrawn>;

}  // namespace reviewd
