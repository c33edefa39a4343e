// The work behind a review: how it is done, what it is to look at, and what each agency contributes. Values;
// any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "domain/acts/act.hpp"
#include "domain/day.hpp"
#include "domain/fact_names.hpp"
#include "domain/personal.hpp"
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
  PartialDate commissioned_on;
  Day due_on;
};

struct ContributionAdvanced {
  EventId contribution;
  ContributionStep step = ContributionStep::received;
  PartialDate occurred_on;
  std::optional<Personal> reasons;
  std::optional<std::string> author;
  std::optional<Digest> sha256;
};

template <>
struct Schema<ApproachChosen> {
  static constexpr std::string_view name = "approach_chosen";
  static constexpr std::string_view command = "choose-approach";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "How the review is done and how large it is, in proportion to the case. Chosen again, it is changed: "
      "the "
      "last choice stands.";
  static constexpr auto day = &ApproachChosen::chosen_on;
  static constexpr std::string_view section = "approach";
  static constexpr bool by_chair = true;
  static constexpr std::string_view example =
      R"({"approach":"management_reviews_and_overview","scale":"full","chosen_on":"2010-03-01",)"
      R"("reasons":"Several agencies knew the family."})";
  static constexpr auto fields = std::tuple{
      Field{"approach", &ApproachChosen::approach, "How the review is done."},
      Field{"scale", &ApproachChosen::scale, "How large it is."},
      Field{"chosen_on", &ApproachChosen::chosen_on, "The day it was chosen.", FieldKind::whole_day},
      Field{"reasons", &ApproachChosen::reasons, "Why, and why it was changed where it was."}};
};
static_assert(describes_every_member<ApproachChosen>());

template <>
struct Schema<Consideration> {
  static constexpr std::string_view name = "consideration";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "One point of the checklist of the terms of reference.";
  static constexpr auto fields =
      std::tuple{Field{"consideration", &Consideration::consideration, "The point."},
                 Field{"answer", &Consideration::answer, "Whether it is answered or not applicable."},
                 Field{"text", &Consideration::text, "The answer, or the reason why it is not applicable."}};
};
static_assert(describes_every_member<Consideration>());

template <>
struct Schema<PeriodReviewed> {
  static constexpr std::string_view name = "period_reviewed";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The part of the child's life that the review looks at.";
  static constexpr auto fields =
      std::tuple{Field{"from", &PeriodReviewed::from, "Its first day.", FieldKind::optional},
                 Field{"until", &PeriodReviewed::until, "Its last day.", FieldKind::optional}};
};
static_assert(describes_every_member<PeriodReviewed>());

template <>
struct Schema<TermsSet> {
  static constexpr std::string_view name = "terms_set";
  static constexpr std::string_view command = "set-terms-of-reference";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "The scope and the terms of reference of the review. Set again, they are replaced: the last ones "
      "stand.";
  static constexpr auto day = &TermsSet::set_on;
  static constexpr std::string_view section = "terms_of_reference";
  static constexpr bool by_chair = true;
  static constexpr std::string_view example =
      R"({"set_on":"2010-03-05","scope":"The services given to the family.","considerations":[)"
      R"({"consideration":"how_far_back","answer":"answered","text":"Two years before the birth."},)"
      R"({"consideration":"other_areas","answer":"not_applicable","text":"The family never moved."}],)"
      R"("period":{"from":"2007-06","until":"2010-01-20"}})";
  static constexpr auto fields =
      std::tuple{Field{"set_on", &TermsSet::set_on, "The day they were set.", FieldKind::whole_day},
                 Field{"scope", &TermsSet::scope, "What the review looks at."},
                 Field{"considerations", &TermsSet::considerations, "The points of the checklist, each once.",
                       FieldKind::optional},
                 Field{"period", &TermsSet::period, "The part of the child's life that it looks at.",
                       FieldKind::optional}};
};
static_assert(describes_every_member<TermsSet>());

template <>
struct Schema<ContributionCommissioned> {
  static constexpr std::string_view name = "contribution_commissioned";
  static constexpr std::string_view command = "commission-contribution";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "An agency was asked to contribute to the review, by a day.";
  static constexpr auto day = &ContributionCommissioned::commissioned_on;
  static constexpr std::string_view section = "contributions";
  static constexpr std::string_view example =
      R"({"agency":"Anytown Primary Care Trust","kind":"imr","health_trust":"yes",)"
      R"("commissioned_on":"2010-03-10","due_on":"2010-05-10"})";
  static constexpr auto fields = std::tuple{
      Field{"agency", &ContributionCommissioned::agency, "The agency, named alike in the whole case."},
      Field{"kind", &ContributionCommissioned::kind, "What it contributes."},
      Field{"health_trust", &ContributionCommissioned::health_trust, "Whether it is a health trust."},
      Field{"commissioned_on", &ContributionCommissioned::commissioned_on, "The day it was asked.",
            FieldKind::whole_day},
      Field{"due_on", &ContributionCommissioned::due_on, "The last day on which it is received in time."}};
};
static_assert(describes_every_member<ContributionCommissioned>());

template <>
struct Schema<ContributionAdvanced> {
  static constexpr std::string_view name = "contribution_advanced";
  static constexpr std::string_view command = "advance-contribution";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "What an agency contributes went a step further, or was returned to it.";
  static constexpr auto day = &ContributionAdvanced::occurred_on;
  using Thing = ContributionCommissioned;
  static constexpr auto thing = &ContributionAdvanced::contribution;
  static constexpr std::string_view section = "steps";
  static constexpr bool in_order = true;
  static constexpr std::string_view example =
      R"({"contribution":"<contribution_commissioned>","step":"records_secured",)"
      R"("occurred_on":"2010-03-12","author":"P7"})";
  static constexpr auto fields = std::tuple{
      Field{"contribution", &ContributionAdvanced::contribution, "The event that commissioned it."},
      Field{"step", &ContributionAdvanced::step, "What happened to it."},
      Field{"occurred_on", &ContributionAdvanced::occurred_on, "The day it happened.", FieldKind::whole_day},
      Field{"reasons", &ContributionAdvanced::reasons, "Why; needed where it is returned.",
            FieldKind::optional},
      Field{"author", &ContributionAdvanced::author, "The label of the person who writes it.",
            FieldKind::optional},
      Field{"sha256", &ContributionAdvanced::sha256, "SHA-256 of its content.", FieldKind::optional}};
};
static_assert(describes_every_member<ContributionAdvanced>());

using WorkActs = TypeList<ApproachChosen, TermsSet, ContributionCommissioned, ContributionAdvanced>;

}  // namespace reviewd
