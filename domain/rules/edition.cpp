#include "domain/rules/edition.hpp"

#include <algorithm>

namespace reviewd {

const Rule* Edition::rule(std::string_view wanted) const {
  const auto found = std::ranges::find(rules, wanted, &Rule::id);
  return found == rules.end() ? nullptr : &*found;
}

const CriteriaTable* Edition::table(std::string_view wanted) const {
  const auto found = std::ranges::find(tables, wanted, &CriteriaTable::name);
  return found == tables.end() ? nullptr : &*found;
}

}  // namespace reviewd
