// Answers other than the case document, described by hand as their handlers write them.
#include <boost/json/array.hpp>

#include "api/json_schema.hpp"
#include "api/open_api_parts.hpp"
#include "api/publication_search.hpp"
#include "domain/what_if.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

json::object whole_number() {
  return {{"type", "integer"}};
}

json::object day_or_null() {
  return nullable(schema_reference("Day"));
}

json::object page_of(std::string_view name, std::string_view item, json::object next) {
  return closed_object("One page of a list.",
                       {{name, list_of(schema_reference(item)), "What was found."},
                        {"next", std::move(next), "Where the next page begins; absent on the last.", false}});
}

}  // namespace

std::vector<DescribedMember> document_members(std::string_view kind) {
  return {{kind, any_text(), "Its id."},
          {"revision", whole_number(), "Its revision."},
          {"hash", schema_reference("Digest"), "SHA-256 of its text."},
          {"title", any_text(), "Its title."},
          {"source", any_text(), "Where it was taken from."}};
}

namespace {

std::vector<DescribedMember> calendar_heading() {
  auto members = document_members("calendar");
  members.push_back({"first_day", schema_reference("Day"), "The first day it covers."});
  members.push_back({"last_day", schema_reference("Day"), "The last day it covers."});
  return members;
}

json::object calendar() {
  auto members = calendar_heading();
  members.push_back(
      {"holidays",
       list_of(closed_object("A bank holiday.", {{"day", schema_reference("Day"), "The day."},
                                                 {"title", any_text(), "Its name."},
                                                 {"notes", any_text(), "Notes on it."},
                                                 {"provenance", any_text(), "Where that was learned."}})),
       "The bank holidays, in order."});
  return closed_object("A calendar.", std::move(members));
}

json::object explanation() {
  const json::object recomputed =
      closed_object("One time it was worked out again.",
                    {{"was", day_or_null(), "The due day before."},
                     {"is", day_or_null(), "The due day after."},
                     {"cause", schema_reference("EventId"), "The event that made it necessary."}});
  return closed_object(
      "How a deadline was worked out, as stored in the event that did so.",
      {{"deadline_id", any_text(), "The deadline."},
       {"kind", any_text(), "Its kind."},
       {"rule", any_text(), "The rule."},
       {"edition", any_text(), "The edition."},
       {"edition_revision", whole_number(), "The revision of the edition."},
       {"calendar", nullable(any_text()), "The calendar; null where no period is stated."},
       {"calendar_revision", nullable(whole_number()), "The revision of the calendar."},
       {"calendar_hash", nullable(schema_reference("Digest")), "SHA-256 of the text of the calendar."},
       {"clause", any_text(), "The clause."},
       {"verification", word_schema<Verification>(), "How far the rule was checked against its text."},
       {"anchored_in", schema_reference("EventId"), "The event whose day it counts from."},
       {"starts_on", schema_reference("PartialDate"), "That day."},
       {"due_on", day_or_null(), "The due day."},
       {"due_between",
        {{"type", "array"}, {"items", schema_reference("Day")}, {"minItems", 2}, {"maxItems", 2}},
        "First and last possible due day.",
        false},
       {"steps", list_of(described_schema<Step>(SchemaUse::shown)), "The steps."},
       {"falls_on_non_working_day", yes_or_no(), "Whether the due day is no working day."},
       {"edition_uncertain", yes_or_no(), "Whether another edition may have governed."},
       {"explained_in", schema_reference("EventId"), "The event that holds this explanation."},
       {"recomputed", list_of(recomputed), "Each time it was worked out again."}});
}

json::object personal_values() {
  const json::object value =
      closed_object("One personal value.",
                    {{"event", schema_reference("EventId"), "The event whose data it belongs to."},
                     {"pointer", any_text(), "Its place in that data."},
                     {"sealed_in", schema_reference("EventId"), "The event in which it is sealed now."},
                     {"value",
                      {{"type", json::array{"string", "null"}}, {"x-personal", true}},
                      "The value; null when it cannot be opened."}});
  return closed_object("The personal values of a case.",
                       {{"case_id", schema_reference("CaseId"), "The case."},
                        {"known_at", schema_reference("Position"), "As this system knew it then."},
                        {"personal", list_of(value), "The values."}});
}

// Open, as RFC 9457 wants it: a reader passes over members that it does not know.
json::object problem() {
  const json::object fault = closed_object(
      "One thing wrong with the content, or one thing that is missing.",
      {{"pointer", any_text(), "Its place in the body of the request (JSON Pointer); empty: the whole."},
       {"code", any_text(), "For programs; stable."},
       {"detail", any_text(), "For people."}});
  const json::object since =
      closed_object("A commit that changed the case meanwhile.",
                    {{"position", schema_reference("Position"), "Its position."},
                     {"types", list_of(any_text()), "The types of its events."},
                     {"actor", schema_reference("Actor"), "Who caused it."},
                     {"recorded_at", schema_reference("Instant"), "When it was recorded."}});
  json::object schema = closed_object(
      "Why a request was refused (RFC 9457).",
      {{"type", {{"type", "string"}, {"format", "uri-reference"}}, "The kind of problem, by its code."},
       {"title", any_text(), "The name of the status."},
       {"status", {{"type", "integer"}, {"minimum", 400}, {"maximum", 599}}, "The status."},
       {"detail", any_text(), "What was wrong, in a sentence."},
       {"code", {{"type", "string"}, {"pattern", "^[a-z0-9_]+$"}}, "For programs; stable."},
       {"clause", any_text(), "The clause that a refusal by the process rests on.", false},
       {"errors", list_of(fault),
        "Each thing wrong with the content; of requirement_not_kept each thing that is missing.", false},
       {"current_version", schema_reference("Position"), "Of 412: the version of the case now.", false},
       {"since", list_of(since), "Of 412: what changed the case since the version asked for.", false}});
  schema.erase("additionalProperties");
  return schema;
}

// A line of a what-if: which case, then what stands in its descriptor.
json::object what_if_line() {
  json::object line = described_schema<WhatIfLine>(SchemaUse::shown);
  json::object& members = line["properties"].as_object();
  members["case_id"] = schema_reference("CaseId");
  members["case_label"] = any_text();
  line["required"].as_array().insert(line["required"].as_array().begin(), {"case_id", "case_label"});
  return line;
}

json::object what_if_table() {
  const json::object count{{"type", "integer"}, {"minimum", 0}};
  const json::object asked{{"type", json::array{"string", "null"}}};
  return closed_object(
      "Deadlines as they are and as they would be.",
      {{"computed_at", schema_reference("Position"), "The position of the log it was worked out at."},
       {"today", schema_reference("Day"), "The day at whose end the states are meant."},
       {"edition", asked, "The edition supposed."},
       {"calendar", asked, "The calendar supposed."},
       {"cases", count, "How many cases were worked out."},
       {"deadlines", count, "How many lines the whole table has."},
       {"breaches_actual", count, "How many of them are overrun as they are."},
       {"breaches_hypothetical", count, "How many would be."},
       {"hash", schema_reference("Digest"), "SHA-256 of the question, the position and every line."},
       {"lines", list_of(schema_reference("WhatIfLine")), "The lines asked for."},
       {"next", count, "How many lines to pass over for the next page; absent on the last.", false}});
}

json::object figure() {
  const json::object count{{"type", "integer"}, {"minimum", 0}};
  return closed_object(
      "One figure, and the cases that it counts.",
      {{"figure", any_text(), "Its name."},
       {"group", any_text(), "The agency, grade, theme, kind or other group it is of.", false},
       {"count", count, "How many."},
       {"out_of", count, "Of how many it is a part.", false},
       {"percent", count,
        "The same in percent, rounded, halves up; absent where there is nothing to divide by.", false},
       {"median_days", {{"type", "number"}}, "The median of the days it took, or was late.", false},
       {"cases", list_of(schema_reference("CaseId")), "The cases, each once."}});
}

json::object report() {
  const json::object table = closed_object(
      "Figures that belong together.", {{"table", any_text(), "Its name."},
                                        {"what", any_text(), "What it counts, and by which day."},
                                        {"figures", list_of(schema_reference("Figure")), "Its figures."}});
  return closed_object(
      "Figures over a period.",
      {{"from", schema_reference("Day"), "The first day of the period."},
       {"to", schema_reference("Day"), "The last day of the period."},
       {"board", {{"type", json::array{"string", "null"}}}, "The board that was asked for."},
       {"known_at", nullable(schema_reference("Position")),
        "As this system knew it then, when that was asked."},
       {"as_of", day_or_null(), "As things stood at the end of this day, when that was asked."},
       {"computed_at", schema_reference("Position"), "The position of the log it was worked out at."},
       {"tables", list_of(table), "The tables."}});
}

std::vector<DescribedMember> feed_members() {
  return {{"feed_id", schema_reference("Identifier"), "The feed."},
          {"token_id", schema_reference("Identifier"), "The token of the caller whose it is."},
          {"board",
           {{"type", json::array{"string", "null"}}},
           "The board it shows; null for all that the caller may see."},
          {"kind", {{"type", json::array{"string", "null"}}}, "The kind of deadline it shows; null for all."},
          {"added_at", schema_reference("Instant"), "When it was made."}};
}

json::object feed_made() {
  auto members = feed_members();
  members.push_back({"path", any_text(), "Where it is read, with its secret; shown this once."});
  return closed_object("A calendar feed as it was made.", std::move(members));
}

json::object feed_list() {
  return closed_object(
      "Calendar feeds.",
      {{"feeds", list_of(closed_object("A calendar feed.", feed_members())), "Those that are not revoked."}});
}

json::object publication_check() {
  json::object place =
      closed_object("One place of the text.",
                    {{"line", whole_number(), "The line, from 1."},
                     {"column", whole_number(), "The character of the line at which it begins, from 1."},
                     {"length", whole_number(), "How many characters it takes."},
                     {"what", word_schema<PersonalKind>(), "What stands there."},
                     {"whole", yes_or_no(), "Whether all of the value stands there, or a part of it."},
                     {"sealed_in", schema_reference("EventId"), "The event in which the value is sealed."},
                     {"pointer", any_text(), "Its place in the data of that event."}});
  return closed_object(
      "What a look through the text came to.",
      {{"case_id", schema_reference("CaseId"), "The case."},
       {"version", schema_reference("Position"), "The version of the case now; its ETag."},
       {"check", schema_reference("EventId"), "The check, as override-publication-check names it."},
       {"sha256", schema_reference("Digest"), "SHA-256 of the text, as publish names it."},
       {"length", whole_number(), "How many characters it has."},
       {"hits", whole_number(), "In how many places something personal stands in it."},
       {"places", list_of(std::move(place)), "The first 1000 of them, in the order of the text."}});
}

}  // namespace

