// Whether this build, with the rules as they were adopted, still works out what the log says: no date moves
// by accident. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// An open deadline that this build works out differently, though nothing in the log says why.
struct UnexplainedMove {
  CaseId case_id;
  std::string deadline_id;
  std::string was;  // "due 2010-02-28", "not there"
  std::string is;
  bool operator==(const UnexplainedMove&) const = default;
};

// The open deadlines of one case that differ, and those that would be there or not any more. Rules are those
// that the case's deadlines are pinned to. What only falls due by `today` is no difference.
std::vector<UnexplainedMove> unexplained_moves(const CaseState& state, const RuleBook& rules, Day today);

}  // namespace reviewd
