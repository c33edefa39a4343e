// Events of the log as the API shows them. No personal value is in them, only where it stands. Pure; any
// thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "domain/events.hpp"

namespace reviewd {

// One event of a commit: {"position", "index", "type", "type_version", "case_id", "occurred_on",
// "recorded_at", "actor", "data"}. `case_id` and `occurred_on` are null where there is none.
std::string event_document(const Commit& commit, std::size_t index);

// A page of a list of events, as it grows.
struct EventPage {
  std::string events;  // the documents, joined by commas
  std::size_t count = 0;
  Position next;  // of the last commit looked at, when more may follow; else zero
};

// Appends the events of one commit, or those of one type; a page never splits a commit.
void append_events(const Commit& commit, const std::optional<std::string>& type, EventPage& page);

}  // namespace reviewd
