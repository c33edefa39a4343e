// The version of this program, as it stands in the log's first commit and in answers. Constant.
#pragma once

#include <string_view>

namespace reviewd {

// Major, minor and patch. Only shown: what a log may hold is decided by its format and its event types.
inline constexpr std::string_view program_version = "0.1.0";

}  // namespace reviewd
