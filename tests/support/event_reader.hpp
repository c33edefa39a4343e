// A reader of the event stream over a connection of its own. Blocks until what it is asked for has come, two
// minutes at most. Tests only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/support/api_client.hpp"

namespace reviewd {

class EventReader {
 public:
  // Asks for GET /v1/events with this query, from behind the id where one is given.
  EventReader(const ListeningAt& address, const std::string& token, const std::string& query = "",
              const std::string& last_event_id = "");
  ~EventReader();
  EventReader(const EventReader&) = delete;
  EventReader& operator=(const EventReader&) = delete;

  // Whether the answer is 200.
  bool begun() const { return head_.starts_with("HTTP/1.1 200"); }
  std::string header(const std::string& name) const;
  // The ids of the next events, without that of the log; fewer when the connection ends before.
  std::vector<std::string> take(std::size_t count);
  // Reads on until the connection ends; gives the data of the event "ended".
  std::string ended();
  // The newest id, heartbeats included.
  const std::string& place() const { return place_; }

 private:
  bool read_more();
  bool read_head();
  // One block of lines; false at the end.
  bool read_block(std::map<std::string, std::string>& fields);

  int socket_ = -1;
  std::string head_;
  std::string bytes_;  // of the connection
  std::string text_;   // of the body, out of its chunks
  std::string place_;
  std::string end_;
};

}  // namespace reviewd
