// Proceedings that run beside the review, and holds. Neither ever stops a statutory clock. Values; any
// thread.
#pragma once

#include <optional>
#include <string>

#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/type_list.hpp"
#include "domain/types.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

// What else looks at the same matter (domain facts, section 9).
enum class ProceedingKind {
  criminal,
  inquest,
  family_court,
  civil,
  homicide_review,
  prisons_ombudsman,
  mappa_review,
  nhs_serious_incident,
  child_death_overview,
  joint_inspection,
  disciplinary
};
// An inquest that was concluded can be quashed and opened again: steps, never a flag.
enum class ProceedingStep { adjourned, resumed, concluded, reopened };
// What is held back, by whom it was asked to be.
enum class HoldKind { interviews, family_contact, information_sharing, publication, disclosure };

template <>
struct Words<ProceedingKind> {
  static constexpr std::array<Word<ProceedingKind>, 11> values{
      {{ProceedingKind::criminal, "criminal"},
       {ProceedingKind::inquest, "inquest"},
       {ProceedingKind::family_court, "family_court"},
       {ProceedingKind::civil, "civil"},
       {ProceedingKind::homicide_review, "homicide_review"},
       {ProceedingKind::prisons_ombudsman, "prisons_ombudsman"},
       {ProceedingKind::mappa_review, "mappa_review"},
       {ProceedingKind::nhs_serious_incident, "nhs_serious_incident"},
       {ProceedingKind::child_death_overview, "child_death_overview"},
       {ProceedingKind::joint_inspection, "joint_inspection"},
       {ProceedingKind::disciplinary, "disciplinary"}}};
};
template <>
struct Words<ProceedingStep> {
  static constexpr std::array<Word<ProceedingStep>, 4> values{{{ProceedingStep::adjourned, "adjourned"},
                                                               {ProceedingStep::resumed, "resumed"},
                                                               {ProceedingStep::concluded, "concluded"},
                                                               {ProceedingStep::reopened, "reopened"}}};
};
template <>
struct Words<HoldKind> {
  static constexpr std::array<Word<HoldKind>, 5> values{
      {{HoldKind::interviews, "interviews"},
       {HoldKind::family_contact, "family_contact"},
       {HoldKind::information_sharing, "information_sharing"},
       {HoldKind::publication, "publication"},
       {HoldKind::disclosure, "disclosure"}}};
};

struct ProceedingOpened {
  ProceedingKind kind = ProceedingKind::criminal;
  PartialDate opened_on;
  std::optional<std::string> reference;
  std::optional<Personal> note;
};

struct ProceedingAdvanced {
  EventId proceeding;
  ProceedingStep step = ProceedingStep::concluded;
  PartialDate occurred_on;
  std::optional<Personal> outcome;
};

struct HoldPlaced {
  HoldKind kind = HoldKind::publication;
  std::string asked_by;
  Personal reason;
  PartialDate placed_on;
  Day review_on;
  std::optional<EventId> proceeding;
};

struct HoldReviewed {
  EventId hold;
  PartialDate reviewed_on;
  Day review_on;
  Personal reason;
};

struct HoldLifted {
  EventId hold;
  PartialDate lifted_on;
  std::optional<Personal> reason;
};

using ProceedingActs = TypeList<ProceedingOpened, ProceedingAdvanced, HoldPlaced, HoldReviewed, HoldLifted>;

}  // namespace reviewd
