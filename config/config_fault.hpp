// What is wrong with a configuration or rule document. A value; any thread. Names places, never quotes long
// text.
#pragma once

#include <string>

namespace reviewd {

// The caller prints `text()` and does not start: a document is used whole or not at all.
struct ConfigFault {
  std::string file;  // as it was named to the reader
  int line = 0;      // from 1; 0 when the fault is of the whole document
  std::string detail;

  // "config/reviewd.toml:12: …", one line.
  std::string text() const {
    return file + (line > 0 ? ":" + std::to_string(line) : std::string{}) + ": " + detail;
  }
  bool operator==(const ConfigFault&) const = default;
};

}  // namespace reviewd
