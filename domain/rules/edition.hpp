// One instrument as data: an edition of the statutory guidance, a direction that amends it, or the local
// rules of boards that switched them on. Read from a document (config/edition_reader) whose full text stands
// in the log. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/day.hpp"
#include "domain/rules/requirement.hpp"
#include "domain/rules/rule.hpp"
#include "domain/types.hpp"

namespace reviewd {

// What a criteria table can say, from the strongest down. Rows say one of the first four.
enum class Outcome { must, should, consider, may, not_met, insufficient_facts };

// One row of a criteria table: it fires when its condition holds.
struct CriteriaRow {
  std::string row;  // "1", "2a"
  Outcome outcome = Outcome::must;
  Condition when;
  std::string clause;
  std::string source;
  Verification verification = Verification::unknown;
  std::string description;
  std::string warning;  // shown with the row when it fires; empty when there is none
};

// A criteria table: "review" asks whether to hold a review; "notifiable_incident", "notification" and
// "rapid_review" ask for something else.
struct CriteriaTable {
  std::string name;
  Outcome otherwise = Outcome::not_met;  // the advice when no row fires
  std::string otherwise_clause;
  std::vector<CriteriaRow> rows;
};
// The table whose advice the chair's decision is held against.
inline constexpr std::string_view review_table = "review";

// Exactly one guidance governs a day. A direction amends: while it is in force its rules stand beside those
// of the guidance, and a rule of the same id takes the place of that rule. Local rules stand beside them
// where a board switched them on.
enum class Layer { guidance, direction, local };

// Time limits that a direction relaxed: their clocks run on and keep their days, and carry a mark.
struct Relaxation {
  std::vector<std::string> rules;
  std::string clause;
  std::string source;
  Verification verification = Verification::unknown;
};

// One revision of one instrument.
struct Edition {
  std::string id;  // "wt2010"
  int revision = 1;
  Digest hash;
  std::string title;
  Layer layer = Layer::guidance;
  std::vector<std::string> amends;  // of a direction: the guidance it stands beside; empty: any
  PartialDate in_force_from;        // known only to the month: applies from the first of it, marked uncertain
  std::optional<Day> in_force_to;   // included; empty: until the next guidance begins
  // From in_force_from to this day, included, it governs only boards whose area has changed over (2018/19).
  std::optional<Day> change_over_by;
  std::string source;
  Verification verification = Verification::unknown;
  std::string revision_of_timetable_clause;  // of guidance: under which revise-timetable is made
  std::string no_pause_clause;               // of guidance: cited when a clock is asked to pause
  std::vector<Rule> rules;
  std::vector<CriteriaTable> tables;
  std::vector<Requirement> requirements;
  std::vector<Relaxation> relaxations;
  std::string note;  // what a reader should know of the dates; empty when there is nothing

  const Rule* rule(std::string_view wanted) const;            // null when this instrument has none
  const CriteriaTable* table(std::string_view wanted) const;  // the same
};

template <>
struct Words<Outcome> {
  static constexpr std::array<Word<Outcome>, 6> values{{{Outcome::must, "must"},
                                                        {Outcome::should, "should"},
                                                        {Outcome::consider, "consider"},
                                                        {Outcome::may, "may"},
                                                        {Outcome::not_met, "not_met"},
                                                        {Outcome::insufficient_facts, "insufficient_facts"}}};
};
template <>
struct Words<Layer> {
  static constexpr std::array<Word<Layer>, 3> values{
      {{Layer::guidance, "guidance"}, {Layer::direction, "direction"}, {Layer::local, "local"}}};
};

}  // namespace reviewd
