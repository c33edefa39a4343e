// The descriptors of domain/acts/participation_figures.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/participation_figures.hpp"
#include "domain/schema.hpp"

namespace reviewd {

template <>
struct Schema<FamilyFigures> {
  static constexpr std::string_view name = "family_figures";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Where an invitation of the family stands.";
  static constexpr auto fields =
      std::tuple{Field{"state", &FamilyFigures::state, "The newest answer; contributed once they did.",
                       FieldKind::result},
                 Field{"contributed_on", &FamilyFigures::contributed_on, "The day of the first contribution.",
                       FieldKind::result},
                 Field{"draft_shown_on", &FamilyFigures::draft_shown_on,
                       "The day the newest draft was shown.", FieldKind::result},
                 Field{"times_disputed", &FamilyFigures::times_disputed, "How many points are disputed.",
                       FieldKind::result}};
};

template <>
struct Schema<PractitionerFigures> {
  static constexpr std::string_view name = "practitioner_figures";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Where an invitation of a practitioner stands.";
  static constexpr auto fields =
      std::tuple{Field{"state", &PractitionerFigures::state, "The newest answer.", FieldKind::result},
                 Field{"feedback_on", &PractitionerFigures::feedback_on, "The day of the first feedback.",
                       FieldKind::result}};
};

}  // namespace reviewd
