// Who is consulted on a revised timetable: the office of the edition and of the day (domain facts, 1(2) and
// 13(5)). Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "domain/rejection.hpp"
#include "domain/situation.hpp"

namespace reviewd {

// Whether a body, as somebody wrote it ("Government Office for the South West"), is the office that rules
// name by this word ("government_office"). Capitals count for nothing, a blank is as good as "_".
bool names_office(std::string_view written, std::string_view office);

// Refuses a revised timetable whose consultation is not the one that the edition asks for on its day:
// `not_allowed` "office_has_left" (the office gave its part over to another before that day; consult that
// one), "another_office" (the edition asks for another; consult that one), citing the clause; `invalid`
// "required" (the edition asks for the body, its plan and its note of progress; add them). Where nobody is
// asked for, anybody may be consulted, or nobody.
std::optional<Rejection> refuse_consultation(const ReviseTimetable& command, const Situation& situation);

}  // namespace reviewd
