// Real files of RocksDB, damaged one way after the other: each opening ends with every anchored record there
// and unaltered, or with a refusal in one sentence.
#include <catch2/catch.hpp>

#include "storage/recovery.hpp"
#include "storage/rocks_log.hpp"
#include "tests/storage/sample_log.hpp"
#include "tests/support/scratch_directory.hpp"

namespace reviewd {
namespace {

// A log of 300 records, each a synced batch, with its anchor; closed, for a test to damage.
class ClosedLog {
 public:
  static constexpr std::size_t count = 300;

  // `anchored`: the position that the anchor saw last.
  explicit ClosedLog(std::size_t anchored = count) {
    const auto log = RocksLog::open(directory(), {}).value();
    auto anchor = HeadAnchor::open(scratch_ / "anchor", true).value();
    for (std::size_t number = 1; number <= count; ++number) {
      append_samples(*log, chain_, 1);
      if (number <= anchored) REQUIRE(anchor.write(chain_.head()));
    }
    records_ = all_records(*log);
    // The recovery of an opening flushes, so the write-ahead log is there only until the next one.
    REQUIRE(files_below(directory(), ".log").size() == 1);
    REQUIRE(file_bytes(write_ahead_log()).size() > count * 100);
  }

  std::filesystem::path directory() const { return scratch_ / "log"; }
  std::filesystem::path write_ahead_log() const { return files_below(directory() / "rocksdb", ".log").at(0); }
  const std::vector<std::string>& records() const { return records_; }

  struct Outcome {
    std::optional<LogFault> refusal;
    std::vector<std::string> records;
    RecoveryLoss loss;
    CheckedLog found;
  };
  Outcome open() const {
    auto log = RocksLog::open(directory(), {});
    if (!log) return {.refusal = log.error(), .records = {}, .loss = {}, .found = {}};
    Outcome outcome;
    outcome.loss = (*log)->recovery_loss();
    const auto checked = open_and_check(**log, scratch_ / "anchor", [](auto, const auto&) { return true; });
    if (!checked) {
      outcome.refusal = checked.error();
    } else {
      outcome.found = checked->log;
      outcome.records = all_records(**log);
    }
    return outcome;
  }
  // Turns the write-ahead log into a sorted file, as an opening does.
  void flush() const { CHECK(open().records == records_); }

