#include "domain/derivation.hpp"

#include <algorithm>

namespace reviewd {
namespace {

// A decision to conduct and how long it stood.
struct ConductPeriod {
  const Fact* start = nullptr;
  const Fact* ended_by = nullptr;
};

std::vector<ConductPeriod> conduct_periods(const Facts& facts) {
  std::vector<ConductPeriod> periods;
  bool conducting = false;
  for (const Fact& fact : facts) {
    const auto* decision = std::get_if<DecisionRecorded>(&fact.body);
    if (decision == nullptr) continue;
    const bool conduct = decision->decision == Course::conduct;
    if (conduct && !conducting) periods.push_back({&fact, nullptr});
    if (!conduct && conducting) periods.back().ended_by = &fact;
    conducting = conduct;
  }
  return periods;
}

// One day a rule counts from: the fact, its day, and what ended the clock that it started.
struct Anchor {
  const Fact* fact = nullptr;
  const Fact* ended_by = nullptr;
  bool followed = false;  // a later anchor of the same kind took its place
};

// Each decision ends what the one that it replaces started.
std::vector<Anchor> decision_anchors(const Facts& facts, bool only_against) {
  std::vector<Anchor> anchors;
  for (const Fact& fact : facts) {
    const auto* decision = std::get_if<DecisionRecorded>(&fact.body);
    if (decision == nullptr) continue;
    if (!anchors.empty() && anchors.back().ended_by == nullptr) anchors.back().ended_by = &fact;
    if (only_against && decision->decision == Course::conduct) continue;
    anchors.push_back({&fact, nullptr, false});
  }
  return anchors;
}

std::vector<Anchor> anchors_of(const Facts& facts, Milestone milestone) {
  std::vector<Anchor> anchors;
  switch (milestone) {
    case Milestone::brought_to_attention:
      if (std::get<CaseOpened>(facts.front()->body).brought_to_attention_on)
        anchors.push_back({&*facts.front(), nullptr, false});
      return anchors;
    case Milestone::decision_to_conduct:
      for (const ConductPeriod& period : conduct_periods(facts))
        anchors.push_back({period.start, period.ended_by, false});
      break;
    case Milestone::decision:
      return decision_anchors(facts, false);
    case Milestone::decision_not_to_conduct:
      return decision_anchors(facts, true);
    case Milestone::completion:
      if (const Fact* completed = newest<ReviewCompleted>(facts))
        anchors.push_back({completed, nullptr, false});
      break;
    case Milestone::notification_of_decision:
      break;  // nothing counts from a notice
  }
  for (std::size_t at = 0; at + 1 < anchors.size(); ++at) anchors[at].followed = true;
  return anchors;
}

const Fact* first_decision(const Facts& facts) {
  for (const Fact& fact : facts)
    if (std::holds_alternative<DecisionRecorded>(fact.body)) return &fact;
  return nullptr;
}

// Whether a clock of this milestone starts with the decision.
bool starts(Milestone milestone, const Fact& decision) {
  const bool conduct = std::get<DecisionRecorded>(decision.body).decision == Course::conduct;
  return milestone == Milestone::decision || (milestone == Milestone::decision_to_conduct && conduct) ||
         (milestone == Milestone::decision_not_to_conduct && !conduct);
}

// Whether a notice can be one of this decision: not sent before it, and, where another one took its place,
// on record or sent before that.
bool may_tell(const Fact& notice, const Anchor& decided) {
  const PartialDate sent_on = day_of(notice);
  if (sent_on.last() < day_of(*decided.fact).first()) return false;
  const Fact* replacing = decided.ended_by;
  return replacing == nullptr || notice.event < replacing->event ||
         sent_on.last() < day_of(*replacing).first();
}

// A notice that was on record before the decision, and sent on its very day, may be one of the decision
// before.
bool surely_tells(const Fact& notice, const Anchor& decided) {
  return decided.fact->event < notice.event || day_of(*decided.fact).last() < day_of(notice).first();
}

// The newest revision of the timetable made while this decision to conduct stood.
const Fact* revision_of(const Facts& facts, const Anchor& anchor) {
  for (const Fact& fact : std::views::reverse(facts))
    if (std::holds_alternative<TimetableRevised>(fact.body) && fact.event > anchor.fact->event &&
        (anchor.ended_by == nullptr || fact.event < anchor.ended_by->event))
      return &fact;
  return nullptr;
}

struct Worker {
  const Facts& facts;
  const std::vector<Deadline>& known;
  const RuleBook& rules;
  Day today;
  Derivation result;

