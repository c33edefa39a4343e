// decide: what happens when a command meets a case. Pure: it looks at the state, the command and the context,
// and answers with events or with a refusal. Any thread; the engine calls it on the loop.
#pragma once

#include <vector>

#include "domain/case_state.hpp"
#include "domain/commands.hpp"
#include "domain/events.hpp"
#include "domain/rejection.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// All that decide may look at besides state and command.
struct Context {
  Instant now;        // of the engine: never before the newest commit
  Position position;  // that the commit will have
  Actor actor;
  Origin origin = Origin::api;
  const RuleBook& rules;
  Identifier board_id;                   // of an opening: the board as the register knows it
  std::optional<ImportSource> imported;  // of an imported opening
  bool inferred = false;                 // the record does not state what the command says
  bool passing_waits = false;            // the clock is doubted: that a day has passed is not recorded yet
  BoardTermsApplied board_terms = {};    // of an opening: what the register says of the board
};

// Each refusal names the fault (`invalid`, with JSON Pointers into the command's body) or the clause
// (`not_allowed`). A refused command leaves no trace. An accepted one gives the fact and everything that
// follows from it, in order.
[[nodiscard]] Result<std::vector<Event>> decide(const CaseState& state, const CaseCommand& command,
                                                const Context& context);

}  // namespace reviewd
