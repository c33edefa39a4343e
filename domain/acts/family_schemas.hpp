// The descriptors of domain/acts/family.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/family.hpp"

namespace reviewd {

template <>
struct Schema<FamilyInvited> {
  static constexpr std::string_view name = "family_invited";
  static constexpr std::string_view command = "invite-family";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Somebody of the family was invited to contribute to the review.";
  static constexpr auto day = &FamilyInvited::invited_on;
  static constexpr std::string_view section = "family";
  static constexpr std::string_view example =
      R"({"member":"Mother","relation":"mother","invited_on":"2010-04-06",)"
      R"("invited_by":"Business manager of the board","how":"letter","surviving_child":"no"})";
  static constexpr auto fields = std::tuple{
      Field{"member", &FamilyInvited::member, "The board's label of the member of the family; not a name."},
      Field{"relation", &FamilyInvited::relation, "What the member is to the child: mother, grandparent.",
            FieldKind::plain_word},
      Field{"name", &FamilyInvited::name, "The name.", FieldKind::optional},
      Field{"invited_on", &FamilyInvited::invited_on, "The day of the invitation.", FieldKind::whole_day},
      Field{"invited_by", &FamilyInvited::invited_by, "The office that invited."},
      Field{"how", &FamilyInvited::how, "How the invitation was made."},
      Field{"surviving_child", &FamilyInvited::surviving_child,
            "Whether this is a surviving child of the family."}};
};

template <>
struct Schema<FamilyResponded> {
  static constexpr std::string_view name = "family_responded";
  static constexpr std::string_view command = "record-family-response";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A member of the family answered an invitation, or did not.";
  static constexpr auto day = &FamilyResponded::responded_on;
  using Thing = FamilyInvited;
  static constexpr auto thing = &FamilyResponded::invitation;
  static constexpr std::string_view section = "responses";
  static constexpr std::string_view example =
      R"({"invitation":"<family_invited>","response":"accepted","responded_on":"2010-04-20"})";
  static constexpr auto fields = std::tuple{
      Field{"invitation", &FamilyResponded::invitation, "The event of the invitation."},
      Field{"response", &FamilyResponded::response, "What came back."},
      Field{"responded_on", &FamilyResponded::responded_on,
            "The day it came, or the day the board took silence for an answer.", FieldKind::whole_day},
      Field{"note", &FamilyResponded::note, "What was said.", FieldKind::optional}};
};

template <>
struct Schema<FamilyContributed> {
  static constexpr std::string_view name = "family_contributed";
  static constexpr std::string_view command = "record-family-contribution";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A member of the family gave their account to the review.";
  static constexpr auto day = &FamilyContributed::contributed_on;
  using Thing = FamilyInvited;
  static constexpr auto thing = &FamilyContributed::invitation;
  static constexpr std::string_view section = "contributions";
  static constexpr std::string_view example =
      R"({"invitation":"<family_invited>","contributed_on":"2010-05-12","how":"meeting"})";
  static constexpr auto fields =
      std::tuple{Field{"invitation", &FamilyContributed::invitation, "The event of the invitation."},
                 Field{"contributed_on", &FamilyContributed::contributed_on, "The day it was given.",
                       FieldKind::whole_day},
                 Field{"how", &FamilyContributed::how, "How it was given."},
                 Field{"account", &FamilyContributed::account, "What was said.", FieldKind::optional}};
};

template <>
struct Schema<DraftShown> {
  static constexpr std::string_view name = "draft_shown";
  static constexpr std::string_view command = "show-draft";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A member of the family was shown a draft of the report.";
  static constexpr auto day = &DraftShown::shown_on;
  using Thing = FamilyInvited;
  static constexpr auto thing = &DraftShown::invitation;
  static constexpr std::string_view section = "drafts_shown";
  static constexpr std::string_view example =
      R"({"invitation":"<family_invited>","shown_on":"2010-07-20","draft":"Overview report, draft 3"})";
  static constexpr auto fields =
      std::tuple{Field{"invitation", &DraftShown::invitation, "The event of the invitation."},
                 Field{"shown_on", &DraftShown::shown_on, "The day it was shown.", FieldKind::whole_day},
                 Field{"draft", &DraftShown::draft, "Which document and version; not a name."},
                 Field{"comments", &DraftShown::comments, "What was said of it.", FieldKind::optional}};
};

template <>
struct Schema<DisputeRaised> {
  static constexpr std::string_view name = "dispute_raised";
  static constexpr std::string_view command = "raise-dispute";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "A member of the family disagrees with what the review says happened.";
  static constexpr auto day = &DisputeRaised::raised_on;
  using Thing = FamilyInvited;
  static constexpr auto thing = &DisputeRaised::invitation;
  static constexpr std::string_view section = "disputes";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"invitation":"<family_invited>","raised_on":"2010-07-26",)"
      R"("disputed":"Says that the visit of 4 May did not take place.","recorded_in_report":"yes"})";
  static constexpr auto fields = std::tuple{
      Field{"invitation", &DisputeRaised::invitation, "The event of the invitation."},
      Field{"raised_on", &DisputeRaised::raised_on, "The day it was raised.", FieldKind::whole_day},
      Field{"disputed", &DisputeRaised::disputed, "What is disputed."},
      Field{"answer", &DisputeRaised::answer, "What the board answered.", FieldKind::optional},
      Field{"recorded_in_report", &DisputeRaised::recorded_in_report,
            "Whether the report says that it is disputed."}};
};

template <>
struct Schema<FamilyNotInvited> {
  static constexpr std::string_view name = "family_not_invited";
  static constexpr std::string_view command = "record-family-not-invited";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "The board decided not to invite somebody of the family: for now, where it will look at it again on a "
      "day, else for good.";
  static constexpr auto day = &FamilyNotInvited::decided_on;
  static constexpr std::string_view section = "family_not_invited";
  static constexpr std::string_view example =
      R"({"member":"Stepfather","relation":"stepfather","ground":"asked_by_police",)"
      R"("reason":"The police ask to wait until he has been charged.","decided_on":"2010-04-06",)"
      R"("decided_by":"Chair of the board","review_on":"2010-06-01","surviving_child":"no"})";
  static constexpr auto fields = std::tuple{
      Field{"member", &FamilyNotInvited::member,
            "The board's label of the member of the family; not a name."},
      Field{"relation", &FamilyNotInvited::relation, "What the member is to the child: mother, grandparent.",
            FieldKind::plain_word},
      Field{"ground", &FamilyNotInvited::ground, "What speaks against it."},
      Field{"reason", &FamilyNotInvited::reason, "Why, in the board's words."},
      Field{"decided_on", &FamilyNotInvited::decided_on, "The day the board decided it.",
            FieldKind::whole_day},
      Field{"decided_by", &FamilyNotInvited::decided_by, "The office that decided it."},
      Field{"review_on", &FamilyNotInvited::review_on,
            "The day by which the board looks at it again; absent: it is for good.", FieldKind::optional},
      Field{"surviving_child", &FamilyNotInvited::surviving_child,
            "Whether this is a surviving child of the family."}};
};

}  // namespace reviewd
