// The notification pack in the description, as its writer writes it.
#include <boost/json/array.hpp>

#include "api/json_schema.hpp"
#include "api/open_api_parts.hpp"
#include "domain/notification_pack.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

json::object personal_text() {
  return {{"type", json::array{"string", "null"}}, {"x-personal", true}};
}

json::object day_or_null() {
  return nullable(schema_reference("Day"));
}

json::object field() {
  return closed_object(
      "One field of the form.",
      {{"field", any_text(), "Its id."},
       {"label", any_text(), "What the form calls it."},
       {"state", word_schema<PackFieldState>(),
        "Whether the case holds it, somebody drafted it, or neither."},
       {"value", personal_text(), "What stands there; null where nothing does, or where it is withheld."},
       {"personal", yes_or_no(), "Whether it is a personal value."},
       {"withheld", yes_or_no(), "Whether it is not shown to this caller."},
       {"verification", word_schema<Verification>(), "How far the field was checked against the form."},
       {"note", any_text(), "What to bear in mind.", false},
       {"drafted_in", schema_reference("EventId"), "The event by which it was drafted.", false},
       {"missing_facts", list_of(any_text()), "The answers without which a box is neither ticked nor left.",
        false}});
}

json::object deadline() {
  return closed_object(
      "The duty to notify.",
      {{"deadline_id", any_text(), "The deadline."},
       {"rule", any_text(), "The rule."},
       {"edition", any_text(), "The edition."},
       {"clause", any_text(), "The clause."},
       {"verification", word_schema<Verification>(), "How far the rule was checked against its text."},
       {"due_on", day_or_null(), "The due day."},
       {"state", nullable(word_schema<DeadlineState>()), "How it stands."},
       {"met_on", nullable(schema_reference("PartialDate")), "The day it was done."},
       {"recipient", nullable(any_text()), "Whom it tells."}});
}

json::object form() {
  return closed_object("The form, which is read from the files of the rules and not adopted.",
                       {{"form", any_text(), "Its id."},
                        {"revision", json::object{{"type", "integer"}}, "Its revision."},
                        {"hash", schema_reference("Digest"), "SHA-256 of its text."},
                        {"title", any_text(), "Its title."},
                        {"send_to", any_text(), "How it reaches the recipient."},
                        {"source", any_text(), "Where it was taken from."},
                        {"verification", word_schema<Verification>(), "How far it was checked."},
                        {"note", any_text(), "What to bear in mind.", false}});
}

}  // namespace

json::object pack_schemas() {
  const json::object section =
      closed_object("A section of the form.",
                    {{"section", any_text(), "Its number."},
                     {"title", any_text(), "Its title."},
                     {"child", any_text(), "The child it is of, where it is asked of each.", false},
                     {"fields", list_of(schema_reference("PackField")), "Its fields, in order."}});
  const json::object missing = closed_object("A field that is needed and not there.",
                                             {{"field", any_text(), "Its id."},
                                              {"label", any_text(), "What the form calls it."},
                                              {"child", any_text(), "The child it is of.", false}});
  const json::object stray =
      closed_object("A draft of a field that this form does not have.",
                    {{"field", any_text(), "The field it was for."},
                     {"child", any_text(), "The child it is of.", false},
                     {"value", personal_text(), "What was drafted."},
                     {"withheld", yes_or_no(), "Whether it is not shown to this caller."},
                     {"drafted_in", schema_reference("EventId"), "The event."}});
  const json::object acknowledgement =
      closed_object("An acknowledgement.", {{"event", schema_reference("EventId"), "The event."},
                                            {"acknowledged_on", schema_reference("PartialDate"), "The day."},
                                            {"by", any_text(), "The office."},
                                            {"reference", any_text(), "Its reference."}});
  return {
      {"PackField", field()},
      {"NotificationPack",
       closed_object("What stands in each field of the form of one duty to notify.",
                     {{"case_id", schema_reference("CaseId"), "The case."},
                      {"known_at", schema_reference("Position"), "As this system knew it then."},
                      {"board", any_text(), "The board."},
                      {"case_label", any_text(), "The label of the case."},
                      {"deadline", deadline(), "The duty."},
                      {"form", form(), "The form."},
                      {"sections", list_of(section), "The form, section by section, in its order."},
                      {"missing", list_of(missing), "What is needed and not there."},
                      {"stray", list_of(stray), "What was drafted for another form."},
                      {"acknowledgements", list_of(acknowledgement), "What the recipient acknowledged."}})}};
}

}  // namespace reviewd
