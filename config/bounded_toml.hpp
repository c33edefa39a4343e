// TOML of bounded size and depth. The parser recurses with the nesting of the text, so the text is measured
// before the parser sees it. For the readers of this directory only: it brings the whole of toml++ with it.
// Any thread.
#pragma once

#include <toml++/toml.h>

#include <expected>
#include <string_view>

#include "config/config_fault.hpp"

namespace reviewd {

inline constexpr std::size_t longest_document = 65536;  // bytes
inline constexpr int deepest_nesting = 8;               // brackets and braces, or parts of a dotted key

// The document's table. A fault when it is too long, too deep or no TOML: the caller reports it and stops.
[[nodiscard]] std::expected<toml::table, ConfigFault> parse_bounded(std::string_view text,
                                                                    std::string_view file);

}  // namespace reviewd
