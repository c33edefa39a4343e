#include "domain/decide.hpp"

#include <algorithm>

#include "domain/acts/refusals.hpp"
#include "domain/assessment.hpp"
#include "domain/consequences.hpp"
#include "domain/consultation.hpp"
#include "domain/content_checks.hpp"
#include "domain/derivation.hpp"
#include "domain/directed_case.hpp"
#include "domain/evolve.hpp"
#include "domain/fact_pointer.hpp"
#include "domain/milestones.hpp"
#include "domain/situation.hpp"

namespace reviewd {
namespace {

using Events = std::vector<Event>;

bool goes_against(Course decision, Outcome advice) {
  if (advice == Outcome::must) return decision != Course::conduct;
  if (advice == Outcome::not_met) return decision == Course::conduct;
  return false;
}

// A timetable is revised of the whole review: to its completion, or from 2018 to its publication.
bool revisable(const Deadline& deadline) {
  return deadline.terms->kind == "completion" || deadline.terms->kind == "publication";
}

bool not_after(Day revised_due_on, const Deadline& deadline) {
  return deadline.terms->due_on && revised_due_on <= *deadline.terms->due_on;
}

std::unexpected<Rejection> invalid_revised_day(std::string pointer, const Deadline& deadline) {
  return invalid(std::move(pointer), "not_after_the_statutory_day",
                 "The revised day must lie after the statutory day, " + deadline.terms->due_on->text() + ".");
}

class Decider {
 public:
  Decider(const CaseState& state, const Context& context)
      : state_(state), context_(context), situation_(state, context), today_(situation_.today) {}

  Result<Events> operator()(const OpenCase& command) const {
    if (state_.exists()) return not_allowed("case_exists", "There is a case with this id already.");
    CaseOpened opened{
        command.board,        context_.board_id, command.case_label, command.brought_to_attention_on,
        command.incident,     command.children,  command.referrer,   command.facts,
        command.internal_ref, context_.origin,   context_.imported};
    Events facts{{command.brought_to_attention_on, std::move(opened)}};
    if (context_.board_terms != BoardTermsApplied{}) facts.push_back({std::nullopt, context_.board_terms});
    return with_consequences(std::move(facts));
  }

  Result<Events> operator()(const RecordFacts& command) const {
    if (command.facts.empty()) return invalid("/facts", "required", "At least one fact is needed.");
    return with_consequences(command.occurred_on, FactsRecorded{command.facts});
  }

  Result<Events> operator()(const RecordRecommendation& command) const {
    if (!imports() && state_status() == CaseStatus::completed)
      return not_allowed("review_completed",
                         "The review is complete; a recommendation comes before the decision.",
                         clause_of("decision"));
    return with_consequences(command.made_on, RecommendationRecorded{command.recommendation, command.made_on,
                                                                     command.reasons, context_.origin});
  }

  Result<Events> operator()(const RecordDecision& command) const {
    if (auto refused = refuse_decision(command)) return std::unexpected(*refused);
    DecisionRecorded made{command.decision,
                          command.decided_on,
                          command.decided_by,
                          command.reasons,
                          command.replaces,
                          std::nullopt,
                          false,
                          false,
                          context_.origin,
                          inferred()};
    const CaseTerms terms = case_terms_of(state_.facts, context_.rules);
    const Day day = command.decided_on.first();
    const Governing governing = context_.rules.governing(day, terms);
    if (governing.edition != nullptr) {
      made.advice = advice_on({governing, day, nullptr}, context_.rules, terms, answers_of(state_.facts));
      made.against_advice = goes_against(command.decision, made.advice->advice);
    }
    if (const Fact* recommended = newest<RecommendationRecorded>(state_.facts))
      made.against_recommendation =
          std::get<RecommendationRecorded>(recommended->body).recommendation != command.decision;
    return with_consequences(command.decided_on, std::move(made));
  }

