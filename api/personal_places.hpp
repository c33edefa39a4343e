// Where the personal values of a case stand. Pure; any thread.
#pragma once

#include <vector>

#include "api/application.hpp"
#include "domain/case_state.hpp"

namespace reviewd {

// Each personal value of the case where it stands now: in the newest correction of its place, else in the
// fact itself; then the reasons of the corrections. None of them is opened.
std::vector<PersonalShown> personal_places_of(const CaseState& state);

}  // namespace reviewd
