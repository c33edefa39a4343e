// Taking up new revisions of rule files: what they would move, before anyone accepts it. Pure but for its
// input.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "config/rule_files.hpp"
#include "domain/engine.hpp"

namespace reviewd {

// One open deadline that would move.
struct MovedDeadline {
  CaseId case_id;
  std::string case_label;
  std::string deadline_id;
  std::string was;
  std::string is;
};

// What an adoption would take up and what it would move, as shown to the person who is to accept it.
struct AdoptionPlan {
  std::vector<RuleDocument> documents;  // not adopted yet
  std::vector<MovedDeadline> moved;
};

// The fault: a file differs from the adopted text of its revision, or is older than what is adopted.
[[nodiscard]] std::expected<AdoptionPlan, std::string> plan_adoption(const Engine& engine,
                                                                     const std::vector<RuleDocument>& files,
                                                                     Day today);

// Lines for a person: each document, each deadline that moves, and how many of how many.
std::string describe(const AdoptionPlan& plan);

// The plan as a command of the register: the full texts go into the log, so that it explains itself without
// the files. `reason` is sealed there as a personal value.
AdoptRules adoption_command(const AdoptionPlan& plan, const std::string& reason);

}  // namespace reviewd
