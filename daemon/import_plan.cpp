#include "daemon/import_plan.hpp"

#include <algorithm>

#include "daemon/import_comparison.hpp"
#include "domain/assert.hpp"
#include "domain/decide.hpp"
#include "domain/evolve.hpp"
#include "storage/commit_codec.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

constexpr std::string_view filling_reason = "Filled in by a later import of the same row.";

Identifier random_identifier() {
  std::array<std::uint8_t, 16> random{};
  random_bytes(random);
  return Identifier::from_random(random);
}

CaseId random_case_id() {
  std::array<std::uint8_t, 13> random{};
  random_bytes(random);
  return CaseId::from_random(random);
}

std::vector<FactCell> filled(const std::vector<FactCell>& cells) {
  std::vector<FactCell> chosen;
  std::copy_if(cells.begin(), cells.end(), std::back_inserter(chosen),
               [](const FactCell& cell) { return !cell.text.empty(); });
  return chosen;
}

// The column that a refusal speaks of; empty when it names none.
std::string column_of(const Rejection& rejection, const std::vector<FactCell>& cells) {
  if (rejection.faults.empty()) return {};
  const std::string& pointer = rejection.faults.front().pointer;
  for (const FactCell& cell : cells)
    if (cell.pointer == pointer || pointer == "/value") return cell.column;
  return {};
}

std::string sentence_of(const Rejection& rejection, const std::vector<FactCell>& cells) {
  const std::string column = column_of(rejection, cells);
  const std::string& detail = rejection.faults.empty() ? rejection.detail : rejection.faults.front().detail;
  return column.empty() ? detail : column + ": " + detail;
}

std::string joined(const std::set<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::set<std::string> columns_of(const std::vector<FactCell>& cells) {
  std::set<std::string> columns;
  for (const FactCell& cell : cells) columns.insert(cell.column);
  return columns;
}

PlannedCommand planned(const RowFact& fact) {
  return {*fact.command, fact.inferred, fact.agency, fact.contribution};
}

void leave_alone(RowPlan& plan, std::string why) {
  plan.outcome = RowOutcome::left_alone;
  plan.why = std::move(why);
}

}  // namespace

CaseCommand ready(const PlannedCommand& planned, const CaseState& state) {
  if (planned.agency.empty()) return planned.command;
  ContributionAdvanced step = std::get<ContributionAdvanced>(planned.command);
  const auto commissioned = imrs_of(state.facts, planned.agency);
  REVIEWD_ASSERT(planned.contribution < commissioned.size() && "the row commissions what it advances");
  step.contribution = commissioned[planned.contribution]->event;
  return step;
}

CaseReferences::CaseReferences(const Engine& engine) {
  for (const CaseId& case_id : engine.cases_in_order()) add(*engine.find(case_id));
}

void CaseReferences::add(const CaseState& state) {
  const CaseOpened& opened = state.opened();
  if (opened.internal_ref) cases_.try_emplace({opened.board_id, *opened.internal_ref}, state.id);
}

