// The commands on the log of a daemon that is stopped: what they refuse, what they tell, and what they leave.
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"
#include "tests/support/skip.hpp"

namespace reviewd {
namespace {

namespace fs = std::filesystem;

// A daemon that took a case and ended by a signal of ours, or was killed.
void use(const Installation& installation, bool kill) {
  const auto daemon = installation.start();
  ApiClient client(daemon->address(), installation.token({"board_manager", "administrator"}));
  REQUIRE(client.post("/v1/cases", opening_on("2010-01-31")).status == 201);
  if (kill)
    daemon->kill();
  else
    REQUIRE(daemon->stop() == 0);
}

void cut_a_write_off(const Installation& installation) {
  const fs::path log = files_below(installation.data() / "log" / "rocksdb", ".log").back();
  write_file(log, file_bytes(log) + "\x12\x34\x56\x78\x40\x01\x01 a write that was cut off");
}

bool says(const std::string& text, const std::string& sentence) {
  INFO(text);
  return text.find(sentence) != std::string::npos;
}

const std::string dropped = "A write that was cut off was dropped from the end of the log";
const std::string equals = "equals the state that the clean stop left";

}  // namespace

TEST_CASE("e2e: a name that is not UTF-8, or steers what is read, is refused, and the log stays whole",
          "[e2e]") {
  const Installation installation;
  use(installation, false);
  const auto refuse_all = [&] {
    for (const char* name : {"Office \xff", "Office \xc0\x80", "Office \xe2\x80\xae", "Office \x01", " "}) {
      INFO(name);
      CHECK(installation.run({"token", "add", "--name", name, "--role", "auditor"}).code == 1);
      CHECK(installation.run({"board", "enter", name}).code == 1);
      CHECK(installation.run({"board", "name", "Anytown LSCB", name}).code == 1);
    }
  };
  refuse_all();
  CHECK(installation.run({"verify"}).code == 0);
  const auto daemon = installation.start();
  refuse_all();
  CHECK(daemon->stop() == 0);
  CHECK(installation.run({"verify"}).code == 0);
}

TEST_CASE("e2e: a write that was cut off is reported by whatever opens the log first", "[e2e]") {
  const Installation installation;
  use(installation, true);
  const std::vector<std::vector<std::string>> commands{
      {"token", "list"}, {"replay"}, {"upgrade", "check"}, {"import", "--dry-run", "no-such-file"}};
  for (const auto& words : commands) {
    INFO(words.front());
    cut_a_write_off(installation);
    CHECK(says(installation.run(words).errors, dropped));
    CHECK_FALSE(says(installation.run(words).errors, dropped));
    // So that there is a write-ahead log again that RocksDB reads to its end.
    installation.token({"auditor"});
  }
}

TEST_CASE("e2e: after a kill no command of a stopped daemon makes a clean stop of it", "[e2e]") {
  const Installation installation;
  use(installation, true);
  CHECK(installation.run({"token", "list"}).code == 0);
  CHECK(says(installation.run({"verify"}).output, "There is no clean stop to compare the state with."));
  installation.token({"auditor"});
  CHECK(says(installation.run({"verify"}).output, "There is no clean stop to compare the state with."));
  // After a clean stop each carries on what stood, once the fold has agreed with it.
  use(installation, false);
  CHECK(says(installation.run({"verify"}).output, equals));
  installation.token({"auditor"});
  CHECK(says(installation.run({"verify"}).output, equals));
  // A hash that the fold does not give stays for verify to find, whatever is asked in between.
  const fs::path left = installation.data() / "clean-stop";
  std::string text = file_bytes(left);
  text[text.size() - 2] = text[text.size() - 2] == '0' ? '1' : '0';
  write_file(left, text);
  CHECK(installation.run({"token", "list"}).code == 0);
  CHECK(says(installation.run({"verify"}).errors, "is not what the log folds to"));
}

TEST_CASE("e2e: what export prints import reads into an empty log, and it is printed again", "[e2e]") {
  const Installation first;
  CHECK(first.run({"import", REVIEWD_SOURCE_DIR "/config/samples/real_reviews.csv"}).code == 0);
  const FinishedCommand exported = first.run({"export"});
  CHECK(exported.code == 0);
  CHECK(says(exported.output, "row_id,board,internal_ref,case_label,"));
  const Installation second;
  write_file(second.place("reviews.csv"), exported.output);
  CHECK(second.run({"import", second.place("reviews.csv").string()}).code == 0);
  CHECK(second.run({"export"}).output == exported.output);
}

TEST_CASE("e2e: a command that begins a log says so", "[e2e]") {
  const Installation installation;
  const FinishedCommand first = installation.run({"board", "enter", "Anytown LSCB"});
  CHECK(first.code == 0);
  CHECK(says(first.errors, "This began a new log in '" + installation.data().string() + "'."));
  CHECK(installation.run({"board", "enter", "Othertown LSCB"}).errors.empty());
}

TEST_CASE("e2e: the keys of a log that is not there are put aside, never removed", "[e2e]") {
  const Installation installation;
  use(installation, false);
  const std::string keys = file_bytes(installation.data() / "keys");
  fs::remove_all(installation.data() / "log");
  fs::remove(installation.data() / "anchor");
  const auto daemon = installation.start();
  CHECK(says(daemon->errors(), "keys.unused-1"));
  CHECK(file_bytes(installation.data() / "keys.unused-1") == keys);
  CHECK(file_bytes(installation.data() / "keys") != keys);
}

TEST_CASE("e2e: a command that wants the daemon stopped says so", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start();
  const std::vector<std::vector<std::string>> commands{{"replay"},
                                                       {"upgrade", "check"},
                                                       {"import", "no-such-file"},
                                                       {"anchor", "accept", "--reason", "None."}};
  for (const auto& words : commands) {
    INFO(words.front());
    const FinishedCommand refused = installation.run(words);
    CHECK(refused.code == 1);
    CHECK(says(refused.errors, "stop it first"));
  }
}

TEST_CASE("e2e: words that do nothing, or are not understood, are told in one sentence", "[e2e]") {
  const Installation installation;
  use(installation, false);
  const FinishedCommand beyond = installation.run({"replay", "--until", "99999"});
  CHECK(beyond.code == 1);
  CHECK(says(beyond.errors, "The log ends at position "));
  CHECK(beyond.output.empty());
  CHECK(installation.run({"replay", "--until", "3"}).code == 0);
  const FinishedCommand twice =
      installation.run({"token", "add", "--name", "x", "--role", "auditor", "--role", "auditor"});
  CHECK(twice.code == 1);
  CHECK(says(twice.errors, "reviewd: A role is named twice.\n"));
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"token", "add"}, {"no-such-thing"}, {"token"}, {"verify", "--no-such-option"}}) {
    const FinishedCommand wrong = installation.run(words);
    CHECK(wrong.code == 2);
    INFO(wrong.errors);
    CHECK(wrong.errors.starts_with("reviewd: "));
    CHECK(wrong.errors.ends_with(".\n"));
    CHECK(std::ranges::count(wrong.errors, '\n') == 1);
  }
}

