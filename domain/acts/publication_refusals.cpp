#include <algorithm>
#include <initializer_list>

#include "domain/acts/publication_state.hpp"
#include "domain/acts/publication_terms.hpp"
#include "domain/acts/refusals.hpp"
#include "domain/assessment.hpp"
#include "domain/fact_pointer.hpp"

namespace reviewd {
namespace {

using enum PublicationState;

// By which this report is published; before that duty arose, of the rules about publication the first that
// the edition has.
std::string clause_of_publication(const Situation& situation) {
  for (const Deadline& deadline : situation.state.deadlines)
    if (deadline.terms->rule == "publication") return deadline.terms->clause;
  for (const char* rule : {"publication", "pre_publication_copy", "availability"})
    if (std::string clause = situation.clause_of(rule); !clause.empty()) return clause;
  return "";
}

std::optional<Rejection> refuse_unless_in(std::initializer_list<PublicationState> states,
                                          const Situation& situation) {
  const PublicationState now = publication_state(situation.state.facts);
  if (situation.imports() || std::find(states.begin(), states.end(), now) != states.end())
    return std::nullopt;
  std::string follows;
  for (const PublicationState state : states)
    follows.append(follows.empty() ? "" : ", ").append(word_of(state));
  return not_allowed(
             "publication_out_of_turn",
             "Publication stands at " + std::string{word_of(now)} + "; this step follows on " + follows + ".",
             clause_of_publication(situation))
      .error();
}

// Whether somebody asked to hold publication back (place-hold) and it was not lifted.
bool hold_stands(const Facts& facts) {
  return std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
    const auto* hold = std::get_if<HoldPlaced>(&fact.body);
    return hold != nullptr && hold->kind == HoldKind::publication &&
           carried_forward<HoldLifted>(facts, fact.event).empty();
  });
}

std::optional<Rejection> refuse_held(const Situation& situation) {
  if (situation.imports() || !hold_stands(situation.state.facts)) return std::nullopt;
  return not_allowed("publication_hold_stands",
                     "A hold on publication is in force; lift it first (lift-hold).",
                     clause_of_publication(situation))
      .error();
}

bool is_looked_for(const std::string& pointer) {
  return kind_of_personal(pointer).has_value();
}

// Whether the case came to hold, after this event, something that a text is looked through for.
bool holds_more_since(EventId check, const CaseState& state) {
  const auto later_fact = [&](const Fact& fact) {
    return fact.event > check && std::ranges::any_of(personal_places(fact.body), is_looked_for);
  };
  const auto later_correction = [&](const Correction& made) {
    return made.event > check && made.personal && is_looked_for(made.pointer);
  };
  return std::ranges::any_of(state.facts, later_fact) ||
         std::ranges::any_of(state.corrections, later_correction);
}

std::optional<Rejection> refuse_unchecked(const std::optional<Digest>& sha256, const Situation& situation) {
  if (situation.imports() || !sha256) return std::nullopt;
  const Facts& facts = situation.state.facts;
  const Fact* check = newest_check(facts, *sha256);
  if (check == nullptr)
    return not_allowed("publication_unchecked",
                       "No text of this SHA-256 was checked for what the case holds as personal; check it "
                       "first (check-publication).")
        .error();
  if (holds_more_since(check->event, situation.state))
    return not_allowed("publication_unchecked",
                       "Since the text was checked (event " + check->event.text() +
                           ") the case came to hold another name, date of birth or address; check it again "
                           "(check-publication).")
        .error();
  if (std::get<PublicationChecked>(check->body).hits == 0 ||
      !carried_forward<CheckOverridden>(facts, check->event).empty())
    return std::nullopt;
  return not_allowed("publication_check_hits",
                     "The check found something personal (event " + check->event.text() +
                         "). Mend the text and check it again, or let a second person override the check "
                         "with a reason (override-publication-check).")
      .error();
}

}  // namespace

std::optional<Rejection> refusal(const NonPublicationIntended& act, const Situation& situation) {
  if (auto refused = refuse_unless_in({not_started, approved, held, copy_sent}, situation)) return refused;
  return refuse_ground(act.ground, situation);
}

