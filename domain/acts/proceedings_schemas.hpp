// The descriptors of domain/acts/proceedings.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/proceedings.hpp"

namespace reviewd {

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

}  // namespace reviewd
