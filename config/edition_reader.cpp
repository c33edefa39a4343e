#include "config/edition_reader.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "config/bounded_toml.hpp"
#include "config/requirement_reader.hpp"
#include "config/rule_reader.hpp"
#include "config/table_reader.hpp"
#include "config/text_digest.hpp"

namespace reviewd {
namespace {

constexpr std::int64_t last_revision = 1'000'000;

constexpr std::array outcomes{Outcome::must, Outcome::should, Outcome::consider, Outcome::may};
constexpr std::array fallbacks{Outcome::may, Outcome::not_met};

CriteriaRow read_row(TableReader& reader) {
  CriteriaRow row;
  row.row = reader.text("row");
  row.outcome = reader.word<Outcome>("outcome", outcomes);
  row.when = read_condition(reader, "all_of", Presence::required);
  row.clause = reader.text("clause");
  row.source = reader.text("source");
  row.verification = reader.word<Verification>("verification");
  row.description = reader.text("description");
  row.warning = reader.text("warning", Presence::optional);
  reader.refuse_unknown_keys();
  return row;
}

CriteriaTable read_table(TableReader& reader, std::string name) {
  CriteriaTable table;
  table.name = std::move(name);
  table.otherwise = reader.word<Outcome>("otherwise", fallbacks);
  table.otherwise_clause = reader.text("otherwise_clause");
  return table;
}

Relaxation read_relaxation(TableReader reader) {
  Relaxation relaxation;
  relaxation.rules = reader.texts("rules");
  if (relaxation.rules.empty()) reader.refuse("rules", "must name at least one rule");
  relaxation.clause = reader.text("clause");
  relaxation.source = reader.text("source");
  relaxation.verification = reader.word<Verification>("verification");
  reader.refuse_unknown_keys();
  return relaxation;
}

// What only one of the layers has: guidance its criteria for a review and two clauses, a direction what it
// amends.
void read_layer(TableReader& reader, Edition& edition) {
  if (reader.has("layer")) edition.layer = reader.word<Layer>("layer");
  if (edition.layer == Layer::direction && reader.has("amends")) edition.amends = reader.texts("amends");
  if (edition.layer != Layer::guidance) return;
  edition.change_over_by = reader.optional_day("change_over_by");
  edition.revision_of_timetable_clause = reader.text("revision_of_timetable_clause");
  edition.no_pause_clause = reader.text("no_pause_clause");
  edition.tables.push_back(read_table(reader, std::string{review_table}));
}

void read_head(TableReader& reader, Edition& edition) {
  edition.id = reader.text("id");
  edition.revision = static_cast<int>(reader.number("revision", 1, last_revision));
  edition.title = reader.text("title");
  edition.in_force_from = reader.partial_date("in_force_from");
  edition.in_force_to = reader.optional_day("in_force_to");
  if (edition.in_force_to && *edition.in_force_to < edition.in_force_from.first())
    reader.refuse("in_force_to", "is before in_force_from");
  edition.source = reader.text("source");
  edition.verification = reader.word<Verification>("verification");
  edition.note = reader.text("note", Presence::optional);
  read_layer(reader, edition);
  if (edition.change_over_by && *edition.change_over_by < edition.in_force_from.first())
    reader.refuse("change_over_by", "is before in_force_from");
}

std::vector<TableReader> optional_tables(TableReader& reader, std::string_view key) {
  return reader.has(key) ? reader.tables(key) : std::vector<TableReader>{};
}

CriteriaTable* table_named(Edition& edition, const std::string& name) {
  const auto found = std::ranges::find(edition.tables, name, &CriteriaTable::name);
  return found == edition.tables.end() ? nullptr : &*found;
}

void read_criteria(TableReader& reader, Edition& edition) {
  for (TableReader& inner : optional_tables(reader, "tables")) {
    const std::string name = inner.text("table");
    if (table_named(edition, name) != nullptr || name == review_table) inner.refuse("table", "is used twice");
    edition.tables.push_back(read_table(inner, name));
    inner.refuse_unknown_keys();
  }
  for (TableReader& inner : optional_tables(reader, "criteria")) {
    CriteriaTable* table =
        table_named(edition, inner.has("table") ? inner.text("table") : std::string{review_table});
    CriteriaRow row = read_row(inner);
    if (table == nullptr) {
      inner.refuse("table", "is not among the tables");
      continue;
    }
    if (std::ranges::find(table->rows, row.row, &CriteriaRow::row) != table->rows.end())
      inner.refuse("row", "is used twice");
    table->rows.push_back(std::move(row));
  }
  for (const CriteriaTable& table : edition.tables)
    if (table.rows.empty()) reader.refuse("criteria", "are missing of the table " + table.name);
}

void read_lists(TableReader& reader, Edition& edition) {
  std::set<std::string> ids;
  for (TableReader& inner : optional_tables(reader, "rules")) {
    edition.rules.push_back(read_rule(inner));
    if (!ids.insert(edition.rules.back().id).second) inner.refuse("id", "is used twice");
  }
  read_criteria(reader, edition);
  ids.clear();
  for (TableReader& inner : optional_tables(reader, "requirements")) {
    edition.requirements.push_back(read_requirement(inner));
    if (!ids.insert(edition.requirements.back().id).second) inner.refuse("id", "is used twice");
    if (edition.layer != Layer::guidance) inner.refuse("id", "belongs to the guidance only");
  }
  for (TableReader& inner : optional_tables(reader, "relaxations")) {
    edition.relaxations.push_back(read_relaxation(inner));
    if (edition.layer != Layer::direction) inner.refuse("rules", "can be relaxed by a direction only");
  }
  if (edition.rules.empty() && edition.tables.empty() && edition.relaxations.empty())
    reader.refuse("rules", "are missing, and so is all else that an instrument could say");
}

}  // namespace

std::expected<Edition, ConfigFault> read_edition(std::string_view text, std::string_view file) {
  const auto table = parse_bounded(text, file);
  if (!table) return std::unexpected(table.error());
  FaultKeeper faults{file};
  TableReader reader{*table, "", faults};
  Edition edition;
  edition.hash = digest_of_text(text);
  read_head(reader, edition);
  read_lists(reader, edition);
  reader.refuse_unknown_keys();
  if (const auto& fault = faults.first()) return std::unexpected(*fault);
  return edition;
}

}  // namespace reviewd
