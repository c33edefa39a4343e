// The data directory, open: the log with its anchor and keys, and the engine folded from it. Made on whatever
// thread opens it; then the engine belongs to the loop and the writer to the log thread. One process at a
// time.
#pragma once

#include <atomic>
#include <chrono>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/adopted_rules.hpp"
#include "config/rule_files.hpp"
#include "config/settings.hpp"
#include "domain/engine.hpp"
#include "storage/commit_writer.hpp"
#include "storage/head_anchor.hpp"
#include "storage/recovery.hpp"
#include "storage/rocks_log.hpp"
#include "storage/sealer.hpp"

namespace reviewd {

// Where everything lies below the data directory.
struct DataPaths {
  explicit DataPaths(const std::filesystem::path& directory);
  std::filesystem::path directory;
  std::filesystem::path log;         // the directory of the log
  std::filesystem::path anchor;      // beside it
  std::filesystem::path keys;        // of the sealed values
  std::filesystem::path clean_stop;  // position and hash of the last clean stop
  std::filesystem::path reserve;     // given up when the disk is full
  std::filesystem::path admin_socket;
};

// The rules as they were adopted, by position.
class RuleHistory {
 public:
  // Adds what was adopted at a position; the book of that position holds everything before it too.
  void add(Position position, std::shared_ptr<const RuleBook> book) {
    books_.emplace_back(position, std::move(book));
  }
  std::shared_ptr<const RuleBook> at(Position position) const;
  std::shared_ptr<const RuleBook> newest() const { return books_.back().second; }

 private:
  std::vector<std::pair<Position, std::shared_ptr<const RuleBook>>> books_;
};

// How a data directory is to be opened; the defaults are those of `serve`. Commands that only read set
// `create` and `check_rules` to false.
struct OpenOptions {
  // Asked after each record that was folded; false breaks the opening off, which is a fault like any other.
  std::function<bool(Position)> go_on;
  // Ends the process at a fault of the medium; called on any thread.
  std::function<void(const std::string&)> stop;
  // Called within the opening, on its thread, with each sentence that a person has to be told and that no
  // later opening would tell: a torn, never acknowledged tail was dropped, a slot of the anchor is damaged,
  // keys were put aside. Every caller passes it on.
  std::function<void(const std::string&)> tell;
  // The clock by which a new log begins; the system's unless given.
  std::function<Instant()> now;
  // An empty directory is made into a log; else its absence is a fault.
  bool create = true;
  // How long to wait for another process to let go of the log: a start that meets the nightly `verify`.
  std::chrono::seconds wait{0};
  // Refuse rule files that differ from the adopted text of their revision.
  bool check_rules = true;
  // The head anchor is neither looked at nor written: a person accepts the log as it is (`anchor accept`).
  bool without_anchor = false;
};

// The log of a data directory, as each command opens it. The fault is one sentence: there is none, another
// process holds it, or the directory is somebody else's, whose daemon could not read what would be written.
[[nodiscard]] std::expected<std::unique_ptr<RocksLog>, std::string> open_log(const DataPaths& paths,
                                                                             const OpenOptions& options);

// Owns the files of one data directory and what was folded from them. The log's own lock keeps a second
// process out for as long as it lives. It starts no thread that outlives `open`.
class Store {
 public:
  // Opens, checks every link and the anchor, and folds the log. The fault is one plain sentence: in use by
  // another process, behind its anchor, a broken link, an event that this program does not know, a rule file
  // that differs.
  [[nodiscard]] static std::expected<std::unique_ptr<Store>, std::string> open(const Settings& settings,
                                                                               const OpenOptions& options);
  ~Store();

  Engine& engine() { return *engine_; }
  CommitWriter& writer() { return *writer_; }
  Log& log() { return *log_; }
  const KeyFile& keys() const { return *keys_; }
  const DataPaths& paths() const { return paths_; }
  RuleHistory& rules() { return rules_; }
  // Of the log's first commit.
  Identifier log_id() const { return *engine_->register_state().log_id; }
  // Whether the log was empty and began with this opening.
  bool began() const { return checked_.position == Position{}; }
  // Documents on the disk that are not adopted (a newer revision, a new edition).
  const std::vector<RuleDocument>& not_adopted() const { return not_adopted_; }

  // For a commit of the daemon's own: its actor, and a fresh command id.
  static CommandMeta own_meta();

  // For a daemon that is stopped: submits, writes and syncs at once. `failed` faults end the process through
  // `stop`.
  Reply carry_out(const CaseCommand& command, const CommandMeta& meta, Instant now);
  Reply carry_out(const RegisterCommand& command, const CommandMeta& meta, Instant now);
  // Works off recomputations and due timers.
  void work_off(Instant now);
  // After an accepted adoption: the book of that position is in use, and every case is worked out again.
  void use_rules(Position adopted_at, std::shared_ptr<const RuleBook> book);

 private:
  explicit Store(const std::filesystem::path& directory) : paths_(directory) {}
  [[nodiscard]] std::expected<void, std::string> open_files(const OpenOptions& options);
  [[nodiscard]] std::expected<void, std::string> open_anchor(const OpenOptions& options);
  std::optional<Head> anchored() const { return anchor_ ? anchor_->newest() : std::nullopt; }
  [[nodiscard]] std::expected<void, std::string> fold(const OpenOptions& options);
  void tell_what_was_amiss() const;
  [[nodiscard]] std::expected<void, std::string> put_unused_keys_aside();
  [[nodiscard]] std::expected<void, std::string> open_keys(const Identifier& log_id);
  [[nodiscard]] std::expected<void, std::string> take_up_rules(const Settings& settings,
                                                               const OpenOptions& options);
  [[nodiscard]] std::expected<void, std::string> begin_log(const std::vector<RuleDocument>& documents);
  [[nodiscard]] std::expected<void, std::string> compare_rules(const std::vector<RuleDocument>& documents);
  [[nodiscard]] std::expected<void, std::string> read_rule_history();
  Reply perform(std::vector<Output> outputs);

  DataPaths paths_;
  std::function<void(const std::string&)> stop_;
  std::function<Instant()> now_;
  std::unique_ptr<RocksLog> log_;
  std::unique_ptr<KeyFile> keys_;
  std::unique_ptr<Sealer> sealer_;
  std::optional<HeadAnchor> anchor_;  // empty when it was opened without
  std::unique_ptr<CommitWriter> writer_;
  std::unique_ptr<Engine> engine_;
  RuleHistory rules_;
  CheckedLog checked_;
  std::function<void(const std::string&)> tell_;
  std::vector<RuleDocument> not_adopted_;
};

}  // namespace reviewd
