// One duty of an instrument as data: what starts it, how long it is, what meets it, and by which clause.
// Read from a document (config/edition_reader). Values; any thread.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "domain/fact_names.hpp"
#include "domain/rules/milestone.hpp"
#include "domain/rules/publication_words.hpp"
#include "domain/schema.hpp"

namespace reviewd {

// How far a rule was checked against its text (domain facts carry the mark to every answer).
enum class Verification { verified, local, secondary, derived, recalled, unknown };
// What a period is counted in. Months go to the corresponding date; working days leave out weekends and the
// holidays of the calendar, the day of the event being day 0. Hours end on the day on which the last of them
// may end. `own_day`: the act that starts the duty names its due day. `none`: no period is stated; the duty
// arises, is never overdue, and is done or outstanding.
enum class Unit { months, working_days, calendar_days, hours, own_day, none };
// Whether the day of the event belongs to the period. `next_day`: it is day 0, and the period begins on the
// day after it. `same_day`: it is the first day.
enum class Start { next_day, same_day };
// Which way a period is counted: `before` is "at least so many days before".
enum class Direction { after, before };
// What becomes of a due day that is no working day. `none`, unless the clause itself says otherwise.
enum class Roll { none, next_working_day, previous_working_day };

// On which facts a rule or a row of a criteria table depends: it holds when every group has a fact answered
// yes, unless a fact of `unless` is answered yes. A presumption: `unless` that is unknown holds nothing back
// (reversed burden, 2013/15).
struct Condition {
  std::vector<std::vector<FactName>> all_of;  // each group: any one of its facts; none: holds always
  std::vector<FactName> unless;
};

// Yes, no, or unknown while facts are missing.
Answer holds(const Condition& condition, const FactSet& facts);
// The facts not answered yet in the groups that are open.
std::vector<FactName> missing_for(const Condition& condition, const FactSet& facts);

// One deadline or duty of an instrument.
struct Rule {
  std::string id;  // "decision", "completion"; the same across instruments
  std::string kind;
  Milestone starts_at = Milestone::brought_to_attention;
  // Whose day chooses the instrument. `notice`: the day on which somebody is told; until then that of
  // starts_at.
  Milestone governed_by = Milestone::brought_to_attention;
  Milestone met_by = Milestone::decision;
  std::string recipient;                   // of a notification; empty otherwise
  std::vector<std::string> subjects;       // what its notice may be about; any one meets it
  std::vector<std::string> enclosures;     // what must go with the notice
  std::vector<PublicationMode> modes;      // of a publication: in which it is made; empty: in any
  std::vector<PublicationGround> grounds;  // on which it may be left; empty: on any
  int count = 0;                           // positive; zero where the unit counts nothing
  Unit unit = Unit::months;
  Start start = Start::next_day;
  Direction direction = Direction::after;
  Roll roll = Roll::none;
  std::string calendar;  // of its working days and flags; empty where the unit is `none`
  Condition when;        // the duty arises only where this holds
  std::string clause;
  std::string source;
  Verification verification = Verification::unknown;
  std::string note;
  std::vector<int> rungs;  // days from the due date at which a reminder falls: -14, -7, -1, 0, 1
};

template <>
struct Words<Verification> {
  static constexpr std::array<Word<Verification>, 6> values{{{Verification::verified, "verified"},
                                                             {Verification::local, "local"},
                                                             {Verification::secondary, "secondary"},
                                                             {Verification::derived, "derived"},
                                                             {Verification::recalled, "recalled"},
                                                             {Verification::unknown, "unknown"}}};
};
template <>
struct Words<Unit> {
  static constexpr std::array<Word<Unit>, 6> values{{{Unit::months, "months"},
                                                     {Unit::working_days, "working_days"},
                                                     {Unit::calendar_days, "calendar_days"},
                                                     {Unit::hours, "hours"},
                                                     {Unit::own_day, "own_day"},
                                                     {Unit::none, "none"}}};
};
template <>
struct Words<Start> {
  static constexpr std::array<Word<Start>, 2> values{
      {{Start::next_day, "next_day"}, {Start::same_day, "same_day"}}};
};
template <>
struct Words<Direction> {
  static constexpr std::array<Word<Direction>, 2> values{
      {{Direction::after, "after"}, {Direction::before, "before"}}};
};
template <>
struct Words<Roll> {
  static constexpr std::array<Word<Roll>, 3> values{{{Roll::none, "none"},
                                                     {Roll::next_working_day, "next_working_day"},
                                                     {Roll::previous_working_day, "previous_working_day"}}};
};

}  // namespace reviewd
