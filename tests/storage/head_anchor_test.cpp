// The head anchor: its two slots, and what becomes of a log that does not agree with it.
#include "storage/head_anchor.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "storage/memory_log.hpp"
#include "storage/recovery.hpp"
#include "tests/storage/sample_log.hpp"
#include "tests/support/scratch_directory.hpp"

namespace reviewd {
namespace {

constexpr std::size_t slot_size = 512;

bool visit_all(Position, const RecordOutline&) {
  return true;
}

// The heads of a chain of records at its first positions.
std::vector<Head> heads(std::size_t count) {
  SampleChain chain;
  std::vector<Head> all;
  for (std::size_t number = 0; number < count; ++number) {
    chain.next(1);
    all.push_back(chain.head());
  }
  return all;
}

HeadAnchor open_anchor(const std::filesystem::path& file, bool create = false) {
  auto anchor = HeadAnchor::open(file, create);
  REQUIRE(anchor);
  return std::move(*anchor);
}

LogFault refusal(const std::filesystem::path& file, bool create = false) {
  const auto anchor = HeadAnchor::open(file, create);
  REQUIRE_FALSE(anchor);
  return anchor.error();
}

TEST_CASE("a fresh anchor says that the log is empty, takes 1024 bytes and is its owner's",
          "[storage][anchor]") {
  const ScratchDirectory scratch;
  CHECK_FALSE(open_anchor(scratch / "anchor", true).newest());
  CHECK(file_bytes(scratch / "anchor").size() == 2 * slot_size);
  CHECK_FALSE(open_anchor(scratch / "anchor").newest());
  struct stat status{};
  REQUIRE(::stat((scratch / "anchor").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("the newest head is found again, and the file never grows", "[storage][anchor]") {
  const ScratchDirectory scratch;
  open_anchor(scratch / "anchor", true);
  for (const Head& head : heads(5)) {
    HeadAnchor anchor = open_anchor(scratch / "anchor");
    REQUIRE(anchor.write(head));
    REQUIRE(anchor.sync());
    CHECK(anchor.newest() == head);
    CHECK(open_anchor(scratch / "anchor").newest() == head);
    CHECK(file_bytes(scratch / "anchor").size() == 2 * slot_size);
  }
}

TEST_CASE("the slots are written in turn", "[storage][anchor]") {
  const ScratchDirectory scratch;
  HeadAnchor anchor = open_anchor(scratch / "anchor", true);
  std::string before = file_bytes(scratch / "anchor");
  std::vector<int> written;
  for (const Head& head : heads(4)) {
    REQUIRE(anchor.write(head));
    const std::string after = file_bytes(scratch / "anchor");
    const bool first = after.substr(0, slot_size) != before.substr(0, slot_size);
    const bool second = after.substr(slot_size) != before.substr(slot_size);
    CHECK(first != second);
    written.push_back(first ? 0 : 1);
    before = after;
  }
  CHECK(written[0] != written[1]);
  CHECK(written == std::vector<int>{written[0], written[1], written[0], written[1]});
}

TEST_CASE("one damaged slot falls back to the other, and is written next", "[storage][anchor]") {
  const ScratchDirectory scratch;
  const auto all = heads(3);
  {
    HeadAnchor anchor = open_anchor(scratch / "anchor", true);
    REQUIRE(anchor.write(all[0]));
    REQUIRE(anchor.write(all[1]));
  }
  const std::string whole = file_bytes(scratch / "anchor");
  std::vector<Position> found;
  for (const std::size_t slot : {0U, 1U}) {
    for (const std::size_t byte : {0U, 9U, 20U, 40U, 60U, 80U, 100U, 511U}) {
      write_file(scratch / "anchor", whole);
      flip_bit_of_file(scratch / "anchor", slot * slot_size + byte, 2);
      HeadAnchor anchor = open_anchor(scratch / "anchor");
      CHECK(anchor.one_slot_damaged());
      REQUIRE(anchor.newest());
      if (byte == 0) found.push_back(anchor.newest()->position);
      REQUIRE(anchor.write(all[2]));
      const HeadAnchor repaired = open_anchor(scratch / "anchor");
      CHECK(repaired.newest() == all[2]);
    }
  }
  // One of the slots held the second head, the other one the first.
  CHECK(found[0] != found[1]);
}

TEST_CASE("both slots damaged, an anchor cut off or a missing one is refused", "[storage][anchor]") {
  const ScratchDirectory scratch;
  const auto file = scratch / "anchor";
  CHECK(refusal(file).kind == LogFaultKind::damaged);
  CHECK(refusal(file).detail.find("missing beside a log that is not empty") != std::string::npos);
  REQUIRE(open_anchor(file, true).write(heads(1)[0]));
  SECTION("both slots") {
    flip_bit_of_file(file, 30);
    flip_bit_of_file(file, slot_size + 30);
  }
  SECTION("nothing but zeros") {
    write_file(file, std::string(2 * slot_size, '\0'));
  }
  SECTION("empty") {
    write_file(file, "");
  }
  CHECK(refusal(file).kind == LogFaultKind::damaged);
  CHECK(refusal(file).detail.find("both of its slots are damaged") != std::string::npos);
  // Not even beside an empty log: an anchor that is there was there for a reason.
  CHECK(refusal(file, true).kind == LogFaultKind::damaged);
}

TEST_CASE("a person can put a fresh anchor in the place of a damaged one", "[storage][anchor]") {
  const ScratchDirectory scratch;
  write_file(scratch / "anchor", "rubbish");
  const Head head = heads(3)[2];
  REQUIRE(HeadAnchor::replace(scratch / "anchor", head));
  const HeadAnchor anchor = open_anchor(scratch / "anchor");
  CHECK(anchor.newest() == head);
  CHECK_FALSE(anchor.one_slot_damaged());
}

// A log of five records and its anchor at the fifth.
struct AnchoredLog {
  AnchoredLog() {
    append_samples(log, chain, 5);
    REQUIRE(open_anchor(scratch / "anchor", true).write(chain.head()));
  }
  std::string refused() {
    const auto opened = open_and_check(log, scratch / "anchor", visit_all);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == LogFaultKind::damaged);
    return opened.error().detail;
  }
  ScratchDirectory scratch;
  SampleChain chain;
  MemoryLog log;
};

TEST_CASE("a log at its anchor opens, and so does one past it", "[storage][recovery]") {
  AnchoredLog anchored;
  auto opened = open_and_check(anchored.log, anchored.scratch / "anchor", visit_all);
  REQUIRE(opened);
  CHECK(opened->log.position == Position{5});
  CHECK(opened->log.link == anchored.chain.head().link);
  CHECK(opened->log.beyond_anchor == 0);
  append_samples(anchored.log, anchored.chain, 2);
  opened = open_and_check(anchored.log, anchored.scratch / "anchor", visit_all);
  REQUIRE(opened);
  CHECK(opened->log.position == Position{7});
  CHECK(opened->log.beyond_anchor == 2);
  CHECK(opened->anchor.newest()->position == Position{5});
}

TEST_CASE("an empty log makes its anchor, and an anchor made before the first record allows any",
          "[storage][recovery]") {
  const ScratchDirectory scratch;
  MemoryLog log;
  const auto empty = open_and_check(log, scratch / "anchor", visit_all);
  REQUIRE(empty);
  CHECK(empty->log.position == Position{});
  CHECK(empty->log.link == first_link());
  SampleChain chain;
  append_samples(log, chain, 2);
  const auto begun = open_and_check(log, scratch / "anchor", visit_all);
  REQUIRE(begun);
  CHECK(begun->log.beyond_anchor == 2);
}

TEST_CASE("a log behind its anchor is refused", "[storage][recovery]") {
  AnchoredLog anchored;
  SECTION("by one") {
    anchored.log.cut(Position{4});
  }
  SECTION("by all") {
    anchored.log.cut(Position{});
  }
  CHECK(anchored.refused().find("behind its anchor, which saw position 5") != std::string::npos);
}

TEST_CASE("another history of the same length is refused at the anchor", "[storage][recovery]") {
  AnchoredLog anchored;
  anchored.log.cut(Position{});
  SampleChain other;
  for (int number = 0; number < 6; ++number) {
    const Position tail = other.position();
    const std::vector<EncodedCommit> commits{other.next_with("another history", {})};
    REQUIRE(anchored.log.append(tail, commits));
  }
  CHECK(anchored.refused().find("position 5 differs from the one in the head anchor") != std::string::npos);
}

TEST_CASE("a missing anchor beside records is refused", "[storage][recovery]") {
  AnchoredLog anchored;
  std::filesystem::remove(anchored.scratch / "anchor");
  CHECK(anchored.refused().find("missing") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(anchored.scratch / "anchor"));
}

TEST_CASE("an altered or missing record is refused by its position", "[storage][recovery]") {
  AnchoredLog anchored;
  SECTION("open part") {
    anchored.log.flip_bit(Position{3}, 8 * 60);
    CHECK(anchored.refused().find("link at position 3 is broken") != std::string::npos);
  }
  SECTION("link") {
    anchored.log.flip_bit(Position{3}, 8 * 10);
    CHECK(anchored.refused().find("link at position 3 is broken") != std::string::npos);
  }
  SECTION("framing") {
    anchored.log.flip_bit(Position{3}, 0);
    CHECK(anchored.refused().find("position 3 cannot be read") != std::string::npos);
  }
  SECTION("missing") {
    anchored.log.remove(Position{3});
    CHECK(anchored.refused().find("position 3 is missing") != std::string::npos);
  }
}

TEST_CASE("the visitor sees every record that was checked, none that failed, and may end early",
          "[storage][recovery]") {
  AnchoredLog anchored;
  std::vector<std::uint64_t> seen;
  const auto note = [&](Position position, const RecordOutline& record) {
    CHECK(record.open.starts_with(R"({"sample":)" + std::to_string(position.number())));
    seen.push_back(position.number());
    return true;
  };
  REQUIRE(check_log(anchored.log, std::nullopt, note));
  CHECK(seen == std::vector<std::uint64_t>{1, 2, 3, 4, 5});
  const auto early = check_log(anchored.log, std::nullopt,
                               [](Position at, const RecordOutline&) { return at < Position{2}; });
  REQUIRE(early);
  CHECK(early->ended_early);
  CHECK(early->position == Position{2});
  seen.clear();
  anchored.log.flip_bit(Position{4}, 8 * 60);
  CHECK_FALSE(check_log(anchored.log, std::nullopt, note));
  CHECK(seen == std::vector<std::uint64_t>{1, 2, 3});
}

TEST_CASE("a key file that lacks keys which the log names is refused", "[storage][recovery]") {
  const auto keys = KeyFile::in_memory(1);
  Sealer sealer(*keys);
  const auto value = sealer.seal({"log", "case", "type", "/pointer"}, "text");
  REQUIRE(value);
  MemoryLog log;
  SampleChain chain;
  const std::vector<EncodedCommit> commits{chain.next_with("open", {*value})};
  REQUIRE(log.append(Position{}, commits));
  const auto checked = check_log(log, std::nullopt, visit_all);
  REQUIRE(checked);
  CHECK(checked->keys_named == 1);
  CHECK(check_keys(*keys, *checked));
  const auto refused = check_keys(*KeyFile::in_memory(1), *checked);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == LogFaultKind::damaged);
}

}  // namespace
}  // namespace reviewd
