// One edition of the statutory guidance as data: its deadlines, its criteria and when it is in force. Read
// from a document (config/edition_reader) whose full text stands in the log. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/day.hpp"
#include "domain/fact_names.hpp"
#include "domain/types.hpp"

namespace reviewd {

// How far a rule was checked against its text (domain facts carry the mark to every answer).
enum class Verification { verified, local, secondary, derived, recalled, unknown };
// What a period is counted in. Months go to the corresponding date; working days leave out weekends and the
// holidays of the calendar, the day of the event being day 0.
enum class Unit { months, working_days, calendar_days };
// What becomes of a due day that is no working day. `none`, unless the clause itself says otherwise.
enum class Roll { none, next_working_day, previous_working_day };

// What a deadline counts from, or is met by. Each is a day of the case.
enum class Milestone {
  brought_to_attention,  // the day the matter was brought to the board's attention
  decision,              // the chair's first decision, whichever way it went
  decision_to_conduct,   // the day of the standing decision to conduct a review
  decision_not_to_conduct,
  completion,                // the day the review was completed
  notification_of_decision,  // the day the rule's `recipient` was told of the decision
};

// One deadline of an edition: what starts it, how long it is, what meets it, and by which clause.
struct Rule {
  std::string id;    // "decision", "completion"; the same across editions
  std::string kind;  // "decision", "completion", "notification", "report"
  Milestone starts_at = Milestone::brought_to_attention;
  Milestone met_by = Milestone::decision;
  std::string recipient;  // of a notification; empty otherwise
  int count = 0;          // positive
  Unit unit = Unit::months;
  Roll roll = Roll::none;
  std::string calendar;  // the id of the calendar its working days and flags come from
  std::string clause;
  std::string source;
  Verification verification = Verification::unknown;
  std::string note;
  std::vector<int> rungs;  // days from the due date at which a reminder falls: -14, -7, -1, 0, 1
};

// What a criteria table can say. The first three are said by rows, from the strongest down.
enum class Outcome { must, consider, may, not_met, insufficient_facts };

// One row of the criteria table: it fires when every group has a fact answered yes, unless a fact of `unless`
// is answered yes. A presumption: `unless` that is unknown does not hold a row back (reversed burden,
// 2013/15).
struct CriteriaRow {
  std::string row;  // "1", "2a"
  Outcome outcome = Outcome::must;
  std::vector<std::vector<FactName>> all_of;  // each group: any one of its facts
  std::vector<FactName> unless;
  std::string clause;
  std::string source;
  Verification verification = Verification::unknown;
  std::string description;
  std::string warning;  // shown with the row when it fires; empty when there is none
};

// One revision of one edition.
struct Edition {
  std::string id;  // "wt2010"
  int revision = 1;
  Digest hash;
  std::string title;
  PartialDate in_force_from;       // known only to the month: applies from the first of it, marked uncertain
  std::optional<Day> in_force_to;  // included; empty: until the next edition begins
  std::string source;
  Verification verification = Verification::unknown;
  std::string revision_of_timetable_clause;  // under which revise-timetable is made
  std::string no_pause_clause;               // cited when a clock is asked to pause
  Outcome otherwise = Outcome::not_met;      // the advice when no row fires
  std::string otherwise_clause;
  std::vector<Rule> rules;
  std::vector<CriteriaRow> criteria;
  std::string note;  // what a reader should know of the dates; empty when there is nothing

  const Rule* rule(std::string_view id) const;  // null when this edition has none
};

// The names by which documents and answers write these words.
std::string_view name_of(Verification verification);
std::string_view name_of(Unit unit);
std::string_view name_of(Roll roll);
std::string_view name_of(Milestone milestone);
std::string_view name_of(Outcome outcome);

}  // namespace reviewd
