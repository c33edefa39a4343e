// Reads one edition of the guidance from its TOML document. Strict: an unknown or missing key, a wrong type,
// an unknown word or a count below one is a fault with its line. Touches no file. Any thread.
#pragma once

#include <expected>
#include <string_view>

#include "config/config_fault.hpp"
#include "domain/rules/edition.hpp"

namespace reviewd {

// `file` only names the text in faults. The edition's hash is the SHA-256 of the text.
[[nodiscard]] std::expected<Edition, ConfigFault> read_edition(std::string_view text, std::string_view file);

}  // namespace reviewd
