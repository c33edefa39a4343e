// The real program, ended under load: by kill -9 and by SIGTERM. What was acknowledged is there, once, in
// order and unaltered.
#include <catch2/catch.hpp>

#include "tests/support/client_load.hpp"
#include "tests/support/installation.hpp"

namespace reviewd {

TEST_CASE("e2e: thirty times kill -9 under load: nothing acknowledged is lost or doubled", "[e2e]") {
  constexpr int rounds = 30;
  constexpr std::size_t clients = 4;
  const Installation installation;
  auto daemon = installation.start();
  const std::string token = installation.token({"board_manager", "administrator"});
  AcknowledgedLedger ledger;
  std::size_t retried = 0;
  for (int round = 0; round < rounds; ++round) {
    INFO("round " << round);
    ClientLoad load(daemon->address(), token, "kill-" + std::to_string(round), clients);
    load.wait_for(10 + 3 * static_cast<std::size_t>(round));
    daemon->kill();
    load.join();
    REQUIRE(load.refusals == std::vector<std::string>{});
    retried += load.unanswered.size();
    ledger.add(load);
    // After a kill there is no clean stop to compare with, and nothing else is amiss.
    if (round % 10 == 0) {
      const FinishedCommand verified = installation.run({"verify"});
      REQUIRE(verified.code == 0);
      REQUIRE(verified.output.find("no clean stop") != std::string::npos);
    }
    daemon = installation.start();
    ApiClient client(daemon->address(), token);
    ledger.settle(client);
    ledger.check(client);
  }
  CHECK(retried > 0);
  CHECK(ledger.size() > 30 * 10);
  const FinishedCommand running = installation.run({"verify"});
  CHECK(running.code == 0);
  CHECK(running.output.find("equals its fold") != std::string::npos);
}

TEST_CASE("e2e: the ledger of these tests notices a log that was set back", "[e2e]") {
  const Installation installation;
  auto daemon = installation.start();
  const std::string token = installation.token({"board_manager", "administrator"});
  REQUIRE(daemon->stop() == 0);
  std::filesystem::copy(installation.data(), installation.place("kept"),
                        std::filesystem::copy_options::recursive);
  daemon = installation.start();
  AcknowledgedLedger ledger;
  ClientLoad load(daemon->address(), token, "lost", 2);
  load.wait_for(10);
  daemon->kill();
  load.join();
  ledger.add(load);
  {
    daemon = installation.start();
    ApiClient client(daemon->address(), token);
    CHECK(ledger.holds(client));
    daemon->kill();
  }
  // An old copy of everything, anchor and keys too, is whole in itself: only who was answered knows better.
  std::filesystem::remove_all(installation.data());
  std::filesystem::rename(installation.place("kept"), installation.data());
  daemon = installation.start();
  ApiClient client(daemon->address(), token);
  CHECK(!ledger.holds(client));
}

TEST_CASE("e2e: SIGTERM under load: every acknowledged command is there, and the exit is clean", "[e2e]") {
  const Installation installation;
  auto daemon = installation.start();
  const std::string token = installation.token({"board_manager", "administrator"});
  AcknowledgedLedger ledger;
  for (int round = 0; round < 5; ++round) {
    ClientLoad load(daemon->address(), token, "stop-" + std::to_string(round), 4);
    load.wait_for(40);
    REQUIRE(daemon->stop() == 0);
    load.join();
    ledger.add(load);
    const FinishedCommand verified = installation.run({"verify"});
    REQUIRE(verified.code == 0);
    REQUIRE(verified.output.find("equals the state that the clean stop left") != std::string::npos);
    daemon = installation.start();
    ApiClient client(daemon->address(), token);
    ledger.settle(client);
    ledger.check(client);
  }
  CHECK(ledger.size() >= 5 * 40);
}

TEST_CASE("e2e: SIGTERM while the log is folded ends the start cleanly", "[e2e]") {
  const Installation installation;
  std::string token;
  {
    const auto daemon = installation.start();
    token = installation.token({"board_manager", "administrator"});
  }
  for (int round = 0; round < 3; ++round) {
    const auto daemon = installation.launch();
    REQUIRE(daemon->process().wait_for_error_text("Listening on port "));
    CHECK(daemon->stop() == 0);
  }
  const auto daemon = installation.start();
  ApiClient client(daemon->address(), token);
  CHECK(client.get("/v1/events").status == 200);
}

TEST_CASE("e2e: replay prints the same hashes before and after, as do verify and a restart", "[e2e]") {
  const Installation installation;
  auto daemon = installation.start();
  const std::string token = installation.token({"board_manager", "administrator"});
  ClientLoad load(daemon->address(), token, "replay", 2);
  load.wait_for(30);
  REQUIRE(daemon->stop() == 0);
  load.join();
  const FinishedCommand first = installation.run({"replay"});
  REQUIRE(first.code == 0);
  CHECK(first.output.find("state hash ") != std::string::npos);
  CHECK(installation.run({"replay"}).output == first.output);
  const std::string hash = first.output.substr(first.output.find("state hash "));
  CHECK(installation.run({"verify"}).output.find(hash) != std::string::npos);
  daemon = installation.start();
  CHECK(installation.run({"verify"}).output.find(hash) != std::string::npos);
  daemon->kill();
  CHECK(installation.run({"replay"}).output == first.output);
  const FinishedCommand until = installation.run({"replay", "--until", "4"});
  CHECK(until.code == 0);
  CHECK(until.output.find("position 4\n") != std::string::npos);
}

}  // namespace reviewd
