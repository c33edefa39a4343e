// The instruments say what the reference says, and nothing else: every deadline D1 to D24 and every
// notification N-a to N-t with its anchor, length, mark and whom it tells; every row of the criteria tables;
// every requirement. The tables stand in tests/config/reference.
#include <catch2/catch.hpp>

#include "tests/support/reference_table.hpp"
#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

std::string length_of(const Rule& rule) {
  const std::string unit{word_of(rule.unit)};
  if (rule.unit == Unit::none) return "-";
  if (rule.unit == Unit::own_day) return unit;
  CHECK(rule.start == Start::next_day);  // the reference knows no other
  return std::to_string(rule.count) + " " + unit + (rule.direction == Direction::before ? " before" : "");
}

std::string anchor_of(const Rule& rule) {
  std::string anchor{name_of(rule.starts_at)};
  if (rule.governed_by == rule.starts_at) return anchor;
  return anchor.append(" (").append(name_of(rule.governed_by)).append(")");
}

template <Worded T>
std::string listed(const std::vector<T>& some) {
  std::string text;
  for (std::size_t at = 0; at < some.size(); ++at)
    text.append(at == 0 ? "" : at + 1 == some.size() ? " or " : ", ").append(word_of(some[at]));
  return text;
}

// What a notice is about and what goes with it; how a report is published and on what grounds it is not.
std::string about(const Rule& rule) {
  if (!rule.enclosures.empty()) return joined(rule.subjects) + ", with " + joined(rule.enclosures, " and ");
  if (rule.modes.empty()) return joined(rule.subjects);
  return "as " + listed(rule.modes) + (rule.grounds.empty() ? "" : ", unless on " + listed(rule.grounds));
}

std::string in_columns(const Rule& rule) {
  return columns({rule.id, anchor_of(rule), length_of(rule), std::string{name_of(rule.met_by)},
                  std::string{word_of(rule.verification)}, rule.recipient.empty() ? "-" : rule.recipient,
                  about(rule), in_words(rule.when)});
}

std::string in_columns(const CriteriaTable& table, const CriteriaRow& row) {
  return columns({table.name, row.row, std::string{word_of(row.outcome)},
                  std::string{word_of(row.verification)}, in_words(row.when)});
}

std::string in_columns(const Requirement& requirement) {
  return columns({requirement.id, std::string{word_of(requirement.check)},
                  std::string{word_of(requirement.effect)}, std::string{word_of(requirement.verification)},
                  joined(requirement.items)});
}

void check_same(const ReferenceTable& reference, const Said& shipped) {
  CHECK(not_in(reference.said, shipped) == "");  // what no instrument says
  CHECK(not_in(shipped, reference.said) == "");  // what the reference does not say
}

}  // namespace

TEST_CASE("reference: the instruments have each of its deadlines and notifications, and no other") {
  const ReferenceTable reference = reference_table("duties.txt");
  Said shipped;
  for (const Edition* edition : shipped_rules().editions())
    for (const Rule& rule : edition->rules) shipped.emplace(edition->id, in_columns(rule));
  check_same(reference, shipped);
  for (int number = 1; number <= 24; ++number) CHECK(reference.places.contains("D" + std::to_string(number)));
  for (char letter = 'a'; letter <= 't'; ++letter)
    CHECK(reference.places.contains(std::string{"N-"} + letter));
}

TEST_CASE("reference: the criteria tables have each of its rows, and no other") {
  Said shipped;
  for (const Edition* edition : shipped_rules().editions())
    for (const CriteriaTable& table : edition->tables) {
      for (const CriteriaRow& row : table.rows) shipped.emplace(edition->id, in_columns(table, row));
      shipped.emplace(edition->id,
                      columns({table.name, "otherwise", std::string{word_of(table.otherwise)}, "-", "-"}));
    }
  check_same(reference_table("criteria.txt"), shipped);
}

TEST_CASE("reference: the editions ask of people and documents what it says, and nothing else") {
  Said shipped;
  for (const Edition* edition : shipped_rules().editions())
    for (const Requirement& requirement : edition->requirements)
      shipped.emplace(edition->id, in_columns(requirement));
  check_same(reference_table("requirements.txt"), shipped);
}

TEST_CASE("reference: nothing is without a clause, a source and a mark") {
  const auto check_grounds = [](const auto& said) {
    CHECK_FALSE(said.clause.empty());
    CHECK_FALSE(said.source.empty());
    CHECK(said.verification != Verification::unknown);
  };
  for (const Edition* edition : shipped_rules().editions()) {
    INFO(edition->id);
    CHECK_FALSE(edition->source.empty());
    for (const Rule& rule : edition->rules) check_grounds(rule);
    for (const Requirement& requirement : edition->requirements) check_grounds(requirement);
    for (const CriteriaTable& table : edition->tables)
      for (const CriteriaRow& row : table.rows) check_grounds(row);
  }
}
