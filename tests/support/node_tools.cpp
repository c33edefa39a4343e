#include "tests/support/node_tools.hpp"

#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "tests/support/scratch_directory.hpp"
#include "tests/support/skip.hpp"

namespace reviewd {
namespace {

// The tools want 20.19.
bool node_is_recent() {
  const Ran version = run("node --version");
  int major = 0;
  int minor = 0;
  if (std::sscanf(version.printed.c_str(), "v%d.%d", &major, &minor) != 2) return false;
  return major > 20 || (major == 20 && minor >= 19);
}

}  // namespace

Ran run(const std::string& command) {
  Ran ran;
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("the shell cannot be run");
  char piece[4096];
  while (const std::size_t count = std::fread(piece, 1, sizeof piece, pipe)) ran.printed.append(piece, count);
  const int status = ::pclose(pipe);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

std::optional<Ran> run_node_script(const std::string& script, const std::string& package,
                                   const std::string& content) {
  const std::string tests = REVIEWD_SOURCE_DIR "/tests";
  if (!node_is_recent()) {
    skip_test("node 20.19 or newer");
    return std::nullopt;
  }
  if (!std::filesystem::exists(tests + "/node_modules/" + package)) {
    skip_test("the npm tools of the tests (scripts/test installs them)");
    return std::nullopt;
  }
  const ScratchDirectory scratch;
  const auto file = scratch.path() / "content";
  std::ofstream(file, std::ios::binary) << content;
  return run("node '" + tests + "/node/" + script + "' '" + file.string() + "'");
}

}  // namespace reviewd
