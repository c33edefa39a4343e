// The units as systemd itself reads them: how exposed the service is, and that nothing in them is misspelt.
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/skip.hpp"

namespace reviewd {
namespace {

const std::string units = std::string(REVIEWD_SOURCE_DIR) + "/systemd/";

struct Outcome {
  int code = -1;
  std::string output;
};

Outcome run(const std::string& command) {
  Outcome outcome;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> bytes{};
  while (fgets(bytes.data(), static_cast<int>(bytes.size()), pipe) != nullptr) outcome.output += bytes.data();
  outcome.code = pclose(pipe);
  return outcome;
}

bool present(const std::string& tool) {
  return run("command -v " + tool).code == 0;
}

// The exposure in tenths, as `systemd-analyze security` sums it up; -1 when it said nothing of the kind.
int exposure_tenths(const std::string& output) {
  static const std::regex expression(R"(Overall exposure level for [^:]*: (\d+)\.(\d))");
  std::smatch match;
  if (!std::regex_search(output, match, expression)) return -1;
  return std::stoi(match[1]) * 10 + std::stoi(match[2]);
}

// All but the one complaint that is true before the package is installed.
std::string complaints(const std::string& output) {
  std::istringstream lines(output);
  std::string found;
  for (std::string line; std::getline(lines, line);) {
    const bool program_missing = line.find("Command /usr/bin/reviewd is not executable") != std::string::npos;
    if (line.find("reviewd") != std::string::npos && !program_missing) found += line + "\n";
  }
  return found;
}

std::string text_of(const std::string& unit) {
  const Outcome read = run("cat '" + units + unit + "'");
  REQUIRE(read.code == 0);
  return read.output;
}

}  // namespace

TEST_CASE("systemd: the exposure of the service is at most 1.5", "[systemd]") {
  if (!present("systemd-analyze")) return skip_test("systemd-analyze");
  const Outcome analysed =
      run("systemd-analyze security --offline=true --no-pager '" + units + "reviewd.service'");
  INFO(analysed.output);
  CHECK(exposure_tenths(analysed.output) >= 0);
  CHECK(exposure_tenths(analysed.output) <= 15);
  const Outcome ceiling = run("systemd-analyze security --offline=true --threshold=15 --no-pager '" + units +
                              "reviewd.service' >/dev/null");
  CHECK(ceiling.code == 0);
}

TEST_CASE("systemd: the units hold nothing that systemd does not know", "[systemd]") {
  if (!present("systemd-analyze")) return skip_test("systemd-analyze");
  const Outcome verified =
      run("systemd-analyze verify '" + units + "reviewd.service' '" + units + "reviewd.socket' '" + units +
          "reviewd-verify.service' '" + units + "reviewd-verify.timer'");
  CHECK(complaints(verified.output) == "");
}

TEST_CASE("systemd: the documents that a unit names are installed, so that they can be read without a token",
          "[systemd]") {
  const std::string installed = run("cat '" REVIEWD_SOURCE_DIR "/CMakeLists.txt'").output;
  static const std::regex entry(R"(\w+:\S+)");
  for (const char* unit : {"reviewd.service", "reviewd.socket", "reviewd-verify.service"}) {
    const std::string text = text_of(unit);
    const auto begin = text.find("Documentation=") + 14;
    const std::string named = text.substr(begin, text.find('\n', begin) - begin);
    REQUIRE_FALSE(named.empty());
    for (std::sregex_iterator at(named.begin(), named.end(), entry); at != std::sregex_iterator(); ++at) {
      const std::string place = "file:///usr/share/doc/reviewd/";
      INFO(unit << " " << at->str());
      CHECK(at->str().starts_with(place));
      CHECK(installed.find(" " + at->str().substr(std::min(place.size(), at->str().size()))) !=
            std::string::npos);
    }
  }
}

TEST_CASE("systemd: the user is one that sysusers would make", "[systemd]") {
  if (!present("systemd-sysusers")) return skip_test("systemd-sysusers");
  const Outcome made = run("systemd-sysusers --dry-run '" + units + "reviewd.sysusers'");
  INFO(made.output);
  CHECK(made.code == 0);
}

TEST_CASE("systemd: the service promises what the daemon keeps", "[systemd]") {
  const std::string service = text_of("reviewd.service");
  const std::vector<std::string> promises = {"\nType=notify\n",
                                             "\nWatchdogSec=30\n",
                                             "\nRestart=on-failure\n",
                                             "\nStateDirectory=reviewd\n",
                                             "\nStateDirectoryMode=0700\n",
                                             "\nRuntimeDirectory=reviewd\n",
                                             "\nRuntimeDirectoryMode=0750\n",
                                             "\nUMask=0077\n",
                                             "\nLimitCORE=0\n",
                                             "\nLimitNOFILE=8192\n",
                                             "\nStartLimitBurst=5\n",
                                             "\nSystemCallErrorNumber=EPERM\n",
                                             "\nCapabilityBoundingSet=\n"};
  for (const std::string& promise : promises) {
    INFO(promise);
    CHECK(service.find(promise) != std::string::npos);
  }
  // The settings name a socket in that directory.
  CHECK(run("cat '" + std::string{REVIEWD_SOURCE_DIR} + "/config/reviewd.toml'")
            .output.find("\"unix:/run/reviewd/") != std::string::npos);
  CHECK(text_of("reviewd-verify.service").find("\nAfter=reviewd.service\n") != std::string::npos);
  CHECK(text_of("reviewd.socket").find("\nListenStream=127.0.0.1:8080\n") != std::string::npos);
}

TEST_CASE("systemd: the readers of systemd's answers can say no", "[systemd]") {
  CHECK(exposure_tenths("→ Overall exposure level for reviewd.service: 9.6 UNSAFE") == 96);
  CHECK(exposure_tenths("nothing of the kind") == -1);
  CHECK(complaints("reviewd.service:3: Unknown key name 'Typ' in section 'Service', ignoring.\n") != "");
  CHECK(complaints("reviewd.service: Command /usr/bin/reviewd is not executable: No such file\n") == "");
}

}  // namespace reviewd
