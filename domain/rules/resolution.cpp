#include "domain/rules/resolution.hpp"

#include <algorithm>

namespace reviewd {
namespace {

const std::optional<PartialDate>& day_in(const MilestoneDays& days, Milestone milestone) {
  return days[static_cast<std::size_t>(milestone)];
}

// What is said of the doubt about the guidance itself.
std::string doubt(const Governing& governing) {
  if (!governing.uncertain()) return "";
  if (governing.change_over_unknown)
    return " When the board's area changed over is not known; from that day it is " + governing.other->id +
           ", for every board after " + governing.other->change_over_by->text() + ".";
  return " It came into force on a day of " + governing.edition->in_force_from.text() +
         " that is not known; before it, " + governing.other->id + " was in force.";
}

std::string why_guidance(const Edition& edition, const Governing& governing, const CaseTerms& terms) {
  if (governing.edition != &edition) return "";
  if (edition.change_over_by && terms.changed_over_on)
    return " The board's area changed over on " + terms.changed_over_on->text() + ".";
  return doubt(governing);
}

std::string why_beside(const Edition& edition, const Rule& rule, PartialDate on, const Governing& governing) {
  if (edition.layer == Layer::local) return " It is switched on for this board.";
  const Rule* amended = governing.edition == nullptr ? nullptr : governing.edition->rule(rule.id);
  std::string text = governing.edition == nullptr ? ""
                     : amended == nullptr
                         ? " It stands beside " + governing.edition->id + "."
                         : " It takes the place of the rule of " + governing.edition->id + ".";
  if (beginning_unknown(edition, on.first()))
    text += " It came into force on a day of " + edition.in_force_from.text() + " that is not known.";
  return text;
}

void add_unresolved(const Rule& rule, std::vector<UnresolvedRule>& unresolved) {
  UnresolvedRule found{rule.id, rule.kind, rule.governed_by};
  if (std::ranges::find(unresolved, found) == unresolved.end()) unresolved.push_back(std::move(found));
}

std::optional<DueDay> due_from(const Rule& rule, const RuleBook& rules,
                               const std::optional<PartialDate>& starts_on) {
  if (!starts_on || !starts_on->whole() || !counts(rule.unit)) return std::nullopt;
  const Calendar* calendar = rules.calendar(rule.calendar);
  if (calendar == nullptr) return std::nullopt;
  auto due = due_day(rule, *calendar, starts_on->first());
  return due ? std::optional{std::move(*due)} : std::nullopt;
}

}  // namespace

std::string why_governing(const IndexedRule& indexed, PartialDate on, const Governing& governing,
                          const CaseTerms& terms) {
  const Edition& edition = *indexed.edition;
  if (const Repinned* repinned = terms.repinned(indexed.rule->id)) return repinned->why;
  if (terms.guidance && edition.layer == Layer::guidance) return terms.guidance->why;
  const std::string said = edition.id + " was in force on " + on.text() + ", the day " +
                           std::string{words_of(indexed.rule->governed_by)} + ".";
  return said + (edition.layer == Layer::guidance ? why_guidance(edition, governing, terms)
                                                  : why_beside(edition, *indexed.rule, on, governing));
}

Resolution resolve(const RuleBook& rules, const MilestoneDays& days, const CaseTerms& terms) {
  Resolution resolution;
  for (const Milestone milestone : starting_milestones) {
    for (const IndexedRule& indexed : rules.starting_at(milestone)) {
      const Rule& rule = *indexed.rule;
      const auto& on = day_in(days, rule.governed_by);
      if (!on) {
        add_unresolved(rule, resolution.unresolved);
        continue;
      }
      const Governing governing = rules.governing(on->first(), terms);
      if (!applies(indexed, on->first(), governing, terms)) continue;
      const bool guidance = indexed.edition->layer == Layer::guidance;
      resolution.rules.push_back({indexed.edition, &rule, *on, guidance ? governing.other : nullptr,
                                  why_governing(indexed, *on, governing, terms),
                                  due_from(rule, rules, day_in(days, milestone))});
    }
  }
  return resolution;
}

}  // namespace reviewd
