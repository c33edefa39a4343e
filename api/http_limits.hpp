// The limits of the HTTP server in one table: each with its unit and with what happens when it is hit. Plain
// numbers, read on the loop thread; the daemon fills them from its settings. Nothing here enforces anything.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace reviewd {

// Defaults are those of the product. A deadline of zero has passed as soon as deadlines are looked at.
struct HttpLimits {
  // Bytes of the request line without its line end. Over it: 414, close.
  std::size_t request_line_bytes = 8 * 1024;
  // Bytes of the header section after the request line, line ends included. Over it: 431, close.
  std::size_t header_bytes = 16 * 1024;
  // Field lines of one request. Over it: 431, close.
  std::size_t header_fields = 100;
  // Bytes of the body, from the announced length alone or as the chunks add up. Over it: 413, close.
  std::uint64_t body_bytes = 1024 * 1024;
  // Bytes of a chunked body that are not content: size lines and line ends. Over it: 413, close.
  std::uint64_t chunk_overhead_bytes = 64 * 1024;

  // From the first byte of a request (of a new connection: from its acceptance) to the end of its header
  // section. Passed: 408, close; without any byte: close.
  std::chrono::milliseconds header_deadline{10'000};
  // From the end of the header section to the end of the body. Passed: 408, close.
  std::chrono::milliseconds body_deadline{30'000};
  // Bytes a second that lengthen the body deadline: a large body may take longer while it keeps this pace. 0:
  // it may not.
  std::uint64_t body_bytes_per_second = 500;
  // Without a byte between two requests. Passed: close.
  std::chrono::milliseconds idle_deadline{30'000};
  // For the whole of one answer. Passed: close without ceremony.
  std::chrono::milliseconds write_deadline{30'000};
  // Between two pieces of a body that comes bit by bit, before a heartbeat is sent.
  std::chrono::milliseconds heartbeat{15'000};
  // After the last answer of a connection, for the other side to take it and close. Passed: close.
  std::chrono::milliseconds linger_deadline{2'000};
  // How often deadlines are looked at: a deadline is late by at most this.
  std::chrono::milliseconds deadline_check{100};

  // Open connections in all. Over it: 503 with Retry-After, close.
  std::size_t connections = 512;
  // Open connections of one address; loopback and Unix sockets are not counted. Over it: as above.
  std::size_t connections_per_address = 64;
  // Refused connections that may linger at one time until the client has read its 503; more are answered and
  // closed in one step, and a client that has sent something already may then see a reset instead.
  std::size_t refused_connections = 64;
  // How long the server waits to accept again when the process has no file descriptors left at all.
  std::chrono::milliseconds accept_pause{100};
};

}  // namespace reviewd
