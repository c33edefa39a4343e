// The descriptors of domain/acts/actions.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/actions.hpp"

namespace reviewd {

template <>
struct Schema<RecommendationAdded> {
  static constexpr std::string_view name = "recommendation_added";
  static constexpr std::string_view command = "add-recommendation";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A report of the review recommends something.";
  static constexpr auto day = &RecommendationAdded::made_on;
  static constexpr std::string_view section = "recommendations";
  static constexpr std::string_view example =
      R"({"number":"1","document":"<document_recorded>","made_on":"2010-07-20",)"
      R"("text":"That discharge from hospital be planned with the health visitor."})";
  static constexpr auto fields = std::tuple{
      Field{"number", &RecommendationAdded::number, "Its number in its source, each number there once."},
      Field{"document", &RecommendationAdded::document,
            "The event of the document that makes it; this or `agency` is needed.", FieldKind::optional},
      Field{"agency", &RecommendationAdded::agency, "The agency whose own report makes it.",
            FieldKind::optional},
      Field{"made_on", &RecommendationAdded::made_on, "The day it was made.", FieldKind::whole_day},
      Field{"text", &RecommendationAdded::text, "What is recommended."}};
};

template <>
struct Schema<ActionPlanned> {
  static constexpr std::string_view name = "action_planned";
  static constexpr std::string_view command = "plan-action";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "An agency takes on an action for a recommendation, by a day.";
  static constexpr auto day = &ActionPlanned::planned_on;
  using Thing = RecommendationAdded;
  static constexpr auto thing = &ActionPlanned::recommendation;
  static constexpr std::string_view section = "actions";
  static constexpr std::string_view example =
      R"({"recommendation":"<recommendation_added>","action":"Agree a protocol for discharge.",)"
      R"("lead_agency":"Anytown Primary Care Trust","lead_role":"Designated nurse",)"
      R"("planned_on":"2010-08-02","target_on":"2010-11-30",)"
      R"("measure":"Discharges planned with the health visitor, of all.","resources":"Within budget."})";
  static constexpr auto fields = std::tuple{
      Field{"recommendation", &ActionPlanned::recommendation, "The event that added the recommendation."},
      Field{"action", &ActionPlanned::action, "What is to be done."},
      Field{"lead_agency", &ActionPlanned::lead_agency,
            "The agency that leads, named alike in the whole case."},
      Field{"lead_role", &ActionPlanned::lead_role, "The office of the person who leads; not a name."},
      Field{"planned_on", &ActionPlanned::planned_on, "The day it was planned.", FieldKind::whole_day},
      Field{"target_on", &ActionPlanned::target_on, "The last day on which it is complete in time."},
      Field{"measure", &ActionPlanned::measure, "By what it is seen to have worked."},
      Field{"resources", &ActionPlanned::resources, "What it takes.", FieldKind::optional}};
};

template <>
struct Schema<ActionProgressed> {
  static constexpr std::string_view name = "action_progressed";
  static constexpr std::string_view command = "progress-action";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The lead agency says how far an action is.";
  static constexpr auto day = &ActionProgressed::occurred_on;
  using Thing = ActionPlanned;
  static constexpr auto thing = &ActionProgressed::action;
  static constexpr std::string_view section = "steps";
  static constexpr bool in_order = true;
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"action":"<action_planned>","progress":"complete","occurred_on":"2010-11-20"})";
  static constexpr auto fields = std::tuple{
      Field{"action", &ActionProgressed::action, "The event that planned it."},
      Field{"progress", &ActionProgressed::progress, "How far it is."},
      Field{"occurred_on", &ActionProgressed::occurred_on, "Since which day.", FieldKind::whole_day},
      Field{"reasons", &ActionProgressed::reasons, "Why; needed where it is rejected or goes back.",
            FieldKind::optional}};
};

template <>
struct Schema<EvidenceRecorded> {
  static constexpr std::string_view name = "evidence_recorded";
  static constexpr std::string_view command = "record-evidence";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "There is evidence that an action was carried out.";
  static constexpr auto day = &EvidenceRecorded::dated_on;
  using Thing = ActionPlanned;
  static constexpr auto thing = &EvidenceRecorded::action;
  static constexpr std::string_view section = "evidence";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"action":"<action_planned>","dated_on":"2010-11-25","evidence":"The protocol as signed."})";
  static constexpr auto fields =
      std::tuple{Field{"action", &EvidenceRecorded::action, "The event that planned it."},
                 Field{"dated_on", &EvidenceRecorded::dated_on, "Its day.", FieldKind::whole_day},
                 Field{"evidence", &EvidenceRecorded::evidence, "What it is."},
                 Field{"sha256", &EvidenceRecorded::sha256, "SHA-256 of its content.", FieldKind::optional}};
};

template <>
struct Schema<ActionSignedOff> {
  static constexpr std::string_view name = "action_signed_off";
  static constexpr std::string_view command = "sign-off-action";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The chief officer of the agency signed off an action.";
  static constexpr auto day = &ActionSignedOff::signed_off_on;
  using Thing = ActionPlanned;
  static constexpr auto thing = &ActionSignedOff::action;
  static constexpr std::string_view section = "signed_off";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"action":"<action_planned>","signed_off_on":"2010-12-01","signed_off_by":"Chief executive"})";
  static constexpr auto fields = std::tuple{
      Field{"action", &ActionSignedOff::action, "The event that planned it."},
      Field{"signed_off_on", &ActionSignedOff::signed_off_on, "The day it was done.", FieldKind::whole_day},
      Field{"signed_off_by", &ActionSignedOff::signed_off_by, "The office that signed it off; not a name."}};
};

template <>
struct Schema<FollowUpPlanned> {
  static constexpr std::string_view name = "follow_up_planned";
  static constexpr std::string_view command = "plan-follow-up";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "The board set a day on which it looks again at an action that is complete. Its own days, as many as "
      "it sets, take the place of the usual ones.";
  static constexpr auto day = &FollowUpPlanned::planned_on;
  using Thing = ActionPlanned;
  static constexpr auto thing = &FollowUpPlanned::action;
  static constexpr std::string_view section = "follow_ups";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"action":"<action_planned>","planned_on":"2010-12-02","review_on":"2011-05-20"})";
  static constexpr auto fields = std::tuple{
      Field{"action", &FollowUpPlanned::action, "The event that planned the action."},
      Field{"planned_on", &FollowUpPlanned::planned_on, "The day it was settled.", FieldKind::whole_day},
      Field{"review_on", &FollowUpPlanned::review_on, "The day of the review; an audit meets it."},
      Field{"reasons", &FollowUpPlanned::reasons, "Why on that day.", FieldKind::optional}};
};

template <>
struct Schema<ActionAudited> {
  static constexpr std::string_view name = "action_audited";
  static constexpr std::string_view command = "audit-action";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The board looked whether an action is embedded in practice.";
  static constexpr auto day = &ActionAudited::audited_on;
  using Thing = ActionPlanned;
  static constexpr auto thing = &ActionAudited::action;
  static constexpr std::string_view section = "audits";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"action":"<action_planned>","audited_on":"2011-05-18","finding":"partly",)"
      R"("text":"Planned in seven of ten discharges."})";
  static constexpr auto fields = std::tuple{
      Field{"action", &ActionAudited::action, "The event that planned it."},
      Field{"audited_on", &ActionAudited::audited_on, "The day of the audit.", FieldKind::whole_day},
      Field{"finding", &ActionAudited::finding, "What it found."},
      Field{"text", &ActionAudited::text, "On what that rests."}};
};

}  // namespace reviewd
