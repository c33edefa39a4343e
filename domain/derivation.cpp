#include "domain/derivation.hpp"

#include <algorithm>

#include "domain/assessment.hpp"
#include "domain/deadline_terms.hpp"
#include "domain/decision_notices.hpp"
#include "domain/milestones.hpp"
#include "domain/rules/calculus.hpp"
#include "domain/telling.hpp"

namespace reviewd {
namespace {

// Which clocks a revised timetable stands beside: of the whole review, to its completion or its publication.
bool revisable(const Rule& rule) {
  return rule.met_by == Milestone::completion || (rule.met_by == Milestone::publication && counts(rule.unit));
}

// The revision by which the stored advice was given, or the newest.
const Edition& advising(const Edition& edition, std::optional<int> revision, const RuleBook& rules) {
  const Edition* same = revision ? rules.edition(edition.id, *revision) : nullptr;
  return same == nullptr ? edition : *same;
}

// What the log itself shows is known, where nobody answered it.
FactSet with_notice(FactSet answers, const Milestones& milestones) {
  const auto& notified = milestones.of(Milestone::serious_incident_notified);
  if (notified.empty() || answers.answer(FactName::serious_incident_notified) != Answer::unknown)
    return answers;
  answers.set(FactName::serious_incident_notified, Answer::yes);
  // A case has a notification for each child, or several; one that is withdrawn leaves the others.
  const auto withdrawn = [](const Happening& notification) { return notification.ended_by != nullptr; };
  if (std::ranges::all_of(notified, withdrawn))
    answers.set(FactName::notification_criteria_not_met, Answer::yes);
  return answers;
}

std::string names_of(const std::vector<FactName>& facts) {
  std::string names;
  for (const FactName fact : facts) names.append(names.empty() ? "" : ", ").append(name_of(fact));
  return names;
}

// What is waited for, in order. Most acts leave it as it was, so as long as each comes out as it is stored
// none is made.
class AwaitedInOrder {
 public:
  explicit AwaitedInOrder(const Shared<std::vector<Awaited>>* stored) : stored_(stored) {}

  void add(std::string_view kind, std::string_view rule, std::string_view clause, std::string_view waits_for,
           std::string_view why = {}) {
    if (made_.empty() && as_stored(kind, rule, clause, waits_for, why)) {
      ++same_;
      return;
    }
    let_go();
    made_.push_back({std::string{kind}, std::string{rule}, std::string{clause}, std::string{waits_for},
                     why.empty() ? std::nullopt : std::optional{std::string{why}}});
  }

  Shared<std::vector<Awaited>> list() {
    if (made_.empty() && stored_ != nullptr && same_ == (*stored_)->size()) return *stored_;
    let_go();
    return std::move(made_);
  }

 private:
  bool as_stored(std::string_view kind, std::string_view rule, std::string_view clause,
                 std::string_view waits_for, std::string_view why) const {
    if (stored_ == nullptr || same_ == (*stored_)->size()) return false;
    const Awaited& next = (**stored_)[same_];
    return next.rule == rule && next.waits_for == waits_for && next.kind == kind && next.clause == clause &&
           next.why.value_or("") == why;
  }
  void let_go() {
    if (!made_.empty() || same_ == 0) return;
    made_.assign((*stored_)->begin(), (*stored_)->begin() + static_cast<std::ptrdiff_t>(same_));
  }

  const Shared<std::vector<Awaited>>* stored_;
  std::size_t same_ = 0;
  std::vector<Awaited> made_;
};

const Happening* earlier(const Happening* left, const Happening* right) {
  if (left == nullptr || right == nullptr) return left == nullptr ? right : left;
  return right->on.first() < left->on.first() ? right : left;
}

// "completion", "completion-2".
std::string numbered(const std::string& rule, std::size_t number) {
  return number == 0 ? rule : rule + "-" + std::to_string(number + 1);
}

struct Worker {
  const Facts& facts;
  const std::vector<Deadline>& known;
  const RuleBook& rules;
  Day today;
  const Milestones& milestones;
  const FactSet answers;
  const CaseTerms& terms;
  const DecisionNotices notices;
  const Fact* closure;
  AwaitedInOrder awaited;
  const bool settled;           // terms, advice and findings stand as stored
  std::vector<bool> made_anew;  // of each known deadline
  Derivation result;

