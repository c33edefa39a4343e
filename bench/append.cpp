// Events a second through the log with sync, with 1 and with 64 waiting writers, beside a bare RocksDB loop
// that writes the same bytes in the same batches.
#include <fmt/format.h>
#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <condition_variable>
#include <mutex>

#include "bench/parts/figures.hpp"
#include "bench/parts/sample_cases.hpp"
#include "daemon/log_thread.hpp"
#include "storage/big_endian.hpp"
#include "storage/rocks_options.hpp"

namespace reviewd {
namespace {

using Commits = std::vector<std::shared_ptr<const Commit>>;

// Commits of every kind that a case has, each of them one command.
Commits sample_commits(Store& store, std::size_t count) {
  SampleCases cases(store);
  cases.enter_board_and_token();
  const Instant now = noon_of(sample_day);
  for (std::size_t number = 0; number * 5 < count; ++number) {
    cases.open_case(now);
    cases.notify(number, now);
    cases.decide_case(number, now);
    for (int again = 0; again < 2; ++again) cases.notify(number, now);
  }
  Commits commits = cases.take();
  commits.resize(count);
  return commits;
}

// Keeps a number of commits waiting until all are written.
class Writers {
 public:
  Writers(CommitWriter& writer, std::size_t waiting)
      : first_(writer.head().position), waiting_(waiting), thread_(writer, reports()) {}

  // The sizes of the batches in which the log thread wrote them.
  std::vector<std::size_t> write(const Commits& commits) {
    std::size_t submitted = 0;
    std::size_t written = 0;
    while (written < commits.size()) {
      for (; submitted < commits.size() && submitted < written + waiting_; ++submitted)
        thread_.submit({commits[submitted]});
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return written_ > written; });
      written = written_;
    }
    thread_.stop();
    return batches_;
  }

 private:
  LogThread::Reports reports() {
    const auto durable = [this](Position position) {
      const std::lock_guard lock(mutex_);
      const std::size_t written = position.number() - first_.number();
      batches_.push_back(written - written_);
      written_ = written;
      changed_.notify_one();
    };
    return {durable, [](const LogFault& fault) { give_up(fault.detail); }};
  }

  Position first_;
  std::size_t waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t written_ = 0;
  std::vector<std::size_t> batches_;
  LogThread thread_;
};

std::vector<std::string> records_after(Log& log, Position position) {
  std::vector<std::string> records;
  const auto read = log.read(position.next(), *log.tail(), [&](Position, std::string_view record) {
    records.emplace_back(record);
    return true;
  });
  if (!read) give_up(read.error().detail);
  return records;
}

// Seconds of the bare loop.
double write_bare(const std::filesystem::path& directory, const std::vector<std::string>& records,
                  const std::vector<std::size_t>& batches) {
  rocksdb::DB* opened = nullptr;
  if (!rocksdb::DB::Open(rocks_options(), directory.string(), &opened).ok()) give_up("No bare database.");
  const std::unique_ptr<rocksdb::DB> database(opened);
  const Stopwatch stopwatch;
  std::size_t at = 0;
  for (const std::size_t size : batches) {
    rocksdb::WriteBatch batch;
    for (const std::size_t end = at + size; at < end; ++at) {
      char key[sizeof(std::uint64_t)];
      store_big_endian(key, static_cast<std::uint64_t>(at));
      if (!batch.Put({key, sizeof key}, records[at]).ok()) give_up("No bare batch.");
    }
    if (!database->Write(rocks_write_options(), &batch).ok()) give_up("No bare write.");
  }
  return stopwatch.seconds();
}

struct Run {
  double log_rate = 0;
  double bare_rate = 0;
  double batch = 0;
  double record_bytes = 0;  // of one event
};

Run run_once(std::size_t waiting, std::size_t count) {
  const ScratchDirectory scratch;
  const auto store = open_sample_store(sample_settings(scratch.path() / "log"));
  const Commits commits = sample_commits(*store, count);
  const Position first = store->writer().head().position;
  const auto events = static_cast<double>(events_of(commits));
  Writers writers(store->writer(), waiting);
  const Stopwatch stopwatch;
  const auto batches = writers.write(commits);
  const double log_seconds = stopwatch.seconds();
  const auto records = records_after(store->log(), first);
  const double bare_seconds = write_bare(scratch.path() / "bare", records, batches);
  std::size_t bytes = 0;
  for (const std::string& record : records) bytes += record.size();
  return {events / log_seconds, events / bare_seconds,
          static_cast<double>(count) / static_cast<double>(batches.size()),
          static_cast<double>(bytes) / events};
}

void measure(std::size_t waiting, std::size_t count, std::size_t runs) {
  std::vector<double> rates;
  std::vector<double> bare;
  std::vector<double> ratios;
  Run last;
  for (std::size_t run = 0; run < runs; ++run) {
    last = run_once(waiting, count);
    rates.push_back(last.log_rate);
    bare.push_back(last.bare_rate);
    ratios.push_back(last.log_rate / last.bare_rate);
  }
  fmt::print(
      "append waiting={} events_per_second={:.0f} bare_events_per_second={:.0f} ratio={:.2f} "
      "commits_per_sync={:.1f} record_bytes_per_event={:.0f} runs={}\n",
      waiting, median(rates), median(bare), median(ratios), last.batch, last.record_bytes, runs);
}

}  // namespace
}  // namespace reviewd

int main(int count, char** words) {
  using namespace reviewd;
  const std::size_t commits = number_option(count, words, "commits", 40'000);
  const std::size_t runs = number_option(count, words, "runs", 5);
  measure(1, std::max<std::size_t>(1, commits / 10), runs);
  measure(64, commits, runs);
}
