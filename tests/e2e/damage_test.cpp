// A bit of any file of the data directory is altered: the start is refused with a sentence, or everything
// that was acknowledged is there unaltered. Never something in between.
#include <boost/json/array.hpp>
#include <catch2/catch.hpp>

#include "tests/support/client_load.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"
#include "tests/support/sequence_of_chance.hpp"

namespace reviewd {
namespace {

namespace fs = std::filesystem;

void put_back(const fs::path& kept, const fs::path& data) {
  fs::remove_all(data);
  fs::copy(kept, data, fs::copy_options::recursive);
}

std::optional<std::uintmax_t> size_of(const fs::path& file) {
  return fs::exists(file) ? std::optional{fs::file_size(file)} : std::nullopt;
}

// The personal values of every case, as they are shown.
std::string personal_values(ApiClient& client) {
  std::string all;
  const boost::json::value cases = client.get("/v1/cases?limit=1000").json();
  for (const boost::json::value& entry : cases.at("cases").as_array())
    all += client.get("/v1/cases/" + std::string(entry.at("case_id").as_string()) + "/personal").body + "\n";
  return all;
}

// A data directory with acknowledged commands in every kind of file: tables from the starts before, the
// write-ahead log from the last one, which ended by a kill.
struct DamagedRuns {
  Installation installation;
  std::string token;
  AcknowledgedLedger ledger;
  std::string personal;
  fs::path kept = installation.place("kept");
  std::vector<fs::path> files;

  DamagedRuns() {
    for (int run = 0; run < 3; ++run) {
      const auto daemon = installation.start();
      if (run == 0) token = installation.token({"board_manager", "administrator"});
      ClientLoad load(daemon->address(), token, "damage-" + std::to_string(run), 2);
      load.wait_for(20);
      daemon->kill();
      load.join();
      ledger.add(load);
    }
    {
      const auto daemon = installation.start();
      ApiClient client(daemon->address(), token);
      ledger.settle(client);
      for (int number = 0; number < 10; ++number) ledger.open_case(client, "last-" + std::to_string(number));
      ledger.check(client);
      personal = personal_values(client);
      daemon->kill();
    }
    fs::remove(installation.data() / "admin.sock");
    fs::copy(installation.data(), kept, fs::copy_options::recursive);
    for (const fs::path& file : files_below(kept))
      if (fs::file_size(file) > 0 && file.filename() != "reserve") files.push_back(fs::relative(file, kept));
  }
};

}  // namespace

TEST_CASE("e2e: twenty times one flipped bit: nothing altered is served as if all were well", "[e2e]") {
  DamagedRuns runs;
  SequenceOfChance chance{42};
  std::size_t refused = 0;
  REQUIRE(runs.files.size() > 5);
  for (std::size_t round = 0; round < 20; ++round) {
    put_back(runs.kept, runs.installation.data());
    const fs::path file = runs.installation.data() / runs.files[round % runs.files.size()];
    const std::size_t byte = chance.below(fs::file_size(file));
    flip_bit_of_file(file, byte, static_cast<unsigned>(chance.below(8)));
    INFO("round " << round << ": byte " << byte << " of " << file);
    const auto daemon = runs.installation.launch();
    if (!daemon->wait_until_ready()) {
      REQUIRE(daemon->process().wait() == 1);
      INFO(daemon->errors());
      REQUIRE(daemon->errors().find("The start is refused. ") != std::string::npos);
      ++refused;
      continue;
    }
    ApiClient client(daemon->address(), runs.token);
    INFO(daemon->errors());
    runs.ledger.check(client);
    REQUIRE(personal_values(client) == runs.personal);
    REQUIRE(runs.installation.run({"verify"}).code == 0);
  }
  CHECK(refused > 0);
}

TEST_CASE("e2e: a file of the log that is gone or shorter refuses the start", "[e2e]") {
  DamagedRuns runs;
  struct Loss {
    const char* ending;
    std::optional<std::uintmax_t> left;  // nothing: the file is gone
  };
  for (const Loss& loss : {Loss{".log", {}}, Loss{".sst", {}}, Loss{"CURRENT", {}}, Loss{"anchor", {}},
                           Loss{"keys", {}}, Loss{".sst", 100}, Loss{"anchor", 512}, Loss{"keys", 0},
                           Loss{"keys", 128}, Loss{"keys", 130}, Loss{"keys", 256}}) {
    put_back(runs.kept, runs.installation.data());
    const auto found = files_below(runs.installation.data(), loss.ending);
    REQUIRE(!found.empty());
    if (loss.left)
      fs::resize_file(found.front(), *loss.left);
    else
      fs::remove(found.front());
    INFO(found.front() << " of " << loss.left.value_or(0) << " bytes");
    const auto daemon = runs.installation.launch();
    const bool ready = daemon->wait_until_ready();
    INFO(daemon->errors());
    // A write-ahead log that its tables made superfluous may be missed by nobody.
    if (ready) {
      ApiClient client(daemon->address(), runs.token);
      runs.ledger.check(client);
      continue;
    }
    REQUIRE(daemon->process().wait() == 1);
    REQUIRE(daemon->errors().find("The start is refused. ") != std::string::npos);
    // What is refused is left as it was found, so that a person can look at it.
    if (found.front().filename() == "keys") REQUIRE(size_of(found.front()) == loss.left);
  }
}

TEST_CASE("e2e: a value whose key was altered is null, and named in the daemon's log", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start();
  ApiClient client(daemon->address(), installation.token({"board_manager", "administrator"}));
  const ApiAnswer opened =
      client.post("/v1/cases", opening_on("2010-01-31", R"(,"incident":{"description":"In words."})"));
  REQUIRE(opened.status == 201);
  flip_bit_of_file(installation.data() / "keys", 128 + 20);
  const ApiAnswer shown = client.get(opened.header("location") + "/personal");
  CHECK(shown.status == 200);
  CHECK(shown.json().at("personal").at(0).at("value").is_null());
  CHECK(daemon->process().wait_for_error_text("/incident/description of event " + opened.at("/version") +
                                              ".0"));
}

}  // namespace reviewd
