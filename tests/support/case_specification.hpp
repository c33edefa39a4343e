// Given what was entered, when one more command comes, then exactly these events follow, or it is refused:
// built on the real decide and evolve, the shipped editions and calendar. After every accepted command it
// holds that what is stored equals what would be derived for the same day. Tests only; one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/commands.hpp"
#include "domain/decide.hpp"
#include "domain/events.hpp"
#include "domain/rules/rule_book.hpp"
#include "tests/support/shipped_rules.hpp"

namespace reviewd {

class CaseSpecification {
 public:
  explicit CaseSpecification(const RuleBook& rules = shipped_rules()) : rules_(&rules) { on("2010-02-01"); }

  // The clock stands at noon UTC of this day from now on; it may be set back as well as forward.
  CaseSpecification& on(std::string_view day);
  CaseSpecification& at(std::string_view instant);
  // From now on everything comes from an import.
  CaseSpecification& importing();
  // Other rules from now on, as after an adoption.
  CaseSpecification& under(const RuleBook& rules);
  // What the register says of the board when the case is opened.
  CaseSpecification& of_board(BoardTermsApplied terms);

  // Entered and accepted; the test fails when it is refused. `body` is the JSON of the API.
  CaseSpecification& given(std::string_view command, std::string_view body);
  CaseSpecification& given(const CaseCommand& command);
  // What the edition asks of the review is done but for what these checks ask, on the day of its decision or
  // on another one (tests/support/review_work).
  CaseSpecification& given_the_work_is_done(const std::vector<RequirementCheck>& but_for = {},
                                            std::string day = "");
  // What is due by now fires; no commit when there is nothing.
  CaseSpecification& given_the_clock_runs();

  CaseSpecification& when(std::string_view command, std::string_view body);
  CaseSpecification& when(const CaseCommand& command);
  CaseSpecification& when_the_clock_runs() { return when(CaseCommand{FireTimers{}}); }

  // Exactly these events, compared as they would stand in the log.
  CaseSpecification& then(const std::vector<Event>& expected);
  // Exactly these events, in the words of tests/support/plain_words.
  CaseSpecification& then_in_words(const std::vector<std::string>& expected);
  CaseSpecification& then_nothing();
  // Refused with this code; for faulty content the code and the JSON Pointer of its first fault.
  CaseSpecification& then_rejected(std::string_view code, std::string_view pointer = "");
  CaseSpecification& then_rejected_citing(std::string_view code, std::string_view part_of_clause);

  const CaseState& state() const { return state_; }
  const Deadline& deadline(std::string_view deadline_id) const;
  // "running", "met_late 5 days", … of one deadline, with its days; "" when there is none.
  std::string standing(std::string_view deadline_id) const;
  const std::vector<Commit>& commits() const { return commits_; }
  const Result<std::vector<Event>>& result() const { return result_; }
  Position next_position() const { return Position{commits_.size() + 1}; }
  Day today() const { return london_day(now_); }
  const RuleBook& rules() const { return *rules_; }

 private:
  void carry_out(const CaseCommand& command);

  const RuleBook* rules_;
  BoardTermsApplied board_terms_;
  CaseState state_;
  std::vector<Commit> commits_;
  Instant now_;
  Actor actor_{"t1", "Board manager"};
  Origin origin_ = Origin::api;
  Result<std::vector<Event>> result_;
};

// The usual case, brought to attention and entered on 20 March 2010; and the same with the chair's decision
// of 1 April to conduct a review. Under the first rules, whose few clocks a test can spell out.
CaseSpecification usual_case(std::string_view entered_on = "2010-03-20");
CaseSpecification usual_review();

// A command from the JSON of the API; throws when it cannot be read.
CaseCommand command_from(std::string_view name, std::string_view body);
// The id that every case of a specification has, and another one.
CaseId specified_case();
CaseId another_case();
// The events as they would stand in the log, one JSON text a line.
std::string log_text(const std::vector<Event>& events);

}  // namespace reviewd
