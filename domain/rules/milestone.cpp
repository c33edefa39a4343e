#include "domain/rules/milestone.hpp"

#include <algorithm>
#include <initializer_list>

namespace reviewd {
namespace {

struct Said {
  Milestone milestone;
  std::string_view name;
  std::string_view words;
};

constexpr std::array<Said, milestone_count> table{{
    {Milestone::incident, "incident", "it happened to the child"},
    {Milestone::awareness, "awareness", "the local authority became aware of it"},
    {Milestone::referral, "referral", "it was referred"},
    {Milestone::brought_to_attention, "brought_to_attention",
     "the matter was brought to the board's attention"},
    {Milestone::decision, "decision", "the chair decided"},
    {Milestone::decision_to_conduct, "decision_to_conduct", "the chair decided to conduct a review"},
    {Milestone::decision_not_to_conduct, "decision_not_to_conduct",
     "the chair decided not to conduct a review"},
    {Milestone::completion, "completion", "the review was completed"},
    {Milestone::serious_incident_notified, "serious_incident_notified", "the serious incident was notified"},
    {Milestone::rapid_review_sent, "rapid_review_sent", "the rapid review was sent to the panel"},
    {Milestone::panel_reply, "panel_reply", ""},
    {Milestone::publication_planned, "publication_planned", "of publication"},
    {Milestone::publication, "publication", "the report was published"},
    {Milestone::non_publication_intended, "non_publication_intended",
     "it was intended not to publish the report"},
    {Milestone::timetable_revised, "timetable_revised", "the timetable was revised"},
    {Milestone::contribution_commissioned, "contribution_commissioned", "the contribution was commissioned"},
    {Milestone::contribution_received, "contribution_received", ""},
    {Milestone::contribution_accepted, "contribution_accepted", ""},
    {Milestone::action_planned, "action_planned", "the action was planned"},
    {Milestone::action_completed, "action_completed", "the action was completed"},
    {Milestone::follow_up_planned, "follow_up_planned", "the follow-up of the action was planned"},
    {Milestone::action_audited, "action_audited", ""},
    {Milestone::action_audited_again, "action_audited_again", ""},
    {Milestone::hold_placed, "hold_placed", "the hold was placed or kept"},
    {Milestone::hold_reviewed, "hold_reviewed", ""},
    {Milestone::notice, "notice", "the office was told or consulted"},
    {Milestone::notification_of_decision, "notification_of_decision", ""},
    {Milestone::pre_publication_copy, "pre_publication_copy", ""},
    {Milestone::consultation, "consultation", ""},
    {Milestone::lapse, "lapse", ""},
}};

// The number of a milestone is its place in the table.
consteval bool in_order() {
  for (std::size_t at = 0; at < table.size(); ++at)
    if (static_cast<std::size_t>(table[at].milestone) != at) return false;
  return true;
}
static_assert(in_order());

bool among(Milestone wanted, std::initializer_list<Milestone> some) {
  return std::find(some.begin(), some.end(), wanted) != some.end();
}

bool before_decision(Milestone milestone) {
  return milestone <= Milestone::brought_to_attention;
}

}  // namespace

std::string_view name_of(Milestone milestone) {
  return table[static_cast<std::size_t>(milestone)].name;
}

std::string_view words_of(Milestone milestone) {
  return table[static_cast<std::size_t>(milestone)].words;
}

std::string_view kind_met_by(Milestone met_by) {
  switch (met_by) {
    case Milestone::brought_to_attention:
      return "referral";
    case Milestone::decision:
      return "decision";
    case Milestone::completion:
      return "completion";
    case Milestone::rapid_review_sent:
      return "report";
    case Milestone::panel_reply:
      return "reply";
    case Milestone::publication:
      return "publication";
    case Milestone::contribution_received:
    case Milestone::contribution_accepted:
      return "contribution";
    case Milestone::action_completed:
      return "action";
    case Milestone::action_audited:
    case Milestone::action_audited_again:
      return "audit";
    case Milestone::hold_reviewed:
      return "hold";
    case Milestone::lapse:
      return "availability";
    case Milestone::notice:
    case Milestone::notification_of_decision:
    case Milestone::pre_publication_copy:
    case Milestone::consultation:
      return "notification";
    default:
      return "";
  }
}

bool reachable(Milestone starts_at, Milestone met_by) {
  switch (met_by) {
    case Milestone::brought_to_attention:
      return before_decision(starts_at) && starts_at != met_by;
    case Milestone::decision:
      return before_decision(starts_at) || starts_at == Milestone::rapid_review_sent;
    case Milestone::completion:
      return starts_at == Milestone::decision_to_conduct;
    case Milestone::rapid_review_sent:
      return starts_at == Milestone::serious_incident_notified;
    case Milestone::panel_reply:
      return starts_at == Milestone::rapid_review_sent;
    case Milestone::publication:
      return among(starts_at, {Milestone::decision_to_conduct, Milestone::completion});
    case Milestone::pre_publication_copy:
      return starts_at == Milestone::publication_planned;
    case Milestone::lapse:
      return starts_at == Milestone::publication;
    case Milestone::consultation:
      return starts_at == Milestone::timetable_revised;
    case Milestone::contribution_received:
    case Milestone::contribution_accepted:
      return starts_at == Milestone::contribution_commissioned;
    case Milestone::action_completed:
      return starts_at == Milestone::action_planned;
    case Milestone::action_audited:
      return among(starts_at, {Milestone::action_completed, Milestone::follow_up_planned});
    case Milestone::action_audited_again:
      return starts_at == Milestone::action_completed;
    case Milestone::hold_reviewed:
      return starts_at == Milestone::hold_placed;
    case Milestone::notification_of_decision:
      return among(starts_at,
                   {Milestone::decision, Milestone::decision_to_conduct, Milestone::decision_not_to_conduct});
    case Milestone::notice:
      return true;
    default:
      return false;
  }
}

bool tells_somebody(Milestone met_by) {
  return among(met_by, {Milestone::notice, Milestone::notification_of_decision,
                        Milestone::pre_publication_copy, Milestone::consultation});
}

}  // namespace reviewd
