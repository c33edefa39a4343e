// The descriptors of domain/acts/practitioners.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/practitioners.hpp"

namespace reviewd {

template <>
struct Schema<PractitionerInvited> {
  static constexpr std::string_view name = "practitioner_invited";
  static constexpr std::string_view command = "invite-practitioner";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "A practitioner who was involved in the case was invited to give their perspective.";
  static constexpr auto day = &PractitionerInvited::invited_on;
  static constexpr std::string_view section = "practitioners";
  static constexpr std::string_view example =
      R"({"practitioner":"Health visitor 1","agency":"Anytown NHS Trust","invited_on":"2024-04-12",)"
      R"("invited_by":"Lead reviewer","how":"interview",)"
      R"("support_offered":"Supervision and a colleague at the interview"})";
  static constexpr auto fields =
      std::tuple{Field{"practitioner", &PractitionerInvited::practitioner,
                       "The board's label of the practitioner; not a name."},
                 Field{"name", &PractitionerInvited::name, "The name.", FieldKind::optional},
                 Field{"agency", &PractitionerInvited::agency, "The agency of the practitioner at the time."},
                 Field{"invited_on", &PractitionerInvited::invited_on, "The day of the invitation.",
                       FieldKind::whole_day},
                 Field{"invited_by", &PractitionerInvited::invited_by, "The office that invited."},
                 Field{"how", &PractitionerInvited::how, "In which form the perspective is asked for."},
                 Field{"support_offered", &PractitionerInvited::support_offered, "What support was offered.",
                       FieldKind::optional}};
};

template <>
struct Schema<PractitionerResponded> {
  static constexpr std::string_view name = "practitioner_responded";
  static constexpr std::string_view command = "record-practitioner-response";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A practitioner took the invitation up, or declined it.";
  static constexpr auto day = &PractitionerResponded::responded_on;
  using Thing = PractitionerInvited;
  static constexpr auto thing = &PractitionerResponded::invitation;
  static constexpr std::string_view section = "responses";
  static constexpr std::string_view example =
      R"({"invitation":"<practitioner_invited>","response":"taken_up","responded_on":"2024-04-26"})";
  static constexpr auto fields =
      std::tuple{Field{"invitation", &PractitionerResponded::invitation, "The event of the invitation."},
                 Field{"response", &PractitionerResponded::response, "Taken up or declined."},
                 Field{"responded_on", &PractitionerResponded::responded_on,
                       "The day the perspective was given, or declined.", FieldKind::whole_day},
                 Field{"note", &PractitionerResponded::note, "What was said of it.", FieldKind::optional}};
};

template <>
struct Schema<FeedbackGiven> {
  static constexpr std::string_view name = "feedback_given";
  static constexpr std::string_view command = "give-feedback";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "A practitioner was told what the review found, before its report is final.";
  static constexpr auto day = &FeedbackGiven::given_on;
  using Thing = PractitionerInvited;
  static constexpr auto thing = &FeedbackGiven::invitation;
  static constexpr std::string_view section = "feedback";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"invitation":"<practitioner_invited>","given_on":"2024-07-05","how":"Meeting with the reviewer"})";
  static constexpr auto fields =
      std::tuple{Field{"invitation", &FeedbackGiven::invitation, "The event of the invitation."},
                 Field{"given_on", &FeedbackGiven::given_on, "The day it was given.", FieldKind::whole_day},
                 Field{"how", &FeedbackGiven::how, "How it was given."}};
};

}  // namespace reviewd
