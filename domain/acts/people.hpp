// Who does what in a review, since when and until when, and what each of them said of his independence
// (domain facts, sections 4 and 4.1). A person is known by a label that the board chose; two roles held by
// the same label are held by the same person. Values; any thread.
#pragma once

#include <optional>
#include <string>

#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/type_list.hpp"
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
  std::optional<PartialDate> appointed_on;  // required of the API; a record often does not say it
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

using PeopleActs = TypeList<PersonAppointed, InterestDeclared, AppointmentEnded>;

}  // namespace reviewd