std::optional<CaseId> CaseReferences::find(const Identifier& board_id,
                                           const std::string& internal_ref) const {
  const auto found = cases_.find({board_id, internal_ref});
  return found == cases_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<CaseId> RowPlanner::known_case(const ImportRow& row) const {
  // By the name it was imported under first: a reference may have been corrected since.
  if (const auto found = store_.engine().case_of_row(row.name())) return found;
  const Board* board = store_.engine().register_state().board(row.board);
  if (board == nullptr || row.internal_ref.empty()) return std::nullopt;
  return references_.find(board->board_id, row.internal_ref);
}

CommandMeta RowPlanner::meta_of(const ImportRow& row, const CaseId& case_id) const {
  CommandMeta meta;
  meta.actor = {"import", "import"};
  meta.case_id = case_id;
  meta.origin = Origin::import;
  meta.imported = ImportSource{row.name(), row.digest};
  meta.new_board_id = random_identifier();
  return meta;
}

RowPlan RowPlanner::plan(const ImportRow& row) {
  RowPlan plan;
  plan.columns_without_place.insert(row.columns_without_place.begin(), row.columns_without_place.end());
  if (const auto case_id = known_case(row)) {
    plan.meta = meta_of(row, *case_id);
    plan_additions(row, *store_.engine().find(*case_id), plan);
  } else {
    plan.meta = meta_of(row, random_case_id());
    plan_opening(row, plan);
  }
  return plan;
}

void RowPlanner::plan_opening(const ImportRow& row, RowPlan& plan) {
  std::vector<Step> steps;
  for (const RowFact& fact : row.facts) {
    if (fact.command)
      steps.push_back({planned(fact), filled(fact.cells)});
    else if (!fact.kept_elsewhere)
      plan.columns_without_place.merge(columns_of(filled(fact.cells)));
  }
  plan.outcome = RowOutcome::opens;
  try_steps(steps, CaseState{}, plan);
}

void RowPlanner::plan_additions(const ImportRow& row, const CaseState& state, RowPlan& plan) {
  const auto& imported = state.opened().imported;
  if (!imported)
    return leave_alone(plan, "Its board and reference are those of a case that was not imported.");
  const bool same_row = imported->row_digest == row.digest;
  std::set<std::string> differing;
  std::vector<Step> corrections;
  std::vector<Step> additions;
  for (const RowFact& fact : row.facts) {
    const Fact* known = known_fact(state, fact);
    if (known == nullptr) {
      if (fact.command)
        additions.push_back({planned(fact), filled(fact.cells)});
      else if (!fact.kept_elsewhere)
        plan.columns_without_place.merge(columns_of(filled(fact.cells)));
      continue;
    }
    for (const FactCell& cell : fact.cells) {
      if (same_row && cell.text.empty()) continue;
      const CellStanding standing = compare(store_, state, *known, cell);
      if (standing == CellStanding::differs) differing.insert(cell.column);
      if (standing == CellStanding::fills)
        corrections.push_back({{CorrectFact{known->event, cell.pointer, Personal::of(cell.text),
                                            Personal::of(std::string{filling_reason})},
                                false,
                                {},
                                0},
                               {cell}});
    }
  }
  // The same cells as before can only differ from what was recorded since: nothing was changed in the file.
  if (!same_row && !differing.empty())
    return leave_alone(plan, "It says something else than what was imported: " + joined(differing) + ".");
  corrections.insert(corrections.end(), additions.begin(), additions.end());
  plan.outcome = corrections.empty() ? RowOutcome::unchanged : RowOutcome::adds;
  try_steps(corrections, state, plan);
}

void RowPlanner::try_steps(const std::vector<Step>& steps, CaseState state, RowPlan& plan) {
  const Engine& engine = store_.engine();
  const RegisterState& entered = engine.register_state();
  Context context{engine.moment(now_), engine.head().next(), plan.meta.actor,
                  Origin::import,      engine.rules(),       {},
                  plan.meta.imported};
  for (const Step& step : steps) {
    Result<std::vector<Event>> events;
    if (const auto* opening = std::get_if<OpenCase>(&step.planned.command)) {
      const Board* board = entered.board(opening->board);
      context.board_id = board != nullptr ? board->board_id : *plan.meta.new_board_id;
      if (board == nullptr) events = decide(entered, EnterBoard{context.board_id, opening->board});
    }
    context.inferred = step.planned.inferred;
    if (events) events = decide(state, ready(step.planned, state), context);
    if (!events) {
      plan.outcome = RowOutcome::refused;
      plan.why = sentence_of(events.error(), step.cells);
      plan.commands.clear();
      return;
    }
    plan.event_types.emplace_back(type_of(events->front().body));
    plan.columns_stored.merge(columns_of(step.cells));
    plan.commands.push_back(step.planned);
    Commit commit{context.position, context.now, context.actor, {}, {}, {plan.meta.case_id}, *events};
    state = evolve(std::move(state), commit);
    context.position = context.position.next();
  }
}

}  // namespace reviewd
