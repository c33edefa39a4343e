// Check 4: every deadline takes effect once and never early. Follows the commits by itself, without the
// engine's state and timers, so that it does not share their mistakes. One thread.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/events.hpp"
#include "tests/sim/findings.hpp"

namespace reviewd {

// One history of commits, from the first on.
class DeadlineCheck {
 public:
  explicit DeadlineCheck(Findings& findings) : findings_(findings) {}

  // The next commit. Finds: an effect before its London midnight, twice, or for a day that is not due; a
  // deadline left running, or met late, whose passing is not on record; a time before that of the commit
  // before.
  void take(const Commit& commit);
  // The timers of this case were worked off up to `today`. Finds: a reminder or a passing that is due and not
  // on record.
  void worked_off(const CaseId& case_id, Day today);
  // The same for every case.
  void worked_off(Day today);

 private:
  struct Tracked {
    std::vector<int> rungs;
    std::optional<Day> due_on;
    std::optional<Day> last_due;
    Day recorded_on;
    std::optional<Day> revised;
    Day revised_recorded_on;
    bool open = true;
  };
  struct Effect {
    CaseId case_id;
    std::string deadline_id;
    Day due_on;
    int rung = 0;
    auto operator<=>(const Effect&) const = default;
  };
  using Deadlines = std::map<std::string, Tracked>;
  struct Follower;

  void missed_rungs(const CaseId& case_id, const std::string& deadline_id, const Tracked& deadline,
                    Day due_on, Day recorded_on, Day today);
  void missed_passings(const CaseId& case_id, Day today);
  void found(const CaseId& case_id, const std::string& deadline_id, const std::string& what);

  Findings& findings_;
  std::map<CaseId, Deadlines> cases_;
  std::set<Effect> passed_;  // their rung is zero
  std::set<Effect> fired_;
  Instant newest_;
};

}  // namespace reviewd
