// What the deadlines of a case would be under another edition of the guidance or another calendar. It writes
// nothing and knows nothing but facts and rules. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/derivation.hpp"
#include "domain/event_schemas.hpp"
#include "domain/rejection.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// What is supposed instead of the rules that were adopted; either or both.
struct Supposition {
  std::optional<std::string> edition;   // as if it had governed every day
  std::optional<std::string> calendar;  // "england-and-wales", or "england-and-wales@2" for one revision
  bool operator==(const Supposition&) const = default;
};

// A rule book in which the supposed edition is the only guidance, in force on every day, beside the
// directions and local rules of their own days, and the supposed revision of a calendar is the newest.
// `invalid`
// "/edition" "no_such_edition", "no_guidance" (a direction or local rules), "/calendar" "no_such_calendar".
[[nodiscard]] Result<RuleBook> supposed_rules(const RuleBook& rules, const Supposition& supposition);

// The question as a caller asks it.
struct WhatIf {
  std::optional<std::string> edition;
  std::optional<std::string> calendar;
  std::vector<CaseId> cases;  // empty: all that the caller may know of
  std::optional<int> after;   // how many lines to pass over
  std::optional<int> limit;   // how many lines to show
};

// How a deadline stands: as stored, or as it would. The state is absent where the dates are too partial for a
// verdict.
struct Standing {
  std::optional<Day> due_on;
  std::optional<DayRange> due_between;
  std::optional<PartialDate> met_on;
  std::optional<DeadlineState> state;
  std::optional<int> days_late;
  std::string clause;
};

// One line of the table. `breach`: whether the hypothetical clock was or is overrun; nothing where the dates
// are too partial to say, or where there is no such clock.
struct WhatIfLine {
  std::string deadline_id;
  std::string kind;
  std::optional<Standing> actual;
  std::optional<Standing> hypothetical;
  std::optional<bool> breach;
  std::string why;
};

template <>
struct Schema<WhatIf> {
  static constexpr std::string_view name = "what_if";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Which cases, under which other rules.";
  static constexpr std::string_view example = R"({"edition":"wt2006"})";
  static constexpr auto fields = std::tuple{
      Field{"edition", &WhatIf::edition, "The edition to suppose; without it those that govern.",
            FieldKind::optional},
      Field{"calendar", &WhatIf::calendar,
            "The calendar to suppose: its id, or id@revision; without it the newest.", FieldKind::optional},
      Field{"cases", &WhatIf::cases, "The cases; without it all that the caller may know of.",
            FieldKind::optional},
      Field{"after", &WhatIf::after, "How many lines to pass over; 0 unless said.", FieldKind::optional},
      Field{"limit", &WhatIf::limit, "How many lines to show, 1 to 10000; 1000 unless said.",
            FieldKind::optional}};
};
static_assert(describes_every_member<WhatIf>());

template <>
struct Schema<Standing> {
  static constexpr std::string_view name = "standing";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "How a deadline stands, or would stand.";
  static constexpr auto fields = std::tuple{
      Field{"due_on", &Standing::due_on, "The due day.", FieldKind::optional},
      Field{"due_between", &Standing::due_between, "First and last possible due day.", FieldKind::optional},
      Field{"met_on", &Standing::met_on, "When it was met.", FieldKind::optional},
      Field{"state", &Standing::state, "Its state; absent where the dates are too partial for one.",
            FieldKind::optional},
      Field{"days_late", &Standing::days_late, "How many days late it was met.", FieldKind::optional},
      Field{"clause", &Standing::clause, "The clause it rests on."}};
};
static_assert(describes_every_member<Standing>());

template <>
struct Schema<WhatIfLine> {
  static constexpr std::string_view name = "what_if_line";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "One deadline of one case, as it is and as it would be.";
  static constexpr auto fields =
      std::tuple{Field{"deadline_id", &WhatIfLine::deadline_id, "The deadline."},
                 Field{"kind", &WhatIfLine::kind, "Its kind."},
                 Field{"actual", &WhatIfLine::actual, "As stored; absent where there is no such clock.",
                       FieldKind::optional},
                 Field{"hypothetical", &WhatIfLine::hypothetical,
                       "As it would be; absent where there would be no such clock.", FieldKind::optional},
                 Field{"breach", &WhatIfLine::breach,
                       "Whether it would be overrun; absent where that cannot be said.", FieldKind::optional},
                 Field{"why", &WhatIfLine::why, "Why, in words."}};
};
static_assert(describes_every_member<WhatIfLine>());

// Every deadline of the case, as stored and as it would be at the end of `today`, in the order in which they
// are stored, then those that there would be beside them.
std::vector<WhatIfLine> what_if(const CaseState& state, const RuleBook& supposed, Day today);

}  // namespace reviewd
