#include "domain/rules/rule_book.hpp"

#include <algorithm>

#include "domain/assert.hpp"

namespace reviewd {
namespace {

template <class Document>
const Document* found(const std::vector<std::shared_ptr<const Document>>& documents, std::string_view id,
                      int revision) {
  for (const auto& document : documents)
    if (document->id == id && document->revision == revision) return document.get();
  return nullptr;
}

template <class Document>
const Document* newest(const std::vector<std::shared_ptr<const Document>>& documents, std::string_view id) {
  const Document* best = nullptr;
  for (const auto& document : documents)
    if (document->id == id && (best == nullptr || document->revision > best->revision)) best = document.get();
  return best;
}

template <class Document>
std::vector<const Document*> newest_of_each(const std::vector<std::shared_ptr<const Document>>& documents) {
  std::vector<const Document*> result;
  for (const auto& document : documents)
    if (newest(documents, document->id) == document.get()) result.push_back(document.get());
  return result;
}

bool earlier(const Edition& left, const Edition& right) {
  const Day left_day = left.in_force_from.first();
  const Day right_day = right.in_force_from.first();
  if (left_day != right_day) return left_day < right_day;
  if (left.id != right.id) return left.id < right.id;
  return left.revision < right.revision;
}

bool ended_before(const Edition& edition, Day day) {
  return edition.in_force_to && *edition.in_force_to < day;
}

}  // namespace

void RuleBook::add(Edition edition) {
  REVIEWD_ASSERT(this->edition(edition.id, edition.revision) == nullptr);
  editions_.push_back(std::make_shared<const Edition>(std::move(edition)));
  std::sort(editions_.begin(), editions_.end(),
            [](const auto& left, const auto& right) { return earlier(*left, *right); });
  newest_editions_ = newest_of_each(editions_);
}

void RuleBook::add(Calendar calendar) {
  REVIEWD_ASSERT(this->calendar(calendar.id, calendar.revision) == nullptr);
  calendars_.push_back(std::make_shared<const Calendar>(std::move(calendar)));
  std::sort(calendars_.begin(), calendars_.end(), [](const auto& left, const auto& right) {
    return left->id != right->id ? left->id < right->id : left->revision < right->revision;
  });
}

Governing RuleBook::governing(Day day) const {
  const Edition* previous = nullptr;
  const Edition* current = nullptr;
  for (const Edition* edition : editions()) {
    if (edition->in_force_from.first() > day) break;
    previous = current;
    current = edition;
  }
  if (current == nullptr || ended_before(*current, day)) return {};
  // The edition took over on some day of this month; before that day the one before it was still in force.
  const bool day_of_change_unknown = !current->in_force_from.whole() && day <= current->in_force_from.last();
  if (!day_of_change_unknown || previous == nullptr || ended_before(*previous, day))
    return {current, nullptr};
  return {current, previous};
}

const Edition* RuleBook::edition(std::string_view id) const {
  return newest(editions_, id);
}

const Edition* RuleBook::edition(std::string_view id, int revision) const {
  return found(editions_, id, revision);
}

const Calendar* RuleBook::calendar(std::string_view id) const {
  return newest(calendars_, id);
}

const Calendar* RuleBook::calendar(std::string_view id, int revision) const {
  return found(calendars_, id, revision);
}

std::vector<const Calendar*> RuleBook::calendars() const {
  return newest_of_each(calendars_);
}

}  // namespace reviewd
