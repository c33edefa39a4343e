#include "tests/support/golden_log.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "storage/commit_codec.hpp"
#include "storage/hash.hpp"
#include "storage/state_text.hpp"
#include "tests/support/scratch_directory.hpp"
#include "tests/support/shipped_rules.hpp"

namespace reviewd {
namespace {

std::filesystem::path golden_place(const std::string& name) {
  return std::filesystem::path{REVIEWD_SOURCE_DIR} / "tests/golden" / name;
}

std::string hashes_of(const Engine& engine) {
  std::string text = "register " + sha256(state_text(engine.register_state())).text() + "\n";
  for (const CaseId& id : engine.cases_in_order())
    text += std::string{id.text()} + " " + state_hash(*engine.find(id)).text() + "\n";
  return text;
}

}  // namespace

void write_golden_log(const std::string& name, EngineBench& story) {
  if (std::getenv("UPDATE_GOLDEN") == nullptr || std::filesystem::exists(golden_place(name + ".txt"))) return;
  std::string text;
  for (const auto& commit : story.commits()) text += encode(*commit).open + "\n";
  write_file(golden_place(name + ".txt"), text);
  write_file(golden_place(name + ".hashes"), hashes_of(story.engine()));
}

std::unique_ptr<Engine> folded_golden_log(const std::string& name) {
  auto engine = std::make_unique<Engine>(std::make_shared<RuleBook>(shipped_rules()));
  std::ifstream stream(golden_place(name + ".txt"), std::ios::binary);
  for (std::string line; std::getline(stream, line);) {
    const auto commit = decode(engine->head().next(), line);
    REQUIRE(commit.has_value());
    CHECK(encode(*commit).open == line);
    engine->replay(*commit);
  }
  engine->replayed();
  CHECK(hashes_of(*engine) == file_bytes(golden_place(name + ".hashes")));
  return engine;
}

}  // namespace reviewd
