// Which instrument each rule is taken from on given days, and why.
#include <boost/json/serialize.hpp>

#include "api/call.hpp"
#include "api/problem.hpp"
#include "domain/rules/resolution.hpp"
#include "storage/json_write.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

json::value text_or_null(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

json::value relaxed_json(const std::optional<RelaxedLimit>& relaxed) {
  if (!relaxed) return nullptr;
  json::object object{{"edition", relaxed->by->id}, {"clause", relaxed->relaxation->clause}};
  if (relaxed->uncertain) object["uncertain"] = true;
  return object;
}

json::object rule_json(const ResolvedRule& resolved) {
  const Rule& rule = *resolved.rule;
  return {{"rule", rule.id},
          {"kind", rule.kind},
          {"recipient", text_or_null(rule.recipient)},
          {"edition", resolved.edition->id},
          {"revision", resolved.edition->revision},
          {"layer", word_of(resolved.edition->layer)},
          {"governed_by", name_of(resolved.governed_by)},
          {"governed_on", resolved.governed_on.text()},
          {"or_perhaps", resolved.other == nullptr ? json::value(nullptr) : json::value(resolved.other->id)},
          {"why", resolved.why},
          {"starts_at", name_of(rule.starts_at)},
          {"due_on", resolved.due ? json::value(resolved.due->due_on.text()) : json::value(nullptr)},
          {"relaxed", relaxed_json(resolved.relaxed)},
          {"clause", rule.clause},
          {"source", rule.source},
          {"verification", word_of(rule.verification)}};
}

// An instrument with the names of what it gives.
template <class Of>
json::array instruments_json(const std::vector<ResolvedInstrument>& resolved, std::string_view list,
                             const Of& names_of) {
  json::array array;
  for (const ResolvedInstrument& instrument : resolved) {
    json::array names;
    for (const auto& name : names_of(*instrument.edition)) names.emplace_back(name);
    array.push_back(
        json::object{{"edition", instrument.edition->id},
                     {"revision", instrument.edition->revision},
                     {"layer", word_of(instrument.edition->layer)},
                     {"governed_by", name_of(instrument.governed_by)},
                     {"governed_on", instrument.governed_on.text()},
                     {"or_perhaps",
                      instrument.other == nullptr ? json::value(nullptr) : json::value(instrument.other->id)},
                     {"why", instrument.why},
                     {list, std::move(names)}});
  }
  return array;
}

std::vector<std::string> table_names(const Edition& edition) {
  std::vector<std::string> names;
  for (const CriteriaTable& table : edition.tables) names.push_back(table.name);
  return names;
}

std::vector<std::string> requirement_names(const Edition& edition) {
  std::vector<std::string> names;
  for (const Requirement& requirement : edition.requirements) names.push_back(requirement.id);
  return names;
}

json::object document_of(const Resolution& resolution) {
  json::array rules;
  for (const ResolvedRule& rule : resolution.rules) rules.push_back(rule_json(rule));
  json::array unresolved;
  for (const UnresolvedRule& rule : resolution.unresolved)
    unresolved.push_back(
        json::object{{"rule", rule.rule}, {"kind", rule.kind}, {"governed_by", name_of(rule.governed_by)}});
  return {{"rules", std::move(rules)},
          {"criteria", instruments_json(resolution.criteria, "tables", table_names)},
          {"requirements", instruments_json(resolution.requirements, "requirements", requirement_names)},
          {"unresolved", std::move(unresolved)}};
}

std::optional<Response> read_days(const Query& query, MilestoneDays& days) {
  for (const Milestone milestone : choosing_milestones) {
    const auto text = query.text(name_of(milestone));
    if (!text) continue;
    const auto day = PartialDate::parse(*text);
    if (!day) return bad_parameter(name_of(milestone), "a day, a month or a year");
    days[static_cast<std::size_t>(milestone)] = *day;
  }
  return std::nullopt;
}

}  // namespace

void handle_resolution(const Calling& call) {
  MilestoneDays days;
  if (auto bad = read_days(call->query, days)) return call->respond(std::move(*bad));
  CaseTerms terms;
  const RegisterState& known = call->engine().register_state();
  if (const auto name = call->query.text("board")) {
    const Board* board = known.board(*name);
    if (board == nullptr || !call->token.sees(board->board_id))
      return call->respond(bad_parameter("board", "the name of a board"));
    terms.changed_over_on = board->terms.changed_over_on;
    terms.local_editions = board->terms.local_editions;
  }
  if (auto bad = call->query.day("changed_over_on", terms.changed_over_on))
    return call->respond(std::move(*bad));
  const json::object document = document_of(resolve(call->engine().rules(), days, terms));
  respond_when_durable(call, known.last, json_response(json::serialize(document)));
}

}  // namespace reviewd
