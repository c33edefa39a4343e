#include "api/due_as_of.hpp"

#include <algorithm>
#include <iterator>

#include "api/case_document.hpp"
#include "api/case_view.hpp"

namespace reviewd {

bool DueFilter::accepts(const Deadline& deadline) const {
  const auto last = last_due(deadline.terms);
  if (before && (!last || *last >= *before)) return false;
  if (overdue && (deadline.state == DeadlineState::overdue) != *overdue) return false;
  if (agency && deadline.terms->agency != *agency) return false;
  return !kind || deadline.terms->kind == *kind;
}

bool DueStretch::covers(const std::optional<DueEntry>& place) const {
  if (after && (!place || *place < *after)) return false;
  return !more || !place || *place < rows.back().entry;
}

void DueStretchBuilder::add(const std::vector<std::shared_ptr<const CaseState>>& states) {
  for (const auto& state : states)
    if (state) add(*state);
}

void DueStretchBuilder::add(const CaseState& state) {
  const auto view =
      question_.as_of ? view_as_of(state, *question_.as_of, *rules_) : Result<CaseView>{view_of(state)};
  if (!view) return;
  for (const Deadline& deadline : view->deadlines) {
    if (!is_open(deadline) || !question_.filter.accepts(deadline)) continue;
    const DueEntry entry = due_entry_of(deadline.terms, view->case_id);
    if (after_ && entry <= *after_) continue;
    if (soonest_.size() == most_ && soonest_.rbegin()->first < entry) {
      more_ = true;
      continue;
    }
    soonest_.emplace(entry, deadline_summary(*view, deadline, today_));
    if (soonest_.size() <= most_) continue;
    soonest_.erase(std::prev(soonest_.end()));
    more_ = true;
  }
}

DueStretch DueStretchBuilder::take(Position position) {
  DueStretch stretch{std::move(question_), position, std::move(after_), {}, more_};
  stretch.rows.reserve(soonest_.size());
  for (auto& [entry, document] : soonest_) stretch.rows.push_back({entry, std::move(document)});
  return stretch;
}

std::shared_ptr<const DueStretch> DueStretches::find(const DueQuestion& question, Position position,
                                                     const std::optional<DueEntry>& place) {
  const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const auto& stretch) {
    return stretch->position == position && stretch->question == question && stretch->covers(place);
  });
  if (found == kept_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found);
  return kept_.front();
}

void DueStretches::keep(std::shared_ptr<const DueStretch> stretch) {
  kept_.push_front(std::move(stretch));
  if (kept_.size() > kept_max) kept_.pop_back();
}

}  // namespace reviewd
