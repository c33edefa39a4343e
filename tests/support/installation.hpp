// The real program with a data directory and settings of its own, as a sysadmin has it: its subcommands, and
// the daemon, on a port that the system chooses or on a Unix socket. Test thread only. Tests only.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/api_client.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/scratch_directory.hpp"

namespace reviewd {

struct StartOptions {
  std::string test_clock = {};            // an instant; empty: the clock of the system
  bool unix_socket = false;               // else a port
  std::vector<std::string> wrapper = {};  // words before the program: a tracer and its options
  std::map<std::string, std::string> environment = {};
};

// A daemon that was started; killed when this goes, unless it has ended.
class RunningDaemon {
 public:
  RunningDaemon(const std::vector<std::string>& words, const StartOptions& options, std::string socket_path);

  // Until it says that it is ready; false when it ended instead.
  bool wait_until_ready();
  // Asks /readyz until it answers with this status, which may take the daemon a second to notice; false when
  // it ended instead.
  bool readiness_becomes(ApiClient& client, int status);
  // SIGTERM; the exit code.
  int stop();
  // kill -9.
  void kill();
  ChildProcess& process() { return process_; }
  ListeningAt address();
  std::string errors() { return process_.errors(); }

 private:
  ChildProcess process_;
  std::string socket_path_;
};

class Installation {
 public:
  // `storage` and `more` are lines of the settings: of [storage], and further tables. The data directory is
  // `data` where it is given: on a file system made for the test.
  explicit Installation(const std::string& storage = "", const std::string& more = "",
                        std::filesystem::path data = {});

  const std::filesystem::path& data() const { return data_; }
  std::filesystem::path rules() const { return scratch_ / "rules"; }
  std::filesystem::path place(const std::string& name) const { return scratch_ / name; }
  // A subcommand, run to its end.
  FinishedCommand run(std::vector<std::string> words) const;
  // The same behind the words of a tracer.
  FinishedCommand run_under(std::vector<std::string> wrapper, std::vector<std::string> words) const;
  // Starts the daemon and waits for nothing.
  std::unique_ptr<RunningDaemon> launch(const StartOptions& options = {}) const;
  // Starts the daemon and waits until it is ready; throws with what it said when it ends instead.
  std::unique_ptr<RunningDaemon> start(const StartOptions& options = {}) const;
  // Issues a token; throws when that is refused.
  std::string token(const std::vector<std::string>& roles, const std::vector<std::string>& boards = {}) const;
  // The id of the token that was issued last.
  std::string newest_token_id() const;

 private:
  void write_settings(const std::string& storage, const std::string& more) const;
  std::vector<std::string> words_of(std::vector<std::string> words) const;

  ScratchDirectory scratch_;
  std::filesystem::path data_;
};

}  // namespace reviewd
