// Golden logs: written once from a story that a test tells, read for ever (tests/golden/README.md). Tests
// only; one thread, like all tests.
#pragma once

#include <memory>
#include <string>

#include "tests/support/engine_bench.hpp"

namespace reviewd {

// With UPDATE_GOLDEN, writes the log of this name and what it folds to, where they are missing.
void write_golden_log(const std::string& name, EngineBench& story);

// The engine that folded the log. The test fails where a line is not read, or not written again as it was, or
// where it folds to something else than when it was written.
std::unique_ptr<Engine> folded_golden_log(const std::string& name);

}  // namespace reviewd
