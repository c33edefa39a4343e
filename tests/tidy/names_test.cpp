// House rule: names say what a thing is, in whole words; one namespace.
#include <catch2/catch.hpp>
#include <cctype>
#include <regex>
#include <set>

#include "tests/tidy/source.hpp"

namespace reviewd {
namespace {

// Names for places where anything may end up.
const std::set<std::string>& empty_names() {
  static const std::set<std::string> names = {"util",    "utils", "utility", "common", "helper", "helpers",
                                              "manager", "core",  "bus",     "misc",   "stuff"};
  return names;
}

const std::set<std::string>& abbreviations() {
  static const std::set<std::string> names = {"cfg",  "ctx",  "req",  "msg",  "buf", "resp", "evt",
                                              "mgr",  "idx",  "cnt",  "conn", "pos", "addr", "prev",
                                              "cmd",  "hdr",  "pkt",  "opts", "tmp", "srv",  "attr",
                                              "auth", "calc", "desc", "impl", "val", "param"};
  return names;
}

// Names that POSIX and Linux gave long ago.
const std::set<std::string>& names_of_the_system() {
  static const std::set<std::string> names = {"in_addr", "in6_addr", "sockaddr_in", "in_addr_t",
                                              "epoll_event"};
  return names;
}

// "case_list" and "CaseList" give "case" and "list".
std::vector<std::string> words_of(const std::string& name) {
  std::vector<std::string> words(1);
  for (const char character : name) {
    const bool upper = std::isupper(static_cast<unsigned char>(character)) != 0;
    if ((character == '_' || upper) && !words.back().empty()) words.emplace_back();
    if (character != '_') {
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(character)));
    }
  }
  return words;
}

bool any_word_in(const std::string& name, const std::set<std::string>& names) {
  for (const std::string& word : words_of(name)) {
    if (names.contains(word)) return true;
  }
  return false;
}

std::string stem_of(const std::string& path) {
  const std::string file = path.substr(path.find_last_of('/') + 1);
  return file.substr(0, file.find('.'));
}

std::vector<Violation> files_are_named(const Source& source) {
  static const std::regex snake_case("^[a-z][a-z0-9_]*$");
  if (!source.cpp()) return {};
  const std::string stem = stem_of(source.path);
  if (!std::regex_match(stem, snake_case)) return {{source.path, 1, "file names are snake_case"}};
  if (any_word_in(stem, empty_names())) return {{source.path, 1, "a file name that says nothing"}};
  return {};
}

std::vector<Violation> types_are_named(const Source& source) {
  static const std::regex declared(R"(\b(?:class|struct|enum class)\s+(\w+)\s*(?:final\s*)?(?:\{|:(?!:)))");
  static const std::regex pascal_case("^[A-Z][A-Za-z0-9]*$");
  std::vector<Violation> found;
  if (!source.cpp()) return found;
  const std::sregex_iterator end;
  for (std::sregex_iterator at(source.code.begin(), source.code.end(), declared); at != end; ++at) {
    const std::string name = (*at)[1];
    const std::size_t line = line_at(source.code, static_cast<std::size_t>(at->position()));
    if (any_word_in(name, empty_names())) found.push_back({source.path, line, name + " says nothing"});
    if (!std::regex_match(name, pascal_case)) {
      found.push_back({source.path, line, "type names are PascalCase: " + name});
    }
  }
  return found;
}

// Whole words of lower-case identifiers; what stands after "::", "->" or "." may be another library's.
std::vector<Violation> names_are_whole_words(const Source& source) {
  static const std::regex identifier(R"((^|[^\w:.>])([a-z][a-z0-9_]*)\b)");
  std::vector<Violation> found;
  if (!source.cpp()) return found;
  const std::sregex_iterator end;
  for (std::sregex_iterator at(source.code.begin(), source.code.end(), identifier); at != end; ++at) {
    const std::string name = (*at)[2];
    if (any_word_in(name, abbreviations()) && !names_of_the_system().contains(name)) {
      found.push_back({source.path, line_at(source.code, static_cast<std::size_t>(at->position(2))),
                       "abbreviation: " + name});
    }
  }
  return found;
}

std::vector<Violation> one_namespace(const Source& source) {
  static const std::regex expression(R"(\bnamespace\s+([\w:]+)\s*\{)");
  std::vector<Violation> found;
  const std::sregex_iterator end;
  if (!source.cpp()) return found;
  for (std::sregex_iterator at(source.code.begin(), source.code.end(), expression); at != end; ++at) {
    // A type of another library is declared ahead, or specialised, in its own namespace.
    const std::string name = (*at)[1];
    static const std::set<std::string> foreign = {"rocksdb",     "simdjson", "boost::json",
                                                  "boost::asio", "Catch",    "std"};
    if (name != "reviewd" && !foreign.contains(name)) {
      found.push_back({source.path, line_at(source.code, static_cast<std::size_t>(at->position())),
                       "one namespace, reviewd, not " + name});
    }
  }
  return found;
}

}  // namespace

TEST_CASE("tidy: file names say what is inside", "[tidy]") {
  CHECK(files_are_named(make_source("domain/string_util.hpp", "")).size() == 1);
  CHECK(files_are_named(make_source("api/connection_manager.cpp", "")).size() == 1);
  CHECK(files_are_named(make_source("api/HttpServer.cpp", "")).size() == 1);
  CHECK(files_are_named(make_source("api/http_server.cpp", "")).empty());
  CHECK(violations_in_tree(files_are_named) == "");
}

TEST_CASE("tidy: types are named in PascalCase and say what they are", "[tidy]") {
  CHECK(types_are_named(make_source("domain/day.hpp", "class CaseManager {};")).size() == 1);
  CHECK(types_are_named(make_source("domain/day.hpp", "struct case_list {};")).size() == 1);
  CHECK(types_are_named(make_source("domain/day.hpp", "enum class EventBus { a };")).size() == 1);
  CHECK(types_are_named(make_source("domain/day.hpp", "struct CaseList {};  // class of_words")).empty());
  CHECK(violations_in_tree(types_are_named) == "");
}

TEST_CASE("tidy: names are whole words", "[tidy]") {
  CHECK(names_are_whole_words(make_source("domain/day.cpp", "int ctx = 1;")).size() == 1);
  CHECK(names_are_whole_words(make_source("domain/day.cpp", "void read(int req_size);")).size() == 1);
  CHECK(names_are_whole_words(make_source("domain/day.cpp", "int msg_;")).size() == 1);
  CHECK(names_are_whole_words(make_source("domain/day.cpp", "int context = request; // ctx")).empty());
  CHECK(violations_in_tree(names_are_whole_words) == "");
}

TEST_CASE("tidy: there is one namespace", "[tidy]") {
  CHECK(one_namespace(make_source("domain/day.cpp", "namespace reviewd::detail {\n}")).size() == 1);
  CHECK(one_namespace(make_source("domain/day.cpp", "namespace days {\n}")).size() == 1);
  CHECK(one_namespace(make_source("domain/day.cpp", "namespace reviewd {\nnamespace {\n}\n}")).empty());
  CHECK(violations_in_tree(one_namespace) == "");
}

}  // namespace reviewd
