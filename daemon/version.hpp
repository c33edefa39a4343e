// The version of this program, as it stands in the log's first commit and in answers. Constant.
#pragma once

#include <string_view>

namespace reviewd {

// Major, minor and patch. A log begun by a later version is still read while its event types are known.
inline constexpr std::string_view program_version = "0.1.0";

}  // namespace reviewd
