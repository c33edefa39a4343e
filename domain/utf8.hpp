// Whether a text is UTF-8, wherever it came from: a command line, a socket, a file. Pure; any thread.
#pragma once

#include <string_view>

namespace reviewd {

// Whether every sequence is well-formed UTF-8 (RFC 3629: shortest form, no surrogates, up to U+10FFFF).
bool well_formed_utf8(std::string_view text);

}  // namespace reviewd
