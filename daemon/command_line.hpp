// The command line: one program, subcommands, exit code 0 done, 1 failed, 2 used wrongly; a failure is one
// plain sentence on standard error.
#pragma once

namespace reviewd {

// Does what the words of `main` ask and returns its exit code. Blocking; `serve` returns when the daemon has
// stopped.
int run_command_line(int count, char** words);

}  // namespace reviewd
