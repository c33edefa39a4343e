#include "config/settings.hpp"

#include <algorithm>
#include <array>

#include "config/quoted_text.hpp"

namespace reviewd {
namespace {

constexpr std::int64_t a_day = 86400;         // seconds
constexpr std::int64_t a_gibibyte = 1 << 30;  // bytes

// The answer is given by whoever enforces the limit; this is the one place that says which.
constexpr std::array limits{
    Limit{"connections", &Limits::connections, 1, 8000, "503 with Retry-After, then closed"},
    Limit{"connections_per_address", &Limits::connections_per_address, 1, 8000,
          "503 with Retry-After, then closed"},
    Limit{"request_line_bytes", &Limits::request_line_bytes, 256, 16384, "414, closed"},
    Limit{"header_bytes", &Limits::header_bytes, 1024, 16384, "431, closed"},
    Limit{"header_fields", &Limits::header_fields, 8, 1000, "431, closed"},
    Limit{"body_bytes", &Limits::body_bytes, 1024, 16777216, "413, closed"},
    Limit{"chunk_overhead_bytes", &Limits::chunk_overhead_bytes, 1024, 1048576, "413, closed"},
    Limit{"header_seconds", &Limits::header_seconds, 1, a_day, "408, closed"},
    Limit{"body_seconds", &Limits::body_seconds, 1, a_day, "408, closed"},
    Limit{"body_bytes_per_second", &Limits::body_bytes_per_second, 1, a_gibibyte, "408, closed"},
    Limit{"idle_seconds", &Limits::idle_seconds, 1, a_day, "closed"},
    Limit{"write_seconds", &Limits::write_seconds, 1, a_day, "closed"},
    Limit{"shutdown_seconds", &Limits::shutdown_seconds, 1, 600, "closed unanswered"},
    Limit{"admin_connections", &Limits::admin_connections, 1, 1000, "one sentence, then closed"},
    Limit{"admin_seconds", &Limits::admin_seconds, 1, a_day, "closed unanswered"},
    Limit{"undurable_commits", &Limits::undurable_commits, 1, 1000000, "503 with Retry-After"},
    Limit{"case_entries", &Limits::case_entries, 1, 1000000, "409"},
    Limit{"due_timers_per_tick", &Limits::due_timers_per_tick, 1, 100000, "the rest waits for the next tick"},
    Limit{"page_size", &Limits::page_size, 1, 1000, "a page of this size, with a link to the next"},
    Limit{"page_size_most", &Limits::page_size_most, 1, 1000, "400"},
    Limit{"clock_jump_seconds", &Limits::clock_jump_seconds, 60, 366 * a_day,
          "timers stop and readyz is false until the clock is accepted"},
    Limit{"event_streams", &Limits::event_streams, 1, 4000, "503 with Retry-After"},
    Limit{"heartbeat_seconds", &Limits::heartbeat_seconds, 1, 3600,
          "a comment that says where the reader is"},
    Limit{"deliveries_in_flight", &Limits::deliveries_in_flight, 1, 64, "the next event waits"},
    Limit{"delivery_seconds", &Limits::delivery_seconds, 1, 120, "a failed attempt: timed_out"},
    Limit{"delivery_answer_bytes", &Limits::delivery_answer_bytes, 1024, 1048576,
          "a failed attempt: answer_too_long"},
};

std::string number(std::int64_t value) {
  return std::to_string(value);
}

}  // namespace

std::string_view name_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return "debug";
    case LogLevel::info:
      return "info";
    case LogLevel::warning:
      return "warning";
    case LogLevel::error:
      return "error";
  }
  return "info";
}

std::string_view name_of(RequestLog requests) {
  switch (requests) {
    case RequestLog::none:
      return "none";
    case RequestLog::refused:
      return "refused";
    case RequestLog::all:
      return "all";
  }
  return "refused";
}

std::span<const Limit> limit_table() {
  return limits;
}

std::vector<std::string> describe(const Settings& settings) {
  std::vector<std::string> lines{
      "listen.address = " + in_quotes(settings.listen.address),
      "listen.names = " + in_quotes(settings.listen.names),
      "listen.public_address = " + in_quotes(settings.listen.public_address),
      "log.level = " + in_quotes(name_of(settings.log.level)),
      "log.requests = " + in_quotes(name_of(settings.log.requests)),
      "rules.directory = " + in_quotes(settings.rules.directory),
      "storage.directory = " + in_quotes(settings.storage.directory),
      "storage.free_space_floor = " + number(settings.storage.free_space_floor),
      "storage.reserve = " + number(settings.storage.reserve),
      "storage.revocation_floor = " + number(settings.storage.revocation_floor),
  };
  for (std::string& line : describe(settings.mail)) lines.push_back(std::move(line));
  for (const Limit& limit : limits)
    lines.push_back("limits." + std::string{limit.key} + " = " + number(settings.limits.*limit.value));
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace reviewd
