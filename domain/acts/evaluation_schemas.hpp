// The descriptors of domain/acts/evaluation.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/evaluation.hpp"

namespace reviewd {

template <>
struct Schema<EvaluationRecorded> {
  static constexpr std::string_view name = "evaluation_recorded";
  static constexpr std::string_view command = "record-evaluation";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The letter came that says how the review was graded.";
  static constexpr auto day = &EvaluationRecorded::letter_on;
  static constexpr std::string_view section = "evaluations";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"body":"ofsted","grade":"good","letter_on":"2010-12-01","evaluated_on":"2010-11-15"})";
  static constexpr auto fields =
      std::tuple{Field{"body", &EvaluationRecorded::body, "Who evaluated it."},
                 Field{"grade", &EvaluationRecorded::grade, "The grade."},
                 Field{"letter_on", &EvaluationRecorded::letter_on,
                       "The day of the letter; grades count by it.", FieldKind::whole_day},
                 Field{"evaluated_on", &EvaluationRecorded::evaluated_on, "The day of the evaluation itself.",
                       FieldKind::optional_whole_day}};
};

template <>
struct Schema<DirectionGiven> {
  static constexpr std::string_view name = "direction_given";
  static constexpr std::string_view command = "record-direction";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "The board was told what to do about the review, whatever its grade. A new review is a case of its "
      "own, which the direction opens or names, and which is linked as reconsiders or repeats.";
  static constexpr auto day = &DirectionGiven::directed_on;
  static constexpr std::string_view section = "directions";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"by":"secretary_of_state","directed_on":"2011-01-10","direction":"reconsider",)"
      R"("open_as":"Child A, re-consideration","reasons":"The analysis of agencies is too thin."})";
  static constexpr auto fields =
      std::tuple{Field{"by", &DirectionGiven::by, "Who gave it."},
                 Field{"directed_on", &DirectionGiven::directed_on, "The day of it.", FieldKind::whole_day},
                 Field{"direction", &DirectionGiven::direction, "What is to be done."},
                 Field{"case", &DirectionGiven::case_id,
                       "The new case: named where there is one already, or opened by the direction.",
                       FieldKind::optional},
                 Field{"reasons", &DirectionGiven::reasons, "Why.", FieldKind::optional},
                 Field{"open_as", &DirectionGiven::open_as,
                       "Opens a case under this label on the same board, brought to its attention on the day "
                       "of the direction.",
                       FieldKind::optional}};
};

}  // namespace reviewd
