#include "domain/rules/rule_book.hpp"

#include <algorithm>
#include <ranges>

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

bool names(const std::vector<std::string>& ids, const Edition& edition) {
  return std::ranges::find(ids, edition.id) != ids.end();
}

// How a guidance stands on a day on which it has begun: by change-over, for some boards only.
enum class Reach { every_board, not_this_board, this_board_unknown };

Reach reach_of(const Edition& edition, Day day, const CaseTerms& terms) {
  if (!edition.change_over_by || day > *edition.change_over_by) return Reach::every_board;
  if (!terms.changed_over_on) return Reach::this_board_unknown;
  return *terms.changed_over_on <= day ? Reach::every_board : Reach::not_this_board;
}

}  // namespace

bool beginning_unknown(const Edition& edition, Day day) {
  return !edition.in_force_from.whole() && edition.in_force_from.first() <= day &&
         day <= edition.in_force_from.last();
}

bool amends(const Edition& direction, const Edition& guidance) {
  return direction.amends.empty() || names(direction.amends, guidance);
}

bool stands_beside(const Edition& edition, Day day, const Governing& governing, const CaseTerms& terms) {
  if (edition.in_force_from.first() > day || ended_before(edition, day)) return false;
  if (edition.layer == Layer::local) return names(terms.local_editions, edition);
  if (edition.layer == Layer::guidance) return false;
  return edition.amends.empty() || (governing.edition != nullptr && amends(edition, *governing.edition));
}

const Repinned* CaseTerms::repinned(std::string_view rule) const {
  const auto found = by_rule.find(rule);
  return found == by_rule.end() ? nullptr : &found->second;
}

bool applies(const IndexedRule& indexed, Day day, const Governing& governing, const CaseTerms& terms) {
  if (const Repinned* repinned = terms.repinned(indexed.rule->id))
    return repinned->edition == indexed.edition->id;
  const bool chosen = indexed.edition->layer == Layer::guidance
                          ? indexed.edition == governing.edition
                          : stands_beside(*indexed.edition, day, governing, terms);
  return chosen && std::ranges::none_of(indexed.yields_to, [&](const Edition* direction) {
           return stands_beside(*direction, day, governing, terms);
         });
}

void RuleBook::add(Edition edition) {
  REVIEWD_ASSERT(this->edition(edition.id, edition.revision) == nullptr);
  editions_.push_back(std::make_shared<const Edition>(std::move(edition)));
  std::sort(editions_.begin(), editions_.end(),
            [](const auto& left, const auto& right) { return earlier(*left, *right); });
  index();
}

void RuleBook::index() {
  newest_editions_ = newest_of_each(editions_);
  guidance_.clear();
  directions_.clear();
  for (const Edition* edition : newest_editions_) {
    if (edition->layer == Layer::guidance) guidance_.push_back(edition);
    if (edition->layer == Layer::direction) directions_.push_back(edition);
  }
  for (auto& rules : by_start_) rules.clear();
  for (const Layer layer : {Layer::guidance, Layer::direction, Layer::local})
    for (const Edition* edition : newest_editions_)
      if (edition->layer == layer) index_rules(*edition);
}

// A direction gives way to one that came into force after it, and local rules to nothing.
void RuleBook::index_rules(const Edition& edition) {
  for (const Rule& rule : edition.rules) {
    IndexedRule indexed{&edition, &rule, {}};
    for (const Edition* direction : directions_)
      if (direction != &edition && direction->rule(rule.id) != nullptr &&
          (edition.layer == Layer::guidance ||
           (edition.layer == Layer::direction && earlier(edition, *direction))))
        indexed.yields_to.push_back(direction);
    by_start_[static_cast<std::size_t>(rule.starts_at)].push_back(std::move(indexed));
  }
}

void RuleBook::add(Calendar calendar) {
  REVIEWD_ASSERT(this->calendar(calendar.id, calendar.revision) == nullptr);
  calendars_.push_back(std::make_shared<const Calendar>(std::move(calendar)));
  std::sort(calendars_.begin(), calendars_.end(), [](const auto& left, const auto& right) {
    return left->id != right->id ? left->id < right->id : left->revision < right->revision;
  });
}

Governing RuleBook::governing(Day day, const CaseTerms& terms) const {
  if (terms.guidance) return {edition(terms.guidance->edition), nullptr, false};
  const Edition* previous = nullptr;
  const Edition* current = nullptr;
  const Edition* perhaps = nullptr;
  for (const Edition* edition : guidance_) {
    if (edition->in_force_from.first() > day) break;
    const Reach reach = reach_of(*edition, day, terms);
    if (reach == Reach::this_board_unknown) perhaps = edition;
    if (reach != Reach::every_board) continue;
    previous = current;
    current = edition;
  }
  if (current == nullptr || ended_before(*current, day)) return {};
  if (perhaps != nullptr) return {current, perhaps, true};
  // The edition took over on some day of this month; before that day the one before it was still in force.
  if (!beginning_unknown(*current, day) || previous == nullptr || ended_before(*previous, day))
    return {current, nullptr, false};
  return {current, previous, false};
}

// Nothing while no other took its place.
std::optional<Day> RuleBook::last_day_of(const Edition& guidance) const {
  if (guidance.in_force_to) return guidance.in_force_to;
  const auto at = std::ranges::find(guidance_, &guidance);
  if (at == guidance_.end() || at + 1 == guidance_.end()) return std::nullopt;
  const Edition& next = **(at + 1);
  return next.change_over_by ? *next.change_over_by : next.in_force_from.last().plus_days(-1);
}

const Rule* RuleBook::rule_on(std::string_view id, Day day, const Governing& governing,
                              const CaseTerms& terms) const {
  if (const Repinned* repinned = terms.repinned(id)) return edition(repinned->edition)->rule(id);
  if (governing.edition == nullptr) return nullptr;
  const Day asked = std::min(day, last_day_of(*governing.edition).value_or(day));
  for (const Edition* direction : std::views::reverse(directions_))
    if (stands_beside(*direction, asked, governing, terms))
      if (const Rule* rule = direction->rule(id)) return rule;
  return governing.edition->rule(id);
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
