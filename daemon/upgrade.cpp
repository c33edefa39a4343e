// Before a new version takes over: does it still work out what the log says?
#include <iostream>

#include "daemon/logging.hpp"
#include "daemon/store.hpp"
#include "daemon/subcommands.hpp"
#include "daemon/system_clock.hpp"
#include "domain/moved_deadlines.hpp"

namespace reviewd {

int check_upgrade(const Settings& settings) {
  OpenOptions options;
  options.stop = [](const std::string& sentence) { stop_at_once(sentence); };
  options.tell = [](const std::string& sentence) { std::cerr << "reviewd: " << sentence << "\n"; };
  options.create = false;
  const auto store = Store::open(settings, options);
  if (!store) {
    std::cerr << "reviewd: " << store.error() << "\n";
    return 1;
  }
  const Engine& engine = (*store)->engine();
  const Day today = london_day(engine.moment(system_now()));
  std::size_t open = 0;
  std::size_t moved = 0;
  for (const CaseId& case_id : engine.cases_in_order()) {
    const auto state = engine.find(case_id);
    for (const Deadline& deadline : state->deadlines) open += is_open(deadline) ? 1U : 0U;
    for (const MovedDeadline& found : unexplained_moves(*state, engine.rules(), today)) {
      ++moved;
      std::cout << case_id.text() << " " << found.deadline_id << ": " << found.was.value_or("not there")
                << " by the log, " << found.is.value_or("not there") << " by this version\n";
    }
  }
  std::cout << moved << " of " << open << " open deadlines differ without a recorded cause.\n";
  return moved == 0 ? 0 : 1;
}

}  // namespace reviewd
