#include "config/settings.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "config/rule_files.hpp"

using namespace reviewd;

namespace {

const char* const shipped_file = REVIEWD_SOURCE_DIR "/config/reviewd.toml";

std::string shipped_text() {
  std::ifstream stream{shipped_file, std::ios::binary};
  std::stringstream text;
  text << stream.rdbuf();
  REQUIRE_FALSE(text.str().empty());
  return text.str();
}

std::string fault(std::string_view text) {
  const auto read = read_settings(text, "reviewd.toml");
  REQUIRE_FALSE(read.has_value());
  return read.error().text();
}

bool contains(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

// "section.key" of every key in the file.
std::vector<std::string> keys_of(const std::string& text) {
  std::vector<std::string> keys;
  std::string section;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("[")) section = line.substr(1, line.size() - 2);
    const std::size_t equals = line.find(" = ");
    if (!line.starts_with("#") && equals != std::string::npos)
      keys.push_back(section + "." + line.substr(0, equals));
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace

TEST_CASE("config/reviewd.toml says exactly the built-in defaults") {
  const auto read = read_settings(shipped_text(), "reviewd.toml");
  REQUIRE(read.has_value());
  CHECK(*read == Settings{});
}

TEST_CASE("config/reviewd.toml names every key there is, and no other") {
  std::vector<std::string> known;
  for (const std::string& line : describe(Settings{})) known.push_back(line.substr(0, line.find(" = ")));
  CHECK(keys_of(shipped_text()) == known);
}

TEST_CASE("every limit has its place in the table, its default within its bounds and an answer") {
  CHECK(limit_table().size() * sizeof(std::int64_t) == sizeof(Limits));
  const Limits defaults;
  for (const Limit& limit : limit_table()) {
    INFO(limit.key);
    CHECK(defaults.*limit.value >= limit.least);
    CHECK(defaults.*limit.value <= limit.most);
    CHECK_FALSE(limit.answer.empty());
  }
}

TEST_CASE("an empty file is all defaults") {
  CHECK(read_settings("", "f") == Settings{});
}

TEST_CASE("every kind of setting can be changed") {
  const auto read = read_settings(
      "[listen]\naddress = \"127.0.0.1:0\"\nnames = [\"reviews.example\"]\n[storage]\ndirectory = "
      "\"/srv/log\"\n"
      "free_space_floor = 1000\nrevocation_floor = 10\nreserve = 0\n[rules]\ndirectory = \"/etc/rules\"\n"
      "[limits]\nconnections = 7\n[log]\nlevel = \"debug\"\nrequests = \"all\"\n",
      "f");
  REQUIRE(read.has_value());
  CHECK(read->listen.address == "127.0.0.1:0");
  CHECK(read->listen.names == std::vector<std::string>{"reviews.example"});
  CHECK(read->storage.directory == "/srv/log");
  CHECK(read->storage.free_space_floor == 1000);
  CHECK(read->rules.directory == "/etc/rules");
  CHECK(read->limits.connections == 7);
  CHECK(read->log.level == LogLevel::debug);
  CHECK(read->log.requests == RequestLog::all);
}

TEST_CASE("unknown keys and sections are refused at their line") {
  CHECK(contains(fault("[listen]\nadress = \"127.0.0.1:1\"\n"),
                 "reviewd.toml:2: listen.adress is not known here"));
  CHECK(contains(fault("\n\n[network]\nport = 1\n"), "reviewd.toml:3: network is not known here"));
  CHECK(contains(fault("[limits]\nconnection = 1\n"), "limits.connection is not known here"));
  CHECK(contains(fault("port = 1\n"), "reviewd.toml:1: port is not known here"));
}

TEST_CASE("limits outside their bounds, or of another type, are refused") {
  CHECK(contains(fault("[limits]\nconnections = 0\n"),
                 "reviewd.toml:2: limits.connections must be from 1 to 8000"));
  CHECK(
      contains(fault("[limits]\nheader_bytes = 65536\n"), "limits.header_bytes must be from 1024 to 16384"));
  CHECK(contains(fault("[limits]\npage_size_most = 1001\n"), "limits.page_size_most must be from 1 to 1000"));
  CHECK(contains(fault("[limits]\nbody_bytes = \"1 MB\"\n"), "limits.body_bytes must be a whole number"));
  CHECK(contains(fault("[limits]\nbody_bytes = 1e6\n"), "limits.body_bytes must be a whole number"));
  CHECK(contains(fault("[limits]\npage_size_most = 50\n"), "page_size must not be above page_size_most"));
  CHECK(contains(fault("[storage]\nrevocation_floor = 900000000\n"), "must not be above free_space_floor"));
  CHECK(contains(fault("[log]\nlevel = \"trace\"\n"), "log.level is none of debug, info, warning, error"));
  CHECK(contains(fault("limits = 1\n"), "limits must be a table"));
}

TEST_CASE("a settings file that is too long or too deep is refused") {
  CHECK(contains(fault(std::string(70000, ' ')), "longer than 65536 bytes"));
  CHECK(
      contains(fault("[listen]\nnames = " + std::string(500, '[')), "reviewd.toml:2: nested deeper than 8"));
}

TEST_CASE("until there is TLS the daemon listens on loopback or a Unix socket only") {
  CHECK(parse_configured_address("127.0.0.1:8080") == ConfiguredAddress{false, "127.0.0.1", 8080, ""});
  CHECK(parse_configured_address("127.3.2.1:0") == ConfiguredAddress{false, "127.3.2.1", 0, ""});
  CHECK(parse_configured_address("localhost:81") == ConfiguredAddress{false, "127.0.0.1", 81, ""});
  CHECK(parse_configured_address("[::1]:8080") == ConfiguredAddress{false, "::1", 8080, ""});
  CHECK(parse_configured_address("unix:/run/r.sock") == ConfiguredAddress{true, "", 0, "/run/r.sock"});
  for (const char* text : {"0.0.0.0:8080", "10.0.0.1:8080", "[::]:8080", "[2001:db8::1]:80", "example.org:80",
                           "[::ffff:127.0.0.1]:80", "127.1:80"})
    CHECK(contains(parse_configured_address(text).error(), "must be on loopback"));
}

TEST_CASE("an address that cannot be read is refused, with what is expected") {
  for (const char* text : {"", ":8080", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                           "127.0.0.1:80x", "::1:80", "[127.0.0.1]:80", "unix:", "unix:relative.sock"})
    CHECK_FALSE(parse_configured_address(text).has_value());
  CHECK_FALSE(parse_configured_address("unix:/" + std::string(120, 'a')).has_value());
  CHECK(contains(fault("[listen]\naddress = \"0.0.0.0:80\"\n"),
                 "reviewd.toml:2: listen.address must be on loopback"));
  CHECK(contains(fault("[listen]\nnames = [\"a:80\"]\n"), "listen.names must hold host names"));
}

TEST_CASE("the rules directory of a file is taken from where the file lies") {
  const auto loaded = load_settings(shipped_file);
  REQUIRE(loaded.has_value());
  CHECK(load_rule_files(loaded->rules.directory).has_value());
  CHECK(load_rule_files(built_in_settings().rules.directory).has_value());
}

TEST_CASE("a settings file that cannot be read is refused by name") {
  const auto missing = load_settings("/nonexistent/reviewd.toml");
  REQUIRE_FALSE(missing.has_value());
  CHECK(contains(missing.error().text(), "/nonexistent/reviewd.toml: cannot be read"));
  CHECK_FALSE(load_settings(REVIEWD_SOURCE_DIR).has_value());
}

TEST_CASE("the settings are described as sorted lines that read back as the same settings") {
  Settings settings;
  settings.listen.names = {"one.example", "two.example"};
  settings.storage.directory = "a \"quoted\" \\ directory";
  settings.limits.page_size = 7;
  std::string text;
  for (const std::string& line : describe(settings)) text += line + "\n";  // dotted keys are TOML too
  CHECK(read_settings(text, "described") == settings);
  const auto lines = describe(settings);
  CHECK(std::is_sorted(lines.begin(), lines.end()));
}
