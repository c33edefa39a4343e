// Figures over a period, as boards and the nation keep them (domain facts, section 12): how many, how many of
// them in time, how long things took, by agency, grade and theme. Each figure names the cases that it counts.
// Worked out from facts and deadlines alone. Pure; any thread, one at a time.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/case_state.hpp"

namespace reviewd {

// Both days included. What is known only to the month or year counts on its last possible day.
struct Period {
  Day first;
  Day last;

  bool has(const PartialDate& day) const { return first <= day.last() && day.last() <= last; }
  bool operator==(const Period&) const = default;
};

// One figure of one table. `out_of` is the number that it is a part of; `half_days` twice a median of days,
// so that it is exact; both absent where they say nothing.
struct Figure {
  std::string_view name;
  std::string group;  // an agency, a grade, a kind of deadline; empty where the figure stands alone
  std::size_t count = 0;
  std::optional<std::size_t> out_of;
  std::optional<int> half_days;
  std::vector<CaseId> cases;  // each once, in the order in which they were added
};

// Figures that belong together. What was never counted stands there with 0, so that two tables of two periods
// have the same lines, but for groups that the board named itself.
struct FigureTable {
  std::string_view name;
  std::string_view what;
  std::vector<Figure> figures;
};

// Counts case by case.
class ReviewFigures {
 public:
  explicit ReviewFigures(Period period) : period_(period) {}

  // The facts of a case and what became of its deadlines, both of one moment. A case that was opened in error
  // or went into another one counts nowhere: what was merged is counted there.
  void add(const CaseId& case_id, const Facts& facts, const std::vector<Deadline>& deadlines);
  std::vector<FigureTable> tables() const;

 private:
  // What was counted under one name and group.
  struct Tally {
    std::size_t count = 0;
    std::vector<CaseId> cases;
    std::vector<int> days;
  };
  using Place = std::pair<std::string_view, std::string>;  // the name of a figure, and its group

  class Counting;
  const Tally& tally(std::string_view name, const std::string& group) const;
  std::vector<std::string> groups_of(std::string_view name, std::string_view whole) const;
  Figure figure(std::string_view name, const std::string& group, std::string_view whole) const;

  Period period_;
  std::map<Place, Tally> tallies_;
};

}  // namespace reviewd
