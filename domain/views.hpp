// Lists over all cases, kept in step with the engine's states. Loop thread only; each page is bounded by its
// limit.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/tally.hpp"

namespace reviewd {

// One open deadline on the due list: in order of the day it is due, then of the case and the deadline. A duty
// without a stated period stands at the end, as if it were due on the last day there is.
struct DueEntry {
  Day due;
  CaseId case_id;
  std::string deadline_id;
  auto operator<=>(const DueEntry&) const = default;
};

// Where a deadline of a case stands on the list.
DueEntry due_entry_of(const DeadlineTerms& terms, const CaseId& case_id);

// The open deadlines of all cases, soonest first, by the last day on which each may still be met. Changing a
// case touches the entries of that case only.
class DueList {
 public:
  // Replaces what the list holds of a case. `before` may be null (a new case).
  void update(const CaseState* before, const CaseState& after);
  // In order; valid until the next `update`.
  const std::set<DueEntry>& entries() const { return entries_; }
  const Tally& tally() const { return tally_; }

 private:
  void insert(const CaseState& state, const Deadline& deadline);
  void erase(const CaseState& state, const Deadline& deadline);

  std::set<DueEntry> entries_;
  Tally tally_;
};

}  // namespace reviewd
