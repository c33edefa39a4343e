// What a reader of the case document needs to know of a thing beyond what its acts said: worked out from them
// and shown with it. An act has figures when there is an overload of `figures` for it here; its descriptor
// describes them. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/acts/participation_figures.hpp"
#include "domain/case_state.hpp"

namespace reviewd {

// Where a contribution stands: asked for, or the last step it went; or not asked for any more.
enum class ContributionState {
  commissioned,
  records_secured,
  draft,
  signed_off,
  received,
  returned,
  accepted,
  withdrawn
};

template <>
struct Words<ContributionState> {
  static constexpr std::array<Word<ContributionState>, 8> values{
      {{ContributionState::commissioned, "commissioned"},
       {ContributionState::records_secured, "records_secured"},
       {ContributionState::draft, "draft"},
       {ContributionState::signed_off, "signed_off"},
       {ContributionState::received, "received"},
       {ContributionState::returned, "returned"},
       {ContributionState::accepted, "accepted"},
       {ContributionState::withdrawn, "withdrawn"}}};
};

struct ContributionFigures {
  ContributionState state = ContributionState::commissioned;
  int times_returned = 0;
  std::optional<PartialDate> received_on;
  std::optional<PartialDate> accepted_on;
  std::optional<int> days_late;
};

struct ActionFigures {
  ActionProgress progress = ActionProgress::not_started;
  std::optional<PartialDate> completed_on;
  std::optional<PartialDate> evidenced_on;
  std::optional<PartialDate> signed_off_on;
  std::optional<PartialDate> audited_on;
  std::optional<AuditFinding> finding;
  std::optional<int> days_late;
};

// Of a contribution, from the acts that carried it forward.
ContributionFigures figures(const ContributionCommissioned& act, EventId contribution, const Facts& facts);
// Of an action.
ActionFigures figures(const ActionPlanned& act, EventId action, const Facts& facts);

// An act with figures of its own.
template <class Body>
concept HasFigures =
    requires(const Body& act, EventId thing, const Facts& facts) { figures(act, thing, facts); };
template <HasFigures Body>
using FiguresOf = decltype(figures(std::declval<const Body&>(), EventId{}, std::declval<const Facts&>()));

// The agencies whose contribution is not in: not received yet, or returned and not received again. In the
// order in which they were asked, each once.
std::vector<std::string> agencies_outstanding(const Facts& facts);
// Whether the agency's contribution is asked for still: commissioned, and not withdrawn.
bool is_asked_for(EventId contribution, const Facts& facts);
// Whether several health trusts contribute reviews of their own, and no overview of all health bodies is in.
bool health_overview_missing(const Facts& facts);

}  // namespace reviewd
