// The log as server-sent events: a reader has a place in it and is given what follows, as far as it may see
// it and not before it is durable. Nothing is kept for a reader but its place. Loop thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/call.hpp"

namespace reviewd {

class EventStream;

// The readers that wait for something new, with one question to the gate between them.
class EventStreams {
 public:
  // The stream is asked to go on when something follows this position.
  void wait(Application& application, Position after, const std::weak_ptr<EventStream>& stream);
  std::size_t open() const { return open_; }

 private:
  friend class EventStream;
  void wake();

  std::vector<std::weak_ptr<EventStream>> waiting_;
  std::size_t open_ = 0;
  bool asked_ = false;
};

// Which events a reader wants.
struct EventFilter {
  std::optional<std::string> type;
  std::optional<CaseId> case_id;
};

// Whether the caller may see the events of a commit, and wants them.
bool is_shown(const Calling& call, const Commit& commit, const EventFilter& filter);

// Answers GET /v1/events with a stream from a place on: after all of `after`, or after the event that
// Last-Event-ID names, with or without the id of the log. 400 for one that is ill-formed, past the durable
// head, or of another log than this one was at that place; 503 when too many are open.
void respond_with_stream(const Calling& call, std::optional<Position> after, const EventFilter& filter);

}  // namespace reviewd
