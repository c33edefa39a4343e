// Checks of what only a programmer can get wrong. They stay on in production: a daemon whose own assumptions
// are broken must not write to the log. Errors of the world are never asserted, they are values (Result).
#pragma once

#include <cstdio>
#include <cstdlib>

namespace reviewd {

// Prints where the assumption failed and aborts the process. Carries no data of a case.
[[noreturn]] inline void assertion_failed(const char* text, const char* file, int line) {
  std::fprintf(stderr, "reviewd: assertion failed: %s (%s:%d)\n", text, file, line);
  std::abort();
}

}  // namespace reviewd

#define REVIEWD_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::reviewd::assertion_failed(#condition, __FILE__, __LINE__))
