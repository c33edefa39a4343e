// Taking up new revisions of rule documents: what they would move, before anyone accepts it, then the
// adoption itself. One way for the command line and for the API, of a running daemon and of a stopped one.
// Documents are read and cases worked out apart from the engine's thread, some at a time.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/application.hpp"
#include "config/rule_files.hpp"
#include "domain/engine.hpp"
#include "domain/moved_deadlines.hpp"

namespace reviewd {

// What an adoption would take up and what it would move, as shown to the person who is to accept it.
struct AdoptionPlan {
  std::vector<RuleDocument> documents;  // not adopted yet
  std::vector<MovedDeadline> moved;
};

// What is asked for.
struct AdoptionAsked {
  std::optional<std::string> calendar;  // this one alone; without it every document on the disk
  std::optional<std::string> text;      // the calendar's new text; without it the file on the disk
  bool accept = false;                  // otherwise nothing is written
  std::optional<Personal> reason;
  CommandMeta meta;
};

// What came of it.
struct AdoptionAnswer {
  AdoptionPlan plan;
  std::optional<Position> adopted_at;  // nothing: it was not accepted, or there was nothing to adopt
};

// Which of the documents are not adopted yet. `not_allowed` "revision_altered" where one differs from the
// adopted text of its revision, "revision_outdated" where it is older than what is adopted.
[[nodiscard]] Result<std::vector<RuleDocument>> documents_to_adopt(
    const std::vector<AdoptedDocument>& adopted, std::vector<RuleDocument> documents);

// Does the work on another thread, then calls `next` on the engine's own: for the loop of a running daemon,
// which must not wait for either. A stopped daemon does both at once.
using Apart = std::function<void(std::function<void()> work, std::function<void()> next)>;

// Plans one adoption. Used on the engine's thread; held by what it waits for.
class AdoptionPlanning : public std::enable_shared_from_this<AdoptionPlanning> {
 public:
  using Answer = std::function<void(Result<AdoptionPlan>)>;
  // Reads the documents; called on the other thread.
  using Source = std::function<Result<std::vector<RuleDocument>>()>;

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

  // Reads the documents, works every case out, and answers once: the plan, or why there can be none. What
  // changes meanwhile may be missing from the plan; the adoption itself works every case out again.
  void begin(Source source, Answer answer);

 private:
  void read(const Source& source, const std::vector<AdoptedDocument>& adopted);
  void next_cases();

  const Engine& engine_;
  std::shared_ptr<const RuleBook> rules_;
  Day today_;
  Apart apart_;
  std::size_t cases_a_turn_;
  Answer answer_;
  Result<AdoptionPlan> plan_;
  RuleBook book_;  // with what would be adopted
  std::size_t taken_ = 0;
};

// From the question to the last case. Used on the engine's thread; what it is made of outlives it.
class Adoption {
 public:
  // Of the daemon, running or stopped.
  struct Means {
    std::function<const Engine&()> engine;
    std::function<std::shared_ptr<const RuleBook>()> rules;  // in use
    std::function<Instant()> now;
    Apart apart;
    std::function<void(const RegisterCommand&, const CommandMeta&, std::function<void(Reply)>)> submit;
    // The book of what is adopted up to this position is there; every case is worked out again from now on.
    std::function<void(Position, std::shared_ptr<const RuleBook>)> use_rules;
    // Ends the process: what was adopted cannot be read, which its adoption should have made impossible.
    std::function<void(const std::string&)> stop;
  };
  using Answer = std::function<void(Result<AdoptionAnswer>)>;

  // The documents on the disk lie below `directory`.
  Adoption(std::filesystem::path directory, Means means)
      : directory_(std::move(directory)), means_(std::move(means)) {}

  // Answers once; what was adopted is durable then, and the cases follow. `not_allowed`
  // "adoption_under_way" while another one is: its plan would not know of what that one adopts;
  // "documents_unreadable" where the disk is at fault, else the refusals of documents_to_adopt. `invalid`
  // "/text" "no_calendar" and "/calendar" "no_such_calendar".
  void run(AdoptionAsked asked, Answer answer);

 private:
  void submit(const AdoptionAsked& asked, AdoptionPlan plan, const Answer& answer);
  void use_adopted(AdoptionPlan plan, const Answer& answer);

  std::filesystem::path directory_;
  Means means_;
  bool under_way_ = false;
};

// The same for the API, which asked for one calendar.
CalendarAdoption outcome_of(AdoptionAnswer answer, const RegisterState& state, const std::string& calendar);

// Lines for a person: each document, each deadline that moves, and how many of how many.
std::string describe(const AdoptionPlan& plan, const Engine& engine);

}  // namespace reviewd
