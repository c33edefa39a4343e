// House rule: calls that may not stand where they would break a promise of the design.
#include <catch2/catch.hpp>
#include <regex>

#include "tests/tidy/source.hpp"

namespace reviewd {
namespace {

void append(std::vector<Violation>& found, std::vector<Violation> more) {
  found.insert(found.end(), more.begin(), more.end());
}

// The domain is a function of what it is handed: no clock, no environment, no chance, no output, no
// exception.
std::vector<Violation> domain_asks_nothing(const Source& source) {
  if (!source.in("domain") || !source.cpp()) return {};
  std::vector<Violation> found = matches(
      source,
      R"((^|[^\w.>])(std::)?(time|clock|getenv|rand|srand|localtime|gmtime|clock_gettime|gettimeofday)\s*\()",
      "the domain asks neither clock nor environment nor chance");
  append(found, matches(source, R"(\w_clock\b|::now\s*\()", "the domain has no clock"));
  append(found, matches(source, R"(\b(random_device|mt19937\w*)\b)", "the domain draws nothing at random"));
  append(found, matches(source, R"(\b(cout|cerr|clog|printf|puts)\b)", "the domain prints nothing"));
  append(found, matches(source, R"(\bthrow\b)", "errors of the world are values"));
  append(found,
         matches(source, R"(\b(thread_local|std::mutex|std::thread|std::atomic)\b)", "one thread, no lock"));
  return found;
}

// State that is folded from events has one order on every machine.
std::vector<Violation> state_has_an_order(const Source& source) {
  static const std::regex folded(
      R"(^domain/(\w+/)?(case_state|evolve|register_state|state_)\w*\.(hpp|cpp)$)");
  if (!std::regex_search(source.path, folded)) return {};
  return matches(source, R"(\bunordered_\w+)", "state that is folded or hashed has no unordered container");
}

// `!Valid()` is also how an error of reading looks.
std::vector<Violation> iterators_are_asked_for_their_status(const Source& source) {
  std::vector<Violation> found;
  if (!source.cpp()) return found;
  for (const Body& body : function_bodies(source)) {
    const std::string code = source.code.substr(body.begin, body.end - body.begin);
    if (code.find("Valid()") != std::string::npos && code.find("status()") == std::string::npos) {
      found.push_back({source.path, line_at(source.code, body.begin), "Valid() without status() after it"});
    }
  }
  return found;
}

std::vector<Violation> nothing_is_detached(const Source& source) {
  if (!source.cpp()) return {};
  return matches(source, R"(\basio::detached\b|\buse\w*detached\b|[.>]detach\s*\()",
                 "detached swallows exceptions; hand in a completion that ends the process");
}

// A frame of a coroutine outlives the closure it was called through.
std::vector<Violation> coroutine_lambdas_capture_nothing(const Source& source) {
  if (!source.cpp()) return {};
  return matches(source, R"(\[[^\]\[\s][^\]\[]*\]\s*\([^()]*\)\s*(mutable\s*)?->\s*[\w:]*awaitable\b)",
                 "a coroutine lambda never captures");
}

std::vector<Violation> tests_do_not_sleep(const Source& source) {
  if (!source.in("tests")) return {};
  return matches(source, R"(\b(sleep_for|sleep_until|usleep|nanosleep)\b|\bsleep\s*\()",
                 "a test waits for something that happens, never for time to pass");
}

std::vector<Violation> tests_assert(const Source& source) {
  std::vector<Violation> found;
  if (!source.in("tests") || !source.cpp()) return found;
  static const std::regex test_case(R"((TEST_CASE|SCENARIO|TEST_CASE_METHOD)\s*\($)");
  static const std::regex assertion(R"(CHECK|REQUIRE|FAIL|expect|check|require|verify|then)");
  for (const Body& body : function_bodies(source)) {
    const std::size_t before = source.code.find_last_of(";}", body.begin);
    const std::size_t begin = before == std::string::npos ? 0 : before;
    const std::string opening = source.code.substr(begin, source.code.find('(', begin) + 1 - begin);
    const std::string code = source.code.substr(body.begin, body.end - body.begin);
    if (std::regex_search(opening, test_case) && !std::regex_search(code, assertion)) {
      found.push_back({source.path, line_at(source.code, body.begin), "a test that asserts nothing"});
    }
  }
  return found;
}

Source domain(const std::string& code) {
  return make_source("domain/evolve.cpp", code);
}
// A list of CMake ends at a semicolon: ctest would ask for half of the name, find no such test, and be
// content.
std::vector<Violation> test_names_reach_ctest(const Source& source) {
  static const std::regex name{R"~(TEST_CASE\(\s*"[^"]*;)~"};
  std::vector<Violation> found;
  for (std::sregex_iterator at(source.text.begin(), source.text.end(), name), end; at != end; ++at)
    found.push_back({source.path, line_at(source.text, static_cast<std::size_t>(at->position())),
                     "semicolon in the name of a test"});
  return found;
}

Source test(const std::string& code) {
  return make_source("tests/day_test.cpp", code);
}

}  // namespace

TEST_CASE("tidy: the domain asks neither clock, environment nor chance", "[tidy]") {
  CHECK(domain_asks_nothing(domain("auto now = std::time(nullptr);")).size() == 1);
  CHECK(domain_asks_nothing(domain("auto now = std::chrono::system_clock::now();")).size() >= 1);
  CHECK(domain_asks_nothing(domain("auto home = getenv(name);")).size() == 1);
  CHECK(domain_asks_nothing(domain("int drawn = rand();")).size() == 1);
  CHECK(domain_asks_nothing(domain("std::mt19937 engine;")).size() == 1);
  CHECK(domain_asks_nothing(domain("std::cerr << day;")).size() == 1);
  CHECK(domain_asks_nothing(domain("throw 1;")).size() == 1);
  CHECK(domain_asks_nothing(domain("// time(now)\nauto due = rule.time(day); int runtime(int);")).empty());
  CHECK(violations_in_tree(domain_asks_nothing) == "");
}

TEST_CASE("tidy: folded state has no unordered container", "[tidy]") {
  CHECK(state_has_an_order(domain("std::unordered_map<int, int> facts;")).size() == 1);
  CHECK(state_has_an_order(make_source("domain/case_state.hpp", "std::unordered_set<int> a;")).size() == 1);
  CHECK(state_has_an_order(domain("std::map<int, int> facts;")).empty());
  CHECK(violations_in_tree(state_has_an_order) == "");
}

TEST_CASE("tidy: every Valid() loop is followed by status()", "[tidy]") {
  const std::string loop = "void read(Iterator& it) {\n  for (; it.Valid(); it.Next()) visit(it);\n";
  const std::string path = "storage/rocks_log.cpp";
  CHECK(iterators_are_asked_for_their_status(make_source(path, loop + "}\n")).size() == 1);
  CHECK(iterators_are_asked_for_their_status(make_source(path, loop + "  // it.status()\n}\n")).size() == 1);
  CHECK(iterators_are_asked_for_their_status(make_source(path, loop + "  keep(it.status());\n}\n")).empty());
  CHECK(violations_in_tree(iterators_are_asked_for_their_status) == "");
}

TEST_CASE("tidy: nothing is detached", "[tidy]") {
  CHECK(nothing_is_detached(make_source("api/server.cpp", "co_spawn(loop, run(), asio::detached);")).size() ==
        1);
  CHECK(nothing_is_detached(make_source("daemon/main.cpp", "thread.detach();")).size() == 1);
  CHECK(nothing_is_detached(make_source("api/server.cpp", "co_spawn(loop, run(), end_process);")).empty());
  CHECK(violations_in_tree(nothing_is_detached) == "");
}

TEST_CASE("tidy: coroutine lambdas capture nothing", "[tidy]") {
  const std::string path = "api/server.cpp";
  CHECK(coroutine_lambdas_capture_nothing(
            make_source(path, "auto run = [this](int a) -> asio::awaitable<void> {};"))
            .size() == 1);
  CHECK(coroutine_lambdas_capture_nothing(make_source(path, "auto run = [&]() -> awaitable<void> {};"))
            .size() == 1);
  CHECK(coroutine_lambdas_capture_nothing(make_source(path, "auto run = [](int a) -> awaitable<void> {};"))
            .empty());
  CHECK(violations_in_tree(coroutine_lambdas_capture_nothing) == "");
}

TEST_CASE("tidy: no test sleeps", "[tidy]") {
  CHECK(tests_do_not_sleep(test("std::this_thread::sleep_for(second);")).size() == 1);
  CHECK(tests_do_not_sleep(test("sleep(1);")).size() == 1);
  CHECK(tests_do_not_sleep(test("wait_until_ready(); // no sleep()")).empty());
  CHECK(violations_in_tree(tests_do_not_sleep) == "");
}

TEST_CASE("tidy: the name of a test has no semicolon", "[tidy]") {
  const std::string opening =
      "TEST_"
      "CASE(\"";
  CHECK(test_names_reach_ctest(test(opening + "a; b\") {}\n")).size() == 1);
  CHECK(test_names_reach_ctest(test(opening + "a, b\") { run(); }\n")).empty());
  CHECK(violations_in_tree(test_names_reach_ctest) == "");
}

TEST_CASE("tidy: every test asserts something", "[tidy]") {
  CHECK(tests_assert(test("TEST_CASE(\"a\") {\n  run();\n}\n")).size() == 1);
  CHECK(tests_assert(test("int one() { return 1; }\nTEST_CASE(\"a\") {\n  run();\n}\n")).size() == 1);
  CHECK(tests_assert(test("TEST_CASE(\"a\") {\n  CHECK(run());\n}\n")).empty());
  CHECK(violations_in_tree(tests_assert) == "");
}

}  // namespace reviewd