  Result<Events> operator()(const RecordNotification& command) const {
    if (auto refused = refuse_too_early(command, situation_)) return std::unexpected(*refused);
    return with_consequences(
        command.sent_on,
        NotificationRecorded{command.recipient, command.subject, command.sent_on, command.reference,
                             context_.origin, inferred(), command.enclosures});
  }

  Result<Events> operator()(const ReviseTimetable& command) const {
    if (!imports() && state_status() != CaseStatus::in_review)
      return not_allowed("no_review_running", "A timetable is revised only while a review runs.",
                         situation_.revision_clause());
    if (auto refused = refuse_consultation(command, situation_)) return std::unexpected(*refused);
    for (const Deadline& deadline : state_.deadlines)
      if (revisable(deadline) && is_open(deadline) && not_after(command.revised_due_on, deadline))
        return invalid_revised_day("/revised_due_on", deadline);
    return with_consequences(command.decided_on,
                             TimetableRevised{command.revised_due_on, command.decided_on, command.reasons,
                                              command.consulted, command.plan, command.progress});
  }

  Result<Events> operator()(const CompleteReview& command) const {
    if (!imports() && state_status() != CaseStatus::in_review)
      return not_allowed("no_review_running",
                         "Only a review that the chair decided to conduct can be completed.",
                         clause_of("completion"));
    ReviewCompleted completed{command.completed_on, context_.origin, command.override_reason};
    if (!imports())
      if (auto refused = refuse_step(ReviewStep::completed, situation_.findings_with(completed),
                                     command.override_reason.has_value()))
        return std::unexpected(*refused);
    return with_consequences(command.completed_on, std::move(completed));
  }

  template <Act Body>
  Result<Events> operator()(const Body& act) const {
    if constexpr (CarriesForward<Body>)
      if (auto refused = refuse_without_thing(act, situation_)) return std::unexpected(*refused);
    if (auto refused = refusal(act, situation_)) return std::unexpected(*refused);
    std::optional<PartialDate> day;
    if constexpr (requires { act.*Schema<Body>::day; }) day = act.*Schema<Body>::day;
    return with_consequences(day, act);
  }

  Result<Events> operator()(const CorrectFact& command) const;

  Result<Events> operator()(const CloseCase& command) const {
    const bool voids = command.merged_into || command.opened_in_error.value_or(false);
    const CaseStatus status = state_status();
    if (!voids && status == CaseStatus::in_review)
      return not_allowed(
          "review_running",
          "A review runs. Complete it, or close the case with \"merged_into\" or \"opened_in_error\".",
          clause_of("completion"));
    if (!voids && status == CaseStatus::awaiting_decision)
      return not_allowed(
          "decision_outstanding",
          "The chair has not decided. Record the decision, or close the case with \"merged_into\" or "
          "\"opened_in_error\".",
          clause_of("decision"));
    if (command.merged_into == state_.id)
      return invalid("/merged_into", "same_case", "A case cannot be merged into itself.");
    return with_consequences(command.closed_on, CaseClosed{command.closed_on, command.reason,
                                                           command.merged_into, command.opened_in_error});
  }

  Result<Events> operator()(const ReopenCase& command) const {
    if (state_status() != CaseStatus::closed) return not_allowed("not_closed", "The case is not closed.");
    return with_consequences(command.occurred_on, CaseReopened{command.reason});
  }

  Result<Events> operator()(const LinkCase& command) const {
    if (command.to == state_.id) return invalid("/to", "same_case", "A case cannot be linked with itself.");
    if (is_linked(state_, command.to, command.relation, true))
      return not_allowed("already_linked", "The two cases are linked in this way already.");
    return with_consequences(command.occurred_on, CaseLinked{command.to, command.relation, true});
  }

  Result<Events> operator()(const PauseClock&) const {
    return not_allowed(
        "clocks_do_not_pause",
        "Nothing pauses a statutory clock. The board may revise its timetable (revise-timetable), with "
        "its reasons, whom it consulted, the plan and the progress; the statutory day stays beside it.",
        situation_.no_pause_clause());
  }

