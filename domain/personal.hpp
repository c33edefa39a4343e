// A personal value in a command or an event. The text is there only between the caller and the log: once
// stored it lies sealed beside the event, and what replay sees is only that it exists. Nothing may be
// computed from the text.
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace reviewd {

// A type of its own, so that no text about a person is printed, compared or put into a document by mistake:
// the writers of JSON have to be told what to do with one.
struct Personal {
  std::optional<std::string> text;  // empty: sealed, or withheld

  static Personal sealed() { return {}; }
  static Personal of(std::string value) { return {std::move(value)}; }
  bool operator==(const Personal&) const = default;
};

}  // namespace reviewd