 private:
  ScratchDirectory scratch_;
  SampleChain chain_;
  std::vector<std::string> records_;
};

void check_refused(const ClosedLog::Outcome& outcome, std::string_view words) {
  REQUIRE(outcome.refusal);
  CHECK(outcome.refusal->kind == LogFaultKind::damaged);
  CHECK_THAT(outcome.refusal->detail, Catch::Contains(std::string(words)) && Catch::EndsWith("."));
  CHECK(outcome.refusal->detail.find('\n') == std::string::npos);
}

TEST_CASE("undamaged files open whole and report nothing", "[storage][recovery][rocks]") {
  const ClosedLog log;
  const auto outcome = log.open();
  CHECK_FALSE(outcome.refusal);
  CHECK(outcome.records == log.records());
  CHECK(outcome.loss.nothing());
  CHECK_FALSE(dropped_tail_report(outcome.loss.reports, outcome.loss.bytes, outcome.loss.kept_files,
                                  outcome.found.position));
  CHECK(files_below(log.directory(), "opening").empty());
}

TEST_CASE("a bit flipped in the midst of the write-ahead log is refused, and the bytes are kept",
          "[storage][recovery][rocks]") {
  const ClosedLog log;
  const auto file = log.write_ahead_log();
  flip_bit_of_file(file, std::filesystem::file_size(file) / 2);
  const std::string damaged = file_bytes(file);
  const auto outcome = log.open();
  check_refused(outcome, "behind its anchor, which saw position 300");
  CHECK_FALSE(outcome.loss.nothing());
  CHECK(file_bytes(outcome.loss.kept_files / file.filename()) == damaged);
  // Nor does a second start find a way round.
  check_refused(log.open(), "behind its anchor");
  CHECK(file_bytes(outcome.loss.kept_files / file.filename()) == damaged);
}

TEST_CASE("a bit flipped anywhere in the write-ahead log never goes unnoticed",
          "[storage][recovery][rocks]") {
  for (std::size_t part = 0; part < 12; ++part) {
    const ClosedLog log;
    const auto file = log.write_ahead_log();
    const std::size_t byte = std::filesystem::file_size(file) * part / 12 + part;
    INFO("byte " << byte);
    flip_bit_of_file(file, byte, part % 8);
    const auto outcome = log.open();
    CHECK((outcome.refusal || outcome.records == log.records()));
  }
}

TEST_CASE("damage to an acknowledged last record is refused", "[storage][recovery][rocks]") {
  const ClosedLog log;
  const auto file = log.write_ahead_log();
  SECTION("a bit") {
    flip_bit_of_file(file, std::filesystem::file_size(file) - 20);
  }
  SECTION("cut short") {
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - 7);
  }
  check_refused(log.open(), "The log ends at position 299 and is behind its anchor, which saw position 300");
}

TEST_CASE("a torn tail that nobody was told of is dropped and reported", "[storage][recovery][rocks]") {
  const ClosedLog log(ClosedLog::count - 1);
  const auto file = log.write_ahead_log();
  const auto size = std::filesystem::file_size(file);
  SECTION("cut within the record") {
    std::filesystem::resize_file(file, size - 7);
  }
  SECTION("half of it zero") {
    std::string bytes = file_bytes(file);
    bytes.replace(size - 60, 60, std::string(60, '\0'));
    write_file(file, bytes);
  }
  SECTION("a bit of it") {
    flip_bit_of_file(file, size - 20);
  }
  const auto outcome = log.open();
  REQUIRE_FALSE(outcome.refusal);
  auto expected = log.records();
  expected.pop_back();
  CHECK(outcome.records == expected);
  CHECK(outcome.found.beyond_anchor == 0);
  const auto report = dropped_tail_report(outcome.loss.reports, outcome.loss.bytes, outcome.loss.kept_files,
                                          outcome.found.position);
  REQUIRE(report);
  CHECK_THAT(*report, Catch::Contains("was dropped from the end of the log") &&
                          Catch::Contains("after position 299") && Catch::EndsWith("."));
  // It is reported once; the next start finds a log without blemish.
  const auto again = log.open();
  CHECK(again.records == expected);
  CHECK(again.loss.nothing());
}

TEST_CASE("records beyond the anchor are kept and counted", "[storage][recovery][rocks]") {
  const ClosedLog log(ClosedLog::count - 4);
  const auto outcome = log.open();
  CHECK(outcome.records == log.records());
  CHECK(outcome.found.beyond_anchor == 4);
}

TEST_CASE("a write-ahead log that is cut or gone is refused", "[storage][recovery][rocks]") {
  const ClosedLog log;
  const auto file = log.write_ahead_log();
  SECTION("cut in the middle") {
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  }
  SECTION("emptied") {
    std::filesystem::resize_file(file, 0);
  }
  SECTION("deleted") {
    std::filesystem::remove(file);
  }
  check_refused(log.open(), "behind its anchor, which saw position 300");
}

TEST_CASE("zeros after the end of the write-ahead log take nothing away", "[storage][recovery][rocks]") {
  const ClosedLog log;
  const auto file = log.write_ahead_log();
  std::filesystem::resize_file(file, std::filesystem::file_size(file) + 4096);
  CHECK(log.open().records == log.records());
}

TEST_CASE("a damaged sorted file is refused", "[storage][recovery][rocks]") {
  const ClosedLog log;
  log.flush();
  const auto file = files_below(log.directory(), ".sst").at(0);
  SECTION("a bit in the midst") {
    flip_bit_of_file(file, std::filesystem::file_size(file) / 2);
  }
  SECTION("a bit at the beginning") {
    flip_bit_of_file(file, 100);
  }
  SECTION("a bit of the footer") {
    flip_bit_of_file(file, std::filesystem::file_size(file) - 5);
  }
  SECTION("cut") {
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  }
  SECTION("deleted") {
    std::filesystem::remove(file);
  }
  const auto outcome = log.open();
  REQUIRE(outcome.refusal);
  CHECK_THAT(outcome.refusal->detail, Catch::Contains("RocksDB cannot") && Catch::EndsWith("."));
}

TEST_CASE("a bit flipped anywhere in a sorted file never goes unnoticed", "[storage][recovery][rocks]") {
  const ClosedLog log;
  log.flush();
  const auto file = files_below(log.directory(), ".sst").at(0);
  const std::string whole = file_bytes(file);
  for (std::size_t part = 0; part < 12; ++part) {
    const std::size_t byte = whole.size() * part / 12 + part;
    INFO("byte " << byte);
    flip_bit_of_file(file, byte, part % 8);
    const auto outcome = log.open();
    CHECK((outcome.refusal || outcome.records == log.records()));
    write_file(file, whole);
  }
  CHECK(log.open().records == log.records());
}

TEST_CASE("a damaged MANIFEST or CURRENT is refused", "[storage][recovery][rocks]") {
  const ClosedLog log;
  log.flush();
  std::filesystem::path manifest;
  for (const auto& file : files_below(log.directory())) {
    if (file.filename().string().starts_with("MANIFEST-")) manifest = file;
  }
  REQUIRE_FALSE(manifest.empty());
  SECTION("a bit") {
    flip_bit_of_file(manifest, std::filesystem::file_size(manifest) / 2);
  }
  SECTION("deleted") {
    std::filesystem::remove(manifest);
  }
  SECTION("CURRENT deleted") {
    std::filesystem::remove(log.directory() / "rocksdb" / "CURRENT");
  }
  const auto outcome = log.open();
  REQUIRE(outcome.refusal);
  CHECK(outcome.refusal->kind == LogFaultKind::damaged);
  CHECK_THAT(outcome.refusal->detail, Catch::EndsWith("."));
}

TEST_CASE("a second opening of the same directory is refused and harms nothing", "[storage][rocks]") {
  const ScratchDirectory scratch;
  SampleChain chain;
  const auto log = RocksLog::open(scratch / "log", {}).value();
  append_samples(*log, chain, 1);
  const auto names = files_below(scratch.path());
  const auto second = RocksLog::open(scratch / "log", {});
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == LogFaultKind::in_use);
  CHECK(files_below(scratch.path()) == names);
  append_samples(*log, chain, 1);
  CHECK(all_records(*log).size() == 2);
}

