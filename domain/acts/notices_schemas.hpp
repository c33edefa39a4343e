// The descriptors of domain/acts/notices.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/notices.hpp"

namespace reviewd {

template <>
struct Schema<ReferralReceived> {
  static constexpr std::string_view name = "referral_received";
  static constexpr std::string_view command = "record-referral";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "The senior manager of the referring agency had the referral, who passes it on to the board.";
  static constexpr auto day = &ReferralReceived::received_on;
  static constexpr std::string_view section = "referrals";
  static constexpr std::string_view example =
      R"({"received_on":"2010-01-28","agency":"Anytown Hospital Trust"})";
  static constexpr auto fields = std::tuple{Field{"received_on", &ReferralReceived::received_on,
                                                  "The day the manager had it.", FieldKind::whole_day},
                                            Field{"agency", &ReferralReceived::agency, "The agency."}};
};

template <>
struct Schema<AwarenessRecorded> {
  static constexpr std::string_view name = "awareness_recorded";
  static constexpr std::string_view command = "record-awareness";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The local authority became aware of the incident.";
  static constexpr auto day = &AwarenessRecorded::aware_on;
  static constexpr std::string_view section = "awareness";
  static constexpr std::string_view example =
      R"({"aware_on":"2024-01-30","local_authority":"Anytown Council"})";
  static constexpr auto fields = std::tuple{
      Field{"aware_on", &AwarenessRecorded::aware_on, "The day it became aware.", FieldKind::whole_day},
      Field{"local_authority", &AwarenessRecorded::local_authority, "The local authority."}};
};

template <>
struct Schema<RapidReviewSent> {
  static constexpr std::string_view name = "rapid_review_sent";
  static constexpr std::string_view command = "send-rapid-review";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The partners sent their rapid review to the panel.";
  static constexpr auto day = &RapidReviewSent::sent_on;
  static constexpr std::string_view section = "rapid_reviews";
  static constexpr std::string_view example =
      R"({"sent_on":"2024-02-20","outcome":"local_review","reasons":"Improvements were identified before."})";
  static constexpr auto fields = std::tuple{
      Field{"sent_on", &RapidReviewSent::sent_on, "The day it was sent.", FieldKind::whole_day},
      Field{"outcome", &RapidReviewSent::outcome, "Which review the partners think should follow."},
      Field{"reasons", &RapidReviewSent::reasons, "Why."}};
};

template <>
struct Schema<PanelReplied> {
  static constexpr std::string_view name = "panel_replied";
  static constexpr std::string_view command = "record-panel-reply";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The panel answered what it was sent.";
  static constexpr auto day = &PanelReplied::received_on;
  static constexpr std::string_view section = "panel_replies";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example = R"({"received_on":"2024-03-07","position":"agrees"})";
  static constexpr auto fields = std::tuple{
      Field{"received_on", &PanelReplied::received_on, "The day its letter came.", FieldKind::whole_day},
      Field{"position", &PanelReplied::position, "What it thinks."},
      Field{"reasons", &PanelReplied::reasons, "Why.", FieldKind::optional}};
};

template <>
struct Schema<NotificationWithdrawn> {
  static constexpr std::string_view name = "notification_withdrawn";
  static constexpr std::string_view command = "withdraw-notification";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "What a notification was about was later found not to meet the criteria for it.";
  static constexpr auto day = &NotificationWithdrawn::withdrawn_on;
  using Thing = NotificationRecorded;
  static constexpr auto thing = &NotificationWithdrawn::notification;
  static constexpr std::string_view section = "withdrawn";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"notification":"<notification_recorded>","withdrawn_on":"2024-04-10",)"
      R"("reasons":"The injury was an accident."})";
  static constexpr auto fields =
      std::tuple{Field{"notification", &NotificationWithdrawn::notification, "The event that recorded it."},
                 Field{"withdrawn_on", &NotificationWithdrawn::withdrawn_on, "The day it was withdrawn.",
                       FieldKind::whole_day},
                 Field{"reasons", &NotificationWithdrawn::reasons, "Why the criteria are not met."}};
};

}  // namespace reviewd
