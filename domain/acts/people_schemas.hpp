// The descriptors of domain/acts/people.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/people.hpp"

namespace reviewd {

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

}  // namespace reviewd
