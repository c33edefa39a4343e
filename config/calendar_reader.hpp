// Reads a calendar of bank holidays from its TOML document, as strictly as an edition. Touches no file. Any
// thread.
#pragma once

#include <expected>
#include <string_view>

#include "config/config_fault.hpp"
#include "domain/calendar/calendar.hpp"

namespace reviewd {

// `file` only names the text in faults. The calendar's hash is the SHA-256 of the text. A rule of London's
// clocks other than the one the program works by is a fault: it would be data that nothing obeys.
[[nodiscard]] std::expected<Calendar, ConfigFault> read_calendar(std::string_view text,
                                                                 std::string_view file);

}  // namespace reviewd
