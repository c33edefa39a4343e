#include "api/case_document.hpp"

#include <boost/json/serialize.hpp>

#include "storage/json_write.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// Where a personal value stands now: in the newest correction of its place, else in the fact itself.
json::value standing_place(const CaseView& view, EventId event, const std::string& pointer) {
  for (auto made = view.corrections.rbegin(); made != view.corrections.rend(); ++made)
    if (made->personal && made->corrects == event && made->pointer == pointer)
      return json::object{{"sealed_in", made->event.text()}, {"pointer", "/value"}};
  return json::object{{"sealed_in", event.text()}, {"pointer", pointer}};
}

json::value date_or_null(const std::optional<Day>& day) {
  if (!day) return nullptr;
  return json::value(json::string_view{day->text()});
}

json::value number_or_null(const std::optional<int>& number) {
  if (!number) return nullptr;
  return *number;
}

json::value range_or_null(const std::optional<DayRange>& range) {
  if (!range) return nullptr;
  return json::array{json::value(range->first.text()), json::value(range->last.text())};
}

class Document {
 public:
  explicit Document(const CaseView& view)
      : view_(view), opened_(std::get<CaseOpened>(view.facts.front().body)) {}

  json::object whole() {
    json::object object = heading();
    object["brought_to_attention_on"] = text_or_null(opened_.brought_to_attention_on);
    json::object opening = fact(view_.facts.front());
    for (const char* member : {"incident", "referrer", "internal_ref", "origin"}) {
      const json::value* given = opening.if_contains(member);
      object[member] = given == nullptr ? json::value(nullptr) : *given;
    }
    const json::value* children = opening.if_contains("children");
    object["children"] = children == nullptr ? json::value(json::array{}) : *children;
    if (const json::value* imported = opening.if_contains("imported")) object["imported"] = *imported;
    object["facts"] = plain(answers_of(view_.facts));
    object["criteria"] = criteria();
    object["recommendation"] = newest_or_null<RecommendationRecorded>();
    object["decision"] = newest_or_null<DecisionRecorded>();
    object["notifications"] = all<NotificationRecorded>();
    object["timetable_revisions"] = all<TimetableRevised>();
    object["completion"] = newest_or_null<ReviewCompleted>();
    const Fact* closure = standing_closure(view_.facts);
    object["closure"] = closure == nullptr ? json::value(nullptr) : json::value(fact(*closure));
    object["deadlines"] = deadlines();
    object["awaiting"] = plain(view_.awaiting);
    object["links"] = links();
    object["corrections"] = corrections();
    return object;
  }

  json::object heading() {
    json::object object;
    object["case_id"] = view_.case_id.text();
    object["version"] = view_.version.text();
    object["known_at"] = view_.known_at.text();
    object["as_of"] = date_or_null(view_.as_of);
    object["edition_asked"] = nullptr;
    object["board"] = opened_.board;
    object["board_id"] = opened_.board_id.text();
    object["case_label"] = opened_.case_label;
    object["status"] = word_of(status_of(view_.facts));
    const bool known = view_.advice && !view_.advice->edition.empty();
    object["edition"] = known ? json::value(view_.advice->edition) : json::value(nullptr);
    return object;
  }

  json::array deadlines() {
    json::array list;
    for (const Deadline& deadline : view_.deadlines) list.push_back(deadline_json(deadline));
    return list;
  }

  json::object deadline_json(const Deadline& deadline) {
    const DeadlineTerms& terms = deadline.terms;
    json::object object;
    object["deadline_id"] = terms.deadline_id;
    object["kind"] = terms.kind;
    object["rule"] = terms.rule;
    object["edition"] = terms.edition;
    object["clause"] = terms.clause;
    object["verification"] = word_of(terms.verification);
    object["starts_on"] = terms.starts_on.text();
    object["due_on"] = date_or_null(terms.due_on);
    if (terms.due_between) object["due_between"] = range_or_null(terms.due_between);
    object["falls_on_non_working_day"] = terms.falls_on_non_working_day;
    object["edition_uncertain"] = terms.edition_uncertain;
    object["revised_due_on"] = date_or_null(deadline.revised_due_on);
    object["met_on"] = deadline.met_on ? json::value(deadline.met_on->text()) : json::value(nullptr);
    object["state"] = deadline.state == DeadlineState::undetermined ? json::value(nullptr)
                                                                    : json::value(word_of(deadline.state));
    object["days_late"] = number_or_null(deadline.days_late);
    object["revised_days_late"] = number_or_null(deadline.revised_days_late);
    return object;
  }

 private:
  template <class T>
  static json::value plain(const T& value) {
    JsonWriter writer({}, [](const Personal&, const std::string&) { return json::value(nullptr); });
    return writer.write(value);
  }

  static json::value text_or_null(const std::optional<PartialDate>& date) {
    return date ? json::value(date->text()) : json::value(nullptr);
  }

