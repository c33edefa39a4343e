// A case as one answer shows it: its facts and results on the three axes of time. Made from a state as
// stored, or from the facts of a day worked out anew. A value; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/derivation.hpp"
#include "domain/rejection.hpp"
#include "domain/what_if.hpp"

namespace reviewd {

// What the document is drawn from, whichever axis was asked. `version` is always the one of the state it was
// made from, also under `as_of`; `known_at` is that position too unless the caller asked for another one.
struct CaseView {
  CaseId case_id;
  Position version;
  Facts facts;
  std::vector<Correction> corrections;
  std::optional<Shared<Advice>> advice;
  std::optional<Shared<Assessment>> assessment;
  std::vector<Deadline> deadlines;
  Shared<std::vector<Awaited>> awaiting;
  Position known_at;
  std::optional<Day> as_of;
  Supposition asked;  // other rules than those adopted
};

// The state as stored: nothing is worked out.
CaseView view_of(const CaseState& state);

// The state's facts by the end of `as_of`, worked out again under `rules`, which are those of the state's own
// time. `not_found` "not_yet_brought": the matter had not been brought to attention by then.
[[nodiscard]] Result<CaseView> view_as_of(const CaseState& state, Day as_of, const RuleBook& rules);

// The same under rules that are only supposed (supposed_rules): no deadline keeps the revision by which it
// was stored, and what the supposed rules do not know is not there.
[[nodiscard]] Result<CaseView> view_supposing(const CaseState& state, Day as_of, const RuleBook& supposed);

}  // namespace reviewd
