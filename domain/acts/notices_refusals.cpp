#include <algorithm>

#include "domain/acts/refusals.hpp"
#include "domain/acts/standing_notices.hpp"

namespace reviewd {

bool notice_withdrawn(const Facts& facts, EventId notice) {
  return !carried_forward<NotificationWithdrawn>(facts, notice).empty();
}

std::vector<const Fact*> standing_notices(const Facts& facts, std::string_view subject) {
  std::vector<const Fact*> found;
  for (const Fact& fact : facts)
    if (const auto* notice = std::get_if<NotificationRecorded>(&fact.body);
        notice != nullptr && notice->subject == subject && !notice_withdrawn(facts, fact.event))
      found.push_back(&fact);
  return found;
}

// Row R2 of the criteria of 2018 (domain facts, 3.5), and R1: the review falls away with the notification.
std::optional<Rejection> refusal(const RapidReviewSent& act, const Situation& situation) {
  if (situation.imports()) return std::nullopt;
  const auto notices = standing_notices(situation.state.facts, "serious_incident");
  if (notices.empty())
    return not_allowed("no_notification",
                       "No notification of a serious incident stands; without one there is no rapid review "
                       "(record-notification, subject serious_incident).",
                       situation.clause_of("rapid-review"))
        .error();
  const bool follows = std::any_of(notices.begin(), notices.end(), [&](const Fact* notice) {
    return day_of(*notice).first() <= act.sent_on.last();
  });
  if (follows) return std::nullopt;
  return invalid("/sent_on", "before_notification", "The day lies before the serious incident was notified.")
      .error();
}

std::optional<Rejection> refusal(const PanelReplied&, const Situation& situation) {
  const auto sent_to_panel = [](const Fact& fact) {
    const auto* notice = std::get_if<NotificationRecorded>(&fact.body);
    return (notice != nullptr && notice->recipient == "national_panel") ||
           std::holds_alternative<RapidReviewSent>(fact.body);
  };
  const Facts& facts = situation.state.facts;
  if (situation.imports() || std::any_of(facts.begin(), facts.end(), sent_to_panel)) return std::nullopt;
  return not_allowed("nothing_to_reply_to",
                     "The panel was sent nothing: neither a notification nor a rapid review.",
                     situation.clause_of("panel-reply"))
      .error();
}

std::optional<Rejection> refusal(const NotificationWithdrawn& act, const Situation& situation) {
  if (!notice_withdrawn(situation.state.facts, act.notification)) return std::nullopt;
  return not_allowed("notification_withdrawn", "The notification was withdrawn before.").error();
}

}  // namespace reviewd
