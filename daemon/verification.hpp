// Hashes over everything, and the comparison of a fresh fold with the state in use. Blocking; on a bulk
// thread or in a command of its own. Decrypts and writes nothing.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/engine.hpp"
#include "storage/log.hpp"

namespace reviewd {

// Asked between two cases or records of long work; false, because a stop was asked for, breaks the work off.
using GoOn = std::function<bool()>;
// The fault of work that was broken off.
inline constexpr std::string_view broken_off = "It was broken off: a stop was asked for.";

// SHA-256 over the register and each case in order of opening, as of a position.
struct StateHash {
  Position position;
  Digest all;
  bool operator==(const StateHash&) const = default;
};

// A state in use, held still for hashing: pointers that nobody changes.
struct Snapshot {
  Position position;
  std::shared_ptr<const RegisterState> register_state;
  CaseRoll cases;
  ListTallies lists;
};

// Holds the engine's state still at its head, on the engine's own thread; no case is copied. The head may not
// be durable yet: who compares with the log waits for it.
Snapshot snapshot_of(const Engine& engine);

// Writes every state in canonical order and hashes it: long work, for a thread of its own or a command, never
// for the loop. Nothing when it was broken off.
std::optional<StateHash> hash_of(const Snapshot& snapshot, const GoOn& go_on);
// The same, carried through.
StateHash hash_of(const Snapshot& snapshot);
// For each case its hash, in order of opening.
std::vector<std::pair<CaseId, Digest>> case_hashes(const Snapshot& snapshot);

// Folds the log from nothing up to a position into a snapshot of its own, checking density, links and the
// anchor. The fault is one sentence.
[[nodiscard]] std::expected<Snapshot, std::string> fold_snapshot(Log& log,
                                                                 const std::filesystem::path& anchor_file,
                                                                 Position until, const GoOn& go_on = {});

// Folds the log anew and compares that with a state in use whose position is durable, with the lists beside
// it too: three lines for a person. The fault: the log is damaged, or the state or a list is another one.
[[nodiscard]] std::expected<std::string, std::string> verify_in_use(Log& log,
                                                                    const std::filesystem::path& anchor_file,
                                                                    const Snapshot& in_use,
                                                                    const GoOn& go_on);

// What a clean stop leaves beside the anchor.
[[nodiscard]] std::expected<void, std::string> write_clean_stop(const std::filesystem::path& file,
                                                                const StateHash& hash);
// Nothing when there is none (after a kill), or it cannot be read.
std::optional<StateHash> read_clean_stop(const std::filesystem::path& file);

}  // namespace reviewd
