// What the commands of a scenario need that its reader does not care about. Tests only.
#pragma once

#include <map>
#include <string>

namespace reviewd {

// By the names of the fields; "consulted/body" is a member of a group. What a scenario says stands in their
// place.
std::map<std::string, std::string> usual_fields(const std::string& command);

}  // namespace reviewd
