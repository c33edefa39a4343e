// What a case lacks of what an instrument asks for: one requirement that is not kept, not shown to be kept,
// or set aside with a reason. Worked out from the facts (domain/assessment), stored by an event. Values; any
// thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/rules/requirement.hpp"
#include "domain/types.hpp"

namespace reviewd {

// `not_stated`: a fact that it hangs on is not known, which is never read as kept. `overridden`: not kept,
// and the act that brought it about gives a reason, where the requirement admits one.
enum class FindingState { not_kept, not_stated, overridden };

// One thing that is lacking. Says nothing about a person: who is meant stands in the event that it is about.
struct Finding {
  std::string requirement;  // its id in the instrument
  RequirementCheck check = RequirementCheck::panel_minimum_agencies;
  Effect effect = Effect::warning;
  FindingState state = FindingState::not_kept;
  std::string missing;  // what is lacking, in plain words
  std::string clause;
  Verification verification = Verification::unknown;
  std::optional<EventId> about;  // the event that brought it about, where one did
  bool operator==(const Finding&) const = default;
};

// All findings of a case, and the revision of the edition whose requirements they were held against.
struct Assessment {
  std::string edition;  // empty: none governs yet
  int revision = 1;
  std::vector<Finding> findings;
  bool operator==(const Assessment&) const = default;
};

template <>
struct Words<FindingState> {
  static constexpr std::array<Word<FindingState>, 3> values{{{FindingState::not_kept, "not_kept"},
                                                             {FindingState::not_stated, "not_stated"},
                                                             {FindingState::overridden, "overridden"}}};
};

}  // namespace reviewd
