// The case document, described by hand as api/case_document.cpp writes it; tests hold the two together.
#include <boost/json/array.hpp>

#include "api/json_schema.hpp"
#include "api/open_api_parts.hpp"
#include "domain/acts/figures.hpp"
#include "domain/acts/figures_schemas.hpp"
#include "domain/acts/participation_figures_schemas.hpp"
#include "domain/acts/publication_state.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

json::object days_or_null() {
  return {{"type", json::array{"integer", "null"}}, {"minimum", 0}};
}

json::object day_or_null() {
  return nullable(schema_reference("Day"));
}

// A fact as its event's data, and which event that is.
template <class Body>
json::object fact() {
  json::object schema = described_schema<Body>(SchemaUse::shown);
  json::object event = schema_reference("EventId");
  event["description"] = "The event that it stands in.";
  schema["properties"].as_object()["event"] = std::move(event);
  if (!schema.contains("required")) schema["required"] = json::array{};
  schema["required"].as_array().push_back("event");
  return schema;
}

void add_members(json::object& schema, json::object more) {
  schema["properties"].as_object().insert(more["properties"].as_object().begin(),
                                          more["properties"].as_object().end());
  if (!more.contains("required")) return;
  for (json::value& name : more["required"].as_array()) schema["required"].as_array().push_back(name);
}

// A fact with its figures and the lists of the acts that carried it forward.
template <class Body>
json::object thing() {
  json::object schema = fact<Body>();
  if constexpr (HasFigures<Body>) add_members(schema, described_schema<FiguresOf<Body>>(SchemaUse::shown));
  for_each_type(Acts{}, [&]<class Later>() {
    if constexpr (CarriesForward<Later>)
      if constexpr (std::same_as<Body, typename Schema<Later>::Thing>)
        schema["properties"].as_object()[Schema<Later>::section] = list_of(thing<Later>());
  });
  return schema;
}

// Null is said of an undetermined one.
json::object states() {
  json::array words;
  for (const auto& [state, name] : Words<DeadlineState>::values)
    words.push_back(state == DeadlineState::undetermined ? json::value(nullptr) : json::value(name));
  return {{"type", json::array{"string", "null"}}, {"enum", std::move(words)}};
}

json::object day_range() {
  return {{"type", "array"}, {"items", schema_reference("Day")}, {"minItems", 2}, {"maxItems", 2}};
}

std::vector<DescribedMember> deadline_members() {
  return {
      {"deadline_id", any_text(), "Its id within the case; it stays through corrections and revisions."},
      {"kind", any_text(), "decision, completion, notification, report, publication, …"},
      {"rule", any_text(), "The rule of the edition."},
      {"edition", any_text(), "The edition that governs it."},
      {"clause", any_text(), "The clause it rests on."},
      {"verification", word_schema<Verification>(), "How far the rule was checked against its text."},
      {"starts_on", schema_reference("PartialDate"), "The day it counts from."},
      {"due_on", day_or_null(),
       "The last day on which it is met in time; null when that cannot be said, or no period is stated."},
      {"due_between", day_range(), "First and last possible such day, for an anchor not known to the day.",
       false},
      {"falls_on_non_working_day", yes_or_no(), "Whether that day is no working day; it is not moved."},
      {"edition_uncertain", yes_or_no(), "Whether another edition may have governed, with another day."},
      {"governing", nullable(described_schema<Grounds>(SchemaUse::shown)),
       "By whose day the instrument was chosen, and why; null in what was written before it was kept."},
      {"addressee", nullable(described_schema<Addressee>(SchemaUse::shown)),
       "Whom a notification is for; null of other kinds."},
      {"relaxed", nullable(described_schema<Relaxed>(SchemaUse::shown)),
       "That a direction relaxed the time limit while the clock ran; the day stays."},
      {"agency", any_text_or_null(),
       "Whose it is, of a contribution, an action or its audit; null of others."},
      {"about", nullable(schema_reference("EventId")),
       "The event that made what it is about: a contribution, an action, a hold; null of others."},
      {"anchored_in", schema_reference("EventId"), "The event whose day it counts from."},
      {"revised_due_on", day_or_null(), "The day by which the board now means to be done."},
      {"met_on", nullable(schema_reference("PartialDate")), "The day it was met."},
      {"state", states(), "Where it stands; null when the dates are too partial for a verdict."},
      {"days_late", days_or_null(), "Days late against the statutory day, once it is met."},
      {"revised_days_late", days_or_null(), "Days late against the revised day, once it is met."},
  };
}

std::vector<DescribedMember> heading_members() {
  return {
      {"case_id", schema_reference("CaseId"), "The case."},
      {"version", schema_reference("Position"), "The last commit that changed this document; its ETag."},
      {"known_at", schema_reference("Position"), "As this system knew it then."},
      {"as_of", day_or_null(), "As things stood at the end of this day, when that was asked."},
      {"board", any_text(), "The board, under the name by which the case was opened."},
      {"board_id", schema_reference("Identifier"), "The board in the register."},
      {"case_label", any_text(), "The label of the case."},
      {"status", word_schema<CaseStatus>(), "Where the case stands."},
      {"edition", any_text_or_null(), "The edition that governs the decision period."},
      {"brought_to_attention_on", nullable(schema_reference("PartialDate")),
       "The day the matter was brought to the attention of the board; null when an import did not know it."},
  };
}

