#include "config/rule_reader.hpp"

#include <algorithm>
#include <functional>

namespace reviewd {
namespace {

constexpr std::int64_t longest_count = 3660;  // of any unit
constexpr std::int64_t furthest_rung = 366;   // days before or after the due day

constexpr std::string_view decision_subject = "decision";

std::vector<FactName> facts_of(TableReader& reader, std::string_view key,
                               const std::vector<std::string>& names) {
  std::vector<FactName> facts;
  for (const std::string& name : names) {
    if (const auto fact = fact_named(name))
      facts.push_back(*fact);
    else
      reader.refuse(key, "names a fact that is not known");
  }
  if (facts.empty()) reader.refuse(key, "must name at least one fact");
  return facts;
}

std::vector<int> rungs_of(TableReader& reader, const Rule& rule) {
  std::vector<int> rungs{-14, -7, -1, 0, 1};
  if (rule.unit == Unit::none) rungs.clear();
  if (!reader.has("rungs")) return rungs;
  rungs.clear();
  for (const std::int64_t rung : reader.numbers("rungs", -furthest_rung, furthest_rung))
    rungs.push_back(static_cast<int>(rung));
  if (std::adjacent_find(rungs.begin(), rungs.end(), std::greater_equal<>{}) != rungs.end())
    reader.refuse("rungs", "must rise without repeating a day");
  if (rule.unit == Unit::none) reader.refuse("rungs", "belong to a due day, which this unit has not");
  return rungs;
}

// The recipient and the subjects are what a notification is known by; anything else has none.
void read_addressee(TableReader& reader, Rule& rule) {
  if (!tells_somebody(rule.met_by)) return;
  rule.recipient = reader.text("recipient");
  rule.subjects = rule.met_by == Milestone::notification_of_decision
                      ? std::vector<std::string>{std::string{decision_subject}}
                      : reader.texts("subjects");
  if (rule.subjects.empty()) reader.refuse("subjects", "must name at least one subject");
  if (reader.has("enclosures")) rule.enclosures = reader.texts("enclosures");
}

// The words of a list that may be absent, each once.
template <Worded T>
std::vector<T> words(TableReader& reader, std::string_view key) {
  std::vector<T> found;
  if (!reader.has(key)) return found;
  for (const std::string& text : reader.texts(key)) {
    const auto word = std::ranges::find(Words<T>::values, text, &Word<T>::second);
    if (word == Words<T>::values.end())
      reader.refuse(key, "holds a word that is not known");
    else if (std::ranges::find(found, word->first) != found.end())
      reader.refuse(key, "names one twice");
    else
      found.push_back(word->first);
  }
  if (found.empty()) reader.refuse(key, "must name at least one");
  return found;
}

// In which way a report is published, and on what grounds it is not.
void read_publication(TableReader& reader, Rule& rule) {
  if (rule.met_by != Milestone::publication) return;
  rule.modes = words<PublicationMode>(reader, "modes");
  rule.grounds = words<PublicationGround>(reader, "grounds");
}

// Whose day chooses the instrument; of a telling its own day may.
Milestone read_governed_by(TableReader& reader, const Rule& rule) {
  if (!reader.has("governed_by")) return rule.starts_at;
  if (tells_somebody(rule.met_by)) return reader.word<Milestone>("governed_by", choosing_milestones);
  return reader.word<Milestone>("governed_by", starting_milestones);
}

void read_stages(TableReader& reader, Rule& rule) {
  rule.kind = reader.text("kind");
  rule.starts_at = reader.word<Milestone>("starts_at", starting_milestones);
  rule.met_by = reader.word<Milestone>("met_by", ending_milestones);
  rule.governed_by = read_governed_by(reader, rule);
  if (rule.kind != kind_met_by(rule.met_by))
    reader.refuse("met_by", "and kind disagree: what " + std::string{name_of(rule.met_by)} +
                                " meets is of the kind " + std::string{kind_met_by(rule.met_by)});
  if (!reachable(rule.starts_at, rule.met_by))
    reader.refuse("met_by", "is never reached from " + std::string{name_of(rule.starts_at)});
  read_addressee(reader, rule);
  read_publication(reader, rule);
}

void read_period(TableReader& reader, Rule& rule) {
  rule.unit = reader.word<Unit>("unit");
  const bool counted = rule.unit != Unit::own_day && rule.unit != Unit::none;
  if (counted) rule.count = static_cast<int>(reader.number("count", 1, longest_count));
  if (counted) rule.roll = reader.word<Roll>("roll");
  if (counted && reader.has("start")) rule.start = reader.word<Start>("start");
  if (rule.unit == Unit::hours && rule.start != Start::next_day)
    reader.refuse("start", "is of no use where hours are counted");
  if (rule.unit != Unit::none) rule.calendar = reader.text("calendar");
  if (reader.has("direction")) rule.direction = reader.word<Direction>("direction");
  const bool days = rule.unit == Unit::working_days || rule.unit == Unit::calendar_days;
  if (rule.direction == Direction::before && !days)
    reader.refuse("direction", "counts back in working days or calendar days only");
  if (rule.met_by == Milestone::lapse && !counted) reader.refuse("unit", "must count what is to lapse");
}

}  // namespace

Condition read_condition(TableReader& reader, std::string_view all_of, Presence presence) {
  Condition condition;
  if (presence == Presence::required || reader.has(all_of)) {
    for (const auto& group : reader.lists_of_texts(all_of))
      condition.all_of.push_back(facts_of(reader, all_of, group));
    if (condition.all_of.empty()) reader.refuse(all_of, "must hold at least one list of facts");
  }
  if (reader.has("unless")) condition.unless = facts_of(reader, "unless", reader.texts("unless"));
  return condition;
}

Rule read_rule(TableReader reader) {
  Rule rule;
  rule.id = reader.text("id");
  read_stages(reader, rule);
  read_period(reader, rule);
  rule.when = read_condition(reader, "when", Presence::optional);
  rule.clause = reader.text("clause");
  rule.source = reader.text("source");
  rule.verification = reader.word<Verification>("verification");
  rule.note = reader.text("note", Presence::optional);
  rule.rungs = rungs_of(reader, rule);
  reader.refuse_unknown_keys();
  return rule;
}

}  // namespace reviewd
