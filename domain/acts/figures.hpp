// What a reader of the case document needs to know of a thing beyond what its acts said: worked out from them
// and shown with it. An act has figures when there is an overload of `figures` for it here; its descriptor
// describes them. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "domain/acts/participation_figures.hpp"
#include "domain/case_state.hpp"

namespace reviewd {

// Where a contribution stands: asked for, or the last step it went.
enum class ContributionState {
  commissioned,
  records_secured,
  draft,
  signed_off,
  received,
  returned,
  accepted
};

template <>
struct Words<ContributionState> {
  static constexpr std::array<Word<ContributionState>, 7> values{
      {{ContributionState::commissioned, "commissioned"},
       {ContributionState::records_secured, "records_secured"},
       {ContributionState::draft, "draft"},
       {ContributionState::signed_off, "signed_off"},
       {ContributionState::received, "received"},
       {ContributionState::returned, "returned"},
       {ContributionState::accepted, "accepted"}}};
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

template <>
struct Schema<ContributionFigures> {
  static constexpr std::string_view name = "contribution_figures";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Where a contribution stands.";
  static constexpr auto fields = std::tuple{
      Field{"state", &ContributionFigures::state, "The last step it went.", FieldKind::result},
      Field{"times_returned", &ContributionFigures::times_returned, "How often it was returned.",
            FieldKind::result},
      Field{"received_on", &ContributionFigures::received_on, "The day it was received for the first time.",
            FieldKind::result},
      Field{"accepted_on", &ContributionFigures::accepted_on, "The day it was accepted.", FieldKind::result},
      Field{"days_late", &ContributionFigures::days_late,
            "How many days after its due day it was received for the first time; 0 when in time; absent when "
            "it was not, or on a day that is not known.",
            FieldKind::result}};
};
static_assert(describes_every_member<ContributionFigures>());

template <>
struct Schema<ActionFigures> {
  static constexpr std::string_view name = "action_figures";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "Where an action stands: complete, evidenced, signed off and embedded are four things.";
  static constexpr auto fields = std::tuple{
      Field{"progress", &ActionFigures::progress, "How far its agency says it is.", FieldKind::result},
      Field{"completed_on", &ActionFigures::completed_on,
            "The day since which it is complete; absent when it is not, or is not any more.",
            FieldKind::result},
      Field{"evidenced_on", &ActionFigures::evidenced_on, "The day of the newest evidence.",
            FieldKind::result},
      Field{"signed_off_on", &ActionFigures::signed_off_on,
            "The day it was signed off, since it is complete.", FieldKind::result},
      Field{"audited_on", &ActionFigures::audited_on, "The day of the newest audit.", FieldKind::result},
      Field{"finding", &ActionFigures::finding, "What the newest audit found.", FieldKind::result},
      Field{"days_late", &ActionFigures::days_late,
            "How many days after its target it was complete; 0 when in time; absent when it is not, or since "
            "a day that is not known.",
            FieldKind::result}};
};
static_assert(describes_every_member<ActionFigures>());

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
// Whether several health trusts contribute reviews of their own, and no overview of all health bodies is in.
bool health_overview_missing(const Facts& facts);

}  // namespace reviewd
