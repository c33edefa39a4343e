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

void add_unresolved(const Rule& rule, Milestone by, std::vector<UnresolvedRule>& unresolved) {
  UnresolvedRule found{rule.id, rule.kind, by};
  if (std::ranges::find(unresolved, found) == unresolved.end()) unresolved.push_back(std::move(found));
}

std::string why_instrument(const Edition& edition, const ChoosingDay& day, const Governing& governing,
                           const CaseTerms& terms) {
  if (terms.guidance && edition.layer == Layer::guidance) return terms.guidance->why;
  return edition.id + " was in force on " + day.on.text() + ", the day " + std::string{words_of(day.by)} +
         "." + why_guidance(edition, governing, terms);
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

std::optional<RelaxedLimit> relaxation_of(std::string_view edition, std::string_view rule, Day from, Day to,
                                          const RuleBook& rules) {
  for (const Edition* direction : rules.directions()) {
    const PartialDate began = direction->in_force_from;
    if (direction->relaxations.empty() || began.first() > to) continue;
    if (direction->in_force_to && *direction->in_force_to < from) continue;
    if (!direction->amends.empty() &&
        std::ranges::find(direction->amends, edition) == direction->amends.end())
      continue;
    for (const Relaxation& relaxation : direction->relaxations)
      if (std::ranges::find(relaxation.rules, rule) != relaxation.rules.end())
        return RelaxedLimit{direction, &relaxation, beginning_unknown(*direction, to)};
  }
  return std::nullopt;
}

std::string why_governing(const IndexedRule& indexed, const ChoosingDay& day, const Governing& governing,
                          const CaseTerms& terms) {
  const Edition& edition = *indexed.edition;
  const PartialDate on = day.on;
  if (const Repinned* repinned = terms.repinned(indexed.rule->id)) return repinned->why;
  if (terms.guidance && edition.layer == Layer::guidance) return terms.guidance->why;
  const bool ended = edition.in_force_to && *edition.in_force_to < on.first();
  const std::string said = edition.id + " was in force " +
                           (ended ? "to the end of the guidance; nothing takes its place on " : "on ") +
                           on.text() + ", the day " + std::string{words_of(day.by)} + ".";
  const bool waits = indexed.rule->governed_by == act_of_telling && day.by != act_of_telling;
  return said +
         (edition.layer == Layer::guidance ? why_guidance(edition, governing, terms)
                                           : why_beside(edition, *indexed.rule, on, governing)) +
         (waits ? " Told on another day, it goes by the instrument of that day." : "");
}

namespace {

// Holds every rule against the days asked about.
class Resolver {
 public:
  Resolver(const RuleBook& rules, const MilestoneDays& days, const CaseTerms& terms)
      : rules_(rules), days_(days), terms_(terms) {}

  Resolution resolved() {
    for (const Milestone milestone : starting_milestones)
      for (const IndexedRule& indexed : rules_.starting_at(milestone)) add(indexed);
    for (const Milestone milestone : {Milestone::brought_to_attention, Milestone::decision})
      add_instruments(
          milestone, [](const Edition& edition) { return !edition.tables.empty(); }, made_.criteria);
    const bool decided = day_of(Milestone::decision).has_value();
    add_instruments(
        decided ? Milestone::decision : Milestone::brought_to_attention,
        [](const Edition& edition) { return !edition.requirements.empty(); }, made_.requirements);
    return std::move(made_);
  }

 private:
  // A decision of one course is a decision.
  const std::optional<PartialDate>& day_of(Milestone milestone) const {
    if (milestone == Milestone::decision && !day_in(days_, milestone))
      return day_in(days_, day_in(days_, Milestone::decision_to_conduct)
                               ? Milestone::decision_to_conduct
                               : Milestone::decision_not_to_conduct);
    return day_in(days_, milestone);
  }

  // The telling chooses once it has come about; until then the day on which the duty arose.
  Milestone chooser(const Rule& rule) const {
    const bool waits = rule.governed_by == act_of_telling && !day_in(days_, act_of_telling);
    return waits ? rule.starts_at : rule.governed_by;
  }

  // Whose guidance chooses: what the telling chooses are the directions that amend it.
  std::optional<PartialDate> guided_on(const Rule& rule) const {
    return day_in(days_, rule.governed_by == act_of_telling ? rule.starts_at : rule.governed_by);
  }

  void add(const IndexedRule& indexed) {
    const Rule& rule = *indexed.rule;
    const auto guided = guided_on(rule);
    if (!guided)
      return add_unresolved(rule, rule.governed_by == act_of_telling ? rule.starts_at : rule.governed_by,
                            made_.unresolved);
    const ChoosingDay day{chooser(rule), *day_in(days_, chooser(rule))};
    const Governing governing = rules_.governing(guided->first(), terms_);
    const bool chosen = rule.governed_by == act_of_telling
                            ? rules_.rule_on(rule.id, day.on.first(), governing, terms_) == &rule
                            : applies(indexed, day.on.first(), governing, terms_);
    if (!chosen) return;
    const auto& starts_on = day_in(days_, rule.starts_at);
    ResolvedRule resolved{indexed.edition,
                          &rule,
                          day.by,
                          day.on,
                          indexed.edition->layer == Layer::guidance ? governing.other : nullptr,
                          why_governing(indexed, day, governing, terms_),
                          due_from(rule, rules_, starts_on),
                          {}};
    if (starts_on)
      resolved.relaxed = relaxation_of(indexed.edition->id, rule.id, starts_on->first(),
                                       resolved.due ? resolved.due->due_on : starts_on->first(), rules_);
    made_.rules.push_back(std::move(resolved));
  }

  // The guidance of the day, and what stands beside it.
  template <class Wanted>
  void add_instruments(Milestone by, const Wanted& wanted, std::vector<ResolvedInstrument>& found) {
    const auto& on = day_of(by);
    if (!on) return;
    const Governing governing = rules_.governing(on->first(), terms_);
    for (const Edition* edition : rules_.editions()) {
      if (!wanted(*edition)) continue;
      const bool guidance = edition == governing.edition;
      if (!guidance && !stands_beside(*edition, on->first(), governing, terms_)) continue;
      found.push_back({edition, by, *on, guidance ? governing.other : nullptr,
                       why_instrument(*edition, {by, *on}, governing, terms_)});
    }
  }

  const RuleBook& rules_;
  const MilestoneDays& days_;
  const CaseTerms& terms_;
  Resolution made_;
};

}  // namespace

Resolution resolve(const RuleBook& rules, const MilestoneDays& days, const CaseTerms& terms) {
  return Resolver{rules, days, terms}.resolved();
}

}  // namespace reviewd
