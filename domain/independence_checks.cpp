#include <algorithm>
#include <array>
#include <span>

#include "domain/acts/appointments.hpp"
#include "domain/acts/figures.hpp"
#include "domain/requirement_checks.hpp"
#include "domain/requirement_items.hpp"

namespace reviewd {
namespace {

// One statement that an appointment makes, what it must say, and the words for either way of not saying it.
struct Statement {
  std::optional<Answer> PersonAppointed::* said;
  Answer wanted;
  std::string_view conflict;  // after the office: "The chair of the panel …"
  std::string_view unstated;  // after "it is not stated whether …"
};

constexpr Statement not_employed{&PersonAppointed::employed_by_board_agency, Answer::no,
                                 "is employed by, or a member of, an agency of the board",
                                 "an agency of the board employs this person"};
constexpr Statement not_linked{&PersonAppointed::linked_with_agency_involved, Answer::no,
                               "is linked with an agency or organisation involved in the case",
                               "this person is linked with an agency or organisation involved in the case"};
constexpr Statement not_concerned{
    &PersonAppointed::directly_concerned_with_case, Answer::no,
    "was directly concerned with the child, the family or the case",
    "this person was directly concerned with the child, the family or the case"};
constexpr Statement not_manager{&PersonAppointed::line_manager_of_practitioners, Answer::no,
                                "is the immediate line manager of practitioners involved",
                                "this person is the immediate line manager of practitioners involved"};
constexpr Statement designated{&PersonAppointed::designated_professional, Answer::yes,
                               "is not a designated professional",
                               "this person is a designated professional"};
constexpr Statement independent{&PersonAppointed::independent_chair, Answer::yes,
                                "is the chair of the board, who is not independent of its agencies",
                                "the chair of the board is independent of its agencies"};

std::vector<Appointment> standing(const Facts& facts) {
  auto found = appointments(facts);
  std::erase_if(found, [](const Appointment& appointment) { return !appointment.stands(); });
  return found;
}

std::string_view office_of(PersonRole role) {
  switch (role) {
    case PersonRole::lscb_chair:
      return "The chair of the board";
    case PersonRole::panel_chair:
      return "The chair of the panel";
    case PersonRole::panel_member:
      return "A member of the panel";
    case PersonRole::overview_author:
      return "The author of the overview report";
    case PersonRole::lead_reviewer:
      return "The lead reviewer";
    case PersonRole::imr_author:
      return "The author of an agency's contribution";
    case PersonRole::health_overview_author:
      return "The author of the health overview";
    case PersonRole::family_liaison:
      return "The person who links with the family";
    case PersonRole::decision_maker:
      return "A person who decides";
  }
  return "";
}

// `made_in`: the appointment in which the statement stands, where that is another one of the same person.
void check(const Appointment& appointment, const Appointment& made_in, const Statement& statement,
           Lacks& lacks) {
  const Answer answer = (made_in.body->*statement.said).value_or(Answer::unknown);
  if (answer == statement.wanted) return;
  const std::string office{office_of(appointment.body->role)};
  const bool reason = appointment.body->override_reason.has_value();
  if (answer == Answer::unknown)
    lacks.push_back({FindingState::not_stated,
                     office + ": it is not stated whether " + std::string{statement.unstated} + ".",
                     made_in.event, reason});
  else
    lacks.push_back({FindingState::not_kept, office + " " + std::string{statement.conflict} + ".",
                     appointment.event, reason});
}

// Each statement of each of those who have the role.
Lacks stated(const Facts& facts, PersonRole role, std::span<const Statement> statements) {
  Lacks lacks;
  for (const Appointment& appointment : standing(facts)) {
    if (appointment.body->role != role) continue;
    for (const Statement& statement : statements) check(appointment, appointment, statement, lacks);
  }
  return lacks;
}

const Appointment* held_by(const std::vector<Appointment>& all, const std::string& person, PersonRole role) {
  const auto found = std::ranges::find_if(all, [&](const Appointment& appointment) {
    return appointment.body->role == role && appointment.body->person == person;
  });
  return found == all.end() ? nullptr : &*found;
}

// Those who have the first role and one of the others too. The later of the two appointments brought it
// about.
Lacks held_together(const Facts& facts, PersonRole role, std::initializer_list<PersonRole> others) {
  Lacks lacks;
  const auto all = standing(facts);
  for (const Appointment& appointment : all) {
    if (appointment.body->role != role) continue;
    for (const PersonRole other : others) {
      const Appointment* also = held_by(all, appointment.body->person, other);
      if (also == nullptr) continue;
      const Appointment& later = also->event < appointment.event ? appointment : *also;
      std::string office{office_of(other)};
      office.front() = 't';
      lacks.push_back({FindingState::not_kept, std::string{office_of(role)} + " is " + office + " too.",
                       later.event, later.body->override_reason.has_value()});
    }
  }
  return lacks;
}

}  // namespace

Lacks appointed(const Facts& facts, const Requirement& requirement) {
  const DecisionRecorded* decision = decision_to_conduct(facts);
  if (decision == nullptr) return {};
  const auto report_final = report_accepted_on(facts);
  const auto all = appointments(facts);
  std::vector<std::string> vacant;
  for (const auto& [role, word] : Words<PersonRole>::values) {
    if (std::ranges::find(requirement.items, word) == requirement.items.end()) continue;
    const bool held = std::ranges::any_of(all, [&](const Appointment& appointment) {
      return appointment.body->role == role &&
             (appointment.stands() ||
              (report_final && appointment.ended_on->last() >= report_final->first()));
    });
    if (!held) vacant.emplace_back(word);
  }
  if (vacant.empty()) return {};
  return nothing_recorded(*decision, "Nobody is appointed as: " + listed(vacant) + ".");
}

Lacks panel_minimum_agencies(const Facts& facts, const Requirement& requirement) {
  bool panel = false;
  bool unstated = false;
  std::vector<std::string_view> there;
  for (const Appointment& appointment : standing(facts)) {
    if (appointment.body->role != PersonRole::panel_member) {
      panel = panel || appointment.body->role == PersonRole::panel_chair;
      continue;
    }
    panel = true;
    if (appointment.body->sector)
      there.push_back(word_of(*appointment.body->sector));
    else
      unstated = true;
  }
  std::string missing;
  for (const std::string& sector : requirement.items)
    if (std::ranges::find(there, sector) == there.end()) missing += (missing.empty() ? "" : ", ") + sector;
  if (!panel || missing.empty()) return {};
  if (unstated)
    return {{FindingState::not_stated,
             "The panel has nobody who is said to come from: " + missing +
                 "; of some members it is not stated where they come from.",
             std::nullopt}};
  return {{FindingState::not_kept, "The panel has nobody from: " + missing + ".", std::nullopt}};
}

Lacks panel_chair_independent(const Facts& facts, const Requirement& requirement) {
  const bool chair_allowed =
      std::ranges::find(requirement.items, independent_lscb_chair) != requirement.items.end();
  Lacks lacks;
  const auto all = standing(facts);
  for (const Appointment& appointment : all) {
    if (appointment.body->role != PersonRole::panel_chair) continue;
    const Appointment* board_chair = held_by(all, appointment.body->person, PersonRole::lscb_chair);
    if (chair_allowed && board_chair != nullptr)
      check(appointment, *board_chair, independent, lacks);
    else
      check(appointment, appointment, not_employed, lacks);
  }
  return lacks;
}

Lacks author_independent(const Facts& facts, const Requirement&) {
  return stated(facts, PersonRole::overview_author, std::array{not_employed, not_linked});
}

Lacks author_not_chair(const Facts& facts, const Requirement&) {
  return held_together(facts, PersonRole::overview_author, {PersonRole::lscb_chair, PersonRole::panel_chair});
}

Lacks contribution_author_not_concerned(const Facts& facts, const Requirement&) {
  Lacks lacks = stated(facts, PersonRole::imr_author, std::array{not_concerned, not_manager});
  const auto all = appointments(facts);
  for (const Fact& fact : facts) {
    const auto* step = std::get_if<ContributionAdvanced>(&fact.body);
    if (step == nullptr || !step->author || !is_asked_for(step->contribution, facts)) continue;
    const auto known = [&](const Appointment& appointment) {
      return appointment.body->person == *step->author;
    };
    if (std::ranges::any_of(all, known)) continue;
    lacks.push_back({FindingState::not_stated,
                     "The author of an agency's contribution has no appointment: it is not stated whether "
                     "this person was concerned with the case or manages those who were.",
                     fact.event});
  }
  return lacks;
}

Lacks health_author_designated(const Facts& facts, const Requirement&) {
  return stated(facts, PersonRole::health_overview_author, std::array{designated});
}

Lacks health_author_not_imr_author(const Facts& facts, const Requirement&) {
  return held_together(facts, PersonRole::health_overview_author, {PersonRole::imr_author});
}

Lacks lead_reviewer_independent(const Facts& facts, const Requirement&) {
  Lacks lacks = stated(facts, PersonRole::lead_reviewer, std::array{not_employed, not_linked, not_concerned});
  for (Lack& lack : held_together(facts, PersonRole::lead_reviewer, {PersonRole::lscb_chair}))
    lacks.push_back(std::move(lack));
  return lacks;
}

Lacks interest_declared(const Facts& facts, const Requirement&) {
  Lacks lacks;
  for (const Appointment& appointment : standing(facts)) {
    const PersonRole role = appointment.body->role;
    if (role != PersonRole::decision_maker && role != PersonRole::lscb_chair) continue;
    const InterestDeclared* declared = nullptr;
    for (const Fact& fact : facts)
      if (const auto* body = std::get_if<InterestDeclared>(&fact.body);
          body != nullptr && body->person == appointment.body->person)
        declared = body;
    const std::string office{office_of(role)};
    if (declared != nullptr && declared->abstains != Answer::yes)
      lacks.push_back({FindingState::not_kept, office + " declared an interest and is not said to abstain.",
                       appointment.event});
    if (declared == nullptr && appointment.body->linked_with_agency_involved == Answer::yes)
      lacks.push_back({FindingState::not_kept,
                       office + " is linked with an agency involved in the case and declared no interest.",
                       appointment.event});
  }
  return lacks;
}

}  // namespace reviewd
