#include "tests/sim/replay_comparison.hpp"

#include <algorithm>

#include "storage/state_text.hpp"

namespace reviewd {
namespace {

// The lists as they follow from the states, worked out without the engine's own bookkeeping.
void compare_views(const Engine& engine, const std::string& whose, std::vector<std::string>& found) {
  std::set<DueEntry> due;
  std::optional<Day> next;
  for (const CaseId& case_id : engine.cases_in_order()) {
    const auto state = engine.find(case_id);
    for (const Deadline& deadline : state->deadlines)
      if (is_open(deadline)) due.insert(due_entry_of(deadline.terms, case_id));
    const auto day = next_due(*state);
    if (day && (!next || *day < *next)) next = day;
  }
  if (due != engine.due_list().entries())
    found.push_back("the due list of " + whose + " is not that of its states");
  if (next != engine.next_timer_day())
    found.push_back("the timers of " + whose + " are not those of its states");
}

void compare_case(const CaseId& case_id, const Engine& lived, const Engine& replayed,
                  std::vector<std::string>& found) {
  const std::string name{case_id.text()};
  if (state_text(*lived.find(case_id)) != state_text(*replayed.find(case_id)))
    found.push_back("the state of case " + name + " is another one after a replay");
  if (lived.positions(case_id) != replayed.positions(case_id))
    found.push_back("the positions of case " + name + " are others after a replay");
}

}  // namespace

std::vector<std::string> differences(const Engine& lived, const Engine& replayed) {
  std::vector<std::string> found;
  if (lived.head() != replayed.head()) found.push_back("the head is another one after a replay");
  if (lived.newest_recorded_at() != replayed.newest_recorded_at())
    found.push_back("the engine's time is another one after a replay");
  if (state_text(lived.register_state()) != state_text(replayed.register_state()))
    found.push_back("the register is another one after a replay");
  if (lived.due_list().entries() != replayed.due_list().entries())
    found.push_back("the due list is another one after a replay");
  if (lived.next_timer_day() != replayed.next_timer_day())
    found.push_back("the timers are others after a replay");
  if (lived.tallies() != replayed.tallies())
    found.push_back("a list beside the states is another one after a replay");
  compare_views(lived, "the live engine", found);
  if (lived.cases_in_order() != replayed.cases_in_order()) {
    found.push_back("the cases are others after a replay");
    return found;
  }
  for (const CaseId& case_id : lived.cases_in_order()) compare_case(case_id, lived, replayed, found);
  return found;
}

}  // namespace reviewd
