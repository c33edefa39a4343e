// Taking up new revisions of rule files: what they would move, before anyone accepts it. The files are read
// and the cases worked out apart from the engine's thread, some at a time; nothing is written here.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
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

// Which of the files are not adopted yet. The fault: one differs from the adopted text of its revision, or is
// older than what is adopted.
[[nodiscard]] std::expected<std::vector<RuleDocument>, std::string> documents_to_adopt(
    const std::vector<AdoptedDocument>& adopted, const std::vector<RuleDocument>& files);

// Appends the open deadlines of a case that move under `book`, as an adoption will work them out.
void add_moved(const CaseState& state, const RuleBook& book, Day today, std::vector<MovedDeadline>& moved);

// Does the work on another thread, then calls `next` on the engine's own: for the loop of a running daemon,
// which must not wait for either. A stopped daemon does both at once.
using Apart = std::function<void(std::function<void()> work, std::function<void()> next)>;

// Plans one adoption. Used on the engine's thread; held by what it waits for.
class AdoptionPlanning : public std::enable_shared_from_this<AdoptionPlanning> {
 public:
  // The fault of the answer is that of reading the files or of documents_to_adopt.
  using Answer = std::function<void(std::expected<AdoptionPlan, std::string>)>;

  // Of one turn: taking them holds the engine's thread for well under a millisecond.
  static constexpr std::size_t cases_at_a_time = 1'000;

  // `rules` are those in use. The engine outlives the planning.
  AdoptionPlanning(const Engine& engine, std::shared_ptr<const RuleBook> rules, Day today, Apart apart,
                   std::size_t cases_a_turn = cases_at_a_time)
      : engine_(engine),
        rules_(std::move(rules)),
        today_(today),
        apart_(std::move(apart)),
        cases_a_turn_(cases_a_turn) {}

  // Reads the files below `directory`, works every case out, and answers once. What changes meanwhile may be
  // missing from the plan; the adoption itself works every case out again.
  void begin(const std::filesystem::path& directory, Answer answer);

 private:
  void read(const std::filesystem::path& directory, const std::vector<AdoptedDocument>& adopted);
  void next_cases();

  const Engine& engine_;
  std::shared_ptr<const RuleBook> rules_;
  Day today_;
  Apart apart_;
  std::size_t cases_a_turn_;
  Answer answer_;
  std::expected<AdoptionPlan, std::string> plan_;
  RuleBook book_;  // with what would be adopted
  std::size_t taken_ = 0;
};

// Lines for a person: each document, each deadline that moves, and how many of how many.
std::string describe(const AdoptionPlan& plan);

// The plan as a command of the register: the full texts go into the log, so that it explains itself without
// the files. `reason` is sealed there as a personal value.
AdoptRules adoption_command(const AdoptionPlan& plan, const std::string& reason);

}  // namespace reviewd
