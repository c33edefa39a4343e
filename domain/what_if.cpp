#include "domain/what_if.hpp"

#include <algorithm>
#include <charconv>

namespace reviewd {
namespace {

constexpr Day first_day{-719'162};  // 1 January of the year 1: before every fact

struct NamedRevision {
  std::string_view id;
  std::optional<int> revision;
};

// "id" or "id@2"; a text behind @ that is no number names no revision that there is.
NamedRevision named_revision(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos) return {text, std::nullopt};
  const std::string_view digits = text.substr(at + 1);
  int revision = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), revision);
  const bool number = fault == std::errc{} && end == digits.data() + digits.size();
  return {text.substr(0, at), number ? revision : 0};
}

template <class Of>
Standing standing_of(const Of& deadline) {
  std::optional<DeadlineState> state;
  if (deadline.state != DeadlineState::undetermined) state = deadline.state;
  return {deadline.terms->due_on, deadline.terms->due_between, deadline.met_on, state,
          deadline.days_late,     deadline.terms->clause};
}

std::optional<bool> breached(const Standing& standing) {
  switch (standing.state.value_or(DeadlineState::undetermined)) {
    case DeadlineState::overdue:
    case DeadlineState::met_late:
      return true;
    case DeadlineState::running:
    case DeadlineState::met:
    case DeadlineState::outstanding:
      return false;
    case DeadlineState::superseded:
    case DeadlineState::voided:
    case DeadlineState::undetermined:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string due_in_words(const Standing& standing) {
  if (standing.due_on) return "due " + standing.due_on->text();
  if (standing.due_between)
    return "due between " + standing.due_between->first.text() + " and " + standing.due_between->last.text();
  return "without a due day";
}

// Why the answer is what it is, in words for the board manager.
std::string reason(const WhatIfLine& line) {
  if (!line.hypothetical) return "Under the supposed rules there is no such clock.";
  const Standing& standing = *line.hypothetical;
  std::string text = "Would be " + due_in_words(standing);
  if (standing.met_on) text += ", met on " + standing.met_on->text();
  if (standing.days_late && *standing.days_late > 0)
    text +=
        ", " + std::to_string(*standing.days_late) + (*standing.days_late == 1 ? " day" : " days") + " late";
  if (standing.state == DeadlineState::overdue) text += ", not met and over";
  if (!line.actual) text += "; there is no such clock now";
  return text + ". " + standing.clause;
}

void complete(WhatIfLine& line, const DerivedDeadline* derived) {
  if (derived != nullptr) {
    line.hypothetical = standing_of(*derived);
    line.breach = breached(*line.hypothetical);
  }
  line.why = reason(line);
}

const DerivedDeadline* named(const Derivation& derived, const std::string& deadline_id) {
  const auto found = std::find_if(
      derived.deadlines.begin(), derived.deadlines.end(),
      [&](const DerivedDeadline& candidate) { return candidate.terms->deadline_id == deadline_id; });
  return found == derived.deadlines.end() ? nullptr : &*found;
}

Edition everywhere(Edition edition) {
  edition.in_force_from = PartialDate{first_day};
  edition.in_force_to.reset();
  edition.change_over_by.reset();
  return edition;
}

}  // namespace

Result<RuleBook> supposed_rules(const RuleBook& rules, const Supposition& supposition) {
  RuleBook supposed;
  const Edition* instead_of_guidance = nullptr;
  if (supposition.edition) {
    instead_of_guidance = rules.edition(*supposition.edition);
    if (instead_of_guidance == nullptr)
      return invalid("/edition", "no_such_edition", "No edition of this id was adopted.");
    if (instead_of_guidance->layer != Layer::guidance)
      return invalid("/edition", "no_guidance",
                     "Only an edition of the guidance can be supposed; what amends it stands beside it.");
    supposed.add(everywhere(*instead_of_guidance));
  }
  for (const Edition* edition : rules.editions())
    if (instead_of_guidance == nullptr || edition->layer != Layer::guidance) supposed.add(*edition);
  const NamedRevision wanted =
      named_revision(supposition.calendar ? std::string_view{*supposition.calendar} : "");
  const Calendar* instead =
      wanted.revision ? rules.calendar(wanted.id, *wanted.revision) : rules.calendar(wanted.id);
  if (supposition.calendar && instead == nullptr)
    return invalid("/calendar", "no_such_calendar", "No such calendar was adopted.");
  for (const Calendar* calendar : rules.calendars())
    supposed.add(instead != nullptr && calendar->id == instead->id ? *instead : *calendar);
  return supposed;
}

std::vector<WhatIfLine> what_if(const CaseState& state, const RuleBook& supposed, Day today) {
  const Derivation derived = derive(state.facts, {}, supposed, today);
  std::vector<WhatIfLine> lines;
  lines.reserve(std::max(state.deadlines.size(), derived.deadlines.size()));
  for (const Deadline& deadline : state.deadlines) {
    WhatIfLine& line = lines.emplace_back();
    line.deadline_id = deadline.terms->deadline_id;
    line.kind = deadline.terms->kind;
    line.actual = standing_of(deadline);
    complete(line, named(derived, line.deadline_id));
  }
  for (const DerivedDeadline& deadline : derived.deadlines) {
    if (state.deadline(deadline.terms->deadline_id) != nullptr) continue;
    WhatIfLine& line = lines.emplace_back();
    line.deadline_id = deadline.terms->deadline_id;
    line.kind = deadline.terms->kind;
    complete(line, &deadline);
  }
  return lines;
}

}  // namespace reviewd
