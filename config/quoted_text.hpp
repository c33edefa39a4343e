// Texts in the notation of TOML, for showing settings. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reviewd {

// Escapes as TOML's basic strings do; the readers let no control character through.
std::string in_quotes(std::string_view text);
// The same of a list.
std::string in_quotes(const std::vector<std::string>& texts);

}  // namespace reviewd