TEST_CASE("a directory of a newer version, or of something else, is refused and left alone",
          "[storage][rocks]") {
  const ScratchDirectory scratch;
  const auto directory = scratch / "log";
  {
    const auto log = RocksLog::open(directory, {}).value();
  }
  LogFaultKind expected = LogFaultKind::damaged;
  SECTION("newer") {
    write_file(directory / "FORMAT", "reviewd log 2\n");
    expected = LogFaultKind::not_supported;
  }
  SECTION("something else") {
    write_file(directory / "FORMAT", "shopping list\n");
  }
  SECTION("no format beside a database") {
    std::filesystem::remove(directory / "FORMAT");
  }
  const auto database_before = files_below(directory / "rocksdb");
  const auto opened = RocksLog::open(directory, {});
  REQUIRE_FALSE(opened);
  CHECK(opened.error().kind == expected);
  CHECK(files_below(directory / "rocksdb") == database_before);
}

TEST_CASE("a parent that is not there is a plain fault", "[storage][rocks]") {
  const ScratchDirectory scratch;
  const auto opened = RocksLog::open(scratch / "missing" / "log", {});
  REQUIRE_FALSE(opened);
  CHECK(opened.error().kind == LogFaultKind::failed);
}

}  // namespace
}  // namespace reviewd
