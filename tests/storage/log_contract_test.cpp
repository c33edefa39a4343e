// The contract of Log, over every Log there is.
#include <atomic>
#include <catch2/catch.hpp>
#include <memory>
#include <thread>

#include "storage/memory_log.hpp"
#include "storage/rocks_log.hpp"
#include "tests/storage/sample_log.hpp"
#include "tests/support/scratch_directory.hpp"

namespace reviewd {
namespace {

struct MemoryLogMaker {
  std::unique_ptr<Log> make() { return std::make_unique<MemoryLog>(); }
  std::unique_ptr<Log> reopen(std::unique_ptr<Log> log) { return static_cast<MemoryLog&>(*log).reopen(); }
  std::unique_ptr<Log> open_copy() { return MemoryLog::from_checkpoint(copy()).value(); }
  std::filesystem::path copy() const { return scratch / "copy"; }
  // Looks while an append is under way, as late as the log lets a test look.
  static void look_in_append(Log& log, const std::function<void()>& look) {
    static_cast<MemoryLog&>(log).before_append([look](std::span<const EncodedCommit>) { look(); });
  }
  ScratchDirectory scratch;
};

struct RocksLogMaker {
  static std::unique_ptr<Log> open(const std::filesystem::path& directory) {
    auto log = RocksLog::open(directory, [](const std::string& sentence) { FAIL(sentence); });
    REQUIRE(log);
    return std::move(*log);
  }
  std::unique_ptr<Log> make() { return open(scratch / "log"); }
  std::unique_ptr<Log> reopen(std::unique_ptr<Log> log) {
    log.reset();
    return make();
  }
  std::unique_ptr<Log> open_copy() { return open(copy()); }
  std::filesystem::path copy() const { return scratch / "copy"; }
  static void look_in_append(Log& log, const std::function<void()>& look) {
    static_cast<RocksLog&>(log).before_showing(look);
  }
  ScratchDirectory scratch;
};

std::vector<std::uint64_t> positions_read(Log& log, std::uint64_t from, std::uint64_t to) {
  std::vector<std::uint64_t> positions;
  REQUIRE(log.read(Position{from}, Position{to}, [&](Position position, std::string_view) {
    positions.push_back(position.number());
    return true;
  }));
  return positions;
}

TEMPLATE_TEST_CASE("an empty log ends at zero and shows nothing", "[storage][log]", MemoryLogMaker,
                   RocksLogMaker) {
  TestType maker;
  const auto log = maker.make();
  CHECK(log->tail() == Position{});
  CHECK(positions_read(*log, 0, UINT64_MAX).empty());
  CHECK(positions_read(*log, 1, 1).empty());
}

TEMPLATE_TEST_CASE("what was appended is read back in order, also after reopening", "[storage][log]",
                   MemoryLogMaker, RocksLogMaker) {
  TestType maker;
  auto log = maker.make();
  SampleChain chain;
  std::vector<std::string> written;
  for (const std::size_t count : {1U, 3U, 7U}) {
    const Position tail = chain.position();
    const auto commits = chain.next(count);
    for (const auto& commit : commits) written.push_back(commit.record);
    REQUIRE(log->append(tail, commits));
    CHECK(log->tail() == chain.position());
  }
  CHECK(all_records(*log) == written);
  log = maker.reopen(std::move(log));
  CHECK(log->tail() == Position{11});
  CHECK(all_records(*log) == written);
}

TEMPLATE_TEST_CASE("a batch of no records changes nothing", "[storage][log]", MemoryLogMaker, RocksLogMaker) {
  TestType maker;
  const auto log = maker.make();
  CHECK(log->append(Position{}, {}));
  CHECK(log->tail() == Position{});
}

TEMPLATE_TEST_CASE("an append behind another tail is fenced and stores nothing of its batch",
                   "[storage][log]", MemoryLogMaker, RocksLogMaker) {
  TestType maker;
  auto log = maker.make();
  SampleChain chain;
  append_samples(*log, chain, 3);
  SampleChain other;
  const auto late = log->append(Position{}, other.next(5));
  REQUIRE_FALSE(late);
  CHECK(late.error().kind == LogFaultKind::fenced);
  SampleChain ahead;
  ahead.next(4);
  const auto early = log->append(Position{4}, ahead.next(1));
  REQUIRE_FALSE(early);
  CHECK(early.error().kind == LogFaultKind::fenced);
  log = maker.reopen(std::move(log));
  CHECK(all_records(*log).size() == 3);
  append_samples(*log, chain, 1);
  CHECK(log->tail() == Position{4});
}

TEMPLATE_TEST_CASE("a read keeps to its range and to the tail", "[storage][log]", MemoryLogMaker,
                   RocksLogMaker) {
  using Numbers = std::vector<std::uint64_t>;
  TestType maker;
  const auto log = maker.make();
  SampleChain chain;
  append_samples(*log, chain, 9);
  CHECK(positions_read(*log, 3, 5) == Numbers{3, 4, 5});
  CHECK(positions_read(*log, 9, 9) == Numbers{9});
  CHECK(positions_read(*log, 8, 100) == Numbers{8, 9});
  CHECK(positions_read(*log, 0, 2) == Numbers{1, 2});
  CHECK(positions_read(*log, 10, 20).empty());
  CHECK(positions_read(*log, 5, 4).empty());
}

TEMPLATE_TEST_CASE("a long read shows every record once", "[storage][log]", MemoryLogMaker, RocksLogMaker) {
  TestType maker;
  const auto log = maker.make();
  SampleChain chain;
  for (int batch = 0; batch < 20; ++batch) append_samples(*log, chain, 100);
  CHECK(positions_read(*log, 1, UINT64_MAX).size() == 2000);
}

TEMPLATE_TEST_CASE("a visitor that has enough ends the read without a fault", "[storage][log]",
                   MemoryLogMaker, RocksLogMaker) {
  TestType maker;
  const auto log = maker.make();
  SampleChain chain;
  append_samples(*log, chain, 9);
  int visits = 0;
  CHECK(log->read(Position{1}, Position{9}, [&](Position, std::string_view) { return ++visits < 4; }));
  CHECK(visits == 4);
}

TEMPLATE_TEST_CASE("a visitor may ask the log itself", "[storage][log]", MemoryLogMaker, RocksLogMaker) {
  TestType maker;
  const auto log = maker.make();
  SampleChain chain;
  append_samples(*log, chain, 2);
  std::size_t inner = 0;
  CHECK(log->read(Position{1}, Position{2}, [&](Position position, std::string_view) {
    inner += positions_read(*log, position.number(), log->tail()->number()).size();
    return true;
  }));
  CHECK(inner == 3);
}

TEMPLATE_TEST_CASE("records of no bytes, of every byte and of megabytes come back whole", "[storage][log]",
                   MemoryLogMaker, RocksLogMaker) {
  TestType maker;
  auto log = maker.make();
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte.push_back(static_cast<char>(byte));
  std::string big;
  while (big.size() < 5'000'000) big.append(every_byte).append(std::to_string(big.size()));
  const std::vector<EncodedCommit> commits{{Position{1}, ""}, {Position{2}, every_byte}, {Position{3}, big}};
  REQUIRE(log->append(Position{}, commits));
  log = maker.reopen(std::move(log));
  const auto records = all_records(*log);
  REQUIRE(records.size() == 3);
  CHECK(records[0].empty());
  CHECK(records[1] == every_byte);
  CHECK((records[2] == big));
}

TEMPLATE_TEST_CASE("a checkpoint opens as a log of its own, equal to the first", "[storage][log]",
                   MemoryLogMaker, RocksLogMaker) {
  TestType maker;
  const auto log = maker.make();
  SampleChain chain;
  append_samples(*log, chain, 5);
  REQUIRE(log->checkpoint(maker.copy()));
  const auto before = all_records(*log);
  append_samples(*log, chain, 2);
  const auto copy = maker.open_copy();
  CHECK(copy->tail() == Position{5});
  CHECK(all_records(*copy) == before);
  CHECK(log->tail() == Position{7});
}

TEMPLATE_TEST_CASE("a checkpoint into a directory that is there is refused and leaves it alone",
                   "[storage][log]", MemoryLogMaker, RocksLogMaker) {
  TestType maker;
  const auto log = maker.make();
  SampleChain chain;
  append_samples(*log, chain, 1);
  std::filesystem::create_directory(maker.copy());
  write_file(maker.copy() / "mine", "untouched");
  CHECK_FALSE(log->checkpoint(maker.copy()));
  CHECK(file_bytes(maker.copy() / "mine") == "untouched");
  CHECK(files_below(maker.copy()).size() == 1);
}

TEMPLATE_TEST_CASE("what an append has not returned for is seen by nobody", "[storage][log]", MemoryLogMaker,
                   RocksLogMaker) {
  TestType maker;
  const auto log = maker.make();
  SampleChain chain;
  append_samples(*log, chain, 3);
  std::optional<Position> tail;
  std::vector<std::uint64_t> seen;
  maker.look_in_append(*log, [&] {
    tail = log->tail().value();
    seen = positions_read(*log, 1, UINT64_MAX);
  });
  append_samples(*log, chain, 2);
  CHECK(tail == Position{3});
  CHECK(seen == std::vector<std::uint64_t>{1, 2, 3});
  CHECK(positions_read(*log, 1, UINT64_MAX).size() == 5);
}

TEMPLATE_TEST_CASE("reads beside an append see only what an append returned for", "[storage][log]",
                   MemoryLogMaker, RocksLogMaker) {
  TestType maker;
  const auto log = maker.make();
  std::atomic<std::uint64_t> begun = 0;     // the last position that an append was called with
  std::atomic<std::uint64_t> returned = 0;  // the last one that an append returned for
  std::atomic<bool> appended = true;
  std::atomic<bool> done = false;
  std::thread writer([&] {
    SampleChain chain;
    for (int batch = 0; batch < 300; ++batch) {
      const Position tail = chain.position();
      const auto commits = chain.next(3);
      begun = chain.position().number();
      if (!log->append(tail, commits)) appended = false;
      returned = chain.position().number();
    }
    done = true;
  });
  bool within = true;
  bool whole_batches = true;
  while (!done) {
    const std::uint64_t before = returned;
    std::uint64_t seen = 0;
    const auto read = log->read(Position{1}, Position{UINT64_MAX}, [&](Position position, std::string_view) {
      seen = position.number();
      return true;
    });
    within = within && read && seen >= before && seen <= begun;
    whole_batches = whole_batches && seen % 3 == 0;
  }
  writer.join();
  CHECK(appended);
  CHECK(within);
  CHECK(whole_batches);
  CHECK(log->tail() == Position{900});
}

}  // namespace
}  // namespace reviewd
