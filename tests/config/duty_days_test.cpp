// Days worked out by hand from the reference (tests/config/reference/duty_days.txt): from which instrument a
// rule is taken, who is told and when it falls due, on both sides of each change.
#include <catch2/catch.hpp>

#include "domain/rules/resolution.hpp"
#include "tests/support/reference_table.hpp"
#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

struct Asked {
  MilestoneDays days;
  CaseTerms terms;
};

// "brought_to_attention=2011-02-15, notice=2011-02-25"
Asked asked_in(const std::string& cell) {
  Asked asked;
  for (const std::string& part : split_cells(cell, ',')) {
    const std::string name = part.substr(0, part.find('='));
    const std::string value = part.substr(part.find('=') + 1);
    bool known = name == "changed_over_on" || name == "local";
    if (name == "changed_over_on") asked.terms.changed_over_on = day(value);
    if (name == "local") asked.terms.local_editions = {value};
    for (const Milestone milestone : choosing_milestones) {
      if (name_of(milestone) != name) continue;
      asked.days[static_cast<std::size_t>(milestone)] = PartialDate{day(value)};
      known = true;
    }
    INFO(cell);
    REQUIRE(known);
  }
  return asked;
}

// The instrument, who is told and the due day, as the table writes them.
std::vector<std::string> answer(const Asked& asked, const std::string& rule) {
  std::vector<std::string> found;
  for (const ResolvedRule& resolved : resolve(shipped_rules(), asked.days, asked.terms).rules) {
    if (resolved.rule->id != rule) continue;
    const std::string& told = resolved.rule->recipient;
    found.insert(found.end(), {resolved.edition->id, told.empty() ? "-" : told,
                               resolved.due ? resolved.due->due_on.text() : "-"});
  }
  return found.empty() ? std::vector<std::string>{"-", "-", "-"} : found;
}

}  // namespace

TEST_CASE("reference: on days worked out by hand each duty is that of its instrument, and falls due then") {
  std::set<std::string> duties;
  for (const std::vector<std::string>& row : reference_rows("duty_days.txt")) {
    REQUIRE(row.size() == 6);
    for (const std::string& duty : split_cells(row[0], ' ')) duties.insert(duty);
    INFO(row[1] + ": " + row[2]);
    CHECK(answer(asked_in(row[1]), row[2]) == std::vector<std::string>(row.begin() + 3, row.end()));
  }
  for (int number = 1; number <= 24; ++number) CHECK(duties.contains("D" + std::to_string(number)));
  for (char letter = 'a'; letter <= 't'; ++letter) CHECK(duties.contains(std::string{"N-"} + letter));
}