TEST_CASE("e2e: a token chosen elsewhere works as it is sent, whatever ends its line", "[e2e]") {
  const Installation installation;
  const std::string token = "chosen-elsewhere-0123456789-abcdefgh";
  const auto add = [&](const std::string& text) {
    write_file(installation.place("token"), text);
    return installation
        .run({"token", "add", "--name", "x", "--role", "auditor", "--token-from",
              installation.place("token").string()})
        .code;
  };
  CHECK(add(token + "\r\n") == 0);
  CHECK(add(token + "-with a blank\n") == 1);
  CHECK(add(token + "-with-a-\xc3\xa9\n") == 1);
  const auto daemon = installation.start();
  ApiClient client(daemon->address(), token);
  CHECK(client.get("/v1/editions").status == 200);
}

TEST_CASE("e2e: the data directory of another user is left alone", "[e2e]") {
  if (::geteuid() != 0) return skip_test("root, who may give a directory away");
  const Installation installation;
  use(installation, false);
  REQUIRE(::chown(installation.data().c_str(), 12'345, 12'345) == 0);
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"token", "list"}, {"replay"}, {"verify"}}) {
    const FinishedCommand refused = installation.run(words);
    CHECK(refused.code == 1);
    CHECK(says(refused.errors, "belongs to another user"));
  }
}

}  // namespace reviewd
