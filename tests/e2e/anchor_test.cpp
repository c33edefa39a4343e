// `reviewd anchor accept` with the real program, cut off at each of its steps.
#include <catch2/catch.hpp>

#include "daemon/log_reader.hpp"
#include "daemon/store.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"
#include "tests/support/skip.hpp"

namespace reviewd {
namespace {

namespace fs = std::filesystem;

// How many acceptances the log holds; nothing when the start would be refused.
std::optional<std::size_t> acceptances(const fs::path& data) {
  Settings settings = built_in_settings();
  settings.storage.directory = data.string();
  OpenOptions options;
  options.create = false;
  const auto store = Store::open(settings, options);
  if (!store) return std::nullopt;
  const auto commits = read_commits((*store)->log(), Position{1}, (*store)->engine().head());
  REQUIRE(commits.has_value());
  std::size_t count = 0;
  for (const Commit& commit : *commits)
    for (const Event& event : commit.events) count += std::holds_alternative<AnchorAccepted>(event.body);
  return count;
}

// A log with a case in it and no anchor.
void make_log_without_anchor(const Installation& installation) {
  const auto daemon = installation.start();
  ApiClient client(daemon->address(), installation.token({"board_manager", "administrator"}));
  REQUIRE(client.post("/v1/cases", opening_on("2010-01-31")).status == 201);
  daemon->kill();
  for (const char* name : {"anchor", "admin.sock"}) fs::remove(installation.data() / name);
}

const std::vector<std::string> accepting{"anchor", "accept", "--reason", "The disk was copied without it."};

}  // namespace

TEST_CASE("e2e: an acceptance that was cut off anywhere is complete, or the start is refused as before",
          "[e2e]") {
  if (!program_exists("strace") || run_command({"strace", "-o", "/dev/null", "true"}).code != 0)
    return skip_test("strace that may trace");
  const Installation installation;
  make_log_without_anchor(installation);
  const fs::path kept = installation.place("kept");
  fs::copy(installation.data(), kept, fs::copy_options::recursive);
  std::size_t refused = 0;
  // Each sync and each renaming is the last thing that one of the runs does.
  for (const std::string call : {"fsync", "fdatasync", "rename"}) {
    int code = -1;
    for (int nth = 1; code != 0; ++nth) {
      INFO("killed at " << call << " number " << nth);
      REQUIRE(nth < 100);
      fs::remove_all(installation.data());
      fs::copy(kept, installation.data(), fs::copy_options::recursive);
      code = installation
                 .run_under({"strace", "-f", "-o", "/dev/null", "-e", "trace=" + call, "-e",
                             "inject=" + call + ":signal=KILL:when=" + std::to_string(nth)},
                            accepting)
                 .code;
      const auto found = acceptances(installation.data());
      if (!found) ++refused;
      CHECK((!found || *found == 1));
      if (code == 0) CHECK(found == 1);
    }
  }
  CHECK(refused > 3);
}

TEST_CASE("e2e: an anchor that cannot be replaced leaves the start refused, and is accepted later", "[e2e]") {
  const Installation installation;
  make_log_without_anchor(installation);
  // A directory in its place that a rename cannot replace.
  fs::create_directories(installation.data() / "anchor" / "in the way");
  CHECK(installation.run(accepting).code == 1);
  CHECK_FALSE(acceptances(installation.data()).has_value());
  fs::remove_all(installation.data() / "anchor");
  CHECK_FALSE(acceptances(installation.data()).has_value());
  const FinishedCommand accepted = installation.run(accepting);
  INFO(accepted.errors);
  CHECK(accepted.code == 0);
  // That it was tried before is on record too.
  CHECK(acceptances(installation.data()) == 2);
  CHECK(installation.run({"verify"}).code == 0);
}

}  // namespace reviewd
