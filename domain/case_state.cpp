#include "domain/case_state.hpp"

#include <algorithm>

#include "domain/acts_schemas.hpp"

namespace reviewd {
namespace {

struct ClaimedDay {
  std::optional<PartialDate> operator()(const CaseOpened& body) const { return body.brought_to_attention_on; }
  std::optional<PartialDate> operator()(const FactsRecorded&) const { return std::nullopt; }
  std::optional<PartialDate> operator()(const RecommendationRecorded& body) const { return body.made_on; }
  std::optional<PartialDate> operator()(const DecisionRecorded& body) const { return body.decided_on; }
  std::optional<PartialDate> operator()(const NotificationRecorded& body) const { return body.sent_on; }
  std::optional<PartialDate> operator()(const TimetableRevised& body) const { return body.decided_on; }
  std::optional<PartialDate> operator()(const ReviewCompleted& body) const { return body.completed_on; }
  std::optional<PartialDate> operator()(const CaseClosed& body) const { return body.closed_on; }
  std::optional<PartialDate> operator()(const CaseReopened&) const { return std::nullopt; }
  std::optional<PartialDate> operator()(const CaseLinked&) const { return std::nullopt; }
  std::optional<PartialDate> operator()(const BoardTermsApplied&) const { return std::nullopt; }
  template <Act Body>
  std::optional<PartialDate> operator()(const Body& body) const {
    if constexpr (requires { body.*Schema<Body>::day; })
      return body.*Schema<Body>::day;
    else
      return std::nullopt;
  }
};

bool has_fired(const Deadline& deadline, Day due_on, int rung) {
  return std::find(deadline.fired.begin(), deadline.fired.end(), Rung{due_on, rung}) != deadline.fired.end();
}

void consider_rungs(const Deadline& deadline, Day due_on, Day recorded_on, std::optional<Day>& earliest) {
  for (const int rung : deadline.terms->rungs) {
    const Day day = due_on.plus_days(rung);
    if (day <= recorded_on || has_fired(deadline, due_on, rung)) continue;
    if (!earliest || day < *earliest) earliest = day;
  }
}

}  // namespace

FactBody::FactBody() = default;
FactBody::FactBody(const FactBody&) = default;
FactBody::FactBody(FactBody&&) noexcept = default;
FactBody& FactBody::operator=(const FactBody&) = default;
FactBody& FactBody::operator=(FactBody&&) noexcept = default;
FactBody::~FactBody() = default;

const Fact* fact_of(const Facts& facts, EventId event) {
  const auto found = std::lower_bound(facts.begin(), facts.end(), event,
                                      [](const Fact& fact, EventId wanted) { return fact.event < wanted; });
  return found == facts.end() || (*found)->event != event ? nullptr : &**found;
}

const Fact* CaseState::fact(EventId event) const {
  return fact_of(facts, event);
}

const Deadline* CaseState::deadline(std::string_view deadline_id) const {
  const auto found = std::find_if(deadlines.begin(), deadlines.end(), [&](const Deadline& candidate) {
    return candidate.terms->deadline_id == deadline_id;
  });
  return found == deadlines.end() ? nullptr : &*found;
}

std::optional<PartialDate> claimed_day(const Fact& fact) {
  const auto claimed = std::visit(ClaimedDay{}, fact.body);
  return claimed ? claimed : fact.occurred;
}

PartialDate day_of(const Fact& fact) {
  return claimed_day(fact).value_or(PartialDate{fact.recorded_on});
}

const Fact* standing_decision(const Facts& facts) {
  return newest<DecisionRecorded>(facts);
}

const Fact* standing_closure(const Facts& facts) {
  for (const Fact& fact : std::views::reverse(facts)) {
    if (std::holds_alternative<CaseReopened>(fact.body)) return nullptr;
    if (std::holds_alternative<CaseClosed>(fact.body)) return &fact;
  }
  return nullptr;
}

CaseStatus status_of(const Facts& facts) {
  if (standing_closure(facts) != nullptr) return CaseStatus::closed;
  if (newest<ReviewCompleted>(facts) != nullptr) return CaseStatus::completed;
  const Fact* decision = standing_decision(facts);
  if (decision == nullptr) return CaseStatus::awaiting_decision;
  switch (std::get<DecisionRecorded>(decision->body).decision) {
    case Course::conduct:
      return CaseStatus::in_review;
    case Course::do_not_conduct:
      return CaseStatus::not_proceeding;
    case Course::other_review:
      return CaseStatus::other_review;
  }
  return CaseStatus::awaiting_decision;
}

FactSet answers_of(const Facts& facts) {
  FactSet all;
  const auto take = [&](const FactSet& answers) {
    for (std::size_t at = 0; at < fact_count; ++at)
      if (answers.answers[at]) all.answers[at] = answers.answers[at];
  };
  for (const Fact& fact : facts) {
    if (const auto* opened = std::get_if<CaseOpened>(&fact.body)) take(opened->facts);
    if (const auto* recorded = std::get_if<FactsRecorded>(&fact.body)) take(recorded->facts);
  }
  return all;
}

bool is_open(const Deadline& deadline) {
  return deadline.state == DeadlineState::running || deadline.state == DeadlineState::overdue ||
         deadline.state == DeadlineState::outstanding;
}

std::optional<Day> last_due(const DeadlineTerms& terms) {
  if (terms.due_on) return terms.due_on;
  return terms.due_between ? std::optional{terms.due_between->last} : std::nullopt;
}

DeadlineState open_state(const DeadlineTerms& terms, const std::vector<Day>& passed) {
  const auto last = last_due(terms);
  if (!last) return DeadlineState::outstanding;
  const bool over = std::find(passed.begin(), passed.end(), *last) != passed.end();
  return over ? DeadlineState::overdue : DeadlineState::running;
}

std::optional<Day> next_due(const CaseState& state) {
  std::optional<Day> earliest;
  for (const Deadline& deadline : state.deadlines) {
    if (!is_open(deadline)) continue;
    if (deadline.state == DeadlineState::running) {
      const auto last = last_due(deadline.terms);
      if (last && (!earliest || last->plus_days(1) < *earliest)) earliest = last->plus_days(1);
    }
    if (deadline.terms->due_on)
      consider_rungs(deadline, *deadline.terms->due_on, deadline.recorded_on, earliest);
    if (deadline.revised_due_on && deadline.revised_due_on != deadline.terms->due_on)
      consider_rungs(deadline, *deadline.revised_due_on, deadline.revision_recorded_on, earliest);
  }
  return earliest;
}

}  // namespace reviewd
