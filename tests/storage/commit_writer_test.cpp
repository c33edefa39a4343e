// The writer of commits keeps out of the log what no start could read.
#include "storage/commit_writer.hpp"

#include <catch2/catch.hpp>

#include "storage/memory_log.hpp"

namespace reviewd {

TEST_CASE("commit writer: a commit of the register that could not be read again is not written",
          "[storage]") {
  MemoryLog log;
  const auto keys = KeyFile::in_memory(1);
  Sealer sealer(*keys);
  CommitWriter writer(log, sealer, nullptr, Head{});
  const auto entered = [](const std::string& name) {
    auto commit = std::make_shared<Commit>();
    commit->position = Position{1};
    commit->actor = Actor::daemon();
    commit->events.push_back({std::nullopt, BoardEntered{Identifier{}, name}});
    return std::vector<std::shared_ptr<const Commit>>{commit};
  };
  const auto refused = writer.write(entered("Office \xff"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == LogFaultKind::failed);
  CHECK(log.tail() == Position{});
  CHECK(writer.head().position == Position{});
  CHECK(writer.write(entered("Office")).has_value());
  CHECK(log.tail() == Position{1});
}

TEST_CASE("commit writer: each record names the version of the program that wrote it", "[storage]") {
  MemoryLog log;
  const auto keys = KeyFile::in_memory(1);
  Sealer sealer(*keys);
  CommitWriter writer(log, sealer, nullptr, Head{}, "7.8.9");
  auto commit = std::make_shared<Commit>();
  commit->position = Position{1};
  commit->actor = Actor::daemon();
  commit->events.push_back({std::nullopt, BoardEntered{Identifier{}, "Office"}});
  REQUIRE(writer.write(std::vector<std::shared_ptr<const Commit>>{commit}).has_value());
  std::string stored;
  REQUIRE(log.read(Position{1}, Position{1}, [&](Position, std::string_view record) {
    stored = record;
    return true;
  }));
  CHECK(stored.find(R"("writer":"7.8.9")") != std::string::npos);
}

}  // namespace reviewd
