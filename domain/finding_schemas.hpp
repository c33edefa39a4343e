// The descriptors of what a case lacks of what an instrument asks for. See domain/schema.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/events.hpp"
#include "domain/schema.hpp"

namespace reviewd {

template <>
struct Schema<Finding> {
  static constexpr std::string_view name = "finding";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "What the case lacks of what an instrument asks for.";
  static constexpr auto fields =
      std::tuple{Field{"requirement", &Finding::requirement, "The requirement, as the instrument names it."},
                 Field{"check", &Finding::check, "What was looked at."},
                 Field{"effect", &Finding::effect, "What it does to the step that it belongs to."},
                 Field{"state", &Finding::state, "Whether it is lacking, not known, or was overridden."},
                 Field{"missing", &Finding::missing, "What is lacking, in words."},
                 Field{"clause", &Finding::clause, "The clause that asks for it."},
                 Field{"verification", &Finding::verification, "How far the clause was checked."},
                 Field{"about", &Finding::about, "The event that brought it about.", FieldKind::optional}};
};

template <>
struct Schema<Assessment> {
  static constexpr std::string_view name = "assessment";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The case held against what an edition asks for.";
  static constexpr auto fields =
      std::tuple{Field{"edition", &Assessment::edition, "The edition."},
                 Field{"revision", &Assessment::revision, "Its revision."},
                 Field{"findings", &Assessment::findings, "What is lacking.", FieldKind::optional}};
};

template <>
struct Schema<FindingsAssessed> {
  static constexpr std::string_view name = "findings_assessed";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "What the case lacks of what the guidance asks for changed.";
  static constexpr auto fields =
      std::tuple{Field{"assessment", &FindingsAssessed::assessment, "All that is lacking now."}};
};

}  // namespace reviewd