  // A fact as its event's data, with the event that it stands in.
  json::object fact(const Fact& fact) {
    JsonWriter writer({}, [&](const Personal&, const std::string& pointer) {
      return standing_place(view_, fact.event, pointer);
    });
    json::object object =
        std::visit([&](const auto& body) { return json::object(writer.write_members(body)); }, fact.body);
    object["event"] = fact.event.text();
    return object;
  }

  template <class Body>
  json::value newest_or_null() {
    const Fact* found = newest<Body>(view_.facts);
    if (found == nullptr) return nullptr;
    return fact(*found);
  }

  template <class Body>
  json::array all() {
    json::array list;
    for (const Fact& candidate : view_.facts)
      if (std::holds_alternative<Body>(candidate.body)) list.push_back(fact(candidate));
    return list;
  }

  json::value criteria() {
    json::object object;
    const Advice advice = view_.advice.value_or(Advice{});
    object["advice"] = word_of(advice.advice);
    object["edition"] = advice.edition.empty() ? json::value(nullptr) : json::value(advice.edition);
    object["rows"] = plain(advice.rows);
    object["missing_facts"] = plain(advice.missing_facts);
    const Fact* decision = standing_decision(view_.facts);
    object["against_advice"] =
        decision != nullptr && std::get<DecisionRecorded>(decision->body).against_advice;
    return object;
  }

  json::array links() {
    json::array list;
    for (const Fact& candidate : view_.facts)
      if (const auto* link = std::get_if<CaseLinked>(&candidate.body))
        list.push_back(json::object{{"case_id", link->to.text()},
                                    {"relation", word_of(link->relation)},
                                    {"outgoing", link->outgoing},
                                    {"event", candidate.event.text()}});
    return list;
  }

  json::array corrections() {
    json::array list;
    for (const Correction& made : view_.corrections) {
      json::object object{{"event", made.event.text()},
                          {"corrects", made.corrects.text()},
                          {"pointer", made.pointer},
                          {"personal", made.personal}};
      if (made.was) object["was"] = *made.was;
      list.push_back(std::move(object));
    }
    return list;
  }

  const CaseView& view_;
  const CaseOpened& opened_;
};

}  // namespace

std::string case_document(const CaseView& view) {
  return json::serialize(Document(view).whole());
}

std::string case_summary(const CaseView& view) {
  Document document(view);
  json::object object = document.heading();
  object.erase("edition_asked");
  const auto& brought = std::get<CaseOpened>(view.facts.front().body).brought_to_attention_on;
  object["brought_to_attention_on"] = brought ? json::value(brought->text()) : json::value(nullptr);
  json::array open;
  bool overdue = false;
  for (const Deadline& deadline : view.deadlines) {
    if (!is_open(deadline)) continue;
    overdue = overdue || deadline.state == DeadlineState::overdue;
    open.push_back(document.deadline_json(deadline));
  }
  object["overdue"] = overdue;
  object["deadlines"] = std::move(open);
  return json::serialize(object);
}

std::string deadline_summary(const CaseView& view, const Deadline& deadline, Day today) {
  json::object object = Document(view).deadline_json(deadline);
  const auto& opened = std::get<CaseOpened>(view.facts.front().body);
  object["case_id"] = view.case_id.text();
  object["case_label"] = opened.case_label;
  object["board"] = opened.board;
  if (deadline.terms.due_on) object["days_left"] = *deadline.terms.due_on - today;
  if (deadline.revised_due_on) object["revised_days_left"] = *deadline.revised_due_on - today;
  return json::serialize(object);
}

std::string explanation_document(const Deadline& deadline, const DeadlineTerms& explained) {
  JsonWriter writer({}, [](const Personal&, const std::string&) { return json::value(nullptr); });
  json::object object;
  object["deadline_id"] = explained.deadline_id;
  object["kind"] = explained.kind;
  object["rule"] = explained.rule;
  object["edition"] = explained.edition;
  object["edition_revision"] = explained.edition_revision;
  object["calendar"] = explained.calendar;
  object["calendar_revision"] = explained.calendar_revision;
  object["calendar_hash"] = explained.calendar_hash;
  object["clause"] = explained.clause;
  object["verification"] = word_of(explained.verification);
  object["anchored_in"] = explained.anchored_in.text();
  object["starts_on"] = explained.starts_on.text();
  object["due_on"] = date_or_null(explained.due_on);
  if (explained.due_between) object["due_between"] = range_or_null(explained.due_between);
  object["steps"] = writer.write(explained.steps);
  object["falls_on_non_working_day"] = explained.falls_on_non_working_day;
  object["edition_uncertain"] = explained.edition_uncertain;
  object["explained_in"] = deadline.explained_in.text();
  json::array recomputed;
  for (const Recomputed& again : deadline.recomputed)
    recomputed.push_back(json::object{
        {"was", date_or_null(again.was)}, {"is", date_or_null(again.is)}, {"cause", again.cause.text()}});
  object["recomputed"] = std::move(recomputed);
  return json::serialize(object);
}

}  // namespace reviewd
