// What others make of the review: its evaluation, and directions about it. Values; any thread.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/type_list.hpp"
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
  std::optional<Grade> grade;            // this and the day of the letter are required of the API; a record
  std::optional<PartialDate> letter_on;  // often gives the one without the other
  std::optional<PartialDate> evaluated_on;
};

struct DirectionGiven {
  DirectingBody by = DirectingBody::secretary_of_state;
  PartialDate directed_on;
  DirectionKind direction = DirectionKind::reconsider;
  std::optional<CaseId> case_id;
  std::optional<Personal> reasons;
  std::optional<std::string> open_as;
};

using EvaluationActs = TypeList<EvaluationRecorded, DirectionGiven>;

}  // namespace reviewd
