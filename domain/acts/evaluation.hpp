// What others make of the review: its evaluation, and directions about it. Values; any thread.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/types.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

// Who evaluated.
enum class EvaluatingBody { csci, ofsted };
// How far the review found the lessons and what is to be done; never the quality of practice in the case.
enum class Grade { outstanding, good, adequate, inadequate };
enum class DirectingBody { secretary_of_state, department, national_panel };
// What the board is told to do.
enum class DirectionKind { reconsider, repeat, publish, other };

template <>
struct Words<EvaluatingBody> {
  static constexpr std::array<Word<EvaluatingBody>, 2> values{
      {{EvaluatingBody::csci, "csci"}, {EvaluatingBody::ofsted, "ofsted"}}};
};
template <>
struct Words<Grade> {
  static constexpr std::array<Word<Grade>, 4> values{{{Grade::outstanding, "outstanding"},
                                                      {Grade::good, "good"},
                                                      {Grade::adequate, "adequate"},
                                                      {Grade::inadequate, "inadequate"}}};
};
template <>
struct Words<DirectingBody> {
  static constexpr std::array<Word<DirectingBody>, 3> values{
      {{DirectingBody::secretary_of_state, "secretary_of_state"},
       {DirectingBody::department, "department"},
       {DirectingBody::national_panel, "national_panel"}}};
};
template <>
struct Words<DirectionKind> {
  static constexpr std::array<Word<DirectionKind>, 4> values{{{DirectionKind::reconsider, "reconsider"},
                                                              {DirectionKind::repeat, "repeat"},
                                                              {DirectionKind::publish, "publish"},
                                                              {DirectionKind::other, "other"}}};
};

struct EvaluationRecorded {
  EvaluatingBody body = EvaluatingBody::ofsted;
  Grade grade = Grade::adequate;
  PartialDate letter_on;
  std::optional<PartialDate> evaluated_on;
};

struct DirectionGiven {
  DirectingBody by = DirectingBody::secretary_of_state;
  PartialDate directed_on;
  DirectionKind direction = DirectionKind::reconsider;
  std::optional<CaseId> case_id;
  std::optional<Personal> reasons;
};

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
static_assert(describes_every_member<EvaluationRecorded>());

template <>
struct Schema<DirectionGiven> {
  static constexpr std::string_view name = "direction_given";
  static constexpr std::string_view command = "record-direction";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "The board was told what to do about the review, whatever its grade. A new review is a case of its "
      "own, "
      "which link-case links as reconsiders or repeats.";
  static constexpr auto day = &DirectionGiven::directed_on;
  static constexpr std::string_view section = "directions";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"by":"secretary_of_state","directed_on":"2011-01-10","direction":"reconsider",)"
      R"("reasons":"The analysis of agencies is too thin."})";
  static constexpr auto fields =
      std::tuple{Field{"by", &DirectionGiven::by, "Who gave it."},
                 Field{"directed_on", &DirectionGiven::directed_on, "The day of it.", FieldKind::whole_day},
                 Field{"direction", &DirectionGiven::direction, "What is to be done."},
                 Field{"case", &DirectionGiven::case_id, "The new case, where there is one already.",
                       FieldKind::optional},
                 Field{"reasons", &DirectionGiven::reasons, "Why.", FieldKind::optional}};
};
static_assert(describes_every_member<DirectionGiven>());

using EvaluationActs = TypeList<EvaluationRecorded, DirectionGiven>;

}  // namespace reviewd
