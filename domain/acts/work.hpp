// The work behind a review: how it is done, what it is to look at, and what each agency contributes. Values;
// any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/day.hpp"
#include "domain/fact_names.hpp"
#include "domain/personal.hpp"
#include "domain/type_list.hpp"
#include "domain/types.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

// How a review is done. Until 2013 the guidance prescribed the first one; since then any method that fits.
enum class ReviewApproach {
  management_reviews_and_overview,
  systems_method,
  significant_incident_learning,
  root_cause_analysis,
  appreciative_inquiry,
  practitioner_event,
  thematic,
  other
};
// How large it is, in proportion to the case.
enum class ReviewScale { full, focused, desk_based };
// What the terms of reference must answer (domain facts, section 7.1): the first five are verified, the
// others recalled from the lists of 2006 and 2010.
enum class ConsiderationTopic {
  information_needed,
  how_far_back,
  disability,
  culture,
  disclosure_sensitivities,
  issues_for_learning,
  contributors,
  timetable,
  cut_off,
  family_history,
  independent_author_and_chair,
  family_contribution,
  parallel_processes,
  legal_proceedings,
  other_areas,
  legal_advice,
  outside_expert,
  race_language_religion,
  immediate_learning,
  public_and_media
};
enum class ConsiderationAnswer { answered, not_applicable };
// What an agency contributes: its own management review, the overview of all health bodies, a chronology, its
// summary for the rapid review.
enum class ContributionKind { imr, health_overview, chronology, rapid_review_summary };
// The way of a contribution; what was received may be returned any number of times.
enum class ContributionStep { records_secured, draft, signed_off, received, returned, accepted };

template <>
struct Words<ReviewApproach> {
  static constexpr std::array<Word<ReviewApproach>, 8> values{
      {{ReviewApproach::management_reviews_and_overview, "management_reviews_and_overview"},
       {ReviewApproach::systems_method, "systems_method"},
       {ReviewApproach::significant_incident_learning, "significant_incident_learning"},
       {ReviewApproach::root_cause_analysis, "root_cause_analysis"},
       {ReviewApproach::appreciative_inquiry, "appreciative_inquiry"},
       {ReviewApproach::practitioner_event, "practitioner_event"},
       {ReviewApproach::thematic, "thematic"},
       {ReviewApproach::other, "other"}}};
};
template <>
struct Words<ReviewScale> {
  static constexpr std::array<Word<ReviewScale>, 3> values{{{ReviewScale::full, "full"},
                                                            {ReviewScale::focused, "focused"},
                                                            {ReviewScale::desk_based, "desk_based"}}};
};
template <>
struct Words<ConsiderationTopic> {
  static constexpr std::array<Word<ConsiderationTopic>, 20> values{
      {{ConsiderationTopic::information_needed, "information_needed"},
       {ConsiderationTopic::how_far_back, "how_far_back"},
       {ConsiderationTopic::disability, "disability"},
       {ConsiderationTopic::culture, "culture"},
       {ConsiderationTopic::disclosure_sensitivities, "disclosure_sensitivities"},
       {ConsiderationTopic::issues_for_learning, "issues_for_learning"},
       {ConsiderationTopic::contributors, "contributors"},
       {ConsiderationTopic::timetable, "timetable"},
       {ConsiderationTopic::cut_off, "cut_off"},
       {ConsiderationTopic::family_history, "family_history"},
       {ConsiderationTopic::independent_author_and_chair, "independent_author_and_chair"},
       {ConsiderationTopic::family_contribution, "family_contribution"},
       {ConsiderationTopic::parallel_processes, "parallel_processes"},
       {ConsiderationTopic::legal_proceedings, "legal_proceedings"},
       {ConsiderationTopic::other_areas, "other_areas"},
       {ConsiderationTopic::legal_advice, "legal_advice"},
       {ConsiderationTopic::outside_expert, "outside_expert"},
       {ConsiderationTopic::race_language_religion, "race_language_religion"},
       {ConsiderationTopic::immediate_learning, "immediate_learning"},
       {ConsiderationTopic::public_and_media, "public_and_media"}}};
};
template <>
struct Words<ConsiderationAnswer> {
  static constexpr std::array<Word<ConsiderationAnswer>, 2> values{
      {{ConsiderationAnswer::answered, "answered"}, {ConsiderationAnswer::not_applicable, "not_applicable"}}};
};
template <>
struct Words<ContributionKind> {
  static constexpr std::array<Word<ContributionKind>, 4> values{
      {{ContributionKind::imr, "imr"},
       {ContributionKind::health_overview, "health_overview"},
       {ContributionKind::chronology, "chronology"},
       {ContributionKind::rapid_review_summary, "rapid_review_summary"}}};
};
template <>
struct Words<ContributionStep> {
  static constexpr std::array<Word<ContributionStep>, 6> values{
      {{ContributionStep::records_secured, "records_secured"},
       {ContributionStep::draft, "draft"},
       {ContributionStep::signed_off, "signed_off"},
       {ContributionStep::received, "received"},
       {ContributionStep::returned, "returned"},
       {ContributionStep::accepted, "accepted"}}};
};

struct ApproachChosen {
  ReviewApproach approach = ReviewApproach::management_reviews_and_overview;
  ReviewScale scale = ReviewScale::full;
  PartialDate chosen_on;
  Personal reasons;
};

// One point of the checklist. A point that is not applicable has its reason as its text.
struct Consideration {
  ConsiderationTopic consideration = ConsiderationTopic::information_needed;
  ConsiderationAnswer answer = ConsiderationAnswer::answered;
  Personal text;
};

// The part of the child's life that the review looks at.
struct PeriodReviewed {
  std::optional<PartialDate> from;
  std::optional<PartialDate> until;
};

struct TermsSet {
  PartialDate set_on;
  Personal scope;
  std::vector<Consideration> considerations;
  std::optional<PeriodReviewed> period;
};

struct ContributionCommissioned {
  std::string agency;
  ContributionKind kind = ContributionKind::imr;
  Answer health_trust = Answer::unknown;
  std::optional<PartialDate> commissioned_on;  // this and the due day are required of the API
  std::optional<Day> due_on;
};

struct ContributionAdvanced {
  EventId contribution;
  ContributionStep step = ContributionStep::received;
  PartialDate occurred_on;
  std::optional<Personal> reasons;
  std::optional<std::string> author;
  std::optional<Digest> sha256;
};

// Another day for what an agency owes: more time that it asked for, or the day by which what was returned to
// it is to come back. The first day stays beside it.
struct ContributionRescheduled {
  EventId contribution;
  PartialDate set_on;
  Day due_on;
  Personal reasons;
};

// A contribution is not asked for any more: it was commissioned by mistake, or the agency proved to have had
// nothing to do with the family. Nothing is awaited of it from then on.
struct CommissionWithdrawn {
  EventId contribution;
  PartialDate withdrawn_on;
  Personal reasons;
};

using WorkActs = TypeList<ApproachChosen, TermsSet, ContributionCommissioned, ContributionRescheduled,
                          ContributionAdvanced, CommissionWithdrawn>;

}  // namespace reviewd
