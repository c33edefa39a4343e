// The rules in force, as documents: editions with clauses and marks, calendars.
#include <algorithm>
#include <boost/json/serialize.hpp>
#include <iterator>

#include "api/call.hpp"
#include "api/problem.hpp"
#include "domain/rules/calculus.hpp"
#include "storage/json_write.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

json::object heading(const Edition& edition) {
  json::object object;
  object["edition"] = edition.id;
  object["revision"] = edition.revision;
  object["hash"] = edition.hash.text();
  object["title"] = edition.title;
  object["in_force_from"] = edition.in_force_from.text();
  object["in_force_to"] =
      edition.in_force_to ? json::value(edition.in_force_to->text()) : json::value(nullptr);
  object["layer"] = word_of(edition.layer);
  object["source"] = edition.source;
  object["verification"] = word_of(edition.verification);
  object["note"] = edition.note;
  return object;
}

json::value text_or_null(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

json::array texts_json(const std::vector<std::string>& texts) {
  json::array list;
  for (const std::string& text : texts) list.push_back(json::value(text));
  return list;
}

json::array groups_json(const Condition& condition) {
  json::array groups;
  for (const auto& group : condition.all_of) {
    json::array any_of;
    for (const FactName name : group) any_of.push_back(json::value(name_of(name)));
    groups.push_back(std::move(any_of));
  }
  return groups;
}

json::array unless_json(const Condition& condition) {
  json::array unless;
  for (const FactName name : condition.unless) unless.push_back(json::value(name_of(name)));
  return unless;
}

template <Worded T>
json::array words_json(const std::vector<T>& words) {
  json::array array;
  for (const T word : words) array.push_back(json::value(word_of(word)));
  return array;
}

json::object rule_json(const Rule& rule) {
  json::array rungs;
  for (const int rung : rule.rungs) rungs.emplace_back(rung);
  return {{"rule", rule.id},
          {"kind", rule.kind},
          {"starts_at", name_of(rule.starts_at)},
          {"governed_by", name_of(rule.governed_by)},
          {"met_by", name_of(rule.met_by)},
          {"recipient", text_or_null(rule.recipient)},
          {"subjects", texts_json(rule.subjects)},
          {"enclosures", texts_json(rule.enclosures)},
          {"modes", words_json(rule.modes)},
          {"grounds", words_json(rule.grounds)},
          {"count", counts(rule.unit) ? json::value(rule.count) : json::value(nullptr)},
          {"unit", word_of(rule.unit)},
          {"start", word_of(rule.start)},
          {"direction", word_of(rule.direction)},
          {"roll", word_of(rule.roll)},
          {"calendar", text_or_null(rule.calendar)},
          {"when", groups_json(rule.when)},
          {"unless", unless_json(rule.when)},
          {"clause", rule.clause},
          {"source", rule.source},
          {"verification", word_of(rule.verification)},
          {"note", rule.note},
          {"rungs", std::move(rungs)}};
}

json::object row_json(const CriteriaRow& row) {
  return {{"row", row.row},
          {"outcome", word_of(row.outcome)},
          {"all_of", groups_json(row.when)},
          {"unless", unless_json(row.when)},
          {"description", row.description},
          {"clause", row.clause},
          {"source", row.source},
          {"verification", word_of(row.verification)},
          {"warning", row.warning}};
}

json::object table_json(const CriteriaTable& table) {
  json::array rows;
  for (const CriteriaRow& row : table.rows) rows.push_back(row_json(row));
  return {{"table", table.name},
          {"otherwise", word_of(table.otherwise)},
          {"otherwise_clause", table.otherwise_clause},
          {"rows", std::move(rows)}};
}

json::object requirement_json(const Requirement& requirement) {
  return {{"requirement", requirement.id},
          {"check", word_of(requirement.check)},
          {"effect", word_of(requirement.effect)},
          {"items", texts_json(requirement.items)},
          {"clause", requirement.clause},
          {"source", requirement.source},
          {"verification", word_of(requirement.verification)},
          {"note", requirement.note}};
}

json::object relaxation_json(const Relaxation& relaxation) {
  return {{"rules", texts_json(relaxation.rules)},
          {"clause", relaxation.clause},
          {"source", relaxation.source},
          {"verification", word_of(relaxation.verification)}};
}

template <class Part, class Draw>
json::array all_of(const std::vector<Part>& parts, const Draw& draw) {
  json::array list;
  for (const Part& part : parts) list.push_back(draw(part));
  return list;
}

json::object edition_json(const Edition& edition) {
  json::object object = heading(edition);
  object["amends"] = texts_json(edition.amends);
  object["change_over_by"] =
      edition.change_over_by ? json::value(edition.change_over_by->text()) : json::value(nullptr);
  object["revision_of_timetable_clause"] = text_or_null(edition.revision_of_timetable_clause);
  object["no_pause_clause"] = text_or_null(edition.no_pause_clause);
  const CriteriaTable* review = edition.table(review_table);
  object["otherwise"] = review == nullptr ? json::value(nullptr) : json::value(word_of(review->otherwise));
  object["otherwise_clause"] =
      review == nullptr ? json::value(nullptr) : json::value(review->otherwise_clause);
  object["rules"] = all_of(edition.rules, rule_json);
  object["criteria"] = review == nullptr ? json::array{} : all_of(review->rows, row_json);
  json::array beside;
  for (const CriteriaTable& table : edition.tables)
    if (&table != review) beside.push_back(table_json(table));
  object["tables"] = std::move(beside);
  object["requirements"] = all_of(edition.requirements, requirement_json);
  object["relaxations"] = all_of(edition.relaxations, relaxation_json);
  return object;
}

json::object heading(const Calendar& calendar) {
  return {{"calendar", calendar.id},
          {"revision", calendar.revision},
          {"hash", calendar.hash.text()},
          {"title", calendar.title},
          {"source", calendar.source},
          {"first_day", calendar.first_day.text()},
          {"last_day", calendar.last_day.text()}};
}

json::object calendar_json(const Calendar& calendar) {
  json::object object = heading(calendar);
  json::array holidays;
  for (const Holiday& holiday : calendar.holidays)
    holidays.push_back(json::object{{"day", holiday.day.text()},
                                    {"title", holiday.title},
                                    {"notes", holiday.notes},
                                    {"provenance", holiday.provenance}});
  object["holidays"] = std::move(holidays);
  return object;
}

// The rules are part of the state: an adoption that is not durable yet must not be seen.
void respond(const Calling& call, const json::object& object) {
  respond_when_durable(call, call->engine().register_state().last, json_response(json::serialize(object)));
}

// A page of documents; the cursor is the id of the last one shown.
template <class Document>
void respond_with_list(const Calling& call, std::string_view name, const std::vector<const Document*>& all) {
  std::size_t limit = 0;
  if (auto bad = call->query.page_size(call->application.page_limits(), limit))
    return call->respond(std::move(*bad));
  auto from = all.begin();
  if (const auto cursor = call->query.text("cursor")) {
    const auto last = cursor_content(*cursor);
    from =
        std::find_if(all.begin(), all.end(), [&](const Document* document) { return document->id == last; });
    if (from == all.end()) return call->respond(bad_parameter("cursor", "the next of a page before"));
    ++from;
  }
  json::array page;
  for (; from != all.end() && page.size() < limit; ++from) page.push_back(heading(**from));
  json::object object{{name, std::move(page)}};
  Response response = json_response(std::string{});
  if (from != all.end()) {
    const std::string next = cursor_text((*std::prev(from))->id);
    object["next"] = next;
    response.headers.emplace_back("Link", "<" + call->request.head.path + "?limit=" + std::to_string(limit) +
                                              "&cursor=" + next + ">; rel=\"next\"");
  }
  response.body = std::make_shared<const std::string>(json::serialize(object));
  respond_when_durable(call, call->engine().register_state().last, std::move(response));
}

}  // namespace

void handle_editions(const Calling& call) {
  respond_with_list(call, "editions", call->engine().rules().editions());
}

void handle_edition(const Calling& call) {
  const Edition* edition = call->engine().rules().edition(call->segment(2));
  if (edition == nullptr) return call->respond(problem(404, "no_such_edition", "There is no such edition."));
  respond(call, edition_json(*edition));
}

void handle_calendars(const Calling& call) {
  respond_with_list(call, "calendars", call->engine().rules().calendars());
}

void handle_calendar(const Calling& call) {
  const Calendar* calendar = call->engine().rules().calendar(call->segment(2));
  if (calendar == nullptr)
    return call->respond(problem(404, "no_such_calendar", "There is no such calendar."));
  respond(call, calendar_json(*calendar));
}

}  // namespace reviewd
