// Programs of others that tests are judged by, run as processes of their own. Tests only; one thread.
#pragma once

#include <optional>
#include <string>

namespace reviewd {

// What a command printed, on both outputs, and its exit code; -1 when it did not end by itself.
struct Ran {
  std::string printed;
  int code = -1;
};

// Runs a line of the shell to its end.
Ran run(const std::string& command);

// Runs a script of tests/node over a file of this content, with a package of npm that it needs. Nothing, and
// a skipped test, where this machine has no recent node or not that package.
std::optional<Ran> run_node_script(const std::string& script, const std::string& package,
                                   const std::string& content);

}  // namespace reviewd