  Result<Events> operator()(const FireTimers&) const {
    Events events = follow(state_, EventId{context_.position, 0}, state_.facts.size());
    CaseState after = state_;
    for (std::uint32_t index = 0; index < events.size(); ++index)
      after = evolve(std::move(after), events[index], recorded(index));
    Events reminders = due_reminders(after, today_);
    events.insert(events.end(), reminders.begin(), reminders.end());
    return events;
  }

  Result<Events> operator()(const Recompute& command) const {
    if (state_status() == CaseStatus::closed) return Events{};
    const Derivation derived = derive(state_.facts, unpinned(state_.deadlines), context_.rules, today_);
    return consequences(state_, derived, command.cause, context_.passing_waits);
  }

  Result<Events> operator()(const ApplyBoardTerms& command) const {
    return with_consequences(std::nullopt, command.terms);
  }

 private:
  bool imports() const { return situation_.imports(); }
  std::optional<bool> inferred() const { return context_.inferred ? std::optional{true} : std::nullopt; }
  CaseStatus state_status() const { return situation_.status(); }
  std::string clause_of(std::string_view rule) const { return situation_.clause_of(rule); }
  Recorded recorded(std::uint32_t index) const {
    return {{context_.position, index}, context_.now, context_.actor};
  }

  // `from_facts`: see Stored.
  Events follow(const CaseState& state, EventId cause, std::size_t from_facts) const {
    Stored stored = stored_in(state);
    stored.from_facts = from_facts;
    return consequences(state, derive(state.facts, state.deadlines, context_.rules, today_, stored), cause,
                        context_.passing_waits);
  }

  // The fact, and all that follows from it; or the refusal when its days contradict the case.
  Result<Events> with_consequences(std::optional<PartialDate> occurred_on, EventBody body) const {
    return with_consequences(Events{{occurred_on, std::move(body)}});
  }

