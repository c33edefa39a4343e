#include "domain/requirement_items.hpp"

#include <algorithm>

#include "domain/acts/documents.hpp"
#include "domain/acts/people.hpp"
#include "domain/acts/work.hpp"

namespace reviewd {
namespace {

template <Worded T>
bool is_word_of(std::string_view text) {
  return std::ranges::any_of(Words<T>::values, [&](const Word<T>& word) { return word.second == text; });
}

}  // namespace

ItemsWanted items_wanted(RequirementCheck check) {
  switch (check) {
    case RequirementCheck::panel_minimum_agencies:
    case RequirementCheck::considerations_answered:
    case RequirementCheck::summary_contents:
    case RequirementCheck::appointed:
    case RequirementCheck::contributions_commissioned:
    case RequirementCheck::documents_accepted:
      return ItemsWanted::required;
    case RequirementCheck::panel_chair_independent:
      return ItemsWanted::optional;
    default:
      return ItemsWanted::none;
  }
}

bool is_item(RequirementCheck check, std::string_view item) {
  switch (check) {
    case RequirementCheck::panel_minimum_agencies:
      return is_word_of<AgencySector>(item);
    case RequirementCheck::considerations_answered:
      return is_word_of<ConsiderationTopic>(item);
    case RequirementCheck::summary_contents:
      return is_word_of<SummaryContent>(item);
    case RequirementCheck::appointed:
      return is_word_of<PersonRole>(item);
    case RequirementCheck::contributions_commissioned:
      return is_word_of<ContributionKind>(item);
    case RequirementCheck::documents_accepted:
      return is_word_of<ReviewDocumentKind>(item);
    case RequirementCheck::panel_chair_independent:
      return item == independent_lscb_chair;
    default:
      return false;
  }
}

}  // namespace reviewd
