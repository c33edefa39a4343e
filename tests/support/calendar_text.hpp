// The shipped calendar as it was before a day was proclaimed, and as the revision that adds it. Tests only.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

#include "tests/support/scratch_directory.hpp"

namespace reviewd {

// Of this revision; without the holiday of a day where one is named.
inline std::string calendar_text(int revision, const std::string& without = "") {
  const std::filesystem::path config = REVIEWD_SOURCE_DIR "/config";
  std::string text = file_bytes(config / "calendars" / "england-and-wales.toml");
  const std::string first = "\nrevision = 1\n";
  const auto at = text.find(first);
  if (at == std::string::npos) throw std::logic_error("the shipped calendar has another revision");
  text.replace(at, first.size(), "\nrevision = " + std::to_string(revision) + "\n");
  if (without.empty()) return text;
  const std::string begin = "[[holidays]]\nday = \"" + without + "\"";
  const auto from = text.find(begin);
  if (from == std::string::npos) throw std::logic_error("the shipped calendar has no such holiday");
  const auto next = text.find("[[holidays]]", from + 1);
  return text.erase(from, next == std::string::npos ? std::string::npos : next - from);
}

}  // namespace reviewd
