// The work behind a review, as commands: what its edition asks for before it is complete or published, and
// what is not there yet. Tests only; pure.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// One command. "<document_recorded>" in its body stands for the newest event of that name.
struct WorkStep {
  std::string command;
  std::string body;
};

using Checks = std::vector<RequirementCheck>;

// The next that would bring the review nearer to what its edition asks for, all of it done on this day;
// nothing when all is there but for what is asked by these checks, or when what runs against the edition
// cannot be put right by doing more.
std::optional<WorkStep> next_missing(const CaseState& state, const RuleBook& rules, std::string_view on,
                                     const Checks& but_for = {});

// The body with the ids of the newest events of this case.
std::string filled_from(const std::string& body, const Facts& facts);

// All steps of a review that was opened and decided on this day and of which nothing else is done.
std::vector<WorkStep> work_of_review(const std::string& decided_on);

}  // namespace reviewd
