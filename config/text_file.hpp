// Reading a whole small text file. Blocks; not for the engine's thread.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "config/config_fault.hpp"

namespace reviewd {

// The bytes of a regular file of at most 64 KB. A fault names the file and the cause: the caller reports it
// and stops.
[[nodiscard]] std::expected<std::string, ConfigFault> read_text_file(const std::filesystem::path& file);

}  // namespace reviewd