json::object criteria() {
  return closed_object(
      "What the criteria advise; the chair decides.",
      {{"advice", word_schema<Outcome>(), "The advice."},
       {"edition", any_text_or_null(), "The edition that gives it."},
       {"rows", list_of(described_schema<RowResult>(SchemaUse::shown)), "Every row."},
       {"missing_facts", list_of(schema_reference("FactName")), "The facts that could still change it."},
       {"beside", list_of(described_schema<TableAdvice>(SchemaUse::shown)),
        "What the tables beside the review table say."},
       {"against_advice", yes_or_no(), "Whether the standing decision goes against it."}});
}

json::object finding() {
  json::object schema = described_schema<Finding>(SchemaUse::shown);
  json::object edition = any_text();
  edition["description"] = "The edition that asks for it.";
  schema["properties"].as_object()["edition"] = std::move(edition);
  schema["required"].as_array().push_back("edition");
  return schema;
}

json::object link() {
  return closed_object("Another case that this one has to do with.",
                       {{"case_id", schema_reference("CaseId"), "The other case."},
                        {"relation", word_schema<Relation>(), "What the linking case is to the linked one."},
                        {"outgoing", yes_or_no(), "Whether this case is the linking one."},
                        {"event", schema_reference("EventId"), "The event that it stands in."}});
}

json::object correction() {
  return closed_object("A fact that was corrected.",
                       {{"event", schema_reference("EventId"), "The correction."},
                        {"corrects", schema_reference("EventId"), "The event whose data it corrects."},
                        {"pointer", any_text(), "The place in that data."},
                        {"personal", yes_or_no(), "Whether the place holds a personal value."},
                        {"was", any_text(), "What an open field said before.", false}});
}

// What acts made, as far as its section stands in this object; empty: in the document itself.
void add_sections(std::string_view within, std::vector<DescribedMember>& members) {
  for_each_type(Acts{}, [&]<class Body>() {
    if constexpr (!CarriesForward<Body>)
      if (object_of_section<Body>() == within)
        members.push_back({Schema<Body>::section, list_of(thing<Body>()), Schema<Body>::doc, false});
  });
}

json::object publication() {
  std::vector<DescribedMember> members{
      {"state", word_schema<PublicationState>(), "Where it stands, from its steps alone."}};
  add_sections("publication", members);
  return closed_object("The publication of the report.", std::move(members));
}

json::object whole_case() {
  std::vector<DescribedMember> members = heading_members();
  const auto more = [&](DescribedMember member) { members.push_back(std::move(member)); };
  more({"edition_asked", any_text_or_null(), "The edition that was to be supposed."});
  more({"calendar_asked", any_text_or_null(), "The calendar that was to be supposed."});
  more({"incident", nullable(described_schema<Incident>(SchemaUse::shown)), "What happened."});
  more({"children", list_of(described_schema<Child>(SchemaUse::shown)), "The children concerned."});
  more({"referrer", nullable(described_schema<Referrer>(SchemaUse::shown)), "Who referred it."});
  more({"internal_ref", any_text_or_null(), "The reference that the board gave the case."});
  more({"origin", word_schema<Origin>(), "Whether it came through the API or an import."});
  more({"imported", described_schema<ImportSource>(SchemaUse::shown), "The imported row.", false});
  more({"facts", schema_reference("Facts"), "The answers, later ones over earlier ones."});
  more({"criteria", criteria(), "What the criteria advise."});
  more({"findings", list_of(finding()), "What the case lacks of what its edition asks for."});
  more({"recommendation", nullable(fact<RecommendationRecorded>()), "The newest recommendation."});
  more({"decision", nullable(fact<DecisionRecorded>()), "The standing decision."});
  more({"notifications", list_of(thing<NotificationRecorded>()), "Who was told what."});
  more({"timetable_revisions", list_of(fact<TimetableRevised>()), "The revised timetables, oldest first."});
  more({"completion", nullable(fact<ReviewCompleted>()), "The completion of the review."});
  more({"closure", nullable(fact<CaseClosed>()), "The closing that stands."});
  more({"deadlines", list_of(schema_reference("Deadline")), "Every clock that has an anchor."});
  more({"awaiting", list_of(described_schema<Awaited>(SchemaUse::shown)), "Every clock that has none yet."});
  more({"links", list_of(link()), "Other cases."});
  more({"corrections", list_of(correction()), "What was corrected, oldest first."});
  more({"publication", publication(), "Where publication stands, and its steps."});
  add_sections("", members);
  return closed_object("A case. It is a function of the log alone: nothing in it moves with the clock.",
                       std::move(members));
}

json::object case_summary() {
  std::vector<DescribedMember> members = heading_members();
  members.push_back({"overdue", yes_or_no(), "Whether an open deadline is overdue."});
  members.push_back({"deadlines", list_of(schema_reference("Deadline")), "The open deadlines."});
  return closed_object("A case in a list.", std::move(members));
}

json::object deadline_summary() {
  std::vector<DescribedMember> members = deadline_members();
  const json::object number{{"type", "integer"}};
  members.push_back({"case_id", schema_reference("CaseId"), "The case."});
  members.push_back({"case_label", any_text(), "The label of the case."});
  members.push_back({"board", any_text(), "The board."});
  members.push_back({"days_left", number, "Days to the due day; negative once it is over.", false});
  members.push_back({"revised_days_left", number, "Days to the revised day.", false});
  return closed_object("An open deadline in the list of deadlines.", std::move(members));
}

}  // namespace

json::object case_schemas() {
  return {{"Case", whole_case()},
          {"CaseSummary", case_summary()},
          {"Deadline", closed_object("A statutory deadline of a case.", deadline_members())},
          {"DeadlineSummary", deadline_summary()}};
}

}  // namespace reviewd
