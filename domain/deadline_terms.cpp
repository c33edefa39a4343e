#include "domain/deadline_terms.hpp"

#include <algorithm>

#include "domain/rules/resolution.hpp"

namespace reviewd {
namespace {

// A day as it was worked out: nothing where none is set, two where its start is known in part.
struct Due {
  const Calendar* calendar = nullptr;
  std::optional<DueDay> first;
  std::optional<DueDay> last;
  const Rule* last_rule = nullptr;  // by which the last was worked out
};

using DueOrWhy = std::expected<Due, std::string>;

const Calendar* calendar_for(const Rule& rule, const Deadline* before, const RuleBook& rules) {
  if (before != nullptr && before->terms->calendar == rule.calendar)
    if (const Calendar* same = rules.calendar(rule.calendar, before->terms->calendar_revision)) return same;
  return rules.calendar(rule.calendar);
}

// The last possible day of a start that is known in part is counted by the guidance of that day.
DueOrWhy counted_due(const Rule& rule, const Calendar& calendar, PartialDate on, const Regime& regime) {
  const auto first = due_day(rule, calendar, on.first());
  if (!first) return std::unexpected(first.error().detail);
  Due due{&calendar, *first, {}, &rule};
  if (on.whole()) return due;
  const Rule* same = regime.last.edition == nullptr ? nullptr : regime.last.edition->rule(rule.id);
  if (same != nullptr && counts(same->unit)) due.last_rule = same;
  const auto last = due_day(*due.last_rule, calendar, on.last());
  if (!last) return std::unexpected(last.error().detail);
  due.last = *last;
  return due;
}

DueOrWhy due_of(const TermsWanted& wanted, const Rule& rule, const RuleBook& rules) {
  const bool named = rule.unit == Unit::own_day;
  if (rule.unit == Unit::none || (named && !wanted.start.names_day)) return Due{};
  const Calendar* calendar = calendar_for(rule, wanted.before, rules);
  if (calendar == nullptr) return std::unexpected("the calendar '" + rule.calendar + "' is not adopted");
  if (named) return Due{calendar, named_due_day(*calendar, *wanted.start.names_day), {}, nullptr};
  return counted_due(rule, *calendar, wanted.start.on, wanted.regime);
}

// What terms take from the rule and the due day.
DeadlineTerms made_of(const PinnedRule& pinned, const Due& due) {
  DeadlineTerms made;
  made.kind = pinned.rule.kind;
  made.rule = pinned.rule.id;
  made.edition = pinned.edition.id;
  made.edition_revision = pinned.edition.revision;
  made.clause = pinned.rule.clause;
  made.verification = pinned.rule.verification;
  made.rungs = pinned.rule.rungs;
  if (tells_somebody(pinned.rule.met_by))
    made.addressee = Addressee{pinned.rule.recipient, pinned.rule.subjects};
  if (due.calendar != nullptr) {
    made.calendar = due.calendar->id;
    made.calendar_revision = due.calendar->revision;
    made.calendar_hash = due.calendar->hash.text();
  }
  if (due.last)
    made.due_between = DayRange{due.first->due_on, due.last->due_on};
  else if (due.first)
    made.due_on = due.first->due_on;
  made.falls_on_non_working_day = made.due_on && due.first->falls_on_non_working_day;
  return made;
}

bool another_instrument_differs(const TermsWanted& wanted, const Due& due) {
  const Regime& regime = wanted.regime;
  if (regime.first.edition != regime.last.edition) return true;
  if (wanted.indexed.edition->layer != Layer::guidance)
    return beginning_unknown(*wanted.indexed.edition, regime.on.first()) ||
           (regime.first.uncertain() && amends(*wanted.indexed.edition, *regime.first.edition) !=
                                            amends(*wanted.indexed.edition, *regime.first.other));
  if (!regime.first.uncertain()) return false;
  const Rule* other = regime.first.other->rule(wanted.indexed.rule->id);
  if (other == nullptr || counts(other->unit) != counts(wanted.indexed.rule->unit)) return true;
  if (!counts(other->unit)) return false;
  const auto differing = due_day(*other, *due.calendar, wanted.start.on.first());
  return !differing || differing->due_on != due.first->due_on;
}

// A relaxation marks every clock that it was in force for at some time: it moves no day.
std::optional<Relaxed> relaxed(const DeadlineTerms& made, const RuleBook& rules) {
  const Day from = made.starts_on.first();
  const Day to = std::max(from, last_due(made).value_or(from));
  const auto found = relaxation_of(made.edition, made.rule, from, to, rules);
  if (!found) return std::nullopt;
  return Relaxed{found->by->id, found->relaxation->clause,
                 found->uncertain ? std::optional{true} : std::nullopt};
}

}  // namespace

PinnedRule pinned_rule(const TermsWanted& wanted, const RuleBook& rules) {
  const PinnedRule newest{*wanted.indexed.edition, *wanted.indexed.rule};
  if (wanted.before == nullptr || wanted.before->terms->edition != newest.edition.id) return newest;
  const Edition* same = rules.edition(newest.edition.id, wanted.before->terms->edition_revision);
  if (same == nullptr) return newest;
  const Rule* rule = same->rule(newest.rule.id);
  return {*same, rule == nullptr ? newest.rule : *rule};
}

std::expected<Shared<DeadlineTerms>, std::string> deadline_terms(const TermsWanted& wanted,
                                                                 const PinnedRule& pinned,
                                                                 const RuleBook& rules,
                                                                 const CaseTerms& terms) {
  const DueOrWhy due = due_of(wanted, pinned.rule, rules);
  if (!due) return std::unexpected(due.error());
  DeadlineTerms made = made_of(pinned, *due);
  made.deadline_id = wanted.deadline_id;
  made.anchored_in = wanted.start.fact->event;
  made.starts_on = wanted.start.on;
  if (!wanted.start.agency.empty()) made.agency = std::string{wanted.start.agency};
  if (wanted.start.thing != EventId{}) made.about = wanted.start.thing;
  made.edition_uncertain = another_instrument_differs(wanted, *due);
  made.relaxed = relaxed(made, rules);
  made.governing = Grounds{
      std::string{name_of(wanted.regime.by)}, wanted.regime.on,
      why_governing(wanted.indexed, {wanted.regime.by, wanted.regime.on}, wanted.regime.first, terms)};
  if (wanted.before != nullptr) {
    // What was not kept yet when the stored terms were written is no difference.
    const DeadlineTerms& stored = wanted.before->terms;
    if (!stored.governing) made.governing.reset();
    if (!stored.governing) made.addressee.reset();
    if (stored == made) return wanted.before->terms;
  }
  const PartialDate on = made.starts_on;
  if (!due->first) made.steps.push_back(no_period_step(pinned.rule, on.first()));
  if (due->first) explain(pinned.rule, *due->calendar, on.first(), *due->first, made.steps);
  if (due->last) explain(*due->last_rule, *due->calendar, on.last(), *due->last, made.steps);
  return Shared<DeadlineTerms>{std::move(made)};
}

}  // namespace reviewd
