// What is to be done about one row: which case it is, what of it is new, and whether all of it can be
// recorded. Everything is decided on a copy before anything is stored. One thread, between two commits of the
// store; reads the log only to open personal values that a changed row must be compared with.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "daemon/import_row.hpp"
#include "daemon/store.hpp"

namespace reviewd {

// What is to become of a row.
enum class RowOutcome { opens, adds, unchanged, left_alone, refused };

// One command of a row, and whether the file states what it says.
struct PlannedCommand {
  CaseCommand command;
  bool inferred = false;
  std::string agency;            // of a step of a contribution: whose
  std::size_t contribution = 0;  // and how many of that agency were commissioned before
};

// The command as it is to be carried out on this state: a step names the contribution of its agency, which
// may have been commissioned a moment ago.
CaseCommand ready(const PlannedCommand& planned, const CaseState& state);

// The commands that record what is new, in order; none unless the row opens a case or adds to one.
struct RowPlan {
  RowOutcome outcome = RowOutcome::unchanged;
  CommandMeta meta;  // of every command; each still needs a command id of its own
  std::vector<PlannedCommand> commands;
  std::vector<std::string> event_types;         // of the fact that each command records
  std::set<std::string> columns_stored;         // columns of which something is new
  std::set<std::string> columns_without_place;  // columns filled in vain
  std::string why;                              // of a row that is refused or left alone: one sentence
};

// The cases by board and internal reference, whoever opened them.
class CaseReferences {
 public:
  explicit CaseReferences(const Engine& engine);
  // From now on this case is known too.
  void add(const CaseState& state);
  // Nothing when no case of the board has this reference.
  std::optional<CaseId> find(const Identifier& board_id, const std::string& internal_ref) const;

 private:
  std::map<std::pair<Identifier, std::string>, CaseId> cases_;
};

// Decides about rows, one by one, each against what the store holds by then.
class RowPlanner {
 public:
  // All three must outlive the planner.
  RowPlanner(Store& store, const CaseReferences& references, Instant now)
      : store_(store), references_(references), now_(now) {}

  RowPlan plan(const ImportRow& row);

 private:
  // A command that is to be tried, and the cells that it records.
  struct Step {
    PlannedCommand planned;
    std::vector<FactCell> cells;
  };
  std::optional<CaseId> known_case(const ImportRow& row) const;
  void plan_opening(const ImportRow& row, RowPlan& plan);
  void plan_additions(const ImportRow& row, const CaseState& state, RowPlan& plan);
  void try_steps(const std::vector<Step>& steps, CaseState state, RowPlan& plan);
  CommandMeta meta_of(const ImportRow& row, const CaseId& case_id) const;

  Store& store_;
  const CaseReferences& references_;
  Instant now_;
};

}  // namespace reviewd
