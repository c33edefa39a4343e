// The settings of the daemon, typed, and the one table of its limits. Read strictly: an unknown key or a
// value outside its bounds is a fault with its line. Values; any thread. Holds no secret.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/config_fault.hpp"
#include "config/mail_settings.hpp"

namespace reviewd {

// Where the daemon listens. Until it speaks TLS this is the machine itself and nothing else.
struct ConfiguredAddress {
  bool unix_socket = false;
  std::string host;        // "127.0.0.1", "::1"; empty for a socket
  std::uint16_t port = 0;  // 0: any free port, printed at start
  std::string path;        // of the socket, absolute

  bool operator==(const ConfiguredAddress&) const = default;
};

// Reads "127.0.0.1:8080", "[::1]:8080", "localhost:8080" or "unix:/run/reviewd/http.sock". The error is one
// sentence for the person who wrote it; an address that is reachable from elsewhere is refused.
[[nodiscard]] std::expected<ConfiguredAddress, std::string> parse_configured_address(std::string_view text);

// [listen]: where requests come in.
struct ListenSettings {
  std::string address = "127.0.0.1:8080";
  std::vector<std::string> names;  // further names that `Host` may carry
  std::string public_address;      // "https://reviewd.example.gov.uk", as others reach it; empty: the address

  bool operator==(const ListenSettings&) const = default;
};

// [storage]: where the log lies and how much room it must keep.
struct StorageSettings {
  std::string directory = "var";              // relative to the working directory
  std::int64_t free_space_floor = 536870912;  // bytes; below it commands are answered 507
  std::int64_t revocation_floor = 134217728;  // bytes; down to it tokens can still be revoked
  std::int64_t reserve = 67108864;            // bytes kept in a file that is given up in need

  bool operator==(const StorageSettings&) const = default;
};

// [rules]: where the editions and calendars lie.
struct RulesSettings {
  std::string directory = ".";  // holds editions/ and calendars/; relative to the file of the settings

  bool operator==(const RulesSettings&) const = default;
};

// Bounds of what one client, one request and one turn of the loop may take. The answers stand in
// limit_table().
struct Limits {
  std::int64_t connections = 512;
  std::int64_t connections_per_address = 64;  // not for loopback and sockets, where the address says nothing
  std::int64_t request_line_bytes = 8192;
  std::int64_t header_bytes = 16384;
  std::int64_t header_fields = 100;
  std::int64_t body_bytes = 1048576;
  std::int64_t chunk_overhead_bytes = 65536;
  std::int64_t header_seconds = 10;
  std::int64_t body_seconds = 30;
  std::int64_t body_bytes_per_second = 500;  // after body_seconds
  std::int64_t idle_seconds = 30;
  std::int64_t write_seconds = 30;
  std::int64_t shutdown_seconds = 10;
  std::int64_t admin_connections = 16;
  std::int64_t admin_seconds = 10;
  std::int64_t undurable_commits = 4096;
  std::int64_t case_entries = 20000;
  std::int64_t due_timers_per_tick = 256;
  std::int64_t page_size = 100;
  std::int64_t page_size_most = 1000;
  std::int64_t clock_jump_seconds = 86400;
  std::int64_t event_streams = 64;
  std::int64_t heartbeat_seconds = 15;
  std::int64_t deliveries_in_flight = 8;  // of one webhook
  std::int64_t delivery_seconds = 10;
  std::int64_t delivery_answer_bytes = 65536;

  bool operator==(const Limits&) const = default;
};

// From the most talkative to the least.
enum class LogLevel { debug, info, warning, error };

// Which answered requests have a line of their own.
enum class RequestLog { none, refused, all };

// [log]: what the daemon says on standard error.
struct LogSettings {
  LogLevel level = LogLevel::info;
  RequestLog requests = RequestLog::refused;

  bool operator==(const LogSettings&) const = default;
};

// All settings of one daemon; default-constructed they are the built-in ones.
struct Settings {
  ListenSettings listen;
  StorageSettings storage;
  RulesSettings rules;
  MailSettings mail;
  Limits limits;
  LogSettings log;

  bool operator==(const Settings&) const = default;
};

// "debug", "info", "warning" or "error".
std::string_view name_of(LogLevel level);

// "none", "refused" or "all".
std::string_view name_of(RequestLog requests);

// One limit: its key in [limits], its bounds, and what happens to whoever meets it.
struct Limit {
  std::string_view key;
  std::int64_t Limits::* value;
  std::int64_t least;
  std::int64_t most;
  std::string_view answer;
};
// Every limit there is, in the order of the struct.
std::span<const Limit> limit_table();

// A missing section or key keeps its default. `file_name` only names the text in faults.
[[nodiscard]] std::expected<Settings, ConfigFault> read_settings(std::string_view text,
                                                                 std::string_view file_name);

// Reads the file; the [rules] directory and the files of [mail] are taken from where the file lies, when they
// are relative. Blocks.
[[nodiscard]] std::expected<Settings, ConfigFault> load_settings(const std::filesystem::path& file);

// The defaults, for a start without a file. The rules are those installed beside the program
// (/etc/reviewd, of a program in <prefix>/bin), else those of the source tree it was built from. Blocks.
Settings built_in_settings();

// Every setting as "section.key = value" in TOML's notation, sorted by key.
std::vector<std::string> describe(const Settings& settings);

}  // namespace reviewd
