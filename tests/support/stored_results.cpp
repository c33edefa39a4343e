#include "tests/support/stored_results.hpp"

#include <catch2/catch.hpp>

#include "domain/derivation.hpp"

namespace reviewd {
namespace {

DeadlineTerms without_steps(DeadlineTerms terms) {
  terms.steps.clear();
  return terms;
}

void check_same(const Deadline& stored, const DerivedDeadline& derived) {
  INFO("deadline " << stored.terms->deadline_id);
  CHECK((*stored.terms == without_steps(derived.terms)));
  CHECK((stored.revised_due_on == derived.revised_due_on));
  CHECK((stored.met_on == derived.met_on));
  CHECK(word_of(stored.state) == word_of(derived.state));
  CHECK(stored.days_late == derived.days_late);
  CHECK(stored.revised_days_late == derived.revised_days_late);
}

}  // namespace

void check_stored_equals_derived(const CaseState& state, const RuleBook& rules, Day today) {
  for (const Fact& fact : state.facts)
    if (day_of(fact).last() > today) return;
  const Derivation derived =
      derive(facts_by(state.facts, today), state.deadlines, rules, today, stored_in(state));
  CHECK((state.advice.value_or(Shared<Advice>{}) == derived.advice));
  CHECK((state.assessment.value_or(Shared<Assessment>{}) == derived.assessment));
  CHECK((state.awaiting == derived.awaiting));
  CHECK(word_of(status_of(state.facts)) == word_of(derived.status));
  REQUIRE(state.deadlines.size() == derived.deadlines.size());
  for (const DerivedDeadline& deadline : derived.deadlines) {
    const Deadline* stored = state.deadline(deadline.terms->deadline_id);
    REQUIRE(stored != nullptr);
    check_same(*stored, deadline);
  }
}

}  // namespace reviewd
