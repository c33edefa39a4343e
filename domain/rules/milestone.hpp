// The days of a case that rules count from, are chosen by, or are met by: the vocabulary of the rule
// language. Values; any thread.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace reviewd {

// One kind of day. Which facts bring it about stands in one table: domain/milestones.cpp.
enum class Milestone : std::uint8_t {
  incident,                 // the day it happened to the child
  awareness,                // the local authority became aware of it
  referral,                 // it was referred, within the referring agency
  brought_to_attention,     // the matter was brought to the board's attention
  decision,                 // the chair's decision, whichever way it went
  decision_to_conduct,      // a decision to conduct a review, as long as it stands
  decision_not_to_conduct,  // a decision for anything else, as long as it stands
  completion,               // the review was completed
  serious_incident_notified,
  rapid_review_sent,
  panel_reply,          // the panel answered the rapid review
  publication_planned,  // the day the report is to be, or was, published
  publication,
  non_publication_intended,
  timetable_revised,
  contribution_commissioned,
  contribution_received,
  contribution_accepted,
  action_planned,
  action_completed,
  follow_up_planned,  // the board set a day of its own to look at an action again
  action_audited,
  action_audited_again,  // the first audit after the first
  hold_placed,
  hold_reviewed,
  notice,                    // the rule's recipient was told of one of its subjects
  notification_of_decision,  // the same with the one subject "decision"
  pre_publication_copy,      // the recipient had the report before it was published
  consultation,              // the recipient was consulted on the revised timetable
  lapse,                     // the period itself ran out: of a duty to keep something up for so long
};
inline constexpr std::size_t milestone_count = 30;

// What documents write.
std::string_view name_of(Milestone milestone);
// What an explanation says after "the day": "the chair decided". Only of what a rule may start at.
std::string_view words_of(Milestone milestone);

// What a rule may start at or be governed by.
constexpr std::array starting_milestones{Milestone::incident,
                                         Milestone::awareness,
                                         Milestone::referral,
                                         Milestone::brought_to_attention,
                                         Milestone::decision,
                                         Milestone::decision_to_conduct,
                                         Milestone::decision_not_to_conduct,
                                         Milestone::completion,
                                         Milestone::serious_incident_notified,
                                         Milestone::rapid_review_sent,
                                         Milestone::publication_planned,
                                         Milestone::publication,
                                         Milestone::non_publication_intended,
                                         Milestone::timetable_revised,
                                         Milestone::contribution_commissioned,
                                         Milestone::action_planned,
                                         Milestone::action_completed,
                                         Milestone::follow_up_planned,
                                         Milestone::hold_placed};
// What a rule that tells somebody may be governed by beside them: the telling itself.
inline constexpr Milestone act_of_telling = Milestone::notice;
// What a rule may be governed by.
constexpr std::array choosing_milestones = [] {
  std::array<Milestone, starting_milestones.size() + 1> all{};
  std::ranges::copy(starting_milestones, all.begin());
  all.back() = act_of_telling;
  return all;
}();
// What a rule may be met by.
constexpr std::array ending_milestones{Milestone::brought_to_attention,
                                       Milestone::decision,
                                       Milestone::completion,
                                       Milestone::rapid_review_sent,
                                       Milestone::panel_reply,
                                       Milestone::publication,
                                       Milestone::contribution_received,
                                       Milestone::contribution_accepted,
                                       Milestone::action_completed,
                                       Milestone::action_audited,
                                       Milestone::action_audited_again,
                                       Milestone::hold_reviewed,
                                       Milestone::notice,
                                       Milestone::notification_of_decision,
                                       Milestone::pre_publication_copy,
                                       Milestone::consultation,
                                       Milestone::lapse};

// The kind of deadline that is met by this: "decision", "notification", … Empty for what meets nothing.
std::string_view kind_met_by(Milestone met_by);
// Whether the process can reach this ending from this start, so that the clock can ever be met.
bool reachable(Milestone starts_at, Milestone met_by);
// Whether somebody is told: such a rule names its recipient.
bool tells_somebody(Milestone met_by);

}  // namespace reviewd
