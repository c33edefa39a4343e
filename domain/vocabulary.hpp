// The words of the process, as enumerations with the names by which the API writes them. Values; any thread.
#pragma once

#include <array>
#include <utility>

#include "domain/fact_names.hpp"
#include "domain/rules/edition.hpp"
#include "domain/schema.hpp"

namespace reviewd {

// What happened to the child, as the referral says it. It decides nothing: the criteria read the facts.
enum class IncidentNature { death, serious_harm, other };
// What the panel recommends and what the chair decides: the same three ways.
enum class Course { conduct, do_not_conduct, other_review };
// What the linking case is to the linked one; the link is shown on both.
enum class Relation {
  same_incident,
  sibling,
  repeats,
  reconsiders,
  supplements,
  succeeds,
  national_review_of
};
// Where the process stands, from the facts alone: late or not is a matter of deadlines, never of the status.
enum class CaseStatus { awaiting_decision, in_review, completed, not_proceeding, other_review, closed };
// `undetermined`: the dates are too partial for a verdict; written as null. `outstanding`: it arose without a
// stated period and is not done; it is never overdue.
enum class DeadlineState { running, overdue, met, met_late, superseded, voided, undetermined, outstanding };
// What a token may do; the route table says which route wants which. One token may have several.
enum class Role { administrator, board_manager, chair, auditor };
// How a fact came in: sent by a client of the API, or read from a file of past reviews.
enum class Origin { api, import };
// Which of a deadline's two dates a reminder belongs to.
enum class DueKind { statutory, revised };
// The two sorts of rules that are adopted as text.
enum class DocumentKind { edition, calendar };

template <>
struct Words<IncidentNature> {
  static constexpr std::array<Word<IncidentNature>, 3> values{{{IncidentNature::death, "death"},
                                                               {IncidentNature::serious_harm, "serious_harm"},
                                                               {IncidentNature::other, "other"}}};
};
template <>
struct Words<Course> {
  static constexpr std::array<Word<Course>, 3> values{{{Course::conduct, "conduct"},
                                                       {Course::do_not_conduct, "do_not_conduct"},
                                                       {Course::other_review, "other_review"}}};
};
template <>
struct Words<Relation> {
  static constexpr std::array<Word<Relation>, 7> values{
      {{Relation::same_incident, "same_incident"},
       {Relation::sibling, "sibling"},
       {Relation::repeats, "repeats"},
       {Relation::reconsiders, "reconsiders"},
       {Relation::supplements, "supplements"},
       {Relation::succeeds, "succeeds"},
       {Relation::national_review_of, "national_review_of"}}};
};
template <>
struct Words<CaseStatus> {
  static constexpr std::array<Word<CaseStatus>, 6> values{
      {{CaseStatus::awaiting_decision, "awaiting_decision"},
       {CaseStatus::in_review, "in_review"},
       {CaseStatus::completed, "completed"},
       {CaseStatus::not_proceeding, "not_proceeding"},
       {CaseStatus::other_review, "other_review"},
       {CaseStatus::closed, "closed"}}};
};
template <>
struct Words<DeadlineState> {
  static constexpr std::array<Word<DeadlineState>, 8> values{{{DeadlineState::running, "running"},
                                                              {DeadlineState::overdue, "overdue"},
                                                              {DeadlineState::met, "met"},
                                                              {DeadlineState::met_late, "met_late"},
                                                              {DeadlineState::superseded, "superseded"},
                                                              {DeadlineState::voided, "void"},
                                                              {DeadlineState::undetermined, "undetermined"},
                                                              {DeadlineState::outstanding, "outstanding"}}};
};
template <>
struct Words<Role> {
  static constexpr std::array<Word<Role>, 4> values{{{Role::administrator, "administrator"},
                                                     {Role::board_manager, "board_manager"},
                                                     {Role::chair, "chair"},
                                                     {Role::auditor, "auditor"}}};
};
template <>
struct Words<Origin> {
  static constexpr std::array<Word<Origin>, 2> values{{{Origin::api, "api"}, {Origin::import, "import"}}};
};
template <>
struct Words<DueKind> {
  static constexpr std::array<Word<DueKind>, 2> values{
      {{DueKind::statutory, "statutory"}, {DueKind::revised, "revised"}}};
};
template <>
struct Words<DocumentKind> {
  static constexpr std::array<Word<DocumentKind>, 2> values{
      {{DocumentKind::edition, "edition"}, {DocumentKind::calendar, "calendar"}}};
};
template <>
struct Words<Answer> {
  static constexpr std::array<Word<Answer>, 3> values{
      {{Answer::yes, "yes"}, {Answer::no, "no"}, {Answer::unknown, "unknown"}}};
};

}  // namespace reviewd
