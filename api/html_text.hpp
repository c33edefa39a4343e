// Writes HTML as text: escapes what comes from people, and says with which header fields a page of no scripts
// is answered. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reviewd {

// Safe between tags and inside an attribute in double quotes.
std::string html_escaped(std::string_view text);

// "2010-02-26" as "26 February 2010", "2010-02" as "February 2010"; any other text as it is.
std::string written_day(std::string_view text);

// Header fields of a page that loads nothing, runs nothing and stands in no frame, and whose one style sheet
// is this text inside it. Kept nowhere.
std::vector<std::pair<std::string, std::string>> page_headers(std::string_view style);

}  // namespace reviewd
