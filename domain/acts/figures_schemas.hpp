// The descriptors of domain/acts/figures.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/figures.hpp"
#include "domain/schema.hpp"

namespace reviewd {

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

}  // namespace reviewd
