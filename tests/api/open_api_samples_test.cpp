// Real documents against the description, judged by ajv; the description itself judged by a linter.
#include <sys/wait.h>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "storage/commit_codec.hpp"
#include "tests/storage/scratch_directory.hpp"
#include "tests/support/api_description.hpp"
#include "tests/support/described_samples.hpp"
#include "tests/support/skip.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

struct Ran {
  std::string printed;
  int code = -1;
};

Ran run(const std::string& command) {
  Ran ran;
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  char piece[4096];
  while (const std::size_t count = std::fread(piece, 1, sizeof piece, pipe)) ran.printed.append(piece, count);
  const int status = ::pclose(pipe);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

// The tools want 20.19.
bool node_is_recent() {
  const Ran version = run("node --version");
  int major = 0;
  int minor = 0;
  if (std::sscanf(version.printed.c_str(), "v%d.%d", &major, &minor) != 2) return false;
  return major > 20 || (major == 20 && minor >= 19);
}

json::array samples_as_json() {
  json::array list;
  for (const auto& samples : {answered_samples(), sent_samples()})
    for (const DescribedSample& sample : samples)
      list.push_back(json::object{{"schema", sample.schema},
                                  {"valid", sample.valid},
                                  {"what", sample.what},
                                  {"document", sample.document}});
  return list;
}

}  // namespace

TEST_CASE("there is a sample of every type of event", "[open_api]") {
  std::set<std::string> types;
  for (const DescribedSample& sample : answered_samples())
    if (sample.schema == "Event") types.insert(std::string{sample.document.at("type").as_string()});
  for (const std::string_view type : event_type_names()) {
    INFO(type);
    CHECK(types.contains(std::string{type}));
  }
}

TEST_CASE("real documents are as the description says, and a linter finds nothing in it", "[open_api]") {
  const std::string tests = REVIEWD_SOURCE_DIR "/tests";
  if (!node_is_recent()) return skip_test("node 20.19 or newer");
  if (!std::filesystem::exists(tests + "/node_modules/ajv"))
    return skip_test("the npm tools of the tests (scripts/test installs them)");
  const ScratchDirectory scratch;
  const auto file = scratch.path() / "description.json";
  std::ofstream(file) << json::serialize(
      json::object{{"description", api_description()}, {"samples", samples_as_json()}});
  const Ran ran = run("node '" + tests + "/node/check_openapi.mjs' '" + file.string() + "'");
  INFO(ran.printed);
  CHECK(ran.code == 0);
}

}  // namespace reviewd
