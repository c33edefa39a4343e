// Proceedings that run beside the review, and holds. Neither ever stops a statutory clock. Values; any
// thread.
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

template <>
struct Schema<ProceedingOpened> {
  static constexpr std::string_view name = "proceeding_opened";
  static constexpr std::string_view command = "open-proceeding";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Proceedings beside the review began or became known.";
  static constexpr auto day = &ProceedingOpened::opened_on;
  static constexpr std::string_view section = "proceedings";
  static constexpr std::string_view example =
      R"({"kind":"inquest","opened_on":"2010-03-01","reference":"HM Coroner 12/10"})";
  static constexpr auto fields = std::tuple{
      Field{"kind", &ProceedingOpened::kind, "What they are."},
      Field{"opened_on", &ProceedingOpened::opened_on, "The day they began.", FieldKind::whole_day},
      Field{"reference", &ProceedingOpened::reference, "Their reference; not a name.", FieldKind::optional},
      Field{"note", &ProceedingOpened::note, "What the board should know of them.", FieldKind::optional}};
};
static_assert(describes_every_member<ProceedingOpened>());

template <>
struct Schema<ProceedingAdvanced> {
  static constexpr std::string_view name = "proceeding_advanced";
  static constexpr std::string_view command = "advance-proceeding";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Proceedings were adjourned, resumed, concluded or opened again.";
  static constexpr auto day = &ProceedingAdvanced::occurred_on;
  using Thing = ProceedingOpened;
  static constexpr auto thing = &ProceedingAdvanced::proceeding;
  static constexpr std::string_view section = "steps";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"proceeding":"<proceeding_opened>","step":"adjourned","occurred_on":"2010-04-01"})";
  static constexpr auto fields = std::tuple{
      Field{"proceeding", &ProceedingAdvanced::proceeding, "The event that opened them."},
      Field{"step", &ProceedingAdvanced::step, "What happened to them."},
      Field{"occurred_on", &ProceedingAdvanced::occurred_on, "The day it happened.", FieldKind::whole_day},
      Field{"outcome", &ProceedingAdvanced::outcome, "What came of them.", FieldKind::optional}};
};
static_assert(describes_every_member<ProceedingAdvanced>());

template <>
struct Schema<HoldPlaced> {
  static constexpr std::string_view name = "hold_placed";
  static constexpr std::string_view command = "place-hold";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "A step of the review is held back at somebody's request. It never stops a statutory clock.";
  static constexpr auto day = &HoldPlaced::placed_on;
  static constexpr std::string_view section = "holds";
  static constexpr std::string_view example =
      R"({"kind":"interviews","asked_by":"Crown Prosecution Service","reason":"A witness of the trial.",)"
      R"("placed_on":"2010-04-01","review_on":"2010-05-01"})";
  static constexpr auto fields =
      std::tuple{Field{"kind", &HoldPlaced::kind, "What is held back."},
                 Field{"asked_by", &HoldPlaced::asked_by, "The office or body that asked for it."},
                 Field{"reason", &HoldPlaced::reason, "Why."},
                 Field{"placed_on", &HoldPlaced::placed_on, "The day it began.", FieldKind::whole_day},
                 Field{"review_on", &HoldPlaced::review_on, "The day by which the board looks at it again."},
                 Field{"proceeding", &HoldPlaced::proceeding, "The event of the proceedings that it is for.",
                       FieldKind::optional}};
};
static_assert(describes_every_member<HoldPlaced>());

template <>
struct Schema<HoldReviewed> {
  static constexpr std::string_view name = "hold_reviewed";
  static constexpr std::string_view command = "review-hold";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The board looked at a hold again and keeps it.";
  static constexpr auto day = &HoldReviewed::reviewed_on;
  using Thing = HoldPlaced;
  static constexpr auto thing = &HoldReviewed::hold;
  static constexpr std::string_view section = "reviews";
  static constexpr std::string_view example =
      R"({"hold":"<hold_placed>","reviewed_on":"2010-04-28","review_on":"2010-06-01",)"
      R"("reason":"The trial is listed for June."})";
  static constexpr auto fields = std::tuple{
      Field{"hold", &HoldReviewed::hold, "The event that placed it."},
      Field{"reviewed_on", &HoldReviewed::reviewed_on, "The day the board did so.", FieldKind::whole_day},
      Field{"review_on", &HoldReviewed::review_on, "The day by which it looks at it the next time."},
      Field{"reason", &HoldReviewed::reason, "Why it is kept."}};
};
static_assert(describes_every_member<HoldReviewed>());

template <>
struct Schema<HoldLifted> {
  static constexpr std::string_view name = "hold_lifted";
  static constexpr std::string_view command = "lift-hold";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A hold ended.";
  static constexpr auto day = &HoldLifted::lifted_on;
  using Thing = HoldPlaced;
  static constexpr auto thing = &HoldLifted::hold;
  static constexpr std::string_view section = "lifted";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example = R"({"hold":"<hold_placed>","lifted_on":"2010-06-01"})";
  static constexpr auto fields =
      std::tuple{Field{"hold", &HoldLifted::hold, "The event that placed it."},
                 Field{"lifted_on", &HoldLifted::lifted_on, "The day it ended.", FieldKind::whole_day},
                 Field{"reason", &HoldLifted::reason, "Why.", FieldKind::optional}};
};
static_assert(describes_every_member<HoldLifted>());

using ProceedingActs = TypeList<ProceedingOpened, ProceedingAdvanced, HoldPlaced, HoldReviewed, HoldLifted>;

}  // namespace reviewd