  const Deadline* known_deadline(const std::string& deadline_id) const {
    for (const Deadline& deadline : known)
      if (deadline.terms->deadline_id == deadline_id) return &deadline;
    return nullptr;
  }

  // The revision by which the deadline was computed before, or the newest.
  const Edition& pinned(const Edition& edition, const Deadline* before) const {
    if (before == nullptr || before->terms->edition != edition.id) return edition;
    const Edition* same = rules.edition(edition.id, before->terms->edition_revision);
    return same == nullptr ? edition : *same;
  }

  const Calendar* calendar_for(const Rule& rule, const Deadline* before) const {
    if (before != nullptr && before->terms->calendar == rule.calendar)
      if (const Calendar* same = rules.calendar(rule.calendar, before->terms->calendar_revision)) return same;
    return rules.calendar(rule.calendar);
  }

  void await(const Rule& rule, std::string waits_for, std::optional<std::string> why) {
    result.awaiting.push_back({rule.kind, rule.id, rule.clause, std::move(waits_for), std::move(why)});
  }

  const Edition* edition_of(const Fact& decision) const {
    return rules.governing(day_of(decision).first()).edition;
  }
  bool gives_rise_to(const Fact& decision, std::string_view rule_id) const;
  bool must_be_told(const Fact& decision, const std::string& recipient) const;
  const Fact* decision_told(const Fact& notice) const;
  const Fact* notice_of(const Fact& decision, const std::string& recipient) const;
  const Fact* met_by(const Rule& rule, const Anchor& anchor) const;
  std::optional<Shared<DeadlineTerms>> terms(const std::string& deadline_id, const Rule& rule,
                                             const Governing& governing, const Edition& edition,
                                             const Deadline* before, const Fact& anchor);
  bool another_edition_differs(const Rule& rule, const Governing& governing, const Calendar& calendar,
                               Day start, Day due_on) const;
  void judge(DerivedDeadline& deadline, const Rule& rule, const Anchor& anchor) const;
  void end(DerivedDeadline& deadline, const Anchor& anchor) const;
  void add(const Rule& rule, const Governing& governing, const Anchor& anchor, std::size_t number);
  void await_edition(Milestone milestone, Day day);
  void add_all(Milestone milestone);
  void add_forgotten();
  void add_awaited();
};

bool Worker::gives_rise_to(const Fact& decision, std::string_view rule_id) const {
  const Edition* edition = edition_of(decision);
  const Rule* rule = edition == nullptr ? nullptr : edition->rule(rule_id);
  return rule != nullptr && starts(rule->starts_at, decision);
}

bool Worker::must_be_told(const Fact& decision, const std::string& recipient) const {
  const Edition* edition = edition_of(decision);
  return edition != nullptr &&
         std::any_of(edition->rules.begin(), edition->rules.end(), [&](const Rule& rule) {
           return rule.met_by == Milestone::notification_of_decision && rule.recipient == recipient &&
                  starts(rule.starts_at, decision);
         });
}

// Of which decision a notice is, of those that its recipient must be told: of the newest that it may be of.
const Fact* Worker::decision_told(const Fact& notice) const {
  const std::string& recipient = std::get<NotificationRecorded>(notice.body).recipient;
  const std::vector<Anchor> decisions = decision_anchors(facts, false);
  const Fact* told = nullptr;
  for (auto decided = decisions.rbegin(); decided != decisions.rend(); ++decided) {
    if (!may_tell(notice, *decided) || !must_be_told(*decided->fact, recipient)) continue;
    if (surely_tells(notice, *decided)) return decided->fact;
    if (told == nullptr) told = decided->fact;
  }
  return told;
}

// The first notice of this decision to this recipient: one letter is a notice of one decision.
const Fact* Worker::notice_of(const Fact& decision, const std::string& recipient) const {
  for (const Fact& fact : facts) {
    const auto* sent = std::get_if<NotificationRecorded>(&fact.body);
    if (sent != nullptr && sent->recipient == recipient && sent->subject == "decision" &&
        decision_told(fact) == &decision)
      return &fact;
  }
  return nullptr;
}

const Fact* Worker::met_by(const Rule& rule, const Anchor& anchor) const {
  switch (rule.met_by) {
    case Milestone::decision:
      return first_decision(facts);
    case Milestone::completion:
      return anchor.ended_by == nullptr ? newest<ReviewCompleted>(facts) : nullptr;
    case Milestone::notification_of_decision:
      return notice_of(*anchor.fact, rule.recipient);
    case Milestone::brought_to_attention:
    case Milestone::decision_to_conduct:
    case Milestone::decision_not_to_conduct:
      return nullptr;  // the edition's reader admits none of these
  }
  return nullptr;
}

bool Worker::another_edition_differs(const Rule& rule, const Governing& governing, const Calendar& calendar,
                                     Day start, Day due_on) const {
  if (!governing.uncertain()) return false;
  const Rule* other = governing.other->rule(rule.id);
  if (other == nullptr) return true;
  const auto due = due_day(*other, calendar, start);
  return !due || due->due_on != due_on;
}

std::optional<Shared<DeadlineTerms>> Worker::terms(const std::string& deadline_id, const Rule& rule,
                                                   const Governing& governing, const Edition& edition,
                                                   const Deadline* before, const Fact& anchor) {
  const Calendar* calendar = calendar_for(rule, before);
  if (calendar == nullptr) {
    await(rule, "calendar", "the calendar '" + rule.calendar + "' is not adopted");
    return std::nullopt;
  }
  const PartialDate starts_on = day_of(anchor);
  const auto first = due_day(rule, *calendar, starts_on.first());
  const Governing at_last = rules.governing(starts_on.last());
  const Rule* last_rule = at_last.edition == nullptr ? nullptr : at_last.edition->rule(rule.id);
  // A day that is known whole has no other end.
  std::optional<Result<DueDay>> last;
  if (last_rule == nullptr) last_rule = &rule;
  if (!starts_on.whole()) last = due_day(*last_rule, *calendar, starts_on.last());
  if (!first || (last && !*last)) {
    await(rule, "calendar", (first ? *last : first).error().detail);
    return std::nullopt;
  }
  DeadlineTerms made;
  made.deadline_id = deadline_id;
  made.kind = rule.kind;
  made.rule = rule.id;
  made.edition = edition.id;
  made.edition_revision = edition.revision;
  made.calendar = calendar->id;
  made.calendar_revision = calendar->revision;
  made.calendar_hash = calendar->hash.text();
  made.clause = rule.clause;
  made.verification = rule.verification;
  made.anchored_in = anchor.event;
  made.starts_on = starts_on;
  if (last)
    made.due_between = DayRange{first->due_on, (*last)->due_on};
  else
    made.due_on = first->due_on;
  made.falls_on_non_working_day = starts_on.whole() && first->falls_on_non_working_day;
  made.edition_uncertain =
      another_edition_differs(rule, governing, *calendar, starts_on.first(), first->due_on) ||
      (at_last.edition != governing.edition);
  made.rungs = rule.rungs;
  if (before != nullptr && *before->terms == made) return before->terms;
  explain(rule, *calendar, starts_on.first(), *first, made.steps);
  if (last) explain(*last_rule, *calendar, starts_on.last(), **last, made.steps);
  return made;
}

void Worker::judge(DerivedDeadline& deadline, const Rule& rule, const Anchor& anchor) const {
  const Day first = deadline.terms->due_on ? *deadline.terms->due_on : deadline.terms->due_between->first;
  const Day last = last_due(deadline.terms);
  const Fact* met = met_by(rule, anchor);
  if (met == nullptr) {
    deadline.state = today > last ? DeadlineState::overdue : DeadlineState::running;
    return;
  }
  const PartialDate met_on = day_of(*met);
  deadline.met_on = met_on;
  deadline.met_in = met->event;
  if (met_on.last() <= first)
    deadline.state = DeadlineState::met;
  else if (met_on.first() > last)
    deadline.state = DeadlineState::met_late;
  else
    deadline.state = DeadlineState::undetermined;
  if (!met_on.whole()) return;
  if (first == last) deadline.days_late = std::max(0, met_on.first() - first);
  if (deadline.revised_due_on)
    deadline.revised_days_late = std::max(0, met_on.first() - *deadline.revised_due_on);
}

void Worker::end(DerivedDeadline& deadline, const Anchor& anchor) const {
  if (deadline.met_on) return;
  if (anchor.ended_by != nullptr) {
    const bool followed = anchor.followed || gives_rise_to(*anchor.ended_by, deadline.terms->rule);
    deadline.state = followed ? DeadlineState::superseded : DeadlineState::voided;
    deadline.ended_why = "decision_replaced";
    deadline.ended_in = anchor.ended_by->event;
    return;
  }
  const Fact* closure = standing_closure(facts);
  if (closure == nullptr) return;
  const auto& closed = std::get<CaseClosed>(closure->body);
  const bool error = closed.opened_in_error.value_or(false);
  if (!closed.merged_into && !error) return;  // a duty that is still open goes on after an ordinary closing
  deadline.state = DeadlineState::voided;
  deadline.ended_why = error ? "opened_in_error" : "merged";
  deadline.ended_in = closure->event;
}

void Worker::add(const Rule& newest_rule, const Governing& governing, const Anchor& anchor,
                 std::size_t number) {
  const std::string deadline_id =
      number == 0 ? newest_rule.id : newest_rule.id + "-" + std::to_string(number + 1);
  const Deadline* before = known_deadline(deadline_id);
  const Edition& edition = pinned(*governing.edition, before);
  const Rule* rule = edition.rule(newest_rule.id);
  if (rule == nullptr) rule = &newest_rule;
  auto made = terms(deadline_id, *rule, governing, edition, before, *anchor.fact);
  if (!made) return;
  DerivedDeadline deadline;
  deadline.terms = std::move(*made);
  if (rule->met_by == Milestone::completion) {
    if (const Fact* revised = revision_of(facts, anchor)) {
      deadline.revised_due_on = std::get<TimetableRevised>(revised->body).revised_due_on;
      deadline.revised_in = revised->event;
    }
  }
  judge(deadline, *rule, anchor);
  end(deadline, anchor);
  result.deadlines.push_back(std::move(deadline));
}

// Every edition has these two clocks; whether there would be others is not known.
void Worker::await_edition(Milestone milestone, Day day) {
  const bool decision = milestone == Milestone::brought_to_attention;
  if (!decision && milestone != Milestone::decision_to_conduct) return;
  const std::string clock = decision ? "decision" : "completion";
  result.awaiting.push_back({clock, clock, "", "edition", "no edition of the guidance covers " + day.text()});
}

void Worker::add_all(Milestone milestone) {
  const std::vector<Anchor> anchors = anchors_of(facts, milestone);
  for (std::size_t number = 0; number < anchors.size(); ++number) {
    const Day day = day_of(*anchors[number].fact).first();
    const Governing governing = rules.governing(day);
    if (governing.edition == nullptr) {
      await_edition(milestone, day);
      continue;
    }
    for (const Rule& rule : governing.edition->rules)
      if (rule.starts_at == milestone) add(rule, governing, anchors[number], number);
  }
}

// A deadline that was recorded and that no rule gives any more (its anchor moved to another edition) is void.
void Worker::add_forgotten() {
  for (const Deadline& deadline : known) {
    const auto same = [&](const DerivedDeadline& made) {
      return made.terms->deadline_id == deadline.terms->deadline_id;
    };
    if (std::any_of(result.deadlines.begin(), result.deadlines.end(), same)) continue;
    const auto anchor = [&](const Fact& fact) { return fact.event == deadline.terms->anchored_in; };
    if (std::none_of(facts.begin(), facts.end(), anchor)) continue;
    DerivedDeadline ended;
    ended.terms = deadline.terms;
    ended.revised_due_on = deadline.revised_due_on;
    ended.state = DeadlineState::voided;
    ended.ended_why = "no_longer_applies";
    result.deadlines.push_back(std::move(ended));
  }
}

// The revision by which the stored advice was given, or the newest.
const Edition& advising(const Edition& edition, const Advice* advised, const RuleBook& rules) {
  if (advised == nullptr || advised->edition != edition.id) return edition;
  const Edition* same = rules.edition(edition.id, advised->revision);
  return same == nullptr ? edition : *same;
}

bool waits_for_decision(Milestone milestone) {
  return milestone == Milestone::decision || milestone == Milestone::decision_to_conduct ||
         milestone == Milestone::decision_not_to_conduct;
}

void Worker::add_awaited() {
  if (result.status == CaseStatus::closed) return;
  const auto governing = decision_edition(facts, rules);
  if (!governing)
    result.awaiting.push_back({"decision", "decision", "", "brought_to_attention", std::nullopt});
  const Edition* edition = governing ? governing->edition : nullptr;
  const bool decided = standing_decision(facts) != nullptr;
  if (edition == nullptr || decided || result.status != CaseStatus::awaiting_decision) return;
  for (const Rule& rule : edition->rules)
    if (waits_for_decision(rule.starts_at)) await(rule, std::string{name_of(rule.starts_at)}, std::nullopt);
}

}  // namespace

std::optional<Governing> decision_edition(const Facts& facts, const RuleBook& rules) {
  const auto& brought = std::get<CaseOpened>(facts.front()->body).brought_to_attention_on;
  if (!brought) return std::nullopt;
  return rules.governing(brought->first());
}

Facts facts_by(const Facts& facts, Day as_of) {
  Facts chosen;
  std::copy_if(facts.begin(), facts.end(), std::back_inserter(chosen),
               [&](const Fact& fact) { return day_of(fact).last() <= as_of; });
  const bool opened = !chosen.empty() && std::holds_alternative<CaseOpened>(chosen.front()->body);
  return opened ? chosen : Facts{};
}

std::vector<Deadline> unpinned(std::vector<Deadline> known) {
  for (Deadline& deadline : known) {
    if (!is_open(deadline)) continue;
    DeadlineTerms terms = deadline.terms;
    terms.edition_revision = terms.calendar_revision = 0;  // which is never adopted
    deadline.terms = std::move(terms);
  }
  return known;
}

Derivation derive(const Facts& facts, const std::vector<Deadline>& known, const RuleBook& rules, Day today,
                  const Advice* advised) {
  Worker worker{facts, known, rules, today, {}};
  worker.result.status = status_of(facts);
  const auto governing = decision_edition(facts, rules);
  if (governing && governing->edition != nullptr) {
    worker.result.edition = governing->edition->id;
    worker.result.edition_uncertain = governing->uncertain();
    worker.result.advice = advise(advising(*governing->edition, advised, rules), answers_of(facts));
  }
  for (const Milestone milestone :
       {Milestone::brought_to_attention, Milestone::decision, Milestone::decision_to_conduct,
        Milestone::decision_not_to_conduct, Milestone::completion})
    worker.add_all(milestone);
  worker.add_forgotten();
  worker.add_awaited();
  return std::move(worker.result);
}

}  // namespace reviewd
