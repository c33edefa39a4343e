// The case document and its parts as JSON. A function of the view alone: nothing in it moves with the clock,
// and no personal value is in it, only where it stands. Pure; any thread.
#pragma once

#include <memory>
#include <string>

#include "api/case_view.hpp"

namespace reviewd {

// The whole document, members in a fixed order: equal views give equal bytes, which is why its ETag is
// strong.
std::string case_document(const CaseView& view);
// The same of the state as it is stored, as of its view, without a copy of it.
std::string case_document(const CaseState& state);

// One line of the list of cases.
std::string case_summary(const CaseView& view);

// One line of the list of deadlines; `today` gives the days that are left or over.
std::string deadline_summary(const CaseView& view, const Deadline& deadline, Day today);

// "as asked" members for the explanation of a deadline: the stored event's terms and how often it was worked
// out again.
std::string explanation_document(const Deadline& deadline, const DeadlineTerms& explained);

}  // namespace reviewd
