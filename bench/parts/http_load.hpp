// A client for the benchmarks: keeps a number of connections busy with one request each, one after the other,
// and notes how long each took. One thread, the caller's. It understands just enough HTTP for a server that
// it knows: answers with Content-Length on connections that stay open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace reviewd {

struct LoadResult {
  double per_second = 0;
  double p50_milliseconds = 0;
  double p99_milliseconds = 0;
  double loop_microseconds = 0;  // of the server's loop for each answer, when the caller asked it
  std::size_t answers = 0;
  std::size_t refused = 0;     // answers outside 200 to 299
  std::size_t body_bytes = 0;  // of the answers, on average
  std::string first_refusal;
};

// The whole bytes of the request with this number, counted over all connections.
using RequestMaker = std::function<std::string(std::uint64_t number)>;

// Runs for that many seconds against 127.0.0.1; `running` (may be empty) ends it when it answers false. Ends
// the program when a connection fails.
LoadResult run_load(std::uint16_t port, std::size_t connections, double seconds, const RequestMaker& make,
                    const std::function<bool()>& running = {});

// One request, as `run_load` sends it; the body of its answer.
std::string ask_once(std::uint16_t port, const std::string& request);

// A request with the token of the samples.
std::string get_request(std::string_view path);
// The same with a JSON body and `If-Match: *`.
std::string post_request(std::string_view path, std::string_view body);

}  // namespace reviewd
