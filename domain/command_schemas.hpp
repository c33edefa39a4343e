// The descriptors of all commands and their parts. See domain/schema.hpp. Those that are sent have an
// `example` too, a body with "<thing>" where the id of an event goes that an earlier example made.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts_schemas.hpp"
#include "domain/commands.hpp"
#include "domain/schema.hpp"

namespace reviewd {

template <>
struct Schema<Incident> {
  static constexpr std::string_view name = "incident";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "What happened to the child or children.";
  static constexpr auto fields = std::tuple{
      Field{"occurred_on", &Incident::occurred_on,
            "The day it happened; may be known only to the month or year.", FieldKind::optional},
      Field{"nature", &Incident::nature, "What came of it.", FieldKind::optional},
      Field{"description", &Incident::description, "What is known of it, in words.", FieldKind::optional}};
};

template <>
struct Schema<Child> {
  static constexpr std::string_view name = "child";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A child whom the matter concerns.";
  static constexpr auto fields = std::tuple{
      Field{"label", &Child::label, "The label under which the board speaks of the child."},
      Field{"name", &Child::name, "The name of the child.", FieldKind::optional},
      Field{"date_of_birth", &Child::date_of_birth, "The date of birth.", FieldKind::optional_date},
      Field{"address", &Child::address, "The home address.", FieldKind::optional}};
};

template <>
struct Schema<Referrer> {
  static constexpr std::string_view name = "referrer";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Who brought the matter to the board.";
  static constexpr auto fields =
      std::tuple{Field{"name", &Referrer::name, "The name of the referrer.", FieldKind::optional},
                 Field{"role", &Referrer::role, "The post held.", FieldKind::optional},
                 Field{"agency", &Referrer::agency, "The agency.", FieldKind::optional}};
};

template <>
struct Schema<Consulted> {
  static constexpr std::string_view name = "consulted";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Who was consulted about a revised timetable.";
  static constexpr auto fields = std::tuple{
      Field{"body", &Consulted::body, "The body consulted."},
      Field{"consulted_on", &Consulted::consulted_on, "The day it was consulted.", FieldKind::optional}};
};

template <>
struct Schema<OpenCase> {
  static constexpr std::string_view name = "open_case";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The matter is brought to the attention of the board.";
  static constexpr std::string_view example =
      R"({"board":"Anytown LSCB","case_label":"Child A","brought_to_attention_on":"2010-01-31",)"
      R"("incident":{"occurred_on":"2010-01-20","nature":"death"},)"
      R"("children":[{"label":"Child A","name":"A name"}],)"
      R"("facts":{"died":"yes","abuse_or_neglect":"unknown"}})";
  static constexpr auto fields =
      std::tuple{Field{"board", &OpenCase::board, "A name under which the board stands in the register."},
                 Field{"case_label", &OpenCase::case_label, "The label of the case; not a name."},
                 Field{"brought_to_attention_on", &OpenCase::brought_to_attention_on,
                       "The day the matter was brought to the attention of the board.", FieldKind::whole_day},
                 Field{"incident", &OpenCase::incident, "What happened.", FieldKind::optional},
                 Field{"children", &OpenCase::children, "The children concerned.", FieldKind::optional},
                 Field{"referrer", &OpenCase::referrer, "Who referred it.", FieldKind::optional},
                 Field{"facts", &OpenCase::facts, "Answers to the questions of the criteria tables.",
                       FieldKind::optional},
                 Field{"internal_ref", &OpenCase::internal_ref, "The reference that the board gave the case.",
                       FieldKind::optional}};
};

template <>
struct Schema<RecordFacts> {
  static constexpr std::string_view name = "record_facts";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Answers to the questions of the criteria tables become known.";
  static constexpr std::string_view example =
      R"({"facts":{"abuse_or_neglect":"yes"},"occurred_on":"2010-02-12"})";
  static constexpr auto fields =
      std::tuple{Field{"facts", &RecordFacts::facts, "The answers; what is left out stays as it was."},
                 Field{"occurred_on", &RecordFacts::occurred_on, "The day the answers became known.",
                       FieldKind::optional_whole_day}};
};

template <>
struct Schema<RecordRecommendation> {
  static constexpr std::string_view name = "record_recommendation";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The panel makes its recommendation to the chair.";
  static constexpr std::string_view example =
      R"({"recommendation":"conduct","made_on":"2010-02-20","reasons":"As the panel minuted."})";
  static constexpr auto fields = std::tuple{
      Field{"recommendation", &RecordRecommendation::recommendation, "What the panel recommends."},
      Field{"made_on", &RecordRecommendation::made_on, "The day it was made.", FieldKind::whole_day},
      Field{"reasons", &RecordRecommendation::reasons, "The reasons."}};
};

template <>
struct Schema<RecordDecision> {
  static constexpr std::string_view name = "record_decision";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The chair decides; the advice does not bind.";
  static constexpr std::string_view example =
      R"({"decision":"conduct","decided_on":"2010-02-26","decided_by":"Chair of the board",)"
      R"("reasons":"The criteria are met."})";
  static constexpr auto fields = std::tuple{
      Field{"decision", &RecordDecision::decision, "What the chair decided."},
      Field{"decided_on", &RecordDecision::decided_on, "The day of the decision.", FieldKind::whole_day},
      Field{"decided_by", &RecordDecision::decided_by, "The office that decided."},
      Field{"reasons", &RecordDecision::reasons, "The reasons."},
      Field{"replaces", &RecordDecision::replaces, "The standing decision that this one replaces.",
            FieldKind::optional}};
};

template <>
struct Schema<RecordNotification> {
  static constexpr std::string_view name = "record_notification";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Somebody was told.";
  static constexpr std::string_view example =
      R"({"recipient":"ofsted","subject":"decision","sent_on":"2010-02-26","reference":"O-1"})";
  static constexpr auto fields = std::tuple{
      Field{"recipient", &RecordNotification::recipient,
            "Who was told: ofsted, national_panel, department_for_education, or another body.",
            FieldKind::plain_word},
      Field{"subject", &RecordNotification::subject,
            "What about: decision, incident, completion, or another matter.", FieldKind::plain_word},
      Field{"sent_on", &RecordNotification::sent_on, "The day it was sent.", FieldKind::whole_day},
      Field{"reference", &RecordNotification::reference, "The reference it has at the recipient.",
            FieldKind::optional},
      Field{
          "enclosures", &RecordNotification::enclosures,
          "What went with it: report, reasons, explanation, serious_incident_notification, or another word.",
          FieldKind::plain_words}};
};

template <>
struct Schema<ReviseTimetable> {
  static constexpr std::string_view name = "revise_timetable";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The board revises its timetable; the statutory day stays.";
  static constexpr std::string_view example =
      R"({"revised_due_on":"2010-11-30","decided_on":"2010-07-01","reasons":"A trial.",)"
      R"("consulted":{"body":"Government Office","consulted_on":"2010-07-01"},)"
      R"("plan":"The report by October.","progress":"All contributions are in."})";
  static constexpr auto fields = std::tuple{
      Field{"revised_due_on", &ReviseTimetable::revised_due_on,
            "The day by which the board now means to complete."},
      Field{"decided_on", &ReviseTimetable::decided_on, "The day the board decided so.",
            FieldKind::whole_day},
      Field{"reasons", &ReviseTimetable::reasons, "Why it is necessary."},
      Field{"consulted", &ReviseTimetable::consulted,
            "Who was consulted, and when. Needed where the edition asks for it.", FieldKind::optional},
      Field{"plan", &ReviseTimetable::plan, "The revised project plan. Needed where the edition asks for it.",
            FieldKind::optional},
      Field{"progress", &ReviseTimetable::progress,
            "Progress so far, and action already taken. Needed where the edition asks for it.",
            FieldKind::optional}};
};

template <>
struct Schema<CompleteReview> {
  static constexpr std::string_view name = "complete_review";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The review is complete.";
  static constexpr std::string_view example = R"({"completed_on":"2010-10-05"})";
  static constexpr auto fields = std::tuple{
      Field{"completed_on", &CompleteReview::completed_on, "The day it was completed.", FieldKind::whole_day},
      Field{"override_reason", &CompleteReview::override_reason,
            "Why it is complete although something is missing that the edition asks for, where the edition "
            "admits a reason.",
            FieldKind::optional}};
};

template <>
struct Schema<CorrectFact> {
  static constexpr std::string_view name = "correct_fact";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A fact was recorded wrongly.";
  static constexpr std::string_view example =
      R"({"event":"<case_opened>","pointer":"/brought_to_attention_on","value":"2010-02-01",)"
      R"("reason":"The letter was dated 1 February."})";
  static constexpr auto fields =
      std::tuple{Field{"event", &CorrectFact::event, "The event that holds it."},
                 Field{"pointer", &CorrectFact::pointer, "Its place in the data of that event."},
                 Field{"value", &CorrectFact::value, "What it should have said."},
                 Field{"reason", &CorrectFact::reason, "Why it is corrected."}};
};

template <>
struct Schema<CloseCase> {
  static constexpr std::string_view name = "close_case";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Nothing more is to be done in this case.";
  static constexpr std::string_view example =
      R"({"closed_on":"2012-12-03","reason":"Every action is complete."})";
  static constexpr auto fields =
      std::tuple{Field{"closed_on", &CloseCase::closed_on, "The day it was closed.", FieldKind::whole_day},
                 Field{"reason", &CloseCase::reason, "Why."},
                 Field{"merged_into", &CloseCase::merged_into, "The case that goes on in its place.",
                       FieldKind::optional},
                 Field{"opened_in_error", &CloseCase::opened_in_error,
                       "Whether it should never have been opened.", FieldKind::optional}};
};

template <>
struct Schema<ReopenCase> {
  static constexpr std::string_view name = "reopen_case";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The closed case is taken up again; its deadlines keep their days.";
  static constexpr std::string_view example = R"({"reason":"New information.","occurred_on":"2012-12-10"})";
  static constexpr auto fields =
      std::tuple{Field{"reason", &ReopenCase::reason, "Why."},
                 Field{"occurred_on", &ReopenCase::occurred_on, "The day it was taken up again.",
                       FieldKind::optional_whole_day}};
};

template <>
struct Schema<LinkCase> {
  static constexpr std::string_view name = "link_case";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The case has to do with another one.";
  static constexpr std::string_view example =
      R"({"to":"<another case>","relation":"sibling","occurred_on":"2010-03-01"})";
  static constexpr auto fields =
      std::tuple{Field{"to", &LinkCase::to, "The other case."},
                 Field{"relation", &LinkCase::relation, "What this case is to the other."},
                 Field{"occurred_on", &LinkCase::occurred_on, "The day the link came about.",
                       FieldKind::optional_whole_day}};
};

template <>
struct Schema<PauseClock> {
  static constexpr std::string_view name = "pause_clock";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Asks to pause a clock; always refused.";
  static constexpr std::string_view example = R"({"reason":"The trial."})";
  static constexpr auto fields =
      std::tuple{Field{"reason", &PauseClock::reason, "Why it was asked.", FieldKind::optional}};
};

template <>
struct Schema<CheckPublication> {
  static constexpr std::string_view name = "check_publication";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "A text is looked through for names, dates of birth and addresses that the case holds as personal.";
  static constexpr std::string_view example = R"({"text":"A name was seen."})";
  static constexpr auto fields =
      std::tuple{Field{"text", &CheckPublication::text, "The text. It is neither stored nor logged."}};
};

template <>
struct Schema<MakeFeed> {
  static constexpr std::string_view name = "make_feed";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A calendar feed of deadlines for the caller.";
  static constexpr std::string_view example = R"({"board":"Anytown LSCB","kind":"decision"})";
  static constexpr auto fields =
      std::tuple{Field{"board", &MakeFeed::board,
                       "Only of this board; without it of all that the caller may see.", FieldKind::optional},
                 Field{"kind", &MakeFeed::kind, "Only this kind of deadline; without it every kind.",
                       FieldKind::optional}};
};

template <>
struct Schema<MoveTestClock> {
  static constexpr std::string_view name = "move_test_clock";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Moves the clock of a daemon started with a test clock.";
  static constexpr std::string_view example = R"({"now":"2012-12-31T09:00:00Z"})";
  static constexpr auto fields = std::tuple{Field{"now", &MoveTestClock::now, "The time from now on, UTC."}};
};

}  // namespace reviewd
