// The descriptors of domain/acts/work.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/work.hpp"

namespace reviewd {

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

template <>
struct Schema<PeriodReviewed> {
  static constexpr std::string_view name = "period_reviewed";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The part of the child's life that the review looks at.";
  static constexpr auto fields =
      std::tuple{Field{"from", &PeriodReviewed::from, "Its first day.", FieldKind::optional},
                 Field{"until", &PeriodReviewed::until, "Its last day.", FieldKind::optional}};
};

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

template <>
struct Schema<ContributionRescheduled> {
  static constexpr std::string_view name = "contribution_rescheduled";
  static constexpr std::string_view command = "reschedule-contribution";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "An agency was given another day for its contribution: more time, or the day by which what was "
      "returned comes back. The first day stays beside it.";
  static constexpr auto day = &ContributionRescheduled::set_on;
  using Thing = ContributionCommissioned;
  static constexpr auto thing = &ContributionRescheduled::contribution;
  static constexpr std::string_view section = "rescheduled";
  static constexpr std::string_view example =
      R"({"contribution":"<contribution_commissioned>","set_on":"2010-04-20","due_on":"2010-05-31",)"
      R"("reasons":"Its author was ill."})";
  static constexpr auto fields = std::tuple{
      Field{"contribution", &ContributionRescheduled::contribution, "The event that commissioned it."},
      Field{"set_on", &ContributionRescheduled::set_on, "The day it was settled.", FieldKind::whole_day},
      Field{"due_on", &ContributionRescheduled::due_on, "The last day on which it is received in time now."},
      Field{"reasons", &ContributionRescheduled::reasons, "Why."}};
};

template <>
struct Schema<CommissionWithdrawn> {
  static constexpr std::string_view name = "commission_withdrawn";
  static constexpr std::string_view command = "withdraw-commission";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "A contribution is not asked for any more, such as one that was commissioned by mistake. Nothing is "
      "awaited of it; what it was stays on record.";
  static constexpr auto day = &CommissionWithdrawn::withdrawn_on;
  using Thing = ContributionCommissioned;
  static constexpr auto thing = &CommissionWithdrawn::contribution;
  static constexpr std::string_view section = "withdrawn";
  static constexpr std::string_view example =
      R"({"contribution":"<contribution_commissioned>","withdrawn_on":"2010-05-03",)"
      R"("reasons":"The trust never saw the family."})";
  static constexpr auto fields =
      std::tuple{Field{"contribution", &CommissionWithdrawn::contribution, "The event that commissioned it."},
                 Field{"withdrawn_on", &CommissionWithdrawn::withdrawn_on, "The day it was withdrawn.",
                       FieldKind::whole_day},
                 Field{"reasons", &CommissionWithdrawn::reasons, "Why."}};
};

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

}  // namespace reviewd
