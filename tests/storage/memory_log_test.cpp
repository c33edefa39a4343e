// The fault switches of the log in memory: each leaves exactly what a disk would have kept.
#include "storage/memory_log.hpp"

#include <catch2/catch.hpp>

#include "tests/storage/sample_log.hpp"

namespace reviewd {
namespace {

// Appends two records, then a batch of three under the fault; the kind of fault that came back.
LogFaultKind append_under(MemoryLog& log, AppendFault fault, std::size_t records_kept = 0) {
  SampleChain chain;
  append_samples(log, chain, 2);
  log.arm(fault, records_kept);
  const auto appended = log.append(Position{2}, chain.next(3));
  REQUIRE_FALSE(appended);
  return appended.error().kind;
}

TEST_CASE("a crash leaves what the medium kept", "[storage][memory_log]") {
  MemoryLog log;
  SECTION("nothing of the batch before the sync") {
    CHECK(append_under(log, AppendFault::crash_before_sync) == LogFaultKind::failed);
    CHECK(log.reopen()->tail() == Position{2});
  }
  SECTION("a part of the batch in the sync") {
    CHECK(append_under(log, AppendFault::crash_torn, 1) == LogFaultKind::failed);
    CHECK(log.reopen()->tail() == Position{3});
  }
  SECTION("never more than the batch") {
    CHECK(append_under(log, AppendFault::crash_torn, 99) == LogFaultKind::failed);
    CHECK(log.reopen()->tail() == Position{5});
  }
  SECTION("all of it after the sync") {
    CHECK(append_under(log, AppendFault::crash_after_sync) == LogFaultKind::failed);
    CHECK(log.reopen()->tail() == Position{5});
  }
  CHECK_FALSE(log.tail());
  CHECK_FALSE(log.read(Position{1}, Position{9}, [](Position, std::string_view) { return true; }));
}

TEST_CASE("a medium that fails goes on failing until the log is reopened", "[storage][memory_log]") {
  MemoryLog log;
  Position after;
  SECTION("full") {
    CHECK(append_under(log, AppendFault::full) == LogFaultKind::failed);
    after = Position{2};
  }
  SECTION("the sync is refused and the batch lost") {
    CHECK(append_under(log, AppendFault::sync_failed_lost) == LogFaultKind::failed);
    after = Position{2};
  }
  SECTION("the sync is refused and the batch there all the same") {
    CHECK(append_under(log, AppendFault::sync_failed_kept) == LogFaultKind::failed);
    after = Position{5};
  }
  CHECK(log.tail() == Position{2});
  CHECK(all_records(log).size() == 2);
  SampleChain again;
  again.next(2);
  CHECK_FALSE(log.append(Position{2}, again.next(1)));
  const auto reopened = log.reopen();
  CHECK(reopened->tail() == after);
  SampleChain further;
  further.next(after.number());
  CHECK(reopened->append(after, further.next(1)));
}

TEST_CASE("another writer fences this one", "[storage][memory_log]") {
  MemoryLog log;
  CHECK(append_under(log, AppendFault::fenced) == LogFaultKind::fenced);
  CHECK(log.reopen()->tail() == Position{3});
}

TEST_CASE("a flipped bit is read as it lies there", "[storage][memory_log]") {
  MemoryLog log;
  SampleChain chain;
  append_samples(log, chain, 3);
  const auto before = all_records(log);
  log.flip_bit(Position{2}, 8 * 5 + 3);
  const auto after = all_records(log);
  CHECK(after[0] == before[0]);
  CHECK(after[1] != before[1]);
  CHECK((after[1][5] ^ before[1][5]) == 1 << 3);
}

TEST_CASE("a missing record is damage in the midst and a shorter log at the end", "[storage][memory_log]") {
  MemoryLog log;
  SampleChain chain;
  append_samples(log, chain, 4);
  log.remove(Position{4});
  CHECK(log.tail() == Position{3});
  log.remove(Position{2});
  std::size_t seen = 0;
  const auto read =
      log.read(Position{1}, Position{3}, [&](Position, std::string_view) { return ++seen > 0; });
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == LogFaultKind::damaged);
  CHECK(seen == 1);
  log.cut(Position{2});
  CHECK(log.tail() == Position{1});
}

TEST_CASE("the hook sees the batch before anything of it is stored", "[storage][memory_log]") {
  MemoryLog log;
  std::size_t size_of_batch = 0;
  std::size_t kept_then = 99;
  log.before_append([&](std::span<const EncodedCommit> commits) {
    size_of_batch = commits.size();
    kept_then = log.kept();
  });
  SampleChain chain;
  append_samples(log, chain, 3);
  CHECK(size_of_batch == 3);
  CHECK(kept_then == 0);
}

}  // namespace
}  // namespace reviewd