  // They are mostly made in the order in which they are known.
  const Deadline* known_deadline(const std::string& deadline_id) const {
    const auto named = [&](const Deadline& deadline) { return deadline.terms->deadline_id == deadline_id; };
    const std::size_t next = result.deadlines.size();
    if (next < known.size() && named(known[next])) return &known[next];
    const auto found = std::ranges::find_if(known, named);
    return found == known.end() ? nullptr : &*found;
  }

  Regime regime(PartialDate on, Milestone by) const {
    const Governing first = rules.governing(on.first(), terms);
    return {on, first, on.whole() ? first : rules.governing(on.last(), terms), by, nullptr};
  }
  std::optional<Regime> regime_of_telling(const Rule& rule, const Regime& own, const Happening& start) const;
  bool chosen_by_telling(const Rule& rule, std::size_t number) const;
  std::optional<Regime> regime_of(const IndexedRule& indexed, const Regime& own, const Happening& start,
                                  std::size_t number) const;
  bool never_chosen(const IndexedRule& indexed, const Regime& own) const;

  void await(const Rule& rule, std::string_view waits_for, std::string_view why) {
    awaited.add(rule.kind, rule.id, rule.clause, waits_for, why);
  }

  bool arises(const Rule& rule);
  bool stands_as_stored(const TermsWanted& wanted) const;
  const Happening* doing(const Rule& rule, const Regime& regime, const Happening& start) const;
  void judge(DerivedDeadline& deadline, const Rule& rule, const Regime& regime, const Happening& start) const;
  void end(DerivedDeadline& deadline, const Rule& rule, const Happening& start) const;
  void add(const IndexedRule& indexed, const Regime& regime, const Happening& start, std::size_t number);
  void await_edition(Milestone milestone, Day day);
  void add_all(Milestone milestone);
  void add_forgotten();
  void add_awaited();
};

// Of the rules that take each other's place the one of the day on which the duty arose; where the telling
// went by another, that one, by the day of the telling.
std::optional<Regime> Worker::regime_of_telling(const Rule& rule, const Regime& own,
                                                const Happening& start) const {
  const auto standing = [&](PartialDate on) { return rules.rule_on(rule.id, on.first(), own.first, terms); };
  Regime chosen = own;
  chosen.told = telling_of(rule, own.first, start, {milestones, notices, rules, terms});
  if (chosen.told != nullptr && standing(chosen.told->on) != standing(own.on)) {
    chosen.on = chosen.told->on;
    chosen.by = act_of_telling;
  }
  return standing(chosen.on) == &rule ? std::optional{chosen} : std::nullopt;
}

// A revision by which it was worked out before may not have known of it.
bool Worker::chosen_by_telling(const Rule& rule, std::size_t number) const {
  if (rule.governed_by != act_of_telling) return false;
  const Deadline* before = known_deadline(numbered(rule.id, number));
  if (before == nullptr) return true;
  const Edition* edition = rules.edition(before->terms->edition, before->terms->edition_revision);
  const Rule* known_as = edition == nullptr ? nullptr : edition->rule(rule.id);
  return known_as == nullptr || known_as->governed_by == act_of_telling;
}

// By what an instrument is chosen for a rule whose clock starts on a day of its `own`; nothing where it
// chooses another one, or where what chooses it has not come about.
std::optional<Regime> Worker::regime_of(const IndexedRule& indexed, const Regime& own, const Happening& start,
                                        std::size_t number) const {
  const Rule& rule = *indexed.rule;
  std::optional<Regime> chosen = own;
  const bool by_telling = chosen_by_telling(rule, number);
  if (by_telling) {
    chosen = regime_of_telling(rule, own, start);
    if (!chosen) return std::nullopt;
  } else if (rule.governed_by != rule.starts_at && rule.governed_by != act_of_telling) {
    const Happening* chosen_by = milestones.newest(rule.governed_by);
    if (chosen_by == nullptr) return std::nullopt;
    chosen = regime(chosen_by->on, rule.governed_by);
  }
  if (const Repinned* repinned = terms.repinned(rule.id)) {
    const Edition* edition = rules.edition(repinned->edition);
    if (edition->layer == Layer::guidance) chosen->first = chosen->last = {edition, nullptr, false};
  }
  if (!by_telling && !applies(indexed, chosen->on.first(), chosen->first, terms)) return std::nullopt;
  return chosen;
}

// Whether the rule is one of guidance that did not govern the day, chosen by that very day: most rules of a
// milestone are, and are passed over at once.
bool Worker::never_chosen(const IndexedRule& indexed, const Regime& own) const {
  const Rule& rule = *indexed.rule;
  const bool own_day = rule.governed_by == rule.starts_at || rule.governed_by == act_of_telling;
  return indexed.edition->layer == Layer::guidance && indexed.edition != own.first.edition && own_day &&
         terms.by_rule.empty();
}

// Whether the facts on which the duty depends are there; the clock is awaited while they are not known.
bool Worker::arises(const Rule& rule) {
  const Answer answer = holds(rule.when, answers);
  if (answer == Answer::unknown && closure == nullptr)
    await(rule, "facts", "not known: " + names_of(missing_for(rule.when, answers)));
  return answer == Answer::yes;
}

const Happening* Worker::doing(const Rule& rule, const Regime& regime, const Happening& start) const {
  if (rule.governed_by == act_of_telling) return regime.told;
  const bool of_decision = is_decision(rule.starts_at) && tells_somebody(rule.met_by);
  return of_decision ? notices.notice_of(rule, start) : milestones.met_by(rule, start);
}

void Worker::judge(DerivedDeadline& deadline, const Rule& rule, const Regime& regime,
                   const Happening& start) const {
  const std::optional<Day> last = last_due(deadline.terms);
  if (rule.met_by == Milestone::lapse) {
    const bool kept = start.ended_by == nullptr || day_of(*start.ended_by).first() > *last;
    if (today <= *last || !kept) return;
    deadline.state = DeadlineState::met;
    deadline.met_on = *last;
    deadline.met_in = deadline.terms->anchored_in;
    return;
  }
  const Happening* met = doing(rule, regime, start);
  if (tells_somebody(rule.met_by))
    met = earlier(met, milestones.acknowledgement_of(deadline.terms->deadline_id, start));
  if (met == nullptr) {
    if (!last)
      deadline.state = DeadlineState::outstanding;
    else
      deadline.state = today > *last ? DeadlineState::overdue : DeadlineState::running;
    return;
  }
  const PartialDate met_on = met->on;
  deadline.met_on = met_on;
  deadline.met_in = met->fact->event;
  deadline.state = DeadlineState::met;
  if (!last) return;
  const Day first = deadline.terms->due_on ? *deadline.terms->due_on : deadline.terms->due_between->first;
  if (met_on.first() > *last)
    deadline.state = DeadlineState::met_late;
  else if (met_on.last() > first)
    deadline.state = DeadlineState::undetermined;
  if (!met_on.whole()) return;
  if (first == *last) deadline.days_late = std::max(0, met_on.first() - first);
  if (deadline.revised_due_on)
    deadline.revised_days_late = std::max(0, met_on.first() - *deadline.revised_due_on);
}

void Worker::end(DerivedDeadline& deadline, const Rule& rule, const Happening& start) const {
  if (deadline.met_on) return;
  if (start.ended_by != nullptr) {
    const bool followed = start.followed || notices.gives_rise_to(*start.ended_by, rule.id);
    deadline.state = followed ? DeadlineState::superseded : DeadlineState::voided;
    deadline.ended_why = start.ended_why;
    deadline.ended_in = start.ended_by->event;
    return;
  }
  if (rule.met_by == Milestone::publication && milestones.not_published() != nullptr) {
    deadline.state = DeadlineState::voided;
    deadline.ended_why = "not_published";
    deadline.ended_in = milestones.not_published()->event;
    return;
  }
  if (closure == nullptr) return;
  const auto& closed = std::get<CaseClosed>(closure->body);
  const bool error = closed.opened_in_error.value_or(false);
  if (!closed.merged_into && !error) return;  // a duty that is still open goes on after an ordinary closing
  deadline.state = DeadlineState::voided;
  deadline.ended_why = error ? "opened_in_error" : "merged";
  deadline.ended_in = closure->event;
}

// Whether the stored terms are those that would be made again: they start and were chosen as they were.
bool Worker::stands_as_stored(const TermsWanted& wanted) const {
  if (!settled || wanted.before == nullptr) return false;
  const DeadlineTerms& stored = wanted.before->terms;
  const Rule& rule = *wanted.indexed.rule;
  return stored.governing && stored.governing->governed_on == wanted.regime.on &&
         stored.governing->governed_by == name_of(wanted.regime.by) && stored.rule == rule.id &&
         stored.edition == wanted.indexed.edition->id && stored.anchored_in == wanted.start.fact->event &&
         stored.starts_on == wanted.start.on &&
         (rule.unit != Unit::own_day || stored.due_on == wanted.start.names_day);
}

void Worker::add(const IndexedRule& indexed, const Regime& regime, const Happening& start,
                 std::size_t number) {
  const std::string deadline_id = numbered(indexed.rule->id, number);
  const Deadline* before = known_deadline(deadline_id);
  const TermsWanted wanted{deadline_id, indexed, regime, start, before};
  const PinnedRule pinned = pinned_rule(wanted, rules);
  const Rule& rule = pinned.rule;
  if (!arises(rule)) return;
  auto made = stands_as_stored(wanted) ? before->terms : deadline_terms(wanted, pinned, rules, terms);
  if (!made) return await(rule, "calendar", made.error());
  DerivedDeadline deadline;
  deadline.terms = std::move(*made);
  if (revisable(rule)) {
    if (const Fact* revised = milestones.revision_of(start)) {
      deadline.revised_due_on = std::get<TimetableRevised>(revised->body).revised_due_on;
      deadline.revised_in = revised->event;
    }
  }
  judge(deadline, rule, regime, start);
  end(deadline, rule, start);
  if (before != nullptr) made_anew[static_cast<std::size_t>(before - known.data())] = true;
  result.deadlines.push_back(std::move(deadline));
}

// Every edition has these two clocks; whether there would be others is not known.
void Worker::await_edition(Milestone milestone, Day day) {
  const bool decision = milestone == Milestone::brought_to_attention;
  if (!decision && milestone != Milestone::decision_to_conduct) return;
  const std::string clock = decision ? "decision" : "completion";
  awaited.add(clock, clock, "", "edition", "no edition of the guidance covers " + day.text());
}

void Worker::add_all(Milestone milestone) {
  const std::vector<Happening>& happenings = milestones.of(milestone);
  for (std::size_t number = 0; number < happenings.size(); ++number) {
    const Happening& start = happenings[number];
    const Regime own = regime(start.on, milestone);
    if (own.first.edition == nullptr) await_edition(milestone, start.on.first());
    for (const IndexedRule& indexed : rules.starting_at(milestone)) {
      if (never_chosen(indexed, own)) continue;
      if (const std::optional<Regime> chosen = regime_of(indexed, own, start, number))
        add(indexed, *chosen, start, number);
    }
  }
}

// A deadline that was recorded and that no rule gives any more (its anchor moved to another edition) is void.
void Worker::add_forgotten() {
  for (std::size_t at = 0; at < known.size(); ++at) {
    const Deadline& deadline = known[at];
    if (made_anew[at]) continue;
    if (fact_of(facts, deadline.terms->anchored_in) == nullptr) continue;
    DerivedDeadline ended;
    ended.terms = deadline.terms;
    ended.revised_due_on = deadline.revised_due_on;
    ended.state = DeadlineState::voided;
    ended.ended_why = "no_longer_applies";
    result.deadlines.push_back(std::move(ended));
  }
}

// What has not come about and is still to come, as far as the process goes by itself; what may never happen
// (a timetable revised, a hold) is not waited for.
bool expected(CaseStatus status, Milestone milestone) {
  if (status == CaseStatus::in_review) return milestone == Milestone::completion;
  if (status != CaseStatus::awaiting_decision) return false;
  return milestone <= Milestone::decision_not_to_conduct ||
         milestone == Milestone::serious_incident_notified || milestone == Milestone::rapid_review_sent;
}

void Worker::add_awaited() {
  if (result.status == CaseStatus::closed) return;
  const Happening* brought = milestones.newest(Milestone::brought_to_attention);
  const Happening* decided = milestones.newest(Milestone::decision);
  if (brought == nullptr) awaited.add("decision", "decision", "", "brought_to_attention");
  const Happening* chosen_by = decided == nullptr ? brought : decided;
  if (chosen_by == nullptr) return;
  const Governing governing = rules.governing(chosen_by->on.first(), terms);
  for (const Milestone milestone : starting_milestones) {
    if (!expected(result.status, milestone) || !milestones.of(milestone).empty()) continue;
    for (const IndexedRule& indexed : rules.starting_at(milestone))
      if (applies(indexed, chosen_by->on.first(), governing, terms) &&
          holds(indexed.rule->when, answers) != Answer::no)
        await(*indexed.rule, name_of(milestone), {});
  }
}

}  // namespace

Advice advice_on(const AdviceWanted& wanted, const RuleBook& rules, const CaseTerms& terms,
                 const FactSet& answers) {
  const Advice* advised = wanted.advised;
  const auto revision_of = [&](const Edition& edition) -> std::optional<int> {
    if (advised == nullptr) return std::nullopt;
    if (advised->edition == edition.id) return advised->revision;
    const auto beside = std::ranges::find(advised->beside, edition.id, &TableAdvice::edition);
    return beside == advised->beside.end() ? std::nullopt : std::optional{beside->revision};
  };
  const Edition& guidance = *wanted.governing.edition;
  Advice advice = advise(advising(guidance, revision_of(guidance), rules), answers);
  for (const Edition* edition : rules.editions()) {
    if (edition != &guidance && !stands_beside(*edition, wanted.day, wanted.governing, terms)) continue;
    const Edition& asked = advising(*edition, revision_of(*edition), rules);
    for (const CriteriaTable& table : asked.tables)
      if (table.name != review_table) advice.beside.push_back(advise(asked, table, answers));
  }
  return advice;
}

std::optional<Governing> decision_edition(const Facts& facts, const RuleBook& rules) {
  const auto& brought = std::get<CaseOpened>(facts.front()->body).brought_to_attention_on;
  if (!brought) return std::nullopt;
  return rules.governing(brought->first(), case_terms_of(facts, rules));
}

Facts facts_by(const Facts& facts, Day as_of) {
  Facts chosen;
  std::copy_if(facts.begin(), facts.end(), std::back_inserter(chosen), [&](const Fact& fact) {
    return day_of(fact).last() <= as_of || std::holds_alternative<BoardTermsApplied>(fact.body);
  });
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

Stored stored_in(const CaseState& state) {
  return {state.advice ? &*state.advice : nullptr, state.assessment ? &*state.assessment : nullptr,
          &state.awaiting};
}

namespace {

// What meets clocks or revises them, and says nothing of what instruments are asked: no answer, no person, no
// document, nothing of the board.
bool only_of_clocks(const Fact& fact) {
  return std::holds_alternative<NotificationRecorded>(fact.body) ||
         std::holds_alternative<TimetableRevised>(fact.body) ||
         std::holds_alternative<RecommendationRecorded>(fact.body) ||
         std::holds_alternative<NotificationDrafted>(fact.body) ||
         std::holds_alternative<AcknowledgementRecorded>(fact.body);
}

// A notification of a serious incident is an answer too.
bool settled_by(const Stored& stored, const Facts& facts, const Milestones& milestones) {
  return stored.from_facts != 0 && milestones.of(Milestone::serious_incident_notified).empty() &&
         std::all_of(facts.begin() + static_cast<std::ptrdiff_t>(stored.from_facts), facts.end(),
                     only_of_clocks);
}

template <class T>
const T* value_in(const Shared<T>* stored) {
  return stored == nullptr ? nullptr : &**stored;
}

template <class T>
Shared<T> as_stored(const Shared<T>* stored) {
  return stored == nullptr ? Shared<T>{} : *stored;
}

}  // namespace

Derivation derive(const Facts& facts, const std::vector<Deadline>& known, const RuleBook& rules, Day today,
                  const Stored& stored) {
  const Milestones milestones{facts};
  const CaseTerms terms = case_terms_of(facts, rules);
  Worker worker{facts,
                known,
                rules,
                today,
                milestones,
                with_notice(answers_of(facts), milestones),
                terms,
                DecisionNotices{milestones, rules, terms},
                standing_closure(facts),
                AwaitedInOrder{stored.awaiting},
                settled_by(stored, facts, milestones),
                std::vector<bool>(known.size()),
                {}};
  worker.result.status = status_of(facts);
  if (const Happening* brought = milestones.newest(Milestone::brought_to_attention)) {
    const Day day = brought->on.first();
    const Governing governing = rules.governing(day, terms);
    if (governing.edition != nullptr) {
      worker.result.edition = governing.edition->id;
      worker.result.edition_uncertain = governing.uncertain();
      if (worker.settled)
        worker.result.advice = as_stored(stored.advice);
      else
        worker.result.advice =
            advice_on({governing, day, value_in(stored.advice)}, rules, terms, worker.answers);
    }
  }
  worker.result.assessment = worker.settled ? as_stored(stored.assessment)
                                            : Shared{assess(facts, rules, value_in(stored.assessment))};
  for (const Milestone milestone : starting_milestones) worker.add_all(milestone);
  worker.add_forgotten();
  worker.add_awaited();
  worker.result.awaiting = worker.awaited.list();
  return std::move(worker.result);
}

}  // namespace reviewd
