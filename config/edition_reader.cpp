#include "config/edition_reader.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "config/bounded_toml.hpp"
#include "config/table_reader.hpp"
#include "config/text_digest.hpp"

namespace reviewd {
namespace {

constexpr std::int64_t longest_count = 3660;  // of any unit
constexpr std::int64_t furthest_rung = 366;   // days before or after the due day
constexpr std::int64_t last_revision = 1'000'000;

constexpr std::array verifications{Verification::verified, Verification::local,    Verification::secondary,
                                   Verification::derived,  Verification::recalled, Verification::unknown};
constexpr std::array units{Unit::months, Unit::working_days, Unit::calendar_days};
constexpr std::array rolls{Roll::none, Roll::next_working_day, Roll::previous_working_day};
constexpr std::array starts{Milestone::brought_to_attention, Milestone::decision,
                            Milestone::decision_to_conduct, Milestone::decision_not_to_conduct};
constexpr std::array ends{Milestone::decision, Milestone::completion, Milestone::notification_of_decision};
constexpr std::array outcomes{Outcome::must, Outcome::consider, Outcome::may};
constexpr std::array fallbacks{Outcome::may, Outcome::not_met};
constexpr std::array<std::string_view, 4> kinds{"decision", "completion", "notification", "report"};

std::vector<int> rungs_of(TableReader& reader) {
  std::vector<int> rungs{-14, -7, -1, 0, 1};
  if (!reader.has("rungs")) return rungs;
  rungs.clear();
  for (const std::int64_t rung : reader.numbers("rungs", -furthest_rung, furthest_rung))
    rungs.push_back(static_cast<int>(rung));
  if (std::adjacent_find(rungs.begin(), rungs.end(), std::greater_equal<>{}) != rungs.end())
    reader.refuse("rungs", "must rise without repeating a day");
  return rungs;
}

// The recipient is what a notification is known by; anything else has none.
void read_kind(TableReader& reader, Rule& rule) {
  rule.kind = reader.text("kind");
  if (std::find(kinds.begin(), kinds.end(), rule.kind) == kinds.end())
    reader.refuse("kind", "is none of decision, completion, notification, report");
  const bool notification = rule.kind == "notification";
  rule.recipient = notification ? reader.text("recipient") : "";
  rule.starts_at = reader.word<Milestone>("starts_at", starts);
  rule.met_by = reader.word<Milestone>("met_by", ends);
  if (notification != (rule.met_by == Milestone::notification_of_decision))
    reader.refuse(
        "met_by",
        "and kind disagree: a notification is met by notification_of_decision, and nothing else is");
}

Rule read_rule(TableReader reader) {
  Rule rule;
  rule.id = reader.text("id");
  read_kind(reader, rule);
  rule.count = static_cast<int>(reader.number("count", 1, longest_count));
  rule.unit = reader.word<Unit>("unit", units);
  rule.roll = reader.word<Roll>("roll", rolls);
  rule.calendar = reader.text("calendar");
  rule.clause = reader.text("clause");
  rule.source = reader.text("source");
  rule.verification = reader.word<Verification>("verification", verifications);
  rule.note = reader.text("note", Presence::optional);
  rule.rungs = rungs_of(reader);
  reader.refuse_unknown_keys();
  return rule;
}

std::vector<FactName> facts_of(TableReader& reader, std::string_view key,
                               const std::vector<std::string>& names) {
  std::vector<FactName> facts;
  for (const std::string& name : names) {
    if (const auto fact = fact_named(name))
      facts.push_back(*fact);
    else
      reader.refuse(key, "names a fact that is not known");
  }
  if (facts.empty()) reader.refuse(key, "must name at least one fact");
  return facts;
}

CriteriaRow read_row(TableReader reader) {
  CriteriaRow row;
  row.row = reader.text("row");
  row.outcome = reader.word<Outcome>("outcome", outcomes);
  for (const auto& group : reader.lists_of_texts("all_of"))
    row.all_of.push_back(facts_of(reader, "all_of", group));
  if (row.all_of.empty()) reader.refuse("all_of", "must hold at least one list of facts");
  if (reader.has("unless")) row.unless = facts_of(reader, "unless", reader.texts("unless"));
  row.clause = reader.text("clause");
  row.source = reader.text("source");
  row.verification = reader.word<Verification>("verification", verifications);
  row.description = reader.text("description");
  row.warning = reader.text("warning", Presence::optional);
  reader.refuse_unknown_keys();
  return row;
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
  edition.verification = reader.word<Verification>("verification", verifications);
  edition.note = reader.text("note", Presence::optional);
  edition.revision_of_timetable_clause = reader.text("revision_of_timetable_clause");
  edition.no_pause_clause = reader.text("no_pause_clause");
  edition.otherwise = reader.word<Outcome>("otherwise", fallbacks);
  edition.otherwise_clause = reader.text("otherwise_clause");
}

void read_lists(TableReader& reader, Edition& edition) {
  std::set<std::string> rule_ids;
  for (TableReader& inner : reader.tables("rules")) {
    edition.rules.push_back(read_rule(inner));
    if (!rule_ids.insert(edition.rules.back().id).second) inner.refuse("id", "is used twice");
  }
  std::set<std::string> rows;
  for (TableReader& inner : reader.tables("criteria")) {
    edition.criteria.push_back(read_row(inner));
    if (!rows.insert(edition.criteria.back().row).second) inner.refuse("row", "is used twice");
  }
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
