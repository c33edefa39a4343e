// Check 3: live state and views equal a fresh replay. Pure; one thread.
#pragma once

#include <string>
#include <vector>

#include "domain/engine.hpp"

namespace reviewd {

// One sentence for each difference between the engine that lived and the one that replayed the same commits,
// and for each list that does not follow from the states beside it.
std::vector<std::string> differences(const Engine& lived, const Engine& replayed);

}  // namespace reviewd
