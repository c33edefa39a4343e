// Reads commits and personal values from the log. Any thread, blocking: called on the bulk threads. Writes
// nothing.
#pragma once

#include <expected>
#include <vector>

#include "api/application.hpp"
#include "domain/events.hpp"
#include "storage/log.hpp"
#include "storage/sealer.hpp"

namespace reviewd {

// The commit at a position. Faults: the record cannot be read or understood.
[[nodiscard]] std::expected<Commit, LogFault> read_commit(Log& log, Position position);

// These, in order.
[[nodiscard]] std::expected<std::vector<Commit>, LogFault> read_commits(
    Log& log, const std::vector<Position>& positions);
// Those between two positions, both included.
[[nodiscard]] std::expected<std::vector<Commit>, LogFault> read_commits(Log& log, Position from, Position to);

// The newest position up to `tail` that was recorded not after the moment; zero when there is none.
[[nodiscard]] std::expected<Position, LogFault> position_at(Log& log, Position tail, Instant moment);

// `owner` is the id of the case that the places are of, or register_key_owner.
// Fills in the values that can be opened; one that does not open stays empty, and a sentence about it, with
// its event and pointer, is among those returned. The faults are those of reading the log.
[[nodiscard]] std::expected<std::vector<std::string>, LogFault> open_personal(
    Log& log, const KeyFile& keys, const Identifier& log_id, std::string_view owner,
    std::vector<PersonalShown>& places);

}  // namespace reviewd
