// The descriptors of domain/acts/learning.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/learning.hpp"

namespace reviewd {

template <>
struct Schema<ThemesTagged> {
  static constexpr std::string_view name = "themes_tagged";
  static constexpr std::string_view command = "tag-themes";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "The themes of the review were named; they take the place of those named before.";
  static constexpr auto day = nullptr;
  static constexpr std::string_view section = "themes";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"themes":["neglect","information_sharing"],"tags":["housing"]})";
  static constexpr auto fields = std::tuple{
      Field{"themes", &ThemesTagged::themes, "From the controlled list.", FieldKind::optional},
      Field{"tags", &ThemesTagged::tags, "Words of the board's own; never a name.", FieldKind::plain_words}};
};

}  // namespace reviewd
