// Which facts bring about which milestones: the one table between what people record and what rules count
// from or are met by. Pure; any thread.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// One day of one milestone: the fact that brought it about, and what became of the clocks that it started.
struct Happening {
  const Fact* fact = nullptr;
  PartialDate on;
  std::optional<Day> names_day;  // the due day that the act itself names (a rule of the unit own_day)
  EventId thing;  // what it is about: the event that commissioned a contribution, planned an action, placed a
                  // hold, was notified; zero of all else
  std::string_view agency;         // whose that thing is; empty where it is nobody's
  const Fact* ended_by = nullptr;  // what took its clocks away
  std::string_view ended_why;
  bool followed = false;  // a later happening of the same milestone took its place
};

// All milestones of a case, in the order in which they were recorded. Points into the facts it was made from,
// which must outlive it.
class Milestones {
 public:
  explicit Milestones(const Facts& facts);

  const std::vector<Happening>& of(Milestone milestone) const {
    return happenings_[static_cast<std::size_t>(milestone)];
  }
  // The newest of a milestone, by whose day an instrument is chosen; null when there is none.
  const Happening* newest(Milestone milestone) const;

  // What met a rule that started at `start`; null when nothing did. Not of rules that are met by lapse, nor
  // of notices of a decision (domain/decision_notices), nor of what the day of the telling chooses.
  const Happening* met_by(const Rule& rule, const Happening& start) const;
  // The first by which somebody was told or consulted, of a duty that arose at `start` and whose rule is
  // another one from some day on: `standing_on` gives the rule by which it counts on its own day, or null.
  const Happening* told_by(const Happening& start,
                           const std::function<const Rule*(const Happening&)>& standing_on) const;
  // The first acknowledgement of this duty to notify, as far as it still had to be done then; null when there
  // is none.
  const Happening* acknowledgement_of(std::string_view deadline_id, const Happening& start) const;
  // The newest revision of the timetable made while this decision to conduct stood; null when there is none.
  const Fact* revision_of(const Happening& start) const;
  // The decision that the report is not published; null while there is none.
  const Fact* not_published() const { return not_published_; }

 private:
  Happening& add(Milestone milestone, const Fact& fact, PartialDate on, EventId thing = {});
  void mark_followed();
  void end(Milestone milestone, const Fact& fact, std::string_view why, EventId thing = {});
  void plan_publication(const Fact& fact, PartialDate on, std::string_view why);
  std::string_view agency_of(Milestone milestone, EventId thing) const;
  std::vector<const Happening*> open_follow_ups(EventId action) const;
  bool same_look(const ActionAudited& audit, EventId follow_up) const;

  void take(const Fact& fact, const CaseOpened& body);
  void take(const Fact& fact, const DecisionRecorded& body);
  void take(const Fact& fact, const NotificationRecorded& body);
  void take(const Fact& fact, const TimetableRevised& body);
  void take(const Fact& fact, const ReviewCompleted& body);
  void take(const Fact& fact, const HoldPlaced& body);
  void take(const Fact& fact, const HoldReviewed& body);
  void take(const Fact& fact, const HoldLifted& body);
  void take(const Fact& fact, const ReferralReceived& body);
  void take(const Fact& fact, const AwarenessRecorded& body);
  void take(const Fact& fact, const RapidReviewSent& body);
  void take(const Fact& fact, const PanelReplied& body);
  void take(const Fact& fact, const NotificationWithdrawn& body);
  void take(const Fact& fact, const AcknowledgementRecorded& body);
  void take(const Fact& fact, const ContributionCommissioned& body);
  void take(const Fact& fact, const ContributionRescheduled& body);
  void take(const Fact& fact, const ContributionAdvanced& body);
  void take(const Fact& fact, const CommissionWithdrawn& body);
  void take(const Fact& fact, const ActionPlanned& body);
  void take(const Fact& fact, const ActionProgressed& body);
  void take(const Fact& fact, const FollowUpPlanned& body);
  void take(const Fact& fact, const ActionAudited& body);
  void take(const Fact& fact, const NonPublicationIntended& body);
  void take(const Fact& fact, const NotPublished& body);
  void take(const Fact& fact, const PublicationApproved& body);
  void take(const Fact& fact, const PublicationPlanned& body);
  void take(const Fact& fact, const PublicationHeld& body);
  void take(const Fact& fact, const PublicationReleased& body);
  void take(const Fact& fact, const CopySent& body);
  void take(const Fact& fact, const Published& body);
  void take(const Fact& fact, const Withdrawn& body);
  template <class Body>
  void take(const Fact&, const Body&) {}  // brings about no milestone

  const Happening* first_notice(const Rule& rule, const Happening& start) const;
  const Happening* first_since(Milestone milestone, const Happening& start) const;
  const Happening* first_publication(const Rule& rule, const Happening& start) const;
  const Happening* first_copy(const Rule& rule) const;
  const Happening* audited_again(const Rule& rule, const Happening& start) const;
  const Happening* consultation(const Rule& rule, const Happening& start) const;
  const Happening* first_about(Milestone milestone, const Happening& start, std::size_t nth = 0) const;

  std::array<std::vector<Happening>, milestone_count> happenings_;
  std::vector<Happening> acknowledgements_;
  std::vector<const Fact*> revisions_;  // of the timetable, with those that nobody dated
  const Fact* not_published_ = nullptr;
};

// Whether a notice goes to this rule's recipient and is about one of its subjects.
bool tells(const NotificationRecorded& notice, const Rule& rule);

// What the register says of its board, as the newest event of it has it, and what was re-pinned: a rule by
// itself over all rules, the later over the earlier. An instrument that is not among the rules pins nothing.
CaseTerms case_terms_of(const Facts& facts, const RuleBook& rules);

}  // namespace reviewd
