// The descriptors of domain/acts/editions.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/editions.hpp"

namespace reviewd {

template <>
struct Schema<EditionRepinned> {
  static constexpr std::string_view name = "edition_repinned";
  static constexpr std::string_view command = "re-pin-edition";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "It was decided that rules of this case are taken from another edition than their days would choose.";
  static constexpr auto day = &EditionRepinned::decided_on;
  static constexpr std::string_view section = "repins";
  static constexpr bool by_chair = true;
  static constexpr std::string_view example =
      R"({"edition":"wt2010","rules":["completion"],"authority":"Chair of the board",)"
      R"("decided_on":"2010-03-01","reason":"Agreed with the department."})";
  static constexpr auto fields = std::tuple{
      Field{"edition", &EditionRepinned::edition, "The edition that they are taken from."},
      Field{"rules", &EditionRepinned::rules, "The rules meant; left out: all of them.", FieldKind::optional},
      Field{"authority", &EditionRepinned::authority, "The office that decided it."},
      Field{"decided_on", &EditionRepinned::decided_on, "The day of the decision.", FieldKind::whole_day},
      Field{"reason", &EditionRepinned::reason, "Why."}};
};

template <>
struct Schema<BoardTermsApplied> {
  static constexpr std::string_view name = "board_terms_applied";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "What the register says of the board holds for this case.";
  static constexpr auto fields = std::tuple{
      Field{"changed_over_on", &BoardTermsApplied::changed_over_on,
            "The day its area changed over to safeguarding partners; absent: it did not, or is not known to.",
            FieldKind::result},
      Field{"local_editions", &BoardTermsApplied::local_editions, "The local editions it switched on.",
            FieldKind::optional}};
};

}  // namespace reviewd
