// One row of a file of reviews, read: what it says, as commands with the cells they come from. Pure; any
// thread. Does not look at any case: whether a row is new is decided by import_plan.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/csv_reader.hpp"
#include "daemon/import_columns.hpp"
#include "domain/commands.hpp"

namespace reviewd {

// A cell, or the part of it that stands at one place of an event.
struct FactCell {
  std::string column;
  std::string pointer;  // JSON Pointer into the event's data; empty for the row's own id; or the one below
  std::string text;     // as that place holds it; empty when the cell is
  bool personal = false;
};

// Of a cell that no place holds: how far publication came is said by there being such a fact at all.
inline constexpr const char* publication_state_pointer = "/publication_state";

// The kinds of facts that a row can hold.
enum class FactKind {
  opening,
  source,
  children,
  office_step,
  recommendation,
  decision,
  notification,
  appointment,
  contribution,
  contribution_step,
  revision,
  completion,
  evaluation,
  publication,
};

// What a row says of one fact. The file has its columns, but the cells may be empty or too few.
struct RowFact {
  FactKind kind = FactKind::opening;
  // What tells it from others of its kind: the recipient of a notification, the word of an office step or of
  // a role, the agency of a contribution, the word of its step, how far publication came.
  std::string key;
  std::size_t nth = 0;  // of a contribution of its agency and of a step: how many alike came before
  std::optional<CaseCommand> command;  // nothing when a cell is missing that the fact cannot do without
  std::vector<FactCell> cells;
  bool inferred = false;         // the file does not state what the command says
  std::string agency;            // of a step of a contribution: whose
  std::size_t contribution = 0;  // and how many of that agency were commissioned before
  bool kept_elsewhere = false;   // where its cells are too few for it, an office step holds them
};

// A row whose cells can be read and do not contradict one another.
struct ImportRow {
  std::size_t line = 0;
  std::string row_id;  // empty when the file or the row gives none
  std::string board;
  std::string internal_ref;    // empty in the same way
  std::string digest;          // SHA-256 over the filled cells and the names of their columns
  std::vector<RowFact> facts;  // in the order in which they are recorded
  std::vector<std::string> columns_without_place;  // those of filled cells that no event holds

  // What tells the row from the others of its file: for messages and to find a repetition.
  std::string name() const { return row_id.empty() ? board + " / " + internal_ref : row_id; }
};

// Why a row is refused.
struct RowFault {
  std::string column;  // empty when it is the row as a whole
  std::string detail;  // one sentence; never a cell's text
};

// What the words of an incident say happened: by the first of them; `other` where they say neither.
IncidentNature nature_said(std::string_view cell);

// Faults: another number of cells than the header has; a board, label or id that is missing; a cell that is
// no date or none of the words of its column; two cells that contradict each other. Nothing of the row is
// stored then.
[[nodiscard]] std::expected<ImportRow, RowFault> read_row(const ImportHeader& header,
                                                          const CsvRecord& record);

}  // namespace reviewd
