// Space on the file system of the data directory: how much is left, and a reserve that is given up in need,
// so that a daemon whose disk is full can still open its log and answer reads (RocksDB takes "no space" for a
// fault of the medium, so commands are refused before it meets that). Any thread. Decides nothing: the floors
// are the daemon's.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>

#include "storage/log.hpp"

namespace reviewd {

// Bytes that this process may still write to the file system of `directory`. `failed`: it cannot be asked.
[[nodiscard]] std::expected<std::uint64_t, LogFault> free_bytes(const std::filesystem::path& directory);

// Whether the reserve file is there, whole.
bool reserve_is_held(const std::filesystem::path& file, std::uint64_t size);

// Makes sure that the reserve file takes up `size` bytes of the medium. `failed`: there is no space for it,
// or the file cannot be made; nothing of it is left then. The daemon goes on without.
[[nodiscard]] std::expected<void, LogFault> hold_reserve(const std::filesystem::path& file,
                                                         std::uint64_t size);

// Removes the reserve file, so that its space is free. `failed`: it cannot be removed. One that is not there
// is no fault.
[[nodiscard]] std::expected<void, LogFault> give_up_reserve(const std::filesystem::path& file);

}  // namespace reviewd
