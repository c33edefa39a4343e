// Runs of the simulator: honest ones, which must find nothing, and ones with a planted fault, which must be
// found out by the check that is there for it.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>

#include "tests/sim/simulator.hpp"
#include "tests/support/shipped_rules.hpp"

namespace reviewd {
namespace {

std::shared_ptr<const RuleBook> rules() {
  static const auto shared = std::make_shared<const RuleBook>(shipped_rules());
  return shared;
}

std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

std::string described(std::uint64_t seed, const std::vector<Breach>& findings) {
  std::string text;
  for (const Breach& finding : findings)
    text += "check " + std::to_string(static_cast<int>(finding.check)) + ": " + finding.text + "\n";
  return text + "again with: REVIEWD_SIM_SEED=" + std::to_string(seed) +
         " REVIEWD_SIM_SEEDS=1 build/dev/reviewd_tests \"sim: every seed holds\" (REVIEWD_SIM_TRACE=1 shows "
         "each commit)";
}

// What a planted fault must be found by.
struct Red {
  Check check;
  std::string words;  // of the finding
};

bool found(const Simulator& simulator, const Red& red) {
  for (const Breach& finding : simulator.findings())
    if (finding.check == red.check && finding.text.find(red.words) != std::string::npos) return true;
  return false;
}

void require_red(const char* fault, const SimulatedFaults& faults, const Red& red) {
  INFO("planted fault: " << fault);
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    Simulator simulator{seed, faults, rules()};
    simulator.run();
    if (!found(simulator, red)) continue;
    std::cout << "planted fault '" << fault << "': first red seed " << seed << std::endl;
    SUCCEED();
    return;
  }
  FAIL("no seed of 2000 found it");
}

}  // namespace

TEST_CASE("sim: every seed holds", "[sim]") {
  const std::uint64_t first = number_from_environment("REVIEWD_SIM_SEED", 1);
  const std::uint64_t seeds = number_from_environment("REVIEWD_SIM_SEEDS", 200);
  RunCounts counts;
  for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
    Simulator simulator{seed, {}, rules()};
    simulator.run();
    counts.add(simulator.counts());
    if (!simulator.findings().empty()) FAIL_CHECK(described(seed, simulator.findings()));
  }
  std::cout << seeds << " seeds: " << counts.commits << " commits, " << counts.acknowledged
            << " acknowledged, " << counts.repeated_receipts << " repeated receipts, " << counts.crashes
            << " crashes, " << counts.failed_writes << " failed writes, " << counts.fenced_writes
            << " fenced, " << counts.refused_starts << " refused starts, " << counts.batches_of_many
            << " batches of many, " << counts.clock_steps_back << " steps back, " << counts.passings
            << " passings, " << counts.reminders << " reminders, " << counts.corrections << " corrections, "
            << counts.adoptions << " adoptions, " << counts.deliveries << " deliveries, "
            << counts.deliveries_again << " seen again, " << counts.deliveries_exhausted << " exhausted"
            << std::endl;
  if (seeds < 200) return;
  // Runs that reach none of this would hold for no reason.
  CHECK(counts.acknowledged > 20 * seeds);
  CHECK(counts.repeated_receipts > seeds);
  CHECK(counts.crashes > seeds);
  CHECK(counts.failed_writes > seeds / 2);
  CHECK(counts.fenced_writes > seeds / 5);
  CHECK(counts.refused_starts > seeds / 4);
  CHECK(counts.batches_of_many > seeds);
  CHECK(counts.clock_steps_back > seeds);
  CHECK(counts.passings > seeds);
  CHECK(counts.reminders > seeds);
  CHECK(counts.corrections > seeds);
  CHECK(counts.adoptions > seeds / 4);
  CHECK(counts.deliveries > 100 * seeds);
  CHECK(counts.deliveries_again > seeds);
  CHECK(counts.deliveries_exhausted > seeds / 4);
}

TEST_CASE("sim: the same seed gives the same run", "[sim]") {
  for (const std::uint64_t seed : {3U, 4U, 5U}) {
    Simulator first{seed, {}, rules()};
    Simulator second{seed, {}, rules()};
    first.run();
    second.run();
    CHECK(first.counts().commits == second.counts().commits);
    CHECK(first.counts().acknowledged == second.counts().acknowledged);
    CHECK(first.counts().reminders == second.counts().reminders);
    CHECK(first.findings().size() == second.findings().size());
  }
}

TEST_CASE("sim: without the gate a seed goes red", "[sim]") {
  SimulatedFaults faults;
  faults.gate_off = true;
  require_red("gate off", faults, {Check::nothing_visible_early, "when the medium ended"});
}

TEST_CASE("sim: without the gate acknowledged commits are missed after a crash", "[sim]") {
  SimulatedFaults faults;
  faults.gate_off = true;
  faults.blind_to_early_replies = true;
  require_red("gate off, seen in the log", faults, {Check::acknowledged_is_kept, "acknowledged"});
}

TEST_CASE("sim: without the fence a seed goes red", "[sim]") {
  SimulatedFaults faults;
  faults.fence_off = true;
  require_red("fence off", faults, {Check::acknowledged_is_kept, "is not what was acknowledged"});
}

TEST_CASE("sim: without the lookup of idempotency keys a seed goes red", "[sim]") {
  SimulatedFaults faults;
  faults.keys_never_found = true;
  require_red("idempotency lookup off", faults, {Check::same_key_same_receipt, "key"});
}

TEST_CASE("sim: with reminders remembered without their due day a seed goes red", "[sim]") {
  SimulatedFaults faults;
  faults.engine.rung_key_without_due_date = true;
  require_red("rung key without the due date", faults, {Check::deadlines_take_effect, "not fired"});
}

TEST_CASE("sim: with deadline_passed recorded again a seed goes red", "[sim]") {
  SimulatedFaults faults;
  faults.engine.passes_twice = true;
  require_red("deadline_passed twice", faults, {Check::deadlines_take_effect, "deadline_passed twice"});
}

TEST_CASE("sim: with deliveries that do not wait for the medium a seed goes red", "[sim]") {
  SimulatedFaults faults;
  faults.deliveries_ungated = true;
  require_red("deliveries ungated", faults, {Check::deliveries_are_whole, "when the medium ended"});
}

TEST_CASE("sim: with the events of a case sent side by side a seed goes red", "[sim]") {
  SimulatedFaults faults;
  faults.deliveries_unordered = true;
  require_red("deliveries unordered", faults, {Check::deliveries_are_whole, "of the same case"});
}

TEST_CASE("sim: with failures taken for successes a seed goes red", "[sim]") {
  SimulatedFaults faults;
  faults.failures_taken_for_successes = true;
  require_red("failures taken for successes", faults, {Check::deliveries_are_whole, "was"});
}

}  // namespace reviewd
