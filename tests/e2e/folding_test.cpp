// What is answered while the log is opened and folded: the daemon is held there by a file of its database
// that is a pipe, which it waits to read until the test writes into it.
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"

namespace reviewd {
namespace {

namespace fs = std::filesystem;

// The small file that RocksDB reads first, as a pipe.
class HeldOpening {
 public:
  explicit HeldOpening(const Installation& installation)
      : file_(installation.data() / "log" / "rocksdb" / "CURRENT"), bytes_(file_bytes(file_)) {
    fs::remove(file_);
    REQUIRE(::mkfifo(file_.c_str(), 0600) == 0);
  }
  // Lets the daemon go on; false when it ended instead.
  bool let_go(RunningDaemon& daemon) {
    int pipe = ::open(file_.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    for (; pipe < 0; pipe = ::open(file_.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC))
      if (daemon.process().ends_within(std::chrono::milliseconds{20})) return false;
    // RocksDB reads it more than once: whoever opens it from now on finds a file.
    const fs::path whole = file_.string() + ".whole";
    write_file(whole, bytes_);
    fs::rename(whole, file_);
    const bool written = ::write(pipe, bytes_.data(), bytes_.size()) == static_cast<ssize_t>(bytes_.size());
    ::close(pipe);
    return written;
  }

 private:
  fs::path file_;
  std::string bytes_;
};

// A log with a case in it, of a daemon that was stopped; the token of its manager.
std::string made_log(const Installation& installation) {
  const auto daemon = installation.start();
  const std::string token = installation.token({"board_manager", "administrator"});
  ApiClient client(daemon->address(), token);
  REQUIRE(client.post("/v1/cases", opening_on("2010-01-31")).status == 201);
  REQUIRE(daemon->stop() == 0);
  return token;
}

bool has_figure(const ApiAnswer& answer, const std::string& line) {
  return answer.body.find("\n" + line) != std::string::npos;
}

}  // namespace

TEST_CASE("e2e: while the log is folded probes and figures of the process are answered, and nothing else",
          "[e2e]") {
  const Installation installation;
  const std::string token = made_log(installation);
  HeldOpening held(installation);
  const auto daemon = installation.launch();
  ApiClient stranger(daemon->address(), "");
  ApiClient manager(daemon->address(), token);
  CHECK(stranger.get("/livez").status == 200);
  const ApiAnswer unready = stranger.get("/readyz");
  CHECK(unready.status == 503);
  CHECK(unready.at("/code") == "not_ready");
  CHECK(unready.at("/detail") == "The log is being folded.");
  const ApiAnswer figures = stranger.get("/metrics");
  CHECK(figures.status == 200);
  CHECK(has_figure(figures, "reviewd_ready 0\n"));
  CHECK(has_figure(figures, "process_start_time_seconds "));
  CHECK(has_figure(figures, "reviewd_fold_position 0\n"));
  for (const char* of_the_log :
       {"reviewd_log_position", "reviewd_cases", "reviewd_deadlines_open", "reviewd_disk_free_bytes"})
    CHECK_FALSE(has_figure(figures, of_the_log));
  for (const char* path : {"/v1/cases", "/v1/events", "/openapi.json", "/nothing"}) {
    INFO(path);
    CHECK(manager.get(path).at("/code") == "not_ready");
  }
  CHECK(manager.post("/v1/cases", opening_on("2010-01-31")).status == 503);

  REQUIRE(held.let_go(*daemon));
  REQUIRE(daemon->wait_until_ready());
  CHECK(stranger.get("/readyz").status == 200);
  CHECK(stranger.get("/metrics").status == 401);
  const ApiAnswer ready = manager.get("/metrics");
  CHECK(has_figure(ready, "reviewd_ready 1\n"));
  CHECK(has_figure(ready, "reviewd_cases 1\n"));
  CHECK_FALSE(has_figure(ready, "reviewd_fold_position 0\n"));
}

TEST_CASE("e2e: a stop asked for while the log is folded breaks the fold off and leaves the log as it was",
          "[e2e]") {
  const Installation installation;
  made_log(installation);
  HeldOpening held(installation);
  const auto daemon = installation.launch();
  REQUIRE(daemon->process().wait_for_error_text("Listening on port "));
  daemon->process().signal(SIGTERM);
  REQUIRE(daemon->process().wait_for_error_text("Stopping."));
  REQUIRE(held.let_go(*daemon));
  CHECK(daemon->process().wait() == 0);
  CHECK(daemon->errors().find("The fold of the log was broken off.") != std::string::npos);
  const FinishedCommand verified = installation.run({"verify"});
  CHECK(verified.code == 0);
  CHECK(verified.output.find("equals the state that the clean stop left") != std::string::npos);
}

}  // namespace reviewd
