// The text of a rule file under another revision. Tests only.
#pragma once

#include <regex>
#include <stdexcept>
#include <string>

namespace reviewd {

// The revision that the text names.
inline int revision_in(const std::string& text) {
  std::smatch found;
  if (!std::regex_search(text, found, std::regex{"\nrevision = ([0-9]+)\n"}))
    throw std::invalid_argument("the text names no revision");
  return std::stoi(found[1]);
}

inline std::string with_revision(const std::string& text, int revision) {
  return std::regex_replace(text, std::regex{"\nrevision = [0-9]+\n"},
                            "\nrevision = " + std::to_string(revision) + "\n",
                            std::regex_constants::format_first_only);
}

}  // namespace reviewd