json::object answer_schemas() {
  const json::object position = schema_reference("Position");
  const json::object status = closed_object(
      "Where the process stands.", {{"status", {{"enum", json::array{"alive", "ready"}}}, "The answer."}});
  json::object clock =
      closed_object("The time of a test clock.", {{"now", schema_reference("Instant"), "The time."}});
  clock["example"] = example_of<MoveTestClock>();
  return {
      {"CaseList", page_of("cases", "CaseSummary", any_text())},
      {"DeadlineList", page_of("deadlines", "DeadlineSummary", any_text())},
      {"EventList", page_of("events", "Event", position)},
      {"EditionList", page_of("editions", "EditionHeading", any_text())},
      {"CalendarHeading", closed_object("What a calendar is.", calendar_heading())},
      {"CalendarList", page_of("calendars", "CalendarHeading", any_text())},
      {"Calendar", calendar()},
      {"Explanation", explanation()},
      {"PersonalValues", personal_values()},
      {"PublicationCheck", publication_check()},
      {"MakeFeed", sent<MakeFeed>()},
      {"FeedMade", feed_made()},
      {"FeedList", feed_list()},
      {"Figure", figure()},
      {"Report", report()},
      {"ProcessStatus", status},
      {"TestClock", clock},
      {"WhatIf", sent<WhatIf>()},
      {"WhatIfLine", what_if_line()},
      {"WhatIfTable", what_if_table()},
      {"Problem", problem()},
  };
}

}  // namespace reviewd
