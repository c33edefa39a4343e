// A copy of the shipped rule files that a test may change; gone at its end. Tests only.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "tests/support/scratch_directory.hpp"

namespace reviewd {

// The directories of editions and calendars, as an installation has them.
class RulesCopy {
 public:
  RulesCopy() {
    for (const char* part : {"editions", "calendars", "forms"})
      std::filesystem::copy(std::filesystem::path{REVIEWD_SOURCE_DIR} / "config" / part, scratch_ / part);
  }

  const std::filesystem::path& directory() const { return scratch_.path(); }
  void write(const std::string& file, std::string_view text) const { write_file(scratch_ / file, text); }

 private:
  ScratchDirectory scratch_;
};

}  // namespace reviewd
