#include "domain/consultation.hpp"

#include <algorithm>
#include <string>

#include "domain/milestones.hpp"

namespace reviewd {
namespace {

char folded(char letter) {
  if (letter >= 'A' && letter <= 'Z') return static_cast<char>(letter - 'A' + 'a');
  return letter == ' ' || letter == '-' ? '_' : letter;
}

// The rules by which offices are consulted: those of the guidance first, then of directions.
template <class Wanted>
const IndexedRule* consulting_rule(const RuleBook& rules, const Wanted& wanted) {
  for (const IndexedRule& indexed : rules.starting_at(Milestone::timetable_revised))
    if (indexed.rule->met_by == Milestone::consultation && wanted(indexed)) return &indexed;
  return nullptr;
}

// The direction that gave the part of this office to another one, if it had begun by that day.
const IndexedRule* successor_of(std::string_view written, Day day, const RuleBook& rules) {
  const auto left_to = [&](const IndexedRule& before, const IndexedRule& after) {
    return std::ranges::find(before.yields_to, after.edition) != before.yields_to.end() &&
           before.rule->id == after.rule->id && !names_office(written, after.rule->recipient) &&
           after.edition->in_force_from.last() <= day;
  };
  return consulting_rule(rules, [&](const IndexedRule& after) {
    return consulting_rule(rules, [&](const IndexedRule& before) {
             return names_office(written, before.rule->recipient) && left_to(before, after);
           }) != nullptr;
  });
}

std::string office_of_the_day(const Rule& rule) {
  return "The office to be consulted on that day is " + rule.recipient +
         "; the board decides, and consults it at once.";
}

std::optional<Rejection> refuse_missing(const ReviseTimetable& command, const Rule& rule) {
  Rejection refused = invalid("", "required", "").error();
  refused.clause = rule.clause;
  refused.faults.clear();
  const auto need = [&](bool there, const char* pointer) {
    if (!there)
      refused.faults.push_back({pointer, "required", "The edition asks for it (" + rule.clause + ")."});
  };
  need(command.consulted.has_value(), "/consulted");
  need(command.plan.has_value(), "/plan");
  need(command.progress.has_value(), "/progress");
  return refused.faults.empty() ? std::nullopt : std::optional{refused};
}

}  // namespace

bool names_office(std::string_view written, std::string_view office) {
  if (written.size() < office.size()) return false;
  const bool begins = std::equal(office.begin(), office.end(), written.begin(),
                                 [](char wanted, char said) { return wanted == folded(said); });
  return begins && (written.size() == office.size() || folded(written[office.size()]) == '_');
}

std::optional<Rejection> refuse_consultation(const ReviseTimetable& command, const Situation& situation) {
  if (situation.imports() || !command.decided_on) return std::nullopt;
  const RuleBook& rules = situation.context.rules;
  const CaseTerms terms = case_terms_of(situation.state.facts, rules);
  const Governing governing = rules.governing(command.decided_on->first(), terms);
  const auto& consulted = command.consulted;
  const Day day =
      (consulted && consulted->consulted_on ? *consulted->consulted_on : *command.decided_on).first();
  if (consulted)
    if (const IndexedRule* successor = successor_of(consulted->body, day, rules))
      return not_allowed("office_has_left", office_of_the_day(*successor->rule), successor->rule->clause)
          .error();
  const IndexedRule* asked = consulting_rule(rules, [&](const IndexedRule& indexed) {
    return rules.rule_on(indexed.rule->id, day, governing, terms) == indexed.rule;
  });
  if (asked == nullptr) return std::nullopt;
  if (auto missing = refuse_missing(command, *asked->rule)) return missing;
  if (names_office(consulted->body, asked->rule->recipient)) return std::nullopt;
  return not_allowed("another_office", office_of_the_day(*asked->rule), asked->rule->clause).error();
}

}  // namespace reviewd
