// Which rules a case goes by where somebody said so: re-pinned to another edition; the terms of its board.
// Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "domain/acts/act.hpp"
#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/schema.hpp"

namespace reviewd {

struct EditionRepinned {
  std::string edition;
  std::vector<std::string> rules;  // empty: all
  std::string authority;
  PartialDate decided_on;
  Personal reason;
};

// Written by the daemon alone, when a case is opened and whenever the register changes what it says of the
// board: no act.
struct BoardTermsApplied {
  std::optional<Day> changed_over_on;
  std::vector<std::string> local_editions;
};

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
static_assert(describes_every_member<EditionRepinned>());

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
static_assert(describes_every_member<BoardTermsApplied>());

using EditionActs = TypeList<EditionRepinned>;

}  // namespace reviewd
