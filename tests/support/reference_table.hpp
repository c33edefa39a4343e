// Tables of what the reference says, in files that a practitioner can read and correct
// (tests/config/reference): each line names its place in the reference, the instruments that it is about, and
// what they say. Tests only.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "domain/rules/rule.hpp"

namespace reviewd {

// An instrument and what it says, its columns joined by " | ".
using Said = std::set<std::pair<std::string, std::string>>;

struct ReferenceTable {
  std::set<std::string> places;  // of the reference, the words of the first column: "D9", "N-i"
  Said said;
};

// The cells of each line but remarks and the heading. Throws when the file is not there or a line is no row.
std::vector<std::vector<std::string>> reference_rows(const std::string& name);
// The parts of a cell, without the blanks around them.
std::vector<std::string> split_cells(const std::string& text, char at);

// Throws as reference_rows does.
ReferenceTable reference_table(const std::string& name);

// As the tables write it: columns joined; a condition; "-" for nothing.
std::string columns(const std::vector<std::string>& texts);
std::string joined(const std::vector<std::string>& texts, const std::string& by = ", ");
std::string in_words(const Condition& condition);

// What of one is not in the other, one a line.
std::string not_in(const Said& some, const Said& others);

}  // namespace reviewd
