// Who does what in a review, since when and until when, and what each of them said of his independence
// (domain facts, sections 4 and 4.1). A person is known by a label that the board chose; two roles held by
// the same label are held by the same person. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/types.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

// What somebody is to the review.
enum class PersonRole {
  lscb_chair,
  panel_chair,
  panel_member,
  overview_author,
  lead_reviewer,
  imr_author,
  health_overview_author,
  family_liaison,
  decision_maker
};
// What sort of agency somebody comes from, whatever it is called in its time and place (a PCT, a CCG and an
// ICB are all health).
enum class AgencySector {
  childrens_social_care,
  health,
  education,
  police,
  probation,
  youth_justice,
  secure_estate,
  early_years,
  voluntary,
  other
};

template <>
struct Words<PersonRole> {
  static constexpr std::array<Word<PersonRole>, 9> values{
      {{PersonRole::lscb_chair, "lscb_chair"},
       {PersonRole::panel_chair, "panel_chair"},
       {PersonRole::panel_member, "panel_member"},
       {PersonRole::overview_author, "overview_author"},
       {PersonRole::lead_reviewer, "lead_reviewer"},
       {PersonRole::imr_author, "imr_author"},
       {PersonRole::health_overview_author, "health_overview_author"},
       {PersonRole::family_liaison, "family_liaison"},
       {PersonRole::decision_maker, "decision_maker"}}};
};
template <>
struct Words<AgencySector> {
  static constexpr std::array<Word<AgencySector>, 10> values{
      {{AgencySector::childrens_social_care, "childrens_social_care"},
       {AgencySector::health, "health"},
       {AgencySector::education, "education"},
       {AgencySector::police, "police"},
       {AgencySector::probation, "probation"},
       {AgencySector::youth_justice, "youth_justice"},
       {AgencySector::secure_estate, "secure_estate"},
       {AgencySector::early_years, "early_years"},
       {AgencySector::voluntary, "voluntary"},
       {AgencySector::other, "other"}}};
};

// A statement that is absent was not made: unknown, never no.
struct PersonAppointed {
  PersonRole role = PersonRole::panel_member;
  std::string person;
  std::optional<Personal> name;
  std::string office;
  std::optional<std::string> agency;
  std::optional<AgencySector> sector;
  PartialDate appointed_on;
  std::optional<Answer> employed_by_board_agency;
  std::optional<Answer> linked_with_agency_involved;
  std::optional<Answer> directly_concerned_with_case;
  std::optional<Answer> line_manager_of_practitioners;
  std::optional<Answer> designated_professional;
  std::optional<Answer> independent_chair;
  std::optional<Personal> override_reason;
};

struct AppointmentEnded {
  EventId appointment;
  PartialDate ended_on;
  std::optional<Personal> reason;
};

struct InterestDeclared {
  std::string person;
  Personal interest;
  std::optional<std::string> agency;
  PartialDate declared_on;
  Answer abstains = Answer::unknown;
};

template <>
struct Schema<PersonAppointed> {
  static constexpr std::string_view name = "person_appointed";
  static constexpr std::string_view command = "appoint-person";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Somebody took a role in the review.";
  static constexpr auto day = &PersonAppointed::appointed_on;
  static constexpr std::string_view section = "people";
  static constexpr std::string_view example =
      R"({"role":"panel_chair","person":"P1","office":"Independent chair of the review panel",)"
      R"("appointed_on":"2010-03-05","employed_by_board_agency":"no","linked_with_agency_involved":"no"})";
  static constexpr auto fields = std::tuple{
      Field{"role", &PersonAppointed::role, "What the person is to the review."},
      Field{"person", &PersonAppointed::person,
            "The board's label of the person; not a name. The same label is the same person."},
      Field{"name", &PersonAppointed::name, "The name.", FieldKind::optional},
      Field{"office", &PersonAppointed::office, "The office or job title."},
      Field{"agency", &PersonAppointed::agency, "The agency that the person belongs to.",
            FieldKind::optional},
      Field{"sector", &PersonAppointed::sector, "What sort of agency that is.", FieldKind::optional},
      Field{"appointed_on", &PersonAppointed::appointed_on, "The day of the appointment.",
            FieldKind::whole_day},
      Field{"employed_by_board_agency", &PersonAppointed::employed_by_board_agency,
            "Whether an agency of the board employs the person, or the person is a member of one.",
            FieldKind::optional},
      Field{"linked_with_agency_involved", &PersonAppointed::linked_with_agency_involved,
            "Whether the person is linked professionally with an agency or organisation involved in the "
            "case.",
            FieldKind::optional},
      Field{"directly_concerned_with_case", &PersonAppointed::directly_concerned_with_case,
            "Whether the person was directly concerned with the child or the family, or with the case.",
            FieldKind::optional},
      Field{"line_manager_of_practitioners", &PersonAppointed::line_manager_of_practitioners,
            "Whether the person is the immediate line manager of practitioners involved.",
            FieldKind::optional},
      Field{"designated_professional", &PersonAppointed::designated_professional,
            "Whether the person is a designated professional.", FieldKind::optional},
      Field{"independent_chair", &PersonAppointed::independent_chair,
            "Of the chair of the board: whether that chair is independent of the agencies of the board.",
            FieldKind::optional},
      Field{"override_reason", &PersonAppointed::override_reason,
            "Why the person is appointed although a requirement speaks against it, where that is allowed "
            "with a reason.",
            FieldKind::optional}};
};
static_assert(describes_every_member<PersonAppointed>());

template <>
struct Schema<AppointmentEnded> {
  static constexpr std::string_view name = "appointment_ended";
  static constexpr std::string_view command = "end-appointment";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Somebody no longer has the role.";
  static constexpr auto day = &AppointmentEnded::ended_on;
  using Thing = PersonAppointed;
  static constexpr auto thing = &AppointmentEnded::appointment;
  static constexpr std::string_view section = "ended";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"appointment":"<person_appointed>","ended_on":"2011-01-31"})";
  static constexpr auto fields = std::tuple{
      Field{"appointment", &AppointmentEnded::appointment, "The event of the appointment."},
      Field{"ended_on", &AppointmentEnded::ended_on, "The last day in the role.", FieldKind::whole_day},
      Field{"reason", &AppointmentEnded::reason, "Why it ended.", FieldKind::optional}};
};
static_assert(describes_every_member<AppointmentEnded>());

template <>
struct Schema<InterestDeclared> {
  static constexpr std::string_view name = "interest_declared";
  static constexpr std::string_view command = "declare-interest";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "Somebody with a role in the review said that the case touches an interest of theirs.";
  static constexpr auto day = &InterestDeclared::declared_on;
  static constexpr std::string_view section = "declarations";
  static constexpr bool by_chair = true;
  static constexpr std::string_view example =
      R"({"person":"P1","interest":"Advised one of the agencies until 2007.",)"
      R"("declared_on":"2010-03-08","abstains":"yes"})";
  static constexpr auto fields = std::tuple{
      Field{"person", &InterestDeclared::person, "The label of somebody with a role in the review."},
      Field{"interest", &InterestDeclared::interest, "What the interest is."},
      Field{"agency", &InterestDeclared::agency, "The agency that it is about.", FieldKind::optional},
      Field{"declared_on", &InterestDeclared::declared_on, "The day it was declared.", FieldKind::whole_day},
      Field{"abstains", &InterestDeclared::abstains,
            "Whether the person takes no part in what touches the interest."}};
};
static_assert(describes_every_member<InterestDeclared>());

using PeopleActs = TypeList<PersonAppointed, InterestDeclared, AppointmentEnded>;

}  // namespace reviewd
