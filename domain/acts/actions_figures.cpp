#include <algorithm>

#include "domain/acts/figures.hpp"

namespace reviewd {
namespace {

// Goes through what was said of one action, in the order in which it was recorded.
struct ActionReader {
  EventId action;
  ActionFigures figures;

  void operator()(const ActionProgressed& act) {
    if (act.action != action) return;
    figures.progress = act.progress;
    const bool complete =
        act.progress == ActionProgress::complete || act.progress == ActionProgress::embedded;
    if (!complete) {
      figures.completed_on.reset();
      figures.signed_off_on.reset();
    } else if (!figures.completed_on) {
      figures.completed_on = act.occurred_on;
    }
  }
  void operator()(const EvidenceRecorded& act) {
    if (act.action != action) return;
    if (!figures.evidenced_on || act.dated_on.first() >= figures.evidenced_on->first())
      figures.evidenced_on = act.dated_on;
  }
  void operator()(const ActionSignedOff& act) {
    if (act.action == action) figures.signed_off_on = act.signed_off_on;
  }
  void operator()(const ActionAudited& act) {
    if (act.action != action) return;
    if (figures.audited_on && act.audited_on.first() < figures.audited_on->first()) return;
    figures.audited_on = act.audited_on;
    figures.finding = act.finding;
  }
  template <class Body>
  void operator()(const Body&) {}  // says nothing of an action
};

}  // namespace

ActionFigures figures(const ActionPlanned& act, EventId action, const Facts& facts) {
  ActionReader reader{action, {}};
  for (const Fact& fact : facts) std::visit(reader, fact.body);
  const auto& completed = reader.figures.completed_on;
  if (completed && completed->whole())
    reader.figures.days_late = std::max(0, completed->first() - act.target_on);
  return reader.figures;
}

}  // namespace reviewd
