// The descriptors of all events and their parts. See domain/schema.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/command_schemas.hpp"
#include "domain/events.hpp"
#include "domain/finding_schemas.hpp"
#include "domain/mail_schemas.hpp"
#include "domain/register_schemas.hpp"
#include "domain/schema.hpp"
#include "domain/webhook_schemas.hpp"

namespace reviewd {

template <>
struct Schema<ImportSource> {
  static constexpr std::string_view name = "import_source";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Where an imported case comes from.";
  static constexpr auto fields =
      std::tuple{Field{"row_id", &ImportSource::row_id, "The id of its row in the imported file."},
                 Field{"row_digest", &ImportSource::row_digest, "SHA-256 of the cells of the row."}};
};

template <>
struct Schema<RowResult> {
  static constexpr std::string_view name = "row_result";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "What one row of the criteria table said.";
  static constexpr auto fields = std::tuple{
      Field{"row", &RowResult::row, "The row."},
      Field{"clause", &RowResult::clause, "Its clause."},
      Field{"verification", &RowResult::verification, "How far the row was checked against its text."},
      Field{"outcome", &RowResult::outcome, "What it says when it fires."},
      Field{"result", &RowResult::result, "Whether it fired."},
      Field{"warning", &RowResult::warning, "What to bear in mind."}};
};

template <>
struct Schema<TableAdvice> {
  static constexpr std::string_view name = "table_advice";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "What a criteria table beside the review table said.";
  static constexpr auto fields =
      std::tuple{Field{"table", &TableAdvice::table, "The table."},
                 Field{"edition", &TableAdvice::edition, "The instrument that has it."},
                 Field{"revision", &TableAdvice::revision, "The revision of the instrument."},
                 Field{"advice", &TableAdvice::advice, "The advice."},
                 Field{"rows", &TableAdvice::rows, "Every row.", FieldKind::optional},
                 Field{"missing_facts", &TableAdvice::missing_facts, "The facts that could still change it.",
                       FieldKind::optional}};
};

template <>
struct Schema<Advice> {
  static constexpr std::string_view name = "advice";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "What the criteria advise.";
  static constexpr auto fields = std::tuple{
      Field{"advice", &Advice::advice, "The advice."},
      Field{"edition", &Advice::edition, "The edition that gives it."},
      Field{"revision", &Advice::revision, "The revision of the edition."},
      Field{"rows", &Advice::rows, "Every row.", FieldKind::optional},
      Field{"missing_facts", &Advice::missing_facts, "The facts that could still change it.",
            FieldKind::optional},
      Field{"beside", &Advice::beside, "What the tables beside the review table say.", FieldKind::optional}};
};

template <>
struct Schema<CaseOpened> {
  static constexpr std::string_view name = "case_opened";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The matter was brought to the attention of the board.";
  static constexpr auto fields =
      std::tuple{Field{"board", &CaseOpened::board, "The name of the board."},
                 Field{"board_id", &CaseOpened::board_id, "The board in the register.", FieldKind::result},
                 Field{"case_label", &CaseOpened::case_label, "The label of the case."},
                 Field{"brought_to_attention_on", &CaseOpened::brought_to_attention_on,
                       "The day the matter was brought to the attention of the board.", FieldKind::optional},
                 Field{"incident", &CaseOpened::incident, "What happened.", FieldKind::optional},
                 Field{"children", &CaseOpened::children, "The children concerned.", FieldKind::optional},
                 Field{"referrer", &CaseOpened::referrer, "Who referred it.", FieldKind::optional},
                 Field{"facts", &CaseOpened::facts, "Answers to the questions of the criteria tables.",
                       FieldKind::optional},
                 Field{"internal_ref", &CaseOpened::internal_ref,
                       "The reference that the board gave the case.", FieldKind::optional},
                 Field{"origin", &CaseOpened::origin, "Whether it came through the API or an import.",
                       FieldKind::result},
                 Field{"imported", &CaseOpened::imported, "The imported row.", FieldKind::result}};
};

template <>
struct Schema<FactsRecorded> {
  static constexpr std::string_view name = "facts_recorded";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Answers to the questions of the criteria tables became known.";
  static constexpr auto fields =
      std::tuple{Field{"facts", &FactsRecorded::facts, "The answers.", FieldKind::optional}};
};

template <>
struct Schema<RecommendationRecorded> {
  static constexpr std::string_view name = "recommendation_recorded";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The panel made its recommendation.";
  static constexpr auto fields =
      std::tuple{Field{"recommendation", &RecommendationRecorded::recommendation, "What it recommended."},
                 Field{"made_on", &RecommendationRecorded::made_on, "The day it was made."},
                 Field{"reasons", &RecommendationRecorded::reasons, "The reasons."},
                 Field{"origin", &RecommendationRecorded::origin,
                       "Whether it came through the API or an import.", FieldKind::result}};
};

template <>
struct Schema<DecisionRecorded> {
  static constexpr std::string_view name = "decision_recorded";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The chair decided.";
  static constexpr auto fields = std::tuple{
      Field{"decision", &DecisionRecorded::decision, "What was decided."},
      Field{"decided_on", &DecisionRecorded::decided_on, "The day of the decision."},
      Field{"decided_by", &DecisionRecorded::decided_by, "The office that decided."},
      Field{"reasons", &DecisionRecorded::reasons, "The reasons.", FieldKind::optional},
      Field{"replaces", &DecisionRecorded::replaces, "The decision it replaced.", FieldKind::optional},
      Field{"advice", &DecisionRecorded::advice, "The advice of the edition in force on that day.",
            FieldKind::result},
      Field{"against_advice", &DecisionRecorded::against_advice, "Whether it goes against that advice.",
            FieldKind::result},
      Field{"against_recommendation", &DecisionRecorded::against_recommendation,
            "Whether it goes against the recommendation.", FieldKind::result},
      Field{"origin", &DecisionRecorded::origin, "Whether it came through the API or an import.",
            FieldKind::result},
      Field{"inferred", &DecisionRecorded::inferred,
            "true: the imported record states neither the course nor the office; both were inferred from it.",
            FieldKind::result}};
};

template <>
struct Schema<NotificationRecorded> {
  static constexpr std::string_view name = "notification_recorded";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Somebody was told.";
  static constexpr auto fields = std::tuple{
      Field{"recipient", &NotificationRecorded::recipient, "Who was told.", FieldKind::plain_word},
      Field{"subject", &NotificationRecorded::subject, "What about.", FieldKind::plain_word},
      Field{"sent_on", &NotificationRecorded::sent_on, "The day it was sent."},
      Field{"reference", &NotificationRecorded::reference, "The reference it has at the recipient.",
            FieldKind::optional},
      Field{"origin", &NotificationRecorded::origin, "Whether it came through the API or an import.",
            FieldKind::result},
      Field{"inferred", &NotificationRecorded::inferred,
            "true: the imported record does not state who was told; it was inferred from the day.",
            FieldKind::result},
      Field{"enclosures", &NotificationRecorded::enclosures, "What went with it.", FieldKind::plain_words}};
};

template <>
struct Schema<TimetableRevised> {
  static constexpr std::string_view name = "timetable_revised";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The board revised its timetable.";
  static constexpr auto fields = std::tuple{
      Field{"revised_due_on", &TimetableRevised::revised_due_on,
            "The day by which the board now means to complete."},
      Field{"decided_on", &TimetableRevised::decided_on, "The day it decided so."},
      Field{"reasons", &TimetableRevised::reasons, "Why."},
      Field{"consulted", &TimetableRevised::consulted, "Who was consulted, and when.", FieldKind::optional},
      Field{"plan", &TimetableRevised::plan, "The revised project plan.", FieldKind::optional},
      Field{"progress", &TimetableRevised::progress, "Progress so far, and action already taken.",
            FieldKind::optional}};
};

template <>
struct Schema<ReviewCompleted> {
  static constexpr std::string_view name = "review_completed";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The review was completed.";
  static constexpr auto fields =
      std::tuple{Field{"completed_on", &ReviewCompleted::completed_on, "The day it was completed."},
                 Field{"origin", &ReviewCompleted::origin, "Whether it came through the API or an import.",
                       FieldKind::result},
                 Field{"override_reason", &ReviewCompleted::override_reason,
                       "Why it is complete although something is missing.", FieldKind::optional}};
};

template <>
struct Schema<FactCorrected> {
  static constexpr std::string_view name = "fact_corrected";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A fact was corrected.";
  static constexpr auto fields =
      std::tuple{Field{"event", &FactCorrected::event, "The event that holds it."},
                 Field{"pointer", &FactCorrected::pointer, "Its place in the data of that event."},
                 Field{"was", &FactCorrected::was, "What it said before; absent when it was not given.",
                       FieldKind::optional},
                 Field{"value", &FactCorrected::value, "What it says now."},
                 Field{"reason", &FactCorrected::reason, "Why it was corrected."}};
};

template <>
struct Schema<PersonalFactCorrected> {
  static constexpr std::string_view name = "personal_fact_corrected";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A personal value was corrected.";
  static constexpr auto fields =
      std::tuple{Field{"event", &PersonalFactCorrected::event, "The event that holds it."},
                 Field{"pointer", &PersonalFactCorrected::pointer, "Its place in the data of that event."},
                 Field{"was_in", &PersonalFactCorrected::was_in,
                       "The event in which the value stands that it replaces; absent when there was none.",
                       FieldKind::optional},
                 Field{"value", &PersonalFactCorrected::value, "What it says now."},
                 Field{"reason", &PersonalFactCorrected::reason, "Why it was corrected."}};
};

template <>
struct Schema<CaseClosed> {
  static constexpr std::string_view name = "case_closed";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The case was closed.";
  static constexpr auto fields = std::tuple{
      Field{"closed_on", &CaseClosed::closed_on, "The day it was closed."},
      Field{"reason", &CaseClosed::reason, "Why."},
      Field{"merged_into", &CaseClosed::merged_into, "The case that goes on.", FieldKind::optional},
      Field{"opened_in_error", &CaseClosed::opened_in_error, "Whether it should never have been opened.",
            FieldKind::optional}};
};

template <>
struct Schema<CaseReopened> {
  static constexpr std::string_view name = "case_reopened";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The closed case was taken up again.";
  static constexpr auto fields = std::tuple{Field{"reason", &CaseReopened::reason, "Why."}};
};

template <>
struct Schema<CaseLinked> {
  static constexpr std::string_view name = "case_linked";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The case was linked with another one.";
  static constexpr auto fields = std::tuple{
      Field{"to", &CaseLinked::to, "The other case."},
      Field{"relation", &CaseLinked::relation, "What the linking case is to the linked one."},
      Field{"outgoing", &CaseLinked::outgoing, "Whether this case is the linking one.", FieldKind::result}};
};

template <>
struct Schema<AdviceGiven> {
  static constexpr std::string_view name = "advice_given";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "What the criteria advise changed.";
  static constexpr auto fields = std::tuple{Field{
      "advice", &AdviceGiven::advice, "The advice under the edition that governs the decision period."}};
};

template <>
struct Schema<Step> {
  static constexpr std::string_view name = "step";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "One step of an explanation.";
  static constexpr auto fields =
      std::tuple{Field{"text", &Step::text, "What was done."}, Field{"from", &Step::from, "From which day."},
                 Field{"to", &Step::to, "To which day."}};
};

template <>
struct Schema<DayRange> {
  static constexpr std::string_view name = "day_range";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Two days, both included.";
  static constexpr auto fields = std::tuple{Field{"first", &DayRange::first, "The first day."},
                                            Field{"last", &DayRange::last, "The last day."}};
};

template <>
struct Schema<Grounds> {
  static constexpr std::string_view name = "grounds";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Why this instrument governs.";
  static constexpr auto fields =
      std::tuple{Field{"governed_by", &Grounds::governed_by, "The milestone whose day chooses it."},
                 Field{"governed_on", &Grounds::governed_on, "That day."},
                 Field{"why", &Grounds::why, "Why it is that one."}};
};

template <>
struct Schema<Addressee> {
  static constexpr std::string_view name = "addressee";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Whom a notification is for.";
  static constexpr auto fields = std::tuple{
      Field{"recipient", &Addressee::recipient, "Who is to be told."},
      Field{"subjects", &Addressee::subjects, "What about; a notice of any one of them meets it."}};
};

template <>
struct Schema<Relaxed> {
  static constexpr std::string_view name = "relaxed";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "That the time limit was relaxed; the clock keeps its day.";
  static constexpr auto fields =
      std::tuple{Field{"edition", &Relaxed::edition, "The direction that relaxed it."},
                 Field{"clause", &Relaxed::clause, "Its clause."},
                 Field{"uncertain", &Relaxed::uncertain,
                       "true: the clock ended in the month in which it began, on a day that is not known.",
                       FieldKind::optional}};
};

template <>
struct Schema<DeadlineTerms> {
  static constexpr std::string_view name = "deadline_terms";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "How a deadline was worked out.";
  static constexpr auto fields = std::tuple{
      Field{"deadline_id", &DeadlineTerms::deadline_id, "The deadline within its case."},
      Field{"kind", &DeadlineTerms::kind, "The kind of deadline."},
      Field{"rule", &DeadlineTerms::rule, "The rule of the edition."},
      Field{"edition", &DeadlineTerms::edition, "The edition that governs it."},
      Field{"edition_revision", &DeadlineTerms::edition_revision, "The revision of the edition."},
      Field{"calendar", &DeadlineTerms::calendar, "The calendar used."},
      Field{"calendar_revision", &DeadlineTerms::calendar_revision, "The revision of the calendar."},
      Field{"calendar_hash", &DeadlineTerms::calendar_hash, "SHA-256 of the text of the calendar."},
      Field{"clause", &DeadlineTerms::clause, "The clause it rests on."},
      Field{"verification", &DeadlineTerms::verification, "How far the rule was checked against its text."},
      Field{"anchored_in", &DeadlineTerms::anchored_in, "The event whose day it counts from."},
      Field{"starts_on", &DeadlineTerms::starts_on, "The day it counts from."},
      Field{"due_on", &DeadlineTerms::due_on,
            "The last day on which it is met in time; absent where no period is stated.",
            FieldKind::optional},
      Field{"due_between", &DeadlineTerms::due_between,
            "The first and last possible such day, when the anchor is not known to the day.",
            FieldKind::optional},
      Field{"falls_on_non_working_day", &DeadlineTerms::falls_on_non_working_day,
            "Whether the due day is no working day."},
      Field{"edition_uncertain", &DeadlineTerms::edition_uncertain,
            "Whether another edition may have governed, with another day."},
      Field{"rungs", &DeadlineTerms::rungs, "Days from the due day on which a reminder falls.",
            FieldKind::optional},
      Field{"steps", &DeadlineTerms::steps, "The explanation.", FieldKind::optional},
      Field{"governing", &DeadlineTerms::governing, "Why this instrument governs.", FieldKind::optional},
      Field{"addressee", &DeadlineTerms::addressee, "Whom a notification is for.", FieldKind::optional},
      Field{"relaxed", &DeadlineTerms::relaxed, "That the time limit was relaxed.", FieldKind::optional},
      Field{"agency", &DeadlineTerms::agency, "Whose it is, of a contribution or an action.",
            FieldKind::optional},
      Field{"about", &DeadlineTerms::about, "The event that made what it is about.", FieldKind::optional}};
};

template <>
struct Schema<DeadlineStarted> {
  static constexpr std::string_view name = "deadline_started";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A clock started.";
  static constexpr auto fields =
      std::tuple{Field{"terms", &DeadlineStarted::terms, "How it was worked out."}};
};

template <>
struct Schema<DeadlineRecalculated> {
  static constexpr std::string_view name = "deadline_recalculated";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A deadline was worked out again.";
  static constexpr auto fields = std::tuple{
      Field{"terms", &DeadlineRecalculated::terms, "How it was worked out now."},
      Field{"starts_on_was", &DeadlineRecalculated::starts_on_was, "The day it counted from before."},
      Field{"due_on_was", &DeadlineRecalculated::due_on_was, "The due day before.", FieldKind::optional},
      Field{"due_between_was", &DeadlineRecalculated::due_between_was, "The possible due days before.",
            FieldKind::optional},
      Field{"edition_was", &DeadlineRecalculated::edition_was, "The edition that governed it before."},
      Field{"cause", &DeadlineRecalculated::cause, "The event that made it necessary."}};
};

template <>
struct Schema<DeadlineRevised> {
  static constexpr std::string_view name = "deadline_revised";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The revised day beside the statutory one changed.";
  static constexpr auto fields = std::tuple{
      Field{"deadline_id", &DeadlineRevised::deadline_id, "The deadline."},
      Field{"was", &DeadlineRevised::was, "The revised day before.", FieldKind::optional},
      Field{"revised_due_on", &DeadlineRevised::revised_due_on, "The revised day now.", FieldKind::optional},
      Field{"cause", &DeadlineRevised::cause, "The event that made it necessary."}};
};

template <>
struct Schema<DeadlineMet> {
  static constexpr std::string_view name = "deadline_met";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "What the deadline asks for was done.";
  static constexpr auto fields =
      std::tuple{Field{"deadline_id", &DeadlineMet::deadline_id, "The deadline."},
                 Field{"met_on", &DeadlineMet::met_on, "The day it was done."},
                 Field{"state", &DeadlineMet::state, "met, met_late or undetermined."},
                 Field{"days_late", &DeadlineMet::days_late, "Days late against the statutory day.",
                       FieldKind::optional},
                 Field{"revised_days_late", &DeadlineMet::revised_days_late,
                       "Days late against the revised day.", FieldKind::optional},
                 Field{"cause", &DeadlineMet::cause, "The event that met it."}};
};

template <>
struct Schema<DeadlinePassed> {
  static constexpr std::string_view name = "deadline_passed";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The statutory day is over and nothing met the deadline.";
  static constexpr auto fields =
      std::tuple{Field{"deadline_id", &DeadlinePassed::deadline_id, "The deadline."},
                 Field{"due_on", &DeadlinePassed::due_on, "The day that is over."}};
};

template <>
struct Schema<DeadlineEnded> {
  static constexpr std::string_view name = "deadline_ended";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The duty fell away, or another clock took its place.";
  static constexpr auto fields =
      std::tuple{Field{"deadline_id", &DeadlineEnded::deadline_id, "The deadline."},
                 Field{"state", &DeadlineEnded::state, "void or superseded."},
                 Field{"why", &DeadlineEnded::why, "The reason."},
                 Field{"cause", &DeadlineEnded::cause, "The event that ended it."}};
};

template <>
struct Schema<DeadlineResumed> {
  static constexpr std::string_view name = "deadline_resumed";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The deadline is back with its old day.";
  static constexpr auto fields =
      std::tuple{Field{"deadline_id", &DeadlineResumed::deadline_id, "The deadline."},
                 Field{"state", &DeadlineResumed::state, "Its state."},
                 Field{"cause", &DeadlineResumed::cause, "The event that brought it back."}};
};

template <>
struct Schema<ReminderFired> {
  static constexpr std::string_view name = "reminder_fired";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A reminder fell due.";
  static constexpr auto fields =
      std::tuple{Field{"deadline_id", &ReminderFired::deadline_id, "The deadline."},
                 Field{"of", &ReminderFired::of, "Which of its days."},
                 Field{"due_on", &ReminderFired::due_on, "That day."},
                 Field{"rung", &ReminderFired::rung, "Days from that day."},
                 Field{"late_days", &ReminderFired::late_days, "How many days after its own day it fired."}};
};

template <>
struct Schema<Awaited> {
  static constexpr std::string_view name = "awaited";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A clock that is not running.";
  static constexpr auto fields =
      std::tuple{Field{"kind", &Awaited::kind, "The kind of deadline."},
                 Field{"rule", &Awaited::rule, "The rule."}, Field{"clause", &Awaited::clause, "The clause."},
                 Field{"waits_for", &Awaited::waits_for, "What it waits for."},
                 Field{"why", &Awaited::why, "Why it cannot be said.", FieldKind::optional}};
};

template <>
struct Schema<ClocksAwaited> {
  static constexpr std::string_view name = "clocks_awaited";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Which clocks are not running changed.";
  static constexpr auto fields =
      std::tuple{Field{"awaiting", &ClocksAwaited::awaiting, "The clocks that wait.", FieldKind::optional}};
};

}  // namespace reviewd
