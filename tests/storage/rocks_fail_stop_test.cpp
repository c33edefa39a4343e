// A write that the system refuses stops the log: the hook is called, and nothing is appended after it. The
// refusal is a real one, by the limit on the size of a file that a process may set itself.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "storage/rocks_log.hpp"
#include "storage/rocks_options.hpp"
#include "tests/storage/sample_log.hpp"
#include "tests/support/scratch_directory.hpp"

namespace reviewd {
namespace {

// No file of this process can grow past `bytes` while this lives.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : signal_(std::signal(SIGXFSZ, SIG_IGN)) {
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before_) == 0);
    const rlimit limit{bytes, before_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_);
  }

 private:
  rlimit before_{};
  void (*signal_)(int);
};

TEST_CASE("a write that is refused stops the log and keeps what was acknowledged", "[storage][rocks]") {
  const ScratchDirectory scratch;
  std::vector<std::string> sentences;
  SampleChain chain;
  {
    const auto log = RocksLog::open(scratch / "log", [&](const std::string& sentence) {
                       sentences.push_back(sentence);
                     }).value();
    append_samples(*log, chain, 5);
    SampleChain doomed = chain;
    std::optional<std::expected<void, LogFault>> appended;
    {
      const FileSizeLimit limit(64 * 1024);
      appended = log->append(Position{5}, doomed.next(1, 200'000));
    }
    REQUIRE_FALSE(*appended);
    CHECK(appended->error().kind == LogFaultKind::failed);
    REQUIRE(sentences.size() == 1);
    CHECK_THAT(sentences[0], Catch::EndsWith("."));
    CHECK(log->tail() == Position{5});
    CHECK(all_records(*log).size() == 5);
    // The medium would take it again; the log does not: what the failed write left is unknown.
    const auto again = log->append(Position{5}, SampleChain(chain).next(1));
    REQUIRE_FALSE(again);
    CHECK(again.error().kind == LogFaultKind::failed);
    CHECK(sentences.size() == 1);
  }
  const auto reopened = RocksLog::open(scratch / "log", {}).value();
  CHECK(all_records(*reopened).size() >= 5);
}

TEST_CASE("a flush that is refused in the background stops the log", "[storage][rocks]") {
  const ScratchDirectory scratch;
  std::vector<std::string> sentences;
  SampleChain chain;
  const auto log = RocksLog::open(scratch / "log", [&](const std::string& sentence) {
                     sentences.push_back(sentence);
                   }).value();
  append_samples(*log, chain, 5, 100'000);
  std::optional<std::expected<void, LogFault>> copied;
  {
    const FileSizeLimit limit(1);
    copied = log->checkpoint(scratch / "copy");
  }
  CHECK_FALSE(*copied);
  CHECK_FALSE(std::filesystem::exists(scratch / "copy"));
  REQUIRE(sentences.size() == 1);
  CHECK_THAT(sentences[0], Catch::Contains("RocksDB failed in"));
  CHECK_FALSE(log->append(Position{5}, chain.next(1)));
}

TEST_CASE("the settings that the log's promises rest on are these", "[storage][rocks]") {
  const rocksdb::Options options = rocks_options();
  CHECK(rocks_write_options().sync);
  CHECK_FALSE(rocks_write_options().disableWAL);
  CHECK(rocks_write_options().protection_bytes_per_key == 8);
  CHECK(options.wal_recovery_mode == rocksdb::WALRecoveryMode::kPointInTimeRecovery);
  CHECK(options.max_bgerror_resume_count == 0);
  CHECK(options.recycle_log_file_num == 0);
  CHECK(options.paranoid_checks);
  CHECK(options.paranoid_file_checks);
  CHECK(options.fail_if_options_file_error);
  CHECK_FALSE(options.allow_concurrent_memtable_write);
  CHECK(options.prefix_extractor == nullptr);
  CHECK(rocks_read_options(true).verify_checksums);
  CHECK_FALSE(rocks_read_options(true).async_io);
  CHECK_FALSE(rocks_read_options(true).fill_cache);
}

}  // namespace
}  // namespace reviewd
