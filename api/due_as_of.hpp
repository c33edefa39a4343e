// The due list as of a day: worked out over every case, which is long work, and kept for the pages that
// follow, so that a list is worked out once and not once a page. The rows are built off the loop, some cases
// at a time; what is kept is bounded, and on the loop thread only.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/rules/rule_book.hpp"
#include "domain/views.hpp"

namespace reviewd {

// Which open deadlines a list is to show.
struct DueFilter {
  std::optional<Day> before;
  std::optional<bool> overdue;
  std::optional<std::string> kind;
  std::optional<std::string> agency;

  bool accepts(const Deadline& deadline) const;
  bool operator==(const DueFilter&) const = default;
};

// Whose list of which day, known when; only the same question may be given the rows of another. Without a day
// the list is as it was stored then.
struct DueQuestion {
  Identifier token_id;
  std::optional<Day> as_of;
  DueFilter filter;
  std::optional<Position> known_at = {};
  bool operator==(const DueQuestion&) const = default;
};

// One row: its place in the list, and its document.
struct DueRow {
  DueEntry entry;
  std::string document;
};

// Consecutive rows of one list, as the cases stood when it was worked out.
struct DueStretch {
  DueQuestion question;
  Position position;              // of the log by then, which every page of it depends on
  std::optional<DueEntry> after;  // the rows begin behind this
  std::vector<DueRow> rows;
  bool more = false;  // rows follow that were not kept

  // Whether the rows behind this place are known, be it that there are none.
  bool covers(const std::optional<DueEntry>& place) const;
};

// Finds the soonest rows behind a place. Used by one thread at a time.
class DueStretchBuilder {
 public:
  // How many rows are kept of one list: some megabytes, and two hundred pages of the usual size. A longer
  // list is worked out again for each so many rows.
  static constexpr std::size_t rows_max = 20'000;

  // `today` is the day from which the days left are counted where none is asked for.
  DueStretchBuilder(DueQuestion question, std::optional<DueEntry> after,
                    std::shared_ptr<const RuleBook> rules, Day today, std::size_t rows = rows_max)
      : question_(std::move(question)),
        after_(std::move(after)),
        rules_(std::move(rules)),
        today_(question_.as_of.value_or(today)),
        most_(rows) {}

  // Works out the cases for the day; null ones are passed over.
  void add(const std::vector<std::shared_ptr<const CaseState>>& states);
  // Once, after the last case.
  DueStretch take(Position position);

 private:
  void add(const CaseState& state);

  DueQuestion question_;
  std::optional<DueEntry> after_;
  std::shared_ptr<const RuleBook> rules_;
  Day today_;
  std::size_t most_;
  std::map<DueEntry, std::string> soonest_;
  bool more_ = false;
};

// The stretches worked out last. Loop thread.
class DueStretches {
 public:
  // Null when the rows behind this place are not known: they are to be worked out.
  std::shared_ptr<const DueStretch> find(const DueQuestion& question, Position position,
                                         const std::optional<DueEntry>& place);
  // Keeps it, and lets go of the one that was not asked for the longest.
  void keep(std::shared_ptr<const DueStretch> stretch);
  // Its last row was given out.
  void let_go(const std::shared_ptr<const DueStretch>& stretch) { kept_.remove(stretch); }
  std::size_t kept() const { return kept_.size(); }

 private:
  static constexpr std::size_t kept_max = 4;
  std::list<std::shared_ptr<const DueStretch>> kept_;  // the one asked for last in front
};

}  // namespace reviewd
