// The pure function behind every deadline: facts x rules x day -> advice, deadlines with explanations and
// states. `decide` calls it and writes what changed into events; `as_of` calls it and shows what it says. Any
// thread.
#pragma once

#include <string>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// A deadline as worked out anew, beside what became of it by the end of the day asked for.
struct DerivedDeadline {
  Shared<DeadlineTerms> terms;  // the stored ones where they came out the same; else with steps
  std::optional<Day> revised_due_on;
  EventId revised_in;  // the event that revised it, when it was
  std::optional<PartialDate> met_on;
  EventId met_in;  // the event that met it, when one did
  DeadlineState state = DeadlineState::running;
  std::optional<int> days_late;
  std::optional<int> revised_days_late;
  std::string ended_why;  // of a void or superseded one
  EventId ended_in;
};

// What the facts come to. Every deadline carries its explanation and clause in its terms; what has no anchor
// yet is in `awaiting` with what it waits for, never given a date by default.
struct Derivation {
  CaseStatus status = CaseStatus::awaiting_decision;
  std::string edition;  // that governs the decision period; empty when none does
  bool edition_uncertain = false;
  std::vector<DerivedDeadline> deadlines;
  // The stored ones where they came out the same.
  Shared<Advice> advice;
  Shared<Assessment> assessment;
  Shared<std::vector<Awaited>> awaiting;
};

// Advice and findings as stored, whose revision of an edition is kept as a deadline keeps its own; null asks
// for the newest. And what was waited for, which is handed on where it is the same.
struct Stored {
  const Shared<Advice>* advice = nullptr;
  const Shared<Assessment>* assessment = nullptr;
  const Shared<std::vector<Awaited>>* awaiting = nullptr;
  // The results were worked out from so many of the facts, which stand unaltered at their beginning, by the
  // same rules. What the facts after them cannot have changed is then taken as it is stored; 0 takes nothing.
  std::size_t from_facts = 0;
};
Stored stored_in(const CaseState& state);

// `known` are the deadlines as stored: each keeps the revision of edition and calendar it was computed by,
// until an adoption replaces it, so that a new file does not move a date by itself; and none of them is ever
// forgotten. `today` is the London day whose end is meant: a deadline due on it is still running.
Derivation derive(const Facts& facts, const std::vector<Deadline>& known, const RuleBook& rules, Day today,
                  const Stored& stored = {});

// Of which day the criteria are asked, with the guidance that governs it. `advised` is the advice as stored,
// whose revisions are kept; null asks for the newest.
struct AdviceWanted {
  Governing governing;
  Day day;
  const Advice* advised = nullptr;
};

// What the review table of the guidance says of the answers, and beside it every other table of the
// instruments in force that day. The guidance is there.
Advice advice_on(const AdviceWanted& wanted, const RuleBook& rules, const CaseTerms& terms,
                 const FactSet& answers);

// The deadlines as known to a derivation under the newest rules: the open ones have let go of the revisions
// they were computed by, the others keep theirs.
std::vector<Deadline> unpinned(std::vector<Deadline> known);

// The facts of a state that had happened by the end of `as_of`: a partial date counts from its last possible
// day, and what the register says of the board counts always, as the rules themselves do. Empty while the
// matter itself had not been brought to attention: then there was no case.
Facts facts_by(const Facts& facts, Day as_of);

// The edition that governs the decision period of these facts; its `edition` is null when none covers the
// day, and nothing is returned when the day is not known.
std::optional<Governing> decision_edition(const Facts& facts, const RuleBook& rules);

}  // namespace reviewd
