// The name by content of a document of rules: what the log stores and every explanation repeats. Pure; any
// thread.
#pragma once

#include <string_view>

#include "domain/types.hpp"

namespace reviewd {

// SHA-256 of the bytes as they stand, line ends included.
Digest digest_of_text(std::string_view text);

}  // namespace reviewd
