// What the list of a requirement may hold: the words that its check compares with. Pure; any thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "domain/rules/requirement.hpp"

namespace reviewd {

// By which an edition admits that the chair of the board, who is independent, chairs the panel.
inline constexpr std::string_view independent_lscb_chair = "independent_lscb_chair";

// Whether a check has a list at all, and can do without it.
enum class ItemsWanted : std::uint8_t { none, optional, required };
ItemsWanted items_wanted(RequirementCheck check);

// Whether the check knows this word: a sector, a role, a point of the terms of
// reference, a kind of contribution or of document, a content of the summary.
bool is_item(RequirementCheck check, std::string_view item);

}  // namespace reviewd
