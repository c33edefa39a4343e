// The instruments of the rules axis, described as rule_handlers writes them.
#include <boost/json/array.hpp>

#include "api/json_schema.hpp"
#include "api/open_api_parts.hpp"
#include "domain/adoption_schemas.hpp"
#include "domain/event_schemas.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

json::object texts() {
  return list_of(any_text());
}

DescribedMember verification() {
  return {"verification", word_schema<Verification>(), "How far it was checked against its text."};
}

DescribedMember clause() {
  return {"clause", any_text(), "Its clause."};
}

DescribedMember source() {
  return {"source", any_text(), "Where the clause was read."};
}

DescribedMember groups(std::string_view name, std::string_view doc) {
  return {name, list_of(list_of(schema_reference("FactName"))), doc};
}

DescribedMember unless() {
  return {"unless", list_of(schema_reference("FactName")), "Facts that hold it back."};
}

std::vector<DescribedMember> edition_heading() {
  auto members = document_members("edition");
  members.push_back({"in_force_from", schema_reference("PartialDate"), "The day it came into force."});
  members.push_back({"in_force_to", nullable(schema_reference("Day")),
                     "The last day of it; null until the next guidance begins."});
  members.push_back({"layer", word_schema<Layer>(),
                     "Exactly one guidance governs a day; directions and local rules stand beside it."});
  members.push_back(verification());
  members.push_back({"note", any_text(), "What a reader should know of the dates."});
  return members;
}

json::object word_of_milestones() {
  json::array words;
  for (const Milestone milestone : choosing_milestones) words.push_back(json::value(name_of(milestone)));
  return {{"type", "string"}, {"enum", std::move(words)}};
}

json::object rule() {
  return closed_object(
      "One deadline or duty of an instrument.",
      {{"rule", any_text(), "Its id."},
       {"kind", any_text(), "Its kind."},
       {"starts_at", any_text(), "What it counts from."},
       {"governed_by", any_text(), "By whose day the instrument is chosen."},
       {"met_by", any_text(), "What meets it."},
       {"recipient", any_text_or_null(), "Who must be told, of a notification."},
       {"subjects", texts(), "What a notice that meets it is about: any one of them."},
       {"enclosures", texts(), "What must go with that notice: all of them."},
       {"modes", list_of(word_schema<PublicationMode>()), "In which ways a report is published; none: any."},
       {"grounds", list_of(word_schema<PublicationGround>()),
        "On which grounds a report may be kept back; none: any."},
       {"count",
        {{"type", json::array{"integer", "null"}}},
        "How long it is; null where nothing is counted."},
       {"unit", word_schema<Unit>(),
        "In which unit; own_day: the act names the day; none: no period is stated."},
       {"start", word_schema<Start>(),
        "Whether the day it counts from belongs to the period: next_day, it is day 0; same_day, it is the "
        "first day."},
       {"direction", word_schema<Direction>(), "Which way it is counted."},
       {"roll", word_schema<Roll>(), "Whether it moves off a day that is no working day."},
       {"calendar", any_text_or_null(), "The calendar of its working days."},
       groups("when", "Groups of facts on which the duty depends; unknown facts leave it waiting."),
       unless(),
       clause(),
       source(),
       verification(),
       {"note", any_text(), "What a reader should know."},
       {"rungs", list_of({{"type", "integer"}}), "Days from the due day on which a reminder falls."}});
}

json::object criteria_row() {
  return closed_object("One row of a criteria table: it fires when each group has a fact answered yes.",
                       {{"row", any_text(), "The row."},
                        {"outcome", word_schema<Outcome>(), "What it says when it fires."},
                        groups("all_of", "The groups of facts."),
                        unless(),
                        {"description", any_text(), "What it asks."},
                        clause(),
                        source(),
                        verification(),
                        {"warning", any_text(), "What to bear in mind when it fires."}});
}

json::object criteria_table() {
  return closed_object("A criteria table that asks for something else than a review.",
                       {{"table", any_text(), "Its name."},
                        {"otherwise", word_schema<Outcome>(), "The advice when no row fires."},
                        {"otherwise_clause", any_text(), "Its clause."},
                        {"rows", list_of(criteria_row()), "Its rows."}});
}

json::object requirement() {
  return closed_object("What an instrument asks of people, documents and steps.",
                       {{"requirement", any_text(), "Its id."},
                        {"check", word_schema<RequirementCheck>(), "The check that looks at it."},
                        {"effect", word_schema<Effect>(), "What it does when it is not kept."},
                        {"items", texts(), "What the check has a list of."},
                        clause(),
                        source(),
                        verification(),
                        {"note", any_text(), "What a reader should know."}});
}

json::object relaxation() {
  return closed_object("Time limits that a direction relaxed; their clocks keep their days.",
                       {{"rules", texts(), "The rules."}, clause(), source(), verification()});
}

