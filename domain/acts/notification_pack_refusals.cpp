#include <algorithm>

#include "domain/acts/refusals.hpp"
#include "domain/acts/standing_notices.hpp"

namespace reviewd {
namespace {

constexpr std::string_view serious_incident = "serious_incident";

std::optional<Rejection> refuse_deadline(const Deadline* deadline) {
  if (deadline == nullptr)
    return invalid("/deadline", "no_such_deadline", "The case has no deadline of that name.").error();
  if (deadline->terms->kind != "notification")
    return invalid("/deadline", "no_duty_to_notify", "The deadline is no duty to notify somebody.").error();
  return std::nullopt;
}

bool known_child(const CaseState& state, const std::optional<std::string>& label) {
  return !label ||
         std::ranges::find(state.opened().children, *label, &Child::label) != state.opened().children.end();
}

// From the notice of a serious incident to the panel the rapid review counts.
bool another_clock_counts_from(const DeadlineTerms& terms) {
  return terms.addressee && terms.addressee->recipient == "national_panel" &&
         std::ranges::find(terms.addressee->subjects, serious_incident) != terms.addressee->subjects.end();
}

}  // namespace

std::optional<Rejection> refusal(const NotificationDrafted& act, const Situation& situation) {
  if (auto refused = refuse_deadline(situation.state.deadline(act.deadline))) return refused;
  if (act.entries.empty())
    return invalid("/entries", "nothing_named", "At least one field is needed.").error();
  for (std::size_t at = 0; at < act.entries.size(); ++at)
    if (!known_child(situation.state, act.entries[at].child))
      return invalid("/entries/" + std::to_string(at) + "/child", "no_such_child",
                     "The case has no child of this label.")
          .error();
  return std::nullopt;
}

std::optional<Rejection> refusal(const AcknowledgementRecorded& act, const Situation& situation) {
  const Deadline* deadline = situation.state.deadline(act.deadline);
  if (auto refused = refuse_deadline(deadline)) return refused;
  // Of what the board was told itself, others were often told before it.
  const Fact* anchor = situation.state.fact(deadline->terms->anchored_in);
  const bool of_the_opening = anchor != nullptr && std::holds_alternative<CaseOpened>(anchor->body);
  if (anchor != nullptr && !of_the_opening && act.acknowledged_on.last() < day_of(*anchor).first())
    return invalid("/acknowledged_on", "before_the_duty", "The day lies before the duty arose.").error();
  const bool told = !standing_notices(situation.state.facts, serious_incident).empty();
  if (!another_clock_counts_from(deadline->terms) || told || situation.imports()) return std::nullopt;
  return not_allowed("notice_first",
                     "The rapid review counts from the day of this notification: record it first "
                     "(record-notification), then that it was acknowledged.",
                     deadline->terms->clause)
      .error();
}

}  // namespace reviewd
