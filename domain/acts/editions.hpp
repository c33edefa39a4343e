// Which rules a case goes by where somebody said so: re-pinned to another edition; the terms of its board.
// Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/schema.hpp"
#include "domain/type_list.hpp"

namespace reviewd {

struct EditionRepinned {
  std::string edition;
  std::vector<std::string> rules;  // empty: all
  std::string authority;
  PartialDate decided_on;
  Personal reason;
};

// Written by the daemon alone, when a case is opened and whenever the register changes what it says of the
// board: no act.
struct BoardTermsApplied {
  std::optional<Day> changed_over_on;
  std::vector<std::string> local_editions;
  bool operator==(const BoardTermsApplied&) const = default;
};

using EditionActs = TypeList<EditionRepinned>;

}  // namespace reviewd