json::object edition() {
  auto members = edition_heading();
  members.push_back({"amends", texts(), "Of a direction: the guidance it stands beside; none: any."});
  members.push_back({"change_over_by", nullable(schema_reference("Day")),
                     "Until this day it governs only boards whose area has changed over."});
  members.push_back(
      {"revision_of_timetable_clause", any_text_or_null(), "The clause for revising a timetable."});
  members.push_back({"no_pause_clause", any_text_or_null(), "The clause by which no clock pauses."});
  members.push_back({"otherwise", nullable(word_schema<Outcome>()),
                     "The advice when no row fires; null without a review table."});
  members.push_back({"otherwise_clause", any_text_or_null(), "Its clause."});
  members.push_back({"rules", list_of(rule()), "Its deadlines and duties."});
  members.push_back({"criteria", list_of(criteria_row()), "Its review table."});
  members.push_back({"tables", list_of(criteria_table()), "The criteria tables beside it."});
  members.push_back({"requirements", list_of(requirement()), "What it asks beside its deadlines."});
  members.push_back({"relaxations", list_of(relaxation()), "What it relaxed."});
  return closed_object("An instrument: guidance, a direction that amends it, or local rules.",
                       std::move(members));
}

json::object resolved_rule() {
  return closed_object(
      "One rule, and the instrument it is taken from.",
      {{"rule", any_text(), "Its id."},
       {"kind", any_text(), "Its kind."},
       {"recipient", any_text_or_null(), "Whom a notification is for; null of other kinds."},
       {"edition", any_text(), "The instrument."},
       {"revision", {{"type", "integer"}, {"minimum", 1}}, "Its revision."},
       {"layer", word_schema<Layer>(), "Guidance, a direction that amends it, or local rules."},
       {"governed_by", word_of_milestones(), "By the day of what it was chosen."},
       {"governed_on", schema_reference("PartialDate"), "That day."},
       {"or_perhaps", any_text_or_null(),
        "The instrument that may have governed instead; null without a doubt."},
       {"why", any_text(), "Why it is this one, in words."},
       {"starts_at", word_of_milestones(), "What its clock starts at."},
       {"due_on", nullable(schema_reference("Day")),
        "Its due day, where the day it starts at was given and a period is counted."},
       {"relaxed", nullable(described_schema<Relaxed>(SchemaUse::shown)),
        "That a direction relaxed the limit while its clock would run; null where the day it starts at was "
        "not given."},
       clause(),
       source(),
       verification()});
}

json::object resolved_instrument(std::string_view doc, const char* list, std::string_view list_doc) {
  return closed_object(
      doc, {{"edition", any_text(), "The instrument."},
            {"revision", {{"type", "integer"}, {"minimum", 1}}, "Its revision."},
            {"layer", word_schema<Layer>(), "Guidance, a direction that amends it, or local rules."},
            {"governed_by", word_of_milestones(), "By the day of what it was chosen."},
            {"governed_on", schema_reference("PartialDate"), "That day."},
            {"or_perhaps", any_text_or_null(),
             "The instrument that may have governed instead; null without a doubt."},
            {"why", any_text(), "Why it is this one, in words."},
            {list, texts(), list_doc}});
}

json::object resolution() {
  const json::object waiting =
      closed_object("A rule whose instrument cannot be said.",
                    {{"rule", any_text(), "Its id."},
                     {"kind", any_text(), "Its kind."},
                     {"governed_by", word_of_milestones(), "The day that would choose it was not given."}});
  return closed_object(
      "Which instrument each rule is taken from.",
      {{"rules", list_of(resolved_rule()), "Every rule that applies."},
       {"criteria",
        list_of(resolved_instrument("Whose criteria are asked on a day.", "tables", "Its criteria tables.")),
        "Of the day of attention, and again of the decision."},
       {"requirements",
        list_of(resolved_instrument("What asks something of people, documents and steps.", "requirements",
                                    "Its requirements, by their ids.")),
        "Of the day of the decision, before there is one of the day of attention."},
       {"unresolved", list_of(waiting), "Every rule whose own day was not given."}});
}

// A deadline that moves, and the case's label where the caller may know of it.
json::object moved_deadline() {
  json::object line = described_schema<MovedDeadline>(SchemaUse::shown);
  line["properties"].as_object()["case_label"] = any_text();
  return line;
}

json::object adopt_calendar() {
  json::object asked = described_schema<AdoptCalendar>(SchemaUse::sent);
  // A document is longer than other texts; a body may be as long as the settings allow.
  asked["properties"].as_object()["text"] = any_text();
  asked["example"] = example_of<AdoptCalendar>();
  return asked;
}

json::object calendar_adoption() {
  auto members = document_members("calendar");
  std::erase_if(members, [](const DescribedMember& member) {
    return member.name != "calendar" && member.name != "revision" && member.name != "hash";
  });
  members.push_back({"outcome",
                     {{"enum", json::array{"proposed", "adopted", "unchanged"}}},
                     "proposed: nothing was written; adopted: it is in use, and the cases follow one by one; "
                     "unchanged: this "
                     "revision was adopted before."});
  members.push_back({"adopted_at", nullable(schema_reference("Position")), "The commit that took it up."});
  members.push_back({"deadlines", {{"type", "integer"}, {"minimum", 0}}, "How many open deadlines move."});
  members.push_back({"moved", list_of(moved_deadline()), "Those asked for, case by case."});
  members.push_back({"next",
                     {{"type", "integer"}, {"minimum", 0}},
                     "How many to pass over for the next page; absent on the last.",
                     false});
  return closed_object("A calendar taken up, or what that would move. Closed cases never change.",
                       std::move(members));
}

}  // namespace

json::object rule_schemas() {
  return {{"EditionHeading", closed_object("What an instrument is.", edition_heading())},
          {"Resolution", resolution()},
          {"AdoptCalendar", adopt_calendar()},
          {"CalendarAdoption", calendar_adoption()},
          {"Edition", edition()}};
}

}  // namespace reviewd
