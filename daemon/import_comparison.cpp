#include "daemon/import_comparison.hpp"

#include <algorithm>

#include "daemon/log_reader.hpp"
#include "daemon/logging.hpp"
#include "domain/acts/publication_state.hpp"
#include "domain/fact_pointer.hpp"

namespace reviewd {
namespace {

constexpr std::string_view import_actor = "import";

template <class Body>
const Body* as(const FactBody& body) {
  return std::get_if<Body>(&body);
}

bool is_of_contribution(const Facts& facts, const ContributionAdvanced& step, const RowFact& row_fact) {
  const auto commissioned = imrs_of(facts, row_fact.agency);
  return row_fact.contribution < commissioned.size() &&
         commissioned[row_fact.contribution]->event == step.contribution;
}

// Whether the fact is of the kind that an act of the row would make, and about the same thing.
bool is_same_act(const Facts& facts, const FactBody& body, const RowFact& row_fact) {
  if (const auto* step = as<OfficeStepTaken>(body))
    return row_fact.kind == FactKind::office_step && word_of(step->step) == row_fact.key;
  if (const auto* person = as<PersonAppointed>(body))
    return row_fact.kind == FactKind::appointment && word_of(person->role) == row_fact.key;
  if (const auto* contribution = as<ContributionCommissioned>(body))
    return row_fact.kind == FactKind::contribution && contribution->kind == ContributionKind::imr &&
           contribution->agency == row_fact.key;
  if (const auto* step = as<ContributionAdvanced>(body))
    return row_fact.kind == FactKind::contribution_step && word_of(step->step) == row_fact.key &&
           is_of_contribution(facts, *step, row_fact);
  return false;
}

template <class Body>
constexpr PublicationState leads_to = PublicationState::not_started;
template <>
constexpr PublicationState leads_to<PublicationApproved> = PublicationState::approved;
template <>
constexpr PublicationState leads_to<PublicationHeld> = PublicationState::held;
template <>
constexpr PublicationState leads_to<CopySent> = PublicationState::copy_sent;
template <>
constexpr PublicationState leads_to<Published> = PublicationState::published;
template <>
constexpr PublicationState leads_to<ReVersioned> = PublicationState::re_versioned;
template <>
constexpr PublicationState leads_to<Withdrawn> = PublicationState::withdrawn;
template <>
constexpr PublicationState leads_to<NotPublished> = PublicationState::not_published;

bool is_step_of_publication(const FactBody& body, std::string_view state) {
  return std::visit([&]<class Body>(const Body&) { return word_of(leads_to<Body>) == state; }, body);
}

bool is_kind(const Facts& facts, const FactBody& body, const RowFact& row_fact) {
  switch (row_fact.kind) {
    case FactKind::opening:
      return std::holds_alternative<CaseOpened>(body);
    case FactKind::source:
      return std::holds_alternative<SourceNamed>(body);
    case FactKind::children:
      return std::holds_alternative<ChildrenCounted>(body);
    case FactKind::recommendation:
      return std::holds_alternative<RecommendationRecorded>(body);
    case FactKind::decision:
      return std::holds_alternative<DecisionRecorded>(body);
    case FactKind::notification: {
      const auto* sent = as<NotificationRecorded>(body);
      return sent != nullptr && sent->recipient == row_fact.key;
    }
    case FactKind::revision:
      return std::holds_alternative<TimetableRevised>(body);
    case FactKind::completion:
      return std::holds_alternative<ReviewCompleted>(body);
    case FactKind::evaluation:
      return std::holds_alternative<EvaluationRecorded>(body);
    case FactKind::publication:
      return is_step_of_publication(body, row_fact.key);
    case FactKind::office_step:
    case FactKind::appointment:
    case FactKind::contribution:
    case FactKind::contribution_step:
      return is_same_act(facts, body, row_fact);
  }
  return false;
}

bool imported(const FactBody& body) {
  return std::visit(
      [](const auto& fact) {
        if constexpr (requires { fact.origin; })
          return fact.origin == Origin::import;
        else
          return false;
      },
      body);
}

std::vector<Correction> corrections_of(const CaseState& state, const Fact& fact, const FactCell& cell) {
  std::vector<Correction> made;
  std::copy_if(state.corrections.begin(), state.corrections.end(), std::back_inserter(made),
               [&](const Correction& correction) {
                 return correction.corrects == fact.event && correction.pointer == cell.pointer;
               });
  return made;
}

// Whether this correction filled the place in an earlier import.
bool made_by_import(Store& store, const Correction& correction) {
  const auto commit = read_commit(store.log(), correction.event.position);
  return commit && commit->actor.id == import_actor;
}

CellStanding compare_open(Store& store, const std::vector<Correction>& corrections,
                          const std::optional<std::string>& current, const FactCell& cell) {
  std::optional<std::string> given = corrections.empty() ? current : corrections.front().was;
  if (!given && !corrections.empty() && made_by_import(store, corrections.front()))
    given = corrections.size() > 1 ? corrections[1].was : current;
  const bool agrees = current && cell.text == *current;
  if (given) return agrees || cell.text == *given ? CellStanding::same : CellStanding::differs;
  if (cell.text.empty() || agrees) return CellStanding::same;
  return corrections.empty() ? CellStanding::fills : CellStanding::differs;
}

CellStanding compare_personal(Store& store, const CaseState& state, const Fact& fact,
                              const std::vector<Correction>& corrections, bool given, const FactCell& cell) {
  if (!given) return cell.text.empty() ? CellStanding::same : CellStanding::fills;
  std::vector<PersonalShown> places{{fact.event, cell.pointer, fact.event, cell.pointer, {}}};
  for (const Correction& made : corrections)
    places.push_back({made.event, "/value", fact.event, cell.pointer, {}});
  if (const auto read = open_personal(store.log(), store.keys(), store.log_id(), state.id.text(), places);
      !read)
    stop_at_once("The log cannot be read. " + read.error().detail);
  if (cell.text.empty()) {
    const bool was_imported =
        places.front().value || (!corrections.empty() && made_by_import(store, corrections.front()));
    return was_imported ? CellStanding::differs : CellStanding::same;
  }
  const auto same = [&](const PersonalShown& place) { return place.value == cell.text; };
  const auto sealed = [](const PersonalShown& place) { return !place.value; };
  const bool unreadable = std::all_of(places.begin(), places.end(), sealed);
  return unreadable || std::any_of(places.begin(), places.end(), same) ? CellStanding::same
                                                                       : CellStanding::differs;
}

}  // namespace

std::vector<const Fact*> imrs_of(const Facts& facts, std::string_view agency) {
  std::vector<const Fact*> found;
  for (const Fact& fact : facts)
    if (const auto* commissioned = as<ContributionCommissioned>(fact.body);
        commissioned != nullptr && commissioned->kind == ContributionKind::imr &&
        commissioned->agency == agency)
      found.push_back(&fact);
  return found;
}

const Fact* known_fact(const CaseState& state, const RowFact& row_fact) {
  const Fact* found = nullptr;
  std::size_t before = 0;
  for (const Fact& fact : state.facts) {
    if (!is_kind(state.facts, fact.body, row_fact)) continue;
    if (imported(fact.body)) return &fact;
    if (found == nullptr && before++ == row_fact.nth) found = &fact;
  }
  return found;
}

CellStanding compare(Store& store, const CaseState& state, const Fact& fact, const FactCell& cell) {
  const auto same_if = [](bool same) { return same ? CellStanding::same : CellStanding::differs; };
  if (cell.pointer.empty())
    return same_if(cell.text.empty() || !state.opened().imported ||
                   cell.text == state.opened().imported->row_id);
  if (cell.pointer == publication_state_pointer) return same_if(!cell.text.empty());
  if (cell.pointer == "/board") {
    const Board* board = store.engine().register_state().board(cell.text);
    return same_if(board != nullptr && board->board_id == state.opened().board_id);
  }
  if (cell.pointer == "/decision")
    return same_if(cell.text == word_of(std::get<DecisionRecorded>(fact.body).decision));
  const auto place = place_in_fact(fact.body, cell.pointer);
  if (!place) return CellStanding::differs;
  const auto corrections = corrections_of(state, fact, cell);
  return place->personal ? compare_personal(store, state, fact, corrections, place->given, cell)
                         : compare_open(store, corrections, place->text, cell);
}

}  // namespace reviewd
