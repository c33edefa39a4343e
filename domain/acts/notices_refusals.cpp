#include <algorithm>
#include <array>

#include "domain/acts/refusals.hpp"
#include "domain/acts/standing_notices.hpp"

namespace reviewd {

namespace {

constexpr std::string_view national_panel = "national_panel";
constexpr std::string_view serious_incident = "serious_incident";
// Those that notices go to and that an instrument brought into being.
constexpr std::array<std::string_view, 3> later_bodies{national_panel, "national_repository",
                                                       "safeguarding_partners"};

// The first rule of all national instruments, in the order they came into force, that this is said of.
struct FirstKnown {
  const Edition* edition = nullptr;
  const Rule* rule = nullptr;
};

FirstKnown first_known(const RuleBook& rules, const auto& said_of) {
  for (const Edition* edition : rules.editions()) {
    if (edition->layer == Layer::local) continue;
    for (const Rule& rule : edition->rules)
      if (said_of(rule)) return {edition, &rule};
  }
  return {};
}

// Refused where the day lies before any instrument knew of it; what none ever knew of is nobody's concern.
std::optional<Rejection> refuse_before(const FirstKnown& known, PartialDate day, const std::string& what) {
  if (known.edition == nullptr || day.last() >= known.edition->in_force_from.first()) return std::nullopt;
  return not_allowed("unknown_to_edition",
                     what + " is known from " + known.edition->in_force_from.text() + " on (" +
                         known.edition->id + "), and to no instrument in force on " + day.text() + ".",
                     known.rule->clause)
      .error();
}

std::string clause_of_first(const RuleBook& rules, Milestone met_by) {
  const FirstKnown known = first_known(rules, [&](const Rule& rule) { return rule.met_by == met_by; });
  return known.rule == nullptr ? "" : known.rule->clause;
}

}  // namespace

std::optional<Rejection> refuse_too_early(const RecordNotification& command, const Situation& situation) {
  if (situation.imports()) return std::nullopt;
  const RuleBook& rules = situation.context.rules;
  const auto to_recipient = [&](const Rule& rule) { return rule.recipient == command.recipient; };
  if (std::ranges::find(later_bodies, command.recipient) == later_bodies.end()) return std::nullopt;
  if (auto refused = refuse_before(first_known(rules, to_recipient), command.sent_on,
                                   "A notice to " + command.recipient))
    return refused;
  if (command.recipient != national_panel || command.subject != serious_incident) return std::nullopt;
  const auto of_incident = [](const Rule& rule) {
    return rule.starts_at == Milestone::serious_incident_notified;
  };
  return refuse_before(first_known(rules, of_incident), command.sent_on,
                       "A notification of a serious incident");
}

bool tells_of_serious_incident(const NotificationRecorded& notice) {
  return notice.recipient == national_panel && notice.subject == serious_incident;
}

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
  const RuleBook& rules = situation.context.rules;
  const auto met_by_it = [](const Rule& rule) { return rule.met_by == Milestone::rapid_review_sent; };
  if (auto refused = refuse_before(first_known(rules, met_by_it), act.sent_on, "A rapid review"))
    return refused;
  const auto notices = standing_notices(situation.state.facts, serious_incident);
  if (notices.empty())
    return not_allowed("no_notification",
                       "No notification of a serious incident stands; without one there is no rapid review "
                       "(record-notification, subject serious_incident).",
                       clause_of_first(rules, Milestone::rapid_review_sent))
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
    return (notice != nullptr && notice->recipient == national_panel) ||
           std::holds_alternative<RapidReviewSent>(fact.body);
  };
  const Facts& facts = situation.state.facts;
  if (situation.imports() || std::any_of(facts.begin(), facts.end(), sent_to_panel)) return std::nullopt;
  return not_allowed("nothing_to_reply_to",
                     "The panel was sent nothing: neither a notification nor a rapid review.",
                     clause_of_first(situation.context.rules, Milestone::panel_reply))
      .error();
}

std::optional<Rejection> refusal(const NotificationWithdrawn& act, const Situation& situation) {
  if (!notice_withdrawn(situation.state.facts, act.notification)) return std::nullopt;
  return not_allowed("notification_withdrawn", "The notification was withdrawn before.").error();
}

}  // namespace reviewd
