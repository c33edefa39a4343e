// The medium fails under the real program: the power is cut, a sync fails, the disk is full. What was
// acknowledged is there afterwards.
#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "storage/disk_space.hpp"
#include "tests/support/client_load.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"
#include "tests/support/mounted_file_system.hpp"
#include "tests/support/skip.hpp"

namespace reviewd {
namespace {

constexpr std::size_t megabyte = 1024 * 1024;

// Takes up the free space until only `left` bytes of it remain.
void fill(const std::filesystem::path& file, std::size_t left) {
  const auto free = free_bytes(file.parent_path());
  REQUIRE(free);
  REQUIRE(*free > left);
  const int ballast = ::open(file.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  const off_t begin = ::lseek(ballast, 0, SEEK_END);
  const int failed = ::posix_fallocate(ballast, begin, static_cast<off_t>(*free - left));
  ::close(ballast);
  REQUIRE(failed == 0);
}

// One line, the last one, says why.
bool ends_with_a_sentence(const std::string& errors) {
  const auto begin = errors.rfind('\n', errors.size() - 2) + 1;
  const auto severe = [](const std::string& lines) {
    return lines.find(" error ") != std::string::npos || lines.find(" critical ") != std::string::npos;
  };
  return errors.ends_with(".\n") && severe(errors.substr(begin)) && !severe(errors.substr(0, begin));
}

}  // namespace

TEST_CASE("e2e: twenty times the power is cut under load: nothing acknowledged is lost", "[e2e]") {
  MountedFileSystem disk(MountedFileSystem::Kind::ext4_image, 128);
  if (!disk.mounted() || !disk.cut_power())
    return skip_test("root, loop devices and ext4 to cut the power of");
  REQUIRE(disk.mount_again());
  const Installation installation("", "", disk.root() / "data");
  auto daemon = installation.start();
  const std::string token = installation.token({"board_manager", "administrator"});
  AcknowledgedLedger ledger;
  for (std::size_t round = 0; round < 20; ++round) {
    INFO("round " << round);
    ClientLoad load(daemon->address(), token, "power-" + std::to_string(round), 4);
    load.wait_for(10 + 5 * round);
    REQUIRE(disk.cut_power());
    daemon->kill();
    load.join();
    REQUIRE(load.refusals == std::vector<std::string>{});
    ledger.add(load);
    REQUIRE(disk.mount_again());
    daemon = installation.start();
    ApiClient client(daemon->address(), token);
    ledger.settle(client);
    ledger.check(client);
  }
  CHECK(installation.run({"verify"}).code == 0);
  CHECK(ledger.size() > 20 * 10);
}

TEST_CASE("e2e: five times a sync fails: the process ends and nothing acknowledged is lost", "[e2e]") {
  if (!program_exists("strace") || run_command({"strace", "-o", "/dev/null", "true"}).code != 0)
    return skip_test("strace that may trace");
  const Installation installation;
  std::string token;
  {
    const auto daemon = installation.start();
    token = installation.token({"board_manager", "administrator"});
  }
  AcknowledgedLedger ledger;
  for (const int nth : {3, 7, 12, 20, 31}) {
    INFO("the " << nth << "th sync of a thread fails");
    StartOptions options;
    options.wrapper = {"strace", "-f",
                       "-o",     "/dev/null",
                       "-e",     "trace=fdatasync",
                       "-e",     "inject=fdatasync:error=EIO:when=" + std::to_string(nth)};
    // The leak detector cannot work beside a tracer.
    options.environment = {{"ASAN_OPTIONS", "detect_leaks=0"}};
    const auto daemon = installation.launch(options);
    if (daemon->wait_until_ready()) {
      ClientLoad load(daemon->address(), token, "sync-" + std::to_string(nth), 3);
      load.join();
      ledger.add(load);
      CHECK(load.refusals == std::vector<std::string>{});
    }
    REQUIRE(daemon->process().wait() == 1);
    INFO(daemon->errors());
    REQUIRE(ends_with_a_sentence(daemon->errors()));
    const auto again = installation.start();
    ApiClient client(again->address(), token);
    ledger.settle(client);
    ledger.check(client);
    REQUIRE(again->stop() == 0);
  }
  CHECK(ledger.size() > 10);
}

TEST_CASE("e2e: a full disk refuses commands, answers reads, and mends itself", "[e2e]") {
  MountedFileSystem disk(MountedFileSystem::Kind::memory, 160);
  if (!disk.mounted()) return skip_test("root to mount a small file system");
  const Installation installation(
      "free_space_floor = 41943040\nrevocation_floor = 8388608\nreserve = 4194304\n", "",
      disk.root() / "data");
  const auto ballast = disk.root() / "ballast";
  auto daemon = installation.start();
  const std::string token = installation.token({"board_manager", "administrator"});
  installation.token({"auditor"});
  {
    ApiClient client(daemon->address(), token);
    const ApiAnswer opened = client.post("/v1/cases", opening_on("2010-01-31"));
    REQUIRE(opened.status == 201);
    const std::string before = client.get("/v1/events?limit=1000").body;
    REQUIRE(std::filesystem::exists(installation.data() / "reserve"));
    fill(ballast, 30 * megabyte);
    REQUIRE(daemon->readiness_becomes(client, 503));
    CHECK(client.get("/readyz").at("/detail").find("space") != std::string::npos);
    const ApiAnswer refused = client.post("/v1/cases", opening_on("2010-01-31"));
    CHECK(refused.status == 507);
    CHECK(refused.at("/code") == "disk_low");
    CHECK(client.get(opened.header("location")).status == 200);
    CHECK(client.get("/v1/events?limit=1000").body == before);
    // A lost token does not wait for a bigger disk, until there is hardly any space; nothing else gets past.
    CHECK(installation.run({"token", "add", "--name", "x", "--role", "auditor"}).code == 1);
    CHECK(installation.run({"token", "revoke", installation.newest_token_id()}).code == 0);
  }
  daemon->kill();
  // A start below the floor gives up the reserve, and answers.
  fill(ballast, 3 * megabyte);
  daemon = installation.start();
  CHECK(!std::filesystem::exists(installation.data() / "reserve"));
  ApiClient client(daemon->address(), token);
  REQUIRE(daemon->readiness_becomes(client, 503));
  CHECK(client.get("/v1/cases").status == 200);
  CHECK(client.post("/v1/cases", opening_on("2010-01-31")).status == 507);
  std::filesystem::remove(ballast);
  REQUIRE(daemon->readiness_becomes(client, 200));
  CHECK(client.post("/v1/cases", opening_on("2010-01-31")).status == 201);
  CHECK(installation.run({"verify"}).code == 0);
  CHECK(std::filesystem::exists(installation.data() / "reserve"));
  REQUIRE(daemon->stop() == 0);
}

TEST_CASE("e2e: below the second floor not even a token can be revoked", "[e2e]") {
  MountedFileSystem disk(MountedFileSystem::Kind::memory, 96);
  if (!disk.mounted()) return skip_test("root to mount a small file system");
  const Installation installation(
      "free_space_floor = 33554432\nrevocation_floor = 16777216\nreserve = 65536\n", "",
      disk.root() / "data");
  auto daemon = installation.start();
  ApiClient client(daemon->address(), installation.token({"auditor"}));
  fill(disk.root() / "ballast", 12 * megabyte);
  REQUIRE(daemon->readiness_becomes(client, 503));
  const std::string token_id = installation.newest_token_id();
  const FinishedCommand refused = installation.run({"token", "revoke", token_id});
  CHECK(refused.code == 1);
  CHECK(refused.errors.find("too little space") != std::string::npos);
  std::filesystem::remove(disk.root() / "ballast");
  REQUIRE(daemon->readiness_becomes(client, 200));
  const FinishedCommand revoked = installation.run({"token", "revoke", token_id});
  INFO(revoked.errors << daemon->errors());
  CHECK(revoked.code == 0);
  CHECK(client.get("/v1/events").status == 401);
  REQUIRE(daemon->stop() == 0);
}

TEST_CASE("e2e: a disk that is full to the last byte ends the process, and nothing is lost", "[e2e]") {
  MountedFileSystem disk(MountedFileSystem::Kind::memory, 96);
  if (!disk.mounted()) return skip_test("root to mount a small file system");
  const Installation installation("free_space_floor = 0\nrevocation_floor = 0\nreserve = 65536\n", "",
                                  disk.root() / "data");
  auto daemon = installation.start();
  const std::string token = installation.token({"board_manager", "administrator"});
  AcknowledgedLedger ledger;
  {
    ClientLoad load(daemon->address(), token, "full", 2);
    load.wait_for(10);
    fill(disk.root() / "ballast", 4096);
    load.join();
    ledger.add(load);
  }
  REQUIRE(daemon->process().wait() == 1);
  INFO(daemon->errors());
  CHECK(ends_with_a_sentence(daemon->errors()));
  std::filesystem::remove(disk.root() / "ballast");
  daemon = installation.start();
  ApiClient client(daemon->address(), token);
  ledger.settle(client);
  ledger.check(client);
}

}  // namespace reviewd
