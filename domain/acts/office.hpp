// What a board's office notes beside the acts of a review: the days on its tracking sheet, how many children
// a case concerns, and where a record was taken from. Values; any thread.
#pragma once

#include <array>

#include "domain/acts/act.hpp"
#include "domain/day.hpp"
#include "domain/personal.hpp"

namespace reviewd {

// The columns of a tracking sheet (domain facts, sections 8.1(b) and 8.4) that no act of its own stands for.
enum class OfficeStep {
  referral_received,
  sent_to_panel,
  agencies_called,
  panel_met,
  recommendation_submitted,
  chair_decided,
  health_overview_received,
  overview_drafted,
  overview_accepted
};

template <>
struct Words<OfficeStep> {
  static constexpr std::array<Word<OfficeStep>, 9> values{
      {{OfficeStep::referral_received, "referral_received"},
       {OfficeStep::sent_to_panel, "sent_to_panel"},
       {OfficeStep::agencies_called, "agencies_called"},
       {OfficeStep::panel_met, "panel_met"},
       {OfficeStep::recommendation_submitted, "recommendation_submitted"},
       {OfficeStep::chair_decided, "chair_decided"},
       {OfficeStep::health_overview_received, "health_overview_received"},
       {OfficeStep::overview_drafted, "overview_drafted"},
       {OfficeStep::overview_accepted, "overview_accepted"}}};
};

// Of the call for information from agencies `due_on` is the day by which they were to answer. The day of the
// step itself is required of the API.
struct OfficeStepTaken {
  OfficeStep step = OfficeStep::referral_received;
  std::optional<PartialDate> taken_on;
  std::optional<Day> due_on;
};

struct ChildrenCounted {
  int children = 1;
};

struct SourceNamed {
  Personal source;
};

using OfficeActs = TypeList<OfficeStepTaken, ChildrenCounted, SourceNamed>;

}  // namespace reviewd
