// A demonstration: an ordered file of commands, carried out on a log that holds no case yet, each as if on
// its own day. One JSON object a line:
//   {"on":"2010-02-01","case":"A","command":"open-case","body":{…}}
//   {"on":"2010-06-01","case":"A","by":"Chair","command":"record-decision","body":{…}}
//   {"on":"2019-06-01","board":"Northbridge LSCB","changed_over_on":"2019-06-01","local_editions":["…"]}
// `case` is a name within the file; `"imported":true` takes the command as an import does, which knows
// partial days. "@-21" stands for the day 21 days before the demonstration, "<hold_placed>" for the newest
// event of that name in the case and "<hold_placed 1>" for its first, "<case B>" for the id of another one.
// Lines of one day keep their order. Used on one thread, of a daemon that is stopped.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/store.hpp"

namespace reviewd {

// A line as read.
struct DemonstrationLine {
  std::size_t number = 0;  // in the file, from 1
  Day on;
  std::string case_name;  // empty: of the register
  std::string by;         // an office; empty: the usual one
  bool imported = false;
  std::string command;
  std::string body;  // JSON
  SetBoardTerms terms;
};

// The lines, in the order of their days. The fault names the first that cannot be read, or that lies behind
// `today`.
[[nodiscard]] std::expected<std::vector<DemonstrationLine>, std::string> read_demonstration(
    std::string_view text, Day today);

// Carries them out, and what falls due by `now`. The fault names the line whose command is refused, and why.
[[nodiscard]] std::expected<void, std::string> perform(const std::vector<DemonstrationLine>& lines,
                                                       Store& store, Instant now);

}  // namespace reviewd
