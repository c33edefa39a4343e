// Events a second folded from RocksDB into the state of cases, beside a bare iterator scan that checks each
// link and parses each value with simdjson on as many threads, and beside the scan alone.
#include <fmt/format.h>
#include <rocksdb/db.h>
#include <simdjson.h>

#include <thread>

#include "bench/parts/figures.hpp"
#include "bench/parts/sample_cases.hpp"
#include "daemon/fold.hpp"
#include "storage/big_endian.hpp"
#include "storage/log_directory.hpp"
#include "storage/record.hpp"
#include "storage/rocks_options.hpp"

namespace reviewd {
namespace {

// A life of a case: referral, two notifications, the decision, two more notifications.
void build_log(const Settings& settings, std::size_t case_count) {
  const auto store = open_sample_store(settings);
  SampleCases cases(*store);
  cases.enter_board_and_token();
  const Instant now = noon_of(sample_day);
  for (std::size_t number = 0; number < case_count; ++number) {
    cases.open_case(now);
    cases.notify(number, now);
    cases.notify(number, now);
    cases.decide_case(number, now);
    cases.notify(number, now);
    cases.notify(number, now);
    if (number % 200 == 0) cases.write();
  }
  cases.write();
}

struct Folded {
  double seconds = 0;
  std::size_t events = 0;
  std::size_t cases = 0;
  std::uint64_t memory = 0;  // of the state
  Position tail;
};

Folded fold_once(const Settings& settings) {
  const DataPaths paths(settings.storage.directory);
  auto log = RocksLog::open(paths.log, [](const std::string& sentence) { give_up(sentence); });
  if (!log) give_up(log.error().detail);
  const std::uint64_t before = resident_bytes();
  Folded folded;
  const Stopwatch stopwatch;
  Engine engine(std::make_shared<const RuleBook>());
  const auto checked = fold_log(**log, std::nullopt, [&](FoldedRecord& record) {
    folded.events += record.commit.events.size();
    engine.replay(record.commit);
    return true;
  });
  if (!checked) give_up(checked.error().detail);
  engine.replayed();
  folded.seconds = stopwatch.seconds();
  folded.cases = engine.cases_in_order().size();
  folded.memory = resident_bytes() - before;
  folded.tail = checked->position;
  return folded;
}

// Reads the records from `first` on as long as they are before `end`; with `whole`, checks and parses each.
void scan_part(rocksdb::DB& database, std::uint64_t first, std::uint64_t end, bool whole) {
  const auto rows = std::unique_ptr<rocksdb::Iterator>(database.NewIterator(rocks_read_options(true)));
  simdjson::dom::parser parser;
  Digest link;
  RecordOutline record;
  char key[sizeof(std::uint64_t)];
  store_big_endian(key, first == 1 ? first : first - 1);
  bool linked = first == 1;
  std::size_t bytes = 0;
  for (rows->Seek({key, sizeof key}); rows->Valid(); rows->Next()) {
    if (load_big_endian<std::uint64_t>(rows->key().data()) >= end) break;
    const std::string_view value{rows->value().data(), rows->value().size()};
    bytes += value.size();
    if (!whole) continue;
    if (!outline_record(value, record)) give_up("The bare scan met a record that it cannot read.");
    if (linked && link_of(link, record) != record.link) give_up("The bare scan met a broken link.");
    simdjson::dom::element document;
    if (linked &&
        parser.parse(record.open.data(), record.open.size(), true).get(document) != simdjson::SUCCESS)
      give_up("The bare scan met a value that is no JSON.");
    link = record.link;
    linked = true;
  }
  if (!rows->status().ok() || bytes == 0) give_up("The bare scan ended early.");
}

// Seconds of a scan on two threads, each with half of the log.
double scan_once(const Settings& settings, Position tail, bool whole) {
  rocksdb::DB* opened = nullptr;
  const auto directory = LogDirectory::database_in(DataPaths(settings.storage.directory).log);
  if (!rocksdb::DB::OpenForReadOnly(rocks_options(), directory.string(), &opened).ok())
    give_up("No bare database.");
  const std::unique_ptr<rocksdb::DB> database(opened);
  const std::uint64_t middle = tail.number() / 2;
  const Stopwatch stopwatch;
  std::thread second([&] { scan_part(*database, middle, tail.number() + 1, whole); });
  scan_part(*database, 1, middle, whole);
  second.join();
  return stopwatch.seconds();
}

}  // namespace
}  // namespace reviewd

int main(int count, char** words) {
  using namespace reviewd;
  const std::size_t cases = number_option(count, words, "cases", 50'000);
  const std::size_t runs = number_option(count, words, "runs", 5);
  const ScratchDirectory scratch;
  const Settings settings = sample_settings(scratch.path() / "data");
  in_another_process([&] { build_log(settings, cases); });
  std::vector<double> rates;
  std::vector<double> bare;
  std::vector<double> plain;
  std::vector<double> ratios;
  Folded first;
  for (std::size_t run = 0; run < runs; ++run) {
    const Folded folded = fold_once(settings);
    const auto events = static_cast<double>(folded.events);
    if (run == 0) first = folded;
    const double checked = scan_once(settings, folded.tail, true);
    rates.push_back(events / folded.seconds);
    bare.push_back(events / checked);
    plain.push_back(events / scan_once(settings, folded.tail, false));
    ratios.push_back(checked / folded.seconds);
  }
  const auto per = [](std::uint64_t bytes, std::size_t number) {
    return static_cast<double>(bytes) / static_cast<double>(number);
  };
  fmt::print(
      "replay events={} events_per_second={:.0f} checked_scan={:.0f} plain_scan={:.0f} ratio={:.2f} "
      "memory_bytes_per_case={:.0f} disk_bytes_per_event={:.0f} runs={}\n",
      first.events, median(rates), median(bare), median(plain), median(ratios),
      per(first.memory, first.cases),
      per(bytes_on_disk(DataPaths(settings.storage.directory).log), first.events), runs);
}
