// What the process looks at when it judges whether an act is allowed now: the case, the day, and the clauses
// that a refusal cites. Lives for one decision; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/decide.hpp"

namespace reviewd {

// The case before the act, and where, when and under which rules it is asked for.
class Situation {
 public:
  Situation(const CaseState& state, const Context& context)
      : state(state), context(context), today(london_day(context.now)) {}

  // An import holds what was published: what the process would have asked for first is often not known.
  bool imports() const { return context.origin == Origin::import; }
  CaseStatus status() const { return status_of(state.facts); }

  // The edition whose clauses a refusal cites: of the standing decision, else of the decision period; null
  // when none covers the day.
  const Edition* edition() const;
  // The clause of this rule in that edition; empty when it has none.
  std::string clause_of(std::string_view rule) const;
  std::string revision_clause() const;
  // What the case lacks of what its edition asks for, once this is a fact of it.
  std::vector<Finding> findings_with(FactBody body) const;
  // The event that it would be.
  EventId next_event() const { return {context.position, 0}; }
  std::string no_pause_clause() const;

  const CaseState& state;
  const Context& context;
  const Day today;
};

}  // namespace reviewd
