// A refusal that the HTTP server makes by itself, before any route is known. A value; the texts are literals,
// so that nothing of the request can get into them.
#pragma once

#include <expected>
#include <string_view>

namespace reviewd {

// Always answered with a closed connection: after it nobody can say where the next request begins.
struct HttpRefusal {
  unsigned status = 400;
  // Stable, for programs.
  std::string_view code;
  // A sentence, for people.
  std::string_view detail;
};

// Short for the common return of a check.
inline std::unexpected<HttpRefusal> refuse(unsigned status, std::string_view code, std::string_view detail) {
  return std::unexpected(HttpRefusal{status, code, detail});
}

}  // namespace reviewd
