#include "tests/support/plain_words.hpp"

#include "domain/event_schemas.hpp"

namespace reviewd {
namespace {

std::string text_of(const std::optional<PartialDate>& date) {
  return date ? date->text() : "a day not known";
}

std::string due_text(const std::optional<Day>& due_on, const std::optional<DayRange>& due_between) {
  if (due_on) return due_on->text();
  if (due_between) return "between " + due_between->first.text() + " and " + due_between->last.text();
  return "on no stated day";
}

std::string days(int count) {
  return std::to_string(count) + (count == 1 ? " day" : " days");
}

std::string relaxed_text(const Relaxed& relaxed) {
  return (relaxed.uncertain ? ", perhaps relaxed by " : ", relaxed by ") + relaxed.edition;
}

std::string late_text(const std::optional<int>& late, const std::optional<int>& revised_late) {
  std::string text;
  if (late) text += ", " + (*late == 0 ? "in time" : days(*late) + " late");
  if (revised_late)
    text +=
        *revised_late == 0 ? ", by the revised day" : ", " + days(*revised_late) + " after the revised day";
  return text;
}

std::string quoted(std::string_view text) {
  return "'" + std::string{text} + "'";
}

std::string answers_text(const FactSet& facts) {
  std::string text;
  for (std::size_t at = 0; at < fact_count; ++at)
    if (facts.answers[at])
      text += (text.empty() ? "" : ", ") + std::string{name_of(static_cast<FactName>(at))} + " " +
              std::string{name_of(*facts.answers[at])};
  return text;
}

std::string advice_text(const Advice& advice) {
  if (advice.edition.empty()) return "no edition advises";
  std::string text = "the criteria of " + advice.edition + " say " + std::string{word_of(advice.advice)};
  for (const RowResult& row : advice.rows)
    if (row.result == Answer::yes) text += ", row " + row.row;
  return text;
}

struct EventWords {
  std::string operator()(const CaseOpened& body) const {
    const std::string answers = answers_text(body.facts);
    return "brought to the board's attention on " + text_of(body.brought_to_attention_on) +
           (answers.empty() ? "" : ": " + answers);
  }
  std::string operator()(const FactsRecorded& body) const { return "facts: " + answers_text(body.facts); }
  std::string operator()(const RecommendationRecorded& body) const {
    return "the panel recommended " + std::string{word_of(body.recommendation)} + " on " +
           body.made_on.text();
  }
  std::string operator()(const DecisionRecorded& body) const {
    std::string text =
        "the chair decided " + std::string{word_of(body.decision)} + " on " + body.decided_on.text();
    if (body.replaces) text += " in place of " + body.replaces->text();
    if (body.advice) text += "; " + advice_text(*body.advice);
    if (body.against_advice) text += "; against the advice";
    if (body.against_recommendation) text += "; against the recommendation";
    return text;
  }
  std::string operator()(const NotificationRecorded& body) const {
    return body.recipient + " was told of the " + body.subject + " on " + body.sent_on.text();
  }
  std::string operator()(const AcknowledgementRecorded& body) const {
    return body.by + " acknowledged " + quoted(body.deadline) + " on " + body.acknowledged_on.text();
  }
  std::string operator()(const TimetableRevised& body) const {
    return "the board revised its timetable on " +
           (body.decided_on ? body.decided_on->text() : "a day not known") + " to " +
           body.revised_due_on.text();
  }
  std::string operator()(const ReviewCompleted& body) const {
    return "the review was completed on " + body.completed_on.text();
  }
  std::string operator()(const FactCorrected& body) const {
    return "corrected " + body.event.text() + body.pointer + ": was " + body.was.value_or("not given") +
           ", is " + body.value;
  }
  std::string operator()(const PersonalFactCorrected& body) const {
    return "corrected " + body.event.text() + body.pointer + ": sealed" +
           (body.was_in ? ", was in " + body.was_in->text() : ", was not given");
  }
  std::string operator()(const CaseClosed& body) const {
    return "the case was closed on " + body.closed_on.text() +
           (body.merged_into ? ", merged into another" : "") +
           (body.opened_in_error.value_or(false) ? ", opened in error" : "");
  }
  std::string operator()(const CaseReopened&) const { return "the case was reopened"; }
  std::string operator()(const CaseLinked& body) const {
    return std::string{body.outgoing ? "linked: " : "linked by another: "} +
           std::string{word_of(body.relation)};
  }
  std::string operator()(const AdviceGiven& body) const { return advice_text(body.advice); }
  std::string operator()(const FindingsAssessed& body) const {
    std::string text;
    for (const Finding& finding : body.assessment.findings)
      text += (text.empty() ? "" : ", ") + finding.requirement + " " + std::string{word_of(finding.state)};
    return text.empty() ? "nothing is lacking" : "lacking: " + text;
  }
  std::string operator()(const DeadlineStarted& body) const {
    return quoted(body.terms.deadline_id) + " runs from " + body.terms.starts_on.text() + ", due " +
           due_text(body.terms.due_on, body.terms.due_between) + " (" + body.terms.edition +
           (body.terms.edition_uncertain ? ", uncertain" : "") + ")" +
           (body.terms.falls_on_non_working_day ? ", no working day" : "") +
           (body.terms.relaxed ? relaxed_text(*body.terms.relaxed) : "");
  }
  std::string operator()(const DeadlineRecalculated& body) const {
    return quoted(body.terms.deadline_id) + " worked out again from " + body.terms.starts_on.text() +
           ": was due " + due_text(body.due_on_was, body.due_between_was) + " (" + body.edition_was +
           "), is due " + due_text(body.terms.due_on, body.terms.due_between) + " (" + body.terms.edition +
           (body.terms.edition_uncertain ? ", uncertain" : "") + "), because of " + body.cause.text();
  }
  std::string operator()(const DeadlineRevised& body) const {
    return quoted(body.deadline_id) + " has the revised day " +
           (body.revised_due_on ? body.revised_due_on->text() : "no more") +
           (body.was ? ", was " + body.was->text() : "");
  }
  std::string operator()(const DeadlineMet& body) const {
    return quoted(body.deadline_id) + " " + std::string{word_of(body.state)} + " on " + body.met_on.text() +
           late_text(body.days_late, body.revised_days_late);
  }
  std::string operator()(const DeadlinePassed& body) const {
    return quoted(body.deadline_id) + " passed its day " + body.due_on.text();
  }
  std::string operator()(const DeadlineEnded& body) const {
    return quoted(body.deadline_id) + " " + std::string{word_of(body.state)} + ": " + body.why + " (" +
           body.cause.text() + ")";
  }
  std::string operator()(const DeadlineResumed& body) const {
    return quoted(body.deadline_id) + " goes on, " + std::string{word_of(body.state)};
  }
  std::string operator()(const ReminderFired& body) const {
    return "reminder of " + quoted(body.deadline_id) + ", " + std::string{word_of(body.of)} + " day " +
           body.due_on.text() + ", rung " + std::to_string(body.rung) +
           (body.late_days == 0 ? "" : ", " + days(body.late_days) + " late");
  }
  std::string operator()(const ClocksAwaited& body) const {
    std::string text;
    for (const Awaited& awaited : body.awaiting)
      text += (text.empty() ? "" : ", ") + awaited.rule + " for " + awaited.waits_for +
              (awaited.why ? " (" + *awaited.why + ")" : "");
    return text.empty() ? "no clock waits" : "waiting: " + text;
  }
  template <class Body>
  std::string operator()(const Body&) const {
    return std::string{Schema<Body>::name};
  }
};

}  // namespace

std::string in_words(const Event& event) {
  return std::visit(EventWords{}, event.body);
}

std::string in_words(const Deadline& deadline) {
  std::string text = "due " + due_text(deadline.terms->due_on, deadline.terms->due_between);
  if (deadline.revised_due_on) text += ", revised to " + deadline.revised_due_on->text();
  text += ": " + std::string{word_of(deadline.state)};
  if (deadline.met_on) text += " on " + deadline.met_on->text();
  return text + late_text(deadline.days_late, deadline.revised_days_late);
}

std::string in_words(const Finding& finding) {
  return std::string{word_of(finding.effect)} + ", " + std::string{word_of(finding.state)} + ": " +
         finding.missing;
}

std::string in_words(const Rejection& rejection) {
  std::string text = rejection.code;
  for (const Fault& fault : rejection.faults)
    text += (fault.pointer.empty() ? "" : " " + fault.pointer) + " " + fault.code;
  if (!rejection.clause.empty()) text += " [" + rejection.clause + "]";
  return text;
}

}  // namespace reviewd
