// What each subcommand does, once its words are read. Blocking; each is the whole work of the process.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/administration.hpp"
#include "domain/day.hpp"
#include "domain/types.hpp"

namespace reviewd {

// Runs the daemon until it is asked to stop.
int serve(const Settings& settings, std::optional<Instant> test_clock);

// Asks the running daemon, or does it on the log of a stopped one. Prints the answer.
int administer(const Settings& settings, const AdminRequest& request);

// Folds the log from nothing and prints the state hashes; with a case, its state too.
int replay(const Settings& settings, const std::optional<CaseId>& only, const std::optional<Position>& until);

// Re-reads everything, of a running daemon through its admin socket.
int verify(const Settings& settings);

// Works every open deadline out again with this build and the rules as adopted, and lists those that differ
// from the log without a recorded cause: 1 when there are any.
int check_upgrade(const Settings& settings);

// Puts a fresh anchor beside a log whose anchor is damaged or missing.
int accept_anchor(const Settings& settings, const std::string& reason);

// Reads the settings and the rule files and prints what would be in force.
int check_config(const Settings& settings);

// Imports historical reviews from a file; `mapping` says how to read another header than the known ones.
int import_file(const Settings& settings, const std::filesystem::path& file,
                const std::optional<std::filesystem::path>& mapping, bool dry_run);

// Fills a log that holds no case with those of a demonstration, as if it had all happened on its days.
int demonstrate(const Settings& settings, const std::filesystem::path& file);

// Prints every case of a stopped daemon's log as a row of the columns that the import reads.
int export_cases(const Settings& settings);

}  // namespace reviewd