  // The same of several facts that are recorded together, all of them because of the first.
  Result<Events> with_consequences(Events events) const {
    CaseState after = state_;
    for (std::uint32_t index = 0; index < events.size(); ++index)
      after = evolve(std::move(after), events[index], recorded(index));
    for (const Contradiction& found : contradictions(after.facts))
      if (found.event == EventId{context_.position, 0})
        return invalid(found.pointer, found.code, found.detail);
    Events more = follow(after, EventId{context_.position, 0}, state_.facts.size());
    events.insert(events.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return events;
  }

  std::optional<Rejection> refuse_decision(const RecordDecision& command) const {
    const Fact* standing = standing_decision(state_.facts);
    if (state_status() == CaseStatus::completed && !imports())
      return not_allowed("review_completed", "The review is complete; its decision is not replaced any more.")
          .error();
    if (standing == nullptr && command.replaces)
      return invalid("/replaces", "no_such_decision", "There is no decision yet that could be replaced.")
          .error();
    if (standing != nullptr && !command.replaces)
      return not_allowed("decision_stands",
                         "A decision stands (event " + standing->event.text() +
                             "). It is replaced by a decision that names it in \"replaces\".",
                         clause_of("decision"))
          .error();
    if (standing != nullptr && *command.replaces != standing->event)
      return invalid("/replaces", "not_the_standing_decision",
                     "The standing decision is event " + standing->event.text() + ".")
          .error();
    return std::nullopt;
  }

  // A corrected open field must hold what the command could have brought.
  std::optional<Rejection> refuse_corrected(const Fact& before, const Fact& now,
                                            const CorrectFact& command) const {
    const auto faults = field_faults(now.body, command.pointer, today_);
    if (!faults.empty()) return invalid("/value", faults.front().code, faults.front().detail).error();
    const auto claimed = claimed_day(now);
    if (state_.opened().origin == Origin::api && claimed && !claimed->whole())
      return invalid("/value", "whole_day_required", "The day is needed here, not only its month or year.")
          .error();
    if (const auto* revised = std::get_if<TimetableRevised>(&now.body);
        revised != nullptr && command.pointer == "/revised_due_on")
      for (const Deadline& deadline : state_.deadlines)
        if (deadline.revised_due_on == std::get<TimetableRevised>(before.body).revised_due_on &&
            not_after(revised->revised_due_on, deadline))
          return invalid_revised_day("/value", deadline).error();
    Facts facts = state_.facts;
    std::ranges::replace_if(facts, [&](const Fact& fact) { return fact.event == now.event; }, Shared{now});
    for (const Contradiction& found : contradictions(facts))
      return invalid("/value", found.code, found.detail).error();
    return std::nullopt;
  }

  // Where the value stands that a personal correction replaces.
  std::optional<EventId> standing_in(const CorrectFact& command, bool given) const {
    for (auto made = state_.corrections.rbegin(); made != state_.corrections.rend(); ++made)
      if (made->corrects == command.event && made->pointer == command.pointer) return made->event;
    return given ? std::optional{command.event} : std::nullopt;
  }

  const CaseState& state_;
  const Context& context_;
  Situation situation_;
  Day today_;
};

Result<Events> Decider::operator()(const CorrectFact& command) const {
  const Fact* fact = state_.fact(command.event);
  if (fact == nullptr) {
    if (command.event.position <= state_.last && command.event.position.number() != 0)
      return not_allowed("not_a_fact",
                         "This is no event of this case that holds facts; results follow from the facts.");
    return invalid("/event", "no_such_event", "The case has no such event.");
  }
  const auto place = place_in_fact(fact->body, command.pointer);
  if (!place) return std::unexpected(place.error());
  const std::string value = command.value.text.value_or("");
  Fact corrected = *fact;
  if (auto done = correct_fact(corrected.body, command.pointer, place->personal ? "" : value); !done)
    return std::unexpected(done.error());
  if (!place->personal && place->text == value)
    return invalid("/value", "unchanged", "The field says this already.");
  if (!place->personal)
    if (auto refused = refuse_corrected(*fact, corrected, command)) return std::unexpected(*refused);
  if (place->personal) {
    const auto faults = personal_faults(value, "/value", place->kind, today_);
    if (!faults.empty()) return invalid("/value", faults.front().code, faults.front().detail);
    return Events{{std::nullopt,
                   PersonalFactCorrected{command.event, command.pointer, standing_in(command, place->given),
                                         command.value, command.reason}}};
  }
  Events events{
      {std::nullopt, FactCorrected{command.event, command.pointer, place->text, value, command.reason}}};
  const CaseState after = evolve(state_, events.front(), recorded(0));
  Events more = follow(after, EventId{context_.position, 0}, 0);
  events.insert(events.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  return events;
}

// What a closed case still takes: corrections, links, notices, and being reopened.
bool allowed_when_closed(const CaseCommand& command) {
  const bool act = std::visit(
      []<class Body>(const Body&) {
        if constexpr (Act<Body>)
          return also_when_closed<Body>();
        else
          return false;
      },
      command);
  return act || std::holds_alternative<CorrectFact>(command) || std::holds_alternative<LinkCase>(command) ||
         std::holds_alternative<RecordNotification>(command) || std::holds_alternative<ReopenCase>(command) ||
         std::holds_alternative<PauseClock>(command) || std::holds_alternative<FireTimers>(command) ||
         std::holds_alternative<Recompute>(command);
}

}  // namespace

Result<std::vector<Event>> decide(const CaseState& state, const CaseCommand& command,
                                  const Context& context) {
  auto faults = content_faults(command, context.origin, london_day(context.now));
  if (!faults.empty())
    return std::unexpected(Rejection{RejectionKind::invalid, "invalid_content",
                                     "The content of the request is not valid.", "", std::move(faults)});
  const bool opens = std::holds_alternative<OpenCase>(command);
  if (!opens && !state.exists()) return not_found("no_such_case", "There is no such case.");
  if (!opens && status_of(state.facts) == CaseStatus::closed && !allowed_when_closed(command))
    return not_allowed("case_closed", "The case is closed. Reopen it first (reopen-case).");
  return std::visit(Decider{state, context}, command);
}

}  // namespace reviewd
