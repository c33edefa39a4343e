// Comma-separated values (RFC 4180) as they are given out. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reviewd {

// Whether a spreadsheet might take the text for a formula and carry it out: it begins, behind any
// apostrophes, with one of = + - @, a tab or a carriage return.
bool looks_like_a_formula(std::string_view text);

// One row with its line end (LF). A cell that looks like a formula gets an apostrophe in front, which whoever
// reads such files back takes off again; a cell is quoted where it must be.
std::string csv_row(const std::vector<std::string>& cells);

// The cell as it was before it was guarded.
std::string_view without_guard(std::string_view cell);

}  // namespace reviewd