std::optional<Rejection> refusal(const NotPublished& act, const Situation& situation) {
  if (auto refused = refuse_unless_in({not_started, approved, held, copy_sent}, situation)) return refused;
  if (auto refused = refuse_ground(act.ground, situation)) return refused;
  if (situation.imports() || means_not_to_publish(situation.state.facts)) return std::nullopt;
  return not_allowed("publication_out_of_turn",
                     "The board has not said that it means not to publish; say so first "
                     "(intend-non-publication), so that those who must be told before can be told.",
                     clause_of_publication(situation))
      .error();
}

std::optional<Rejection> refusal(const PublicationApproved&, const Situation& situation) {
  return refuse_unless_in({not_started, not_published, withdrawn}, situation);
}

std::optional<Rejection> refusal(const PublicationPlanned& act, const Situation& situation) {
  if (auto refused = refuse_unless_in({not_started, approved, held, copy_sent}, situation)) return refused;
  if (act.publish_on >= act.planned_on.first()) return std::nullopt;
  return invalid("/publish_on", "plan_in_the_past", "The day chosen lies before the day it was chosen.")
      .error();
}

std::optional<Rejection> refusal(const PublicationHeld& act, const Situation& situation) {
  if (auto refused = refuse_unless_in({approved, held, copy_sent}, situation)) return refused;
  if (!act.review_on || *act.review_on > act.held_on.first()) return std::nullopt;
  return invalid("/review_on", "review_before_hold", "The day of the next review must lie after this day.")
      .error();
}

std::optional<Rejection> refusal(const PublicationReleased&, const Situation& situation) {
  return refuse_unless_in({held}, situation);
}

std::optional<Rejection> refusal(const CopySent&, const Situation& situation) {
  return refuse_unless_in({approved, copy_sent, published, re_versioned}, situation);
}

std::optional<Rejection> refusal(const Published& act, const Situation& situation) {
  if (auto refused = refuse_unless_in({approved, copy_sent}, situation)) return refused;
  if (auto refused = refuse_held(situation)) return refused;
  if (auto refused = refuse_mode(act, situation)) return refused;
  if (auto refused = refuse_unchecked(act.sha256, situation)) return refused;
  if (situation.imports()) return std::nullopt;
  return refuse_step(ReviewStep::published, situation.findings_with(act), act.override_reason.has_value());
}

std::optional<Rejection> refusal(const ReVersioned& act, const Situation& situation) {
  if (auto refused = refuse_unless_in({published, re_versioned}, situation)) return refused;
  if (auto refused = refuse_held(situation)) return refused;
  return refuse_unchecked(act.sha256, situation);
}

std::optional<Rejection> refusal(const Withdrawn& act, const Situation& situation) {
  if (auto refused = refuse_unless_in({published, re_versioned}, situation)) return refused;
  if (situation.imports() || act.override_reason || !act.withdrawn_on) return std::nullopt;
  for (const Deadline& deadline : situation.state.deadlines) {
    const std::optional<Day> last = last_due(deadline.terms);
    if (deadline.terms->kind == "availability" && last && act.withdrawn_on->first() <= *last)
      return not_allowed("availability_period",
                         "The report is to stay published until " + last->text() +
                             "; where it must go before, say why in \"override_reason\".",
                         deadline.terms->clause)
          .error();
  }
  return std::nullopt;
}

std::optional<Rejection> refusal(const CheckOverridden& act, const Situation& situation) {
  const auto& check = std::get<PublicationChecked>(fact_of(situation.state.facts, act.check)->body);
  if (check.hits == 0)
    return not_allowed("nothing_to_override", "The check found nothing; the text can be published.").error();
  if (!carried_forward<CheckOverridden>(situation.state.facts, act.check).empty())
    return not_allowed("check_overridden", "The check was overridden before.").error();
  const Actor& actor = situation.context.actor;
  if (check.checked_by == actor.id || check.office == actor.name)
    return not_allowed(
               "second_person_needed",
               "Who had the text checked cannot override the check, with this or another token of the "
               "same name; somebody else has to.")
        .error();
  return std::nullopt;
}

}  // namespace reviewd
