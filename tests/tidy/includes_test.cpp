// House rule: who may include whom (ARCHITECTURE.md), and what may not stand in a header that others include.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <regex>
#include <set>

#include "tests/tidy/source.hpp"

namespace reviewd {
namespace {

struct Include {
  std::size_t line = 0;
  std::string path;
  bool quoted = false;
};

std::vector<Include> includes_of(const Source& source) {
  static const std::regex expression(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::vector<Include> found;
  const std::vector<std::string> lines = lines_of(source.text);
  for (std::size_t at = 0; at < lines.size(); ++at) {
    std::smatch match;
    if (std::regex_search(lines[at], match, expression))
      found.push_back({at + 1, match[2], match[1] == "\""});
  }
  return found;
}

std::string folder_of(const std::string& path) {
  return path.substr(0, path.find('/'));
}

// What the API may use of storage: its codecs; the hash, because a token is known by its SHA-256 only and a
// request key is a digest; and the interface of the log, for the fault that a read hands back as a value. The
// logs themselves, the sealer, the anchor and the files stay behind the door: the daemon holds them.
bool storage_for_the_api(const std::string& path) {
  static const std::regex expression(R"(^storage/(\w*(codec|json)\w*|hash|log)\.hpp$)");
  return std::regex_search(path, expression);
}

// The folders that may be included from each folder; tests, benchmarks and the daemon may include all.
bool may_include(const std::string& from, const std::string& path) {
  static const std::map<std::string, std::set<std::string>> doors = {{"domain", {"domain"}},
                                                                     {"storage", {"storage", "domain"}},
                                                                     {"config", {"config", "domain"}},
                                                                     {"api", {"api", "domain"}},
                                                                     {"web", {"web", "api", "domain"}}};
  const auto door = doors.find(from);
  if (door == doors.end() || door->second.contains(folder_of(path))) return true;
  return from == "api" && storage_for_the_api(path);
}

std::vector<Violation> doors_are_kept(const Source& source) {
  static const std::set<std::string> rooms = {"domain", "storage", "config", "api",
                                              "web",    "daemon",  "tests",  "bench"};
  std::vector<Violation> found;
  if (!source.cpp()) return found;
  for (const Include& include : includes_of(source)) {
    if (!include.quoted) continue;
    if (!rooms.contains(folder_of(include.path)) || include.path.find('/') == std::string::npos) {
      found.push_back({source.path, include.line, "include paths begin at the root of the project"});
    } else if (!may_include(folder_of(source.path), include.path)) {
      found.push_back(
          {source.path, include.line, folder_of(source.path) + " may not include " + include.path});
    }
  }
  return found;
}

// The domain has no I/O, no clock, no thread and no library but the standard one.
std::vector<Violation> domain_is_pure(const Source& source) {
  static const std::set<std::string> banned = {"iostream",
                                               "fstream",
                                               "istream",
                                               "ostream",
                                               "filesystem",
                                               "thread",
                                               "mutex",
                                               "shared_mutex",
                                               "atomic",
                                               "future",
                                               "ctime",
                                               "time.h",
                                               "condition_variable",
                                               "random",
                                               "locale",
                                               "unistd.h",
                                               "csignal",
                                               "stdio.h",
                                               "latch",
                                               "semaphore",
                                               "barrier",
                                               "syncstream"};
  std::vector<Violation> found;
  if (!source.in("domain")) return found;
  for (const Include& include : includes_of(source)) {
    if (include.quoted) continue;
    const bool foreign = include.path.find_first_of("./") != std::string::npos;
    if (foreign || banned.contains(include.path)) {
      found.push_back({source.path, include.line, "the domain may not include <" + include.path + ">"});
    }
  }
  return found;
}

std::string stem_of(const std::string& path) {
  return path.substr(0, path.find_last_of('.'));
}

bool expensive(const std::string& path) {
  return path == "boost/asio.hpp" || path == "boost/beast.hpp" || path.starts_with("boost/beast/");
}

// Headers with Beast or all of Asio inside, included by a file other than their own .cpp.
std::vector<Violation> expensive_headers(const std::vector<Source>& sources) {
  std::set<std::string> carriers;
  for (const Source& source : sources) {
    const std::vector<Include> includes = includes_of(source);
    const bool carries = std::any_of(includes.begin(), includes.end(),
                                     [](const Include& include) { return expensive(include.path); });
    if (source.header() && carries) carriers.insert(source.path);
  }
  std::vector<Violation> found;
  for (const Source& source : sources) {
    for (const Include& include : includes_of(source)) {
      if (carriers.contains(include.path) && stem_of(include.path) != stem_of(source.path)) {
        found.push_back({source.path, include.line, include.path + " carries Beast or all of Asio"});
      }
    }
  }
  return found;
}

}  // namespace

TEST_CASE("tidy: includes keep to the doors between the folders", "[tidy]") {
  CHECK(doors_are_kept(make_source("domain/day.cpp", "#include \"storage/log.hpp\"\n")).size() == 1);
  CHECK(doors_are_kept(make_source("api/server.cpp", "#include \"storage/rocks_log.hpp\"\n")).size() == 1);
  CHECK(doors_are_kept(make_source("api/server.cpp", "#include \"storage/sealer.hpp\"\n")).size() == 1);
  CHECK(doors_are_kept(make_source("web/pages.cpp", "#include \"storage/hash.hpp\"\n")).size() == 1);
  CHECK(doors_are_kept(make_source("config/settings.cpp", "#include \"api/route.hpp\"\n")).size() == 1);
  CHECK(doors_are_kept(make_source("domain/day.cpp", "#include \"day.hpp\"\n")).size() == 1);
  CHECK(doors_are_kept(make_source("daemon/main.cpp", "#include \"../domain/day.hpp\"\n")).size() == 1);
  CHECK(doors_are_kept(make_source("api/server.cpp", "#include \"storage/json_codec.hpp\"\n")).empty());
  CHECK(doors_are_kept(make_source("api/access.cpp", "#include \"storage/hash.hpp\"\n")).empty());
  CHECK(doors_are_kept(make_source("api/server.hpp", "#include \"storage/log.hpp\"\n")).empty());
  CHECK(doors_are_kept(make_source("daemon/main.cpp", "#include \"storage/log.hpp\"\n")).empty());
  CHECK(violations_in_tree(doors_are_kept) == "");
}

TEST_CASE("tidy: the domain includes the standard library only, without I/O, clock or thread", "[tidy]") {
  CHECK(domain_is_pure(make_source("domain/day.cpp", "#include <fstream>\n")).size() == 1);
  CHECK(domain_is_pure(make_source("domain/day.cpp", "#include <boost/json.hpp>\n")).size() == 1);
  CHECK(domain_is_pure(make_source("domain/day.cpp", "#include <thread>\n")).size() == 1);
  CHECK(domain_is_pure(make_source("domain/day.cpp", "#include <vector>\n")).empty());
  CHECK(domain_is_pure(make_source("storage/log.cpp", "#include <fstream>\n")).empty());
  CHECK(violations_in_tree(domain_is_pure) == "");
}

TEST_CASE("tidy: no header that others include carries Beast or all of Asio", "[tidy]") {
  const Source carrier = make_source("api/session.hpp", "#include <boost/beast/http.hpp>\n");
  const Source own = make_source("api/session.cpp", "#include \"api/session.hpp\"\n");
  const Source other = make_source("api/server.cpp", "#include \"api/session.hpp\"\n");
  CHECK(expensive_headers({carrier, own}).empty());
  REQUIRE(expensive_headers({carrier, own, other}).size() == 1);
  CHECK(expensive_headers({carrier, own, other})[0].path == "api/server.cpp");
  std::string report;
  for (const Violation& found : expensive_headers(tree())) report += found.path + ": " + found.what + "\n";
  CHECK(report == "");
}

}  // namespace reviewd
