#include "api/notification_pack_document.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "domain/acts.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

json::value text_or_null(const std::optional<std::string>& text) {
  return text ? json::value(*text) : json::value(nullptr);
}

std::optional<std::string> opened(const PackReading& reading, const FactPlace& place) {
  const auto found = reading.values.find({place.event, place.pointer});
  return found == reading.values.end() ? std::nullopt : found->second;
}

json::object field_json(const PackReading& reading, const PackField& field) {
  json::object made{{"field", field.field->id},
                    {"label", field.field->label},
                    {"state", word_of(field.state)},
                    {"value", text_or_null(value_of(reading, field))},
                    {"personal", !field.sealed.empty()},
                    {"withheld", is_withheld(reading, field)},
                    {"verification", word_of(field.field->verification)}};
  if (!field.field->note.empty()) made["note"] = field.field->note;
  if (field.drafted_in) made["drafted_in"] = field.drafted_in->text();
  if (!field.missing_facts.empty()) {
    json::array facts;
    for (const FactName fact : field.missing_facts) facts.push_back(json::value(name_of(fact)));
    made["missing_facts"] = std::move(facts);
  }
  return made;
}

json::object section_json(const PackReading& reading, const PackSection& section) {
  json::array fields;
  for (const PackField& field : section.fields) fields.push_back(field_json(reading, field));
  json::object made{{"section", section.section->id}, {"title", section.section->title}};
  if (section.child) made["child"] = *section.child;
  made["fields"] = std::move(fields);
  return made;
}

json::object deadline_json(const Deadline& deadline) {
  const DeadlineTerms& terms = deadline.terms;
  json::object made{{"deadline_id", terms.deadline_id},
                    {"rule", terms.rule},
                    {"edition", terms.edition},
                    {"clause", terms.clause},
                    {"verification", word_of(terms.verification)}};
  const auto due = terms.due_on ? std::optional{terms.due_on->text()} : std::nullopt;
  made["due_on"] = text_or_null(due);
  const bool undetermined = deadline.state == DeadlineState::undetermined;
  made["state"] = undetermined ? json::value(nullptr) : json::value(word_of(deadline.state));
  made["met_on"] = text_or_null(deadline.met_on ? std::optional{deadline.met_on->text()} : std::nullopt);
  made["recipient"] = terms.addressee ? json::value(terms.addressee->recipient) : json::value(nullptr);
  return made;
}

json::object form_json(const NotificationForm& form) {
  json::object made{{"form", form.id},
                    {"revision", form.revision},
                    {"hash", form.hash.text()},
                    {"title", form.title},
                    {"send_to", form.send_to},
                    {"source", form.source},
                    {"verification", word_of(form.verification)}};
  if (!form.note.empty()) made["note"] = form.note;
  return made;
}

json::array missing_json(const NotificationPack& pack) {
  json::array missing;
  for (const PackSection& section : pack.sections)
    for (const PackField& field : section.fields) {
      if (field.state != PackFieldState::missing) continue;
      json::object made{{"field", field.field->id}, {"label", field.field->label}};
      if (section.child) made["child"] = *section.child;
      missing.push_back(std::move(made));
    }
  return missing;
}

json::array stray_json(const PackReading& reading) {
  json::array stray;
  for (const StrayDraft& draft : reading.pack.stray) {
    json::object made{{"field", draft.field},
                      {"value", text_or_null(opened(reading, draft.sealed))},
                      {"withheld", !reading.opened},
                      {"drafted_in", draft.sealed.event.text()}};
    if (draft.child) made["child"] = *draft.child;
    stray.push_back(std::move(made));
  }
  return stray;
}

json::array acknowledgements_json(const PackReading& reading) {
  json::array made;
  for (const EventId event : reading.pack.acknowledgements) {
    const auto& body = std::get<AcknowledgementRecorded>(reading.state.fact(event)->body);
    made.push_back(json::object{{"event", event.text()},
                                {"acknowledged_on", body.acknowledged_on.text()},
                                {"by", body.by},
                                {"reference", body.reference}});
  }
  return made;
}

}  // namespace

std::optional<std::string> value_of(const PackReading& reading, const PackField& field) {
  if (field.text) return field.text;
  std::optional<std::string> value;
  for (const FactPlace& place : field.sealed)
    if (const auto text = opened(reading, place)) value = value ? *value + ", " + *text : *text;
  return value;
}

bool is_withheld(const PackReading& reading, const PackField& field) {
  return !field.sealed.empty() && !reading.opened;
}

std::string notification_pack_document(const PackReading& reading) {
  json::array sections;
  for (const PackSection& section : reading.pack.sections) sections.push_back(section_json(reading, section));
  return json::serialize(json::object{{"case_id", reading.state.id.text()},
                                      {"known_at", reading.known_at.text()},
                                      {"board", reading.state.opened().board},
                                      {"case_label", reading.state.opened().case_label},
                                      {"deadline", deadline_json(reading.deadline)},
                                      {"form", form_json(*reading.pack.form)},
                                      {"sections", std::move(sections)},
                                      {"missing", missing_json(reading.pack)},
                                      {"stray", stray_json(reading)},
                                      {"acknowledgements", acknowledgements_json(reading)}});
}

}  // namespace reviewd
