#include "config/instrument_checks.hpp"

#include <algorithm>

namespace reviewd {
namespace {

const Edition* named(const std::vector<const Edition*>& all, const std::string& id) {
  const auto found = std::ranges::find(all, id, &Edition::id);
  return found == all.end() ? nullptr : *found;
}

bool may_amend(const Edition& direction, const Edition& guidance) {
  return guidance.layer == Layer::guidance &&
         (direction.amends.empty() ||
          std::ranges::find(direction.amends, guidance.id) != direction.amends.end());
}

std::optional<std::string> misfit_of_direction(const Edition& edition,
                                               const std::vector<const Edition*>& all) {
  for (const std::string& id : edition.amends) {
    const Edition* guidance = named(all, id);
    if (guidance == nullptr || guidance->layer != Layer::guidance)
      return "amends " + id + ", which is no guidance that is there";
  }
  for (const Edition* guidance : all) {
    if (!may_amend(edition, *guidance)) continue;
    for (const Rule& rule : edition.rules) {
      const Rule* amended = guidance->rule(rule.id);
      if (amended != nullptr && (amended->governed_by != rule.governed_by || amended->kind != rule.kind))
        return "the rule " + rule.id + " takes the place of one of " + guidance->id +
               " that is of another kind or chosen by another day";
    }
  }
  for (const Relaxation& relaxation : edition.relaxations)
    for (const std::string& id : relaxation.rules)
      if (std::ranges::none_of(all, [&](const Edition* other) { return other->rule(id) != nullptr; }))
        return "relaxes the rule " + id + ", which nobody has";
  return std::nullopt;
}

std::optional<std::string> misfit_of_local(const Edition& edition, const std::vector<const Edition*>& all) {
  for (const Rule& rule : edition.rules)
    for (const Edition* other : all)
      if (other != &edition && other->rule(rule.id) != nullptr)
        return "the local rule " + rule.id + " has the id of one of " + other->id;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> misfit(const Edition& edition, const std::vector<const Edition*>& all) {
  switch (edition.layer) {
    case Layer::guidance:
      return std::nullopt;
    case Layer::direction:
      return misfit_of_direction(edition, all);
    case Layer::local:
      return misfit_of_local(edition, all);
  }
  return std::nullopt;
}

}  // namespace reviewd
