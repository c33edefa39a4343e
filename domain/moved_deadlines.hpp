// Which open deadlines of a case come out differently when they are worked out again: by another build of the
// program, where none may move, or by documents that are to be adopted, where each is shown to the person who
// is to accept them. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// An open deadline that comes out differently. `was` and `is` say when it is due ("2010-02-28", "2010-02-01
// to 2010-02-28, revised to 2010-04-01", "no stated day"); absent where there was none, or would be none.
struct MovedDeadline {
  CaseId case_id;
  std::string deadline_id;
  std::optional<std::string> was;
  std::optional<std::string> is;
  bool operator==(const MovedDeadline&) const = default;
};

// What this build works out differently from what the log says, though nothing in the log says why: no date
// moves by accident. Rules are those that the case's deadlines are pinned to. What only falls due by `today`
// is no difference.
std::vector<MovedDeadline> unexplained_moves(const CaseState& state, const RuleBook& rules, Day today);

// What adopting the newest documents of `book` will move. A closed case never changes.
std::vector<MovedDeadline> moves_of_adoption(const CaseState& state, const RuleBook& book, Day today);

}  // namespace reviewd
